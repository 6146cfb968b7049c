"""The ledger keeps what was stored, shows what is live, and is never half written."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
from typing import Any, Self

import pandas as pd
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import URL

from data.schema.model import columns
from data.store import database
from data.store.database import StoreTrouble, connect, store_url
from data.store.ledger import Ledger
from data.store.live import EVERY_S, Live
from data.store.tables import MIGRATIONS, VERSIONS, migrate
from tests.fuzz import seconds

#: Kills in `make test`, and in `make fuzz`.
KILLS = 200 if seconds() else 50


def rows(count: int, value: str = "3.1") -> dict[str, pd.DataFrame]:
    """So many observations as an import has them."""
    made = [
        dict.fromkeys(columns("observations"), "") | {"observation_id": f"own-x-{n}", "region_id": "640400", "value": value}
        for n in range(count)
    ]
    return {"observations": pd.DataFrame(made, dtype="str")}


def stored(ledger: Ledger, tables: dict[str, pd.DataFrame], digest: str = "a" * 64, **more: Any) -> int:
    return ledger.store(
        tables, author="甲", why="年报", file_name="表.xlsx", file_digest=digest, answers={"1.basis": "survey"}, **more
    )


def test_what_was_stored_comes_back_letter_for_letter(ledger):
    number = stored(ledger, rows(2500), matches={"朝阳": "211300"}, origins={0: "表!B4"})

    assert ledger.tables()["observations"].equals(rows(2500)["observations"])
    (revision,) = ledger.revisions()
    assert (revision.revision_id, revision.who, revision.why) == (number, "甲", "年报")
    assert (revision.rows, revision.live) == (2500, True)
    assert revision.answers == {"1.basis": "survey"} and ledger.matches() == {"朝阳": "211300"}
    assert [one.revision_id for one in ledger.same_file("a" * 64)] == [number] and ledger.same_file("b" * 64) == []


def test_a_revision_is_withdrawn_and_restored_and_every_act_is_kept(ledger):
    number = stored(ledger, rows(3))
    before = ledger.mark()

    ledger.withdraw(number, author="乙", why="写错了")
    assert ledger.tables() == {} and not ledger.revisions()[0].live and ledger.mark() != before
    with pytest.raises(StoreTrouble) as raised:
        ledger.withdraw(number, author="丙", why="")
    assert raised.value.key == "ledger.as_it_was"

    ledger.restore(number, author="甲", why="没有错")
    assert len(ledger.tables()["observations"]) == 3
    assert [(act["act"], act["who"]) for act in ledger.acts(number)] == [
        ("store", "甲"),
        ("withdraw", "乙"),
        ("restore", "甲"),
    ]


def test_a_file_that_is_stored_again_takes_its_own_place_or_none(ledger):
    first, other = stored(ledger, rows(3)), stored(ledger, rows(1, "9"), "b" * 64)

    def interrupted(_number: int) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored(ledger, rows(2, "5"), replaced=interrupted)
    assert {one.revision_id: one.live for one in ledger.revisions()} == {first: True, other: True}

    second = stored(ledger, rows(2, "5"), replaced=lambda number: f"见第{number}次")
    assert {one.revision_id: one.live for one in ledger.revisions()} == {first: False, other: True, second: True}
    assert ledger.acts(first)[-1]["why"] == f"见第{second}次" and len(ledger.tables()["observations"]) == 3


def test_two_revisions_are_compared(ledger):
    """By what their rows are about: the same table corrected, and stored again, has other cells and other ids."""

    def of(digest: str, **values: str) -> int:
        made = [
            dict.fromkeys(columns("observations"), "") | {"observation_id": f"own-{digest}-{i}", "region_id": i, "value": v}
            for i, v in values.items()
        ]
        return stored(ledger, {"observations": pd.DataFrame(made, dtype="str")}, digest * 64)

    one, other = of("a", r640300="2", r640400="3.1", r640500="9"), of("b", r640300="2", r640400="4", r640200="1")
    difference = ledger.compare(one, other)

    assert [(table, row["region_id"]) for table, row in difference.added] == [("observations", "r640200")]
    assert [(table, row["region_id"]) for table, row in difference.removed] == [("observations", "r640500")]
    assert [(old["value"], new["value"]) for _, old, new in difference.changed] == [("3.1", "4")]
    assert ledger.compare(one, one).added == ledger.compare(one, one).changed == ()


def test_nothing_stored_is_ever_changed(ledger):
    stored(ledger, rows(1))
    for change in ("UPDATE atlas_rows SET record = '{}'", "DELETE FROM atlas_acts", "DELETE FROM atlas_revisions"):
        with pytest.raises(Exception, match="append-only"), ledger.engine.begin() as connection:
            connection.execute(text(change))
    assert len(ledger.tables()["observations"]) == 1


def test_what_cannot_be_done_says_so(ledger):
    for act in (ledger.withdraw, ledger.restore):
        with pytest.raises(StoreTrouble) as raised:
            act(77, author="甲", why="")
        assert raised.value.key == "ledger.no_revision"
    with pytest.raises(StoreTrouble) as raised:
        stored(ledger, {})
    assert raised.value.key == "ledger.nothing"


def test_two_keepers_at_once_lose_nothing(url):
    Ledger.open(url).engine.dispose()
    errors: list[Exception] = []

    def keeper(name: str) -> None:
        mine = Ledger.open(url)
        try:
            for n in range(5):
                mine.store(rows(20), author=name, why=str(n), file_name="x", file_digest=name * 64, answers={})
        except Exception as error:
            errors.append(error)
        finally:
            mine.engine.dispose()

    threads = [threading.Thread(target=keeper, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = Ledger.open(url)
    assert errors == [] and len(found.revisions()) == 20
    assert {(r.who, r.why) for r in found.revisions()} == {(name, str(n)) for name in "abcd" for n in range(5)}
    found.engine.dispose()


def test_two_servers_migrate_at_once(url):
    errors: list[Exception] = []

    def start() -> None:
        try:
            Ledger.open(url).engine.dispose()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_server_waits_for_another_that_is_turning_the_new_file_to_its_log(tmp_path, monkeypatch):
    """SQLite says at once that a file is locked whose kind of log another connection changes, however long it may wait."""
    asked: list[str] = []

    class LockedAtFirst(sqlite3.Cursor):
        def execute(self, sql: str, *given: Any) -> Self:
            asked.append(sql)
            if "journal_mode" in sql and len(asked) < 3:
                raise sqlite3.OperationalError("database is locked")
            return super().execute(sql, *given)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = None) -> Any:
            return super().cursor(factory or LockedAtFirst)

    monkeypatch.setattr(database, "_AGAIN_S", 0)
    connection = sqlite3.connect(tmp_path / "store.db", factory=Connection)
    database._prepare(connection, None)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert asked[:3] == ["PRAGMA journal_mode=WAL"] * 3
    connection.close()


def test_a_later_database_is_left_alone(ledger):
    with ledger.engine.begin() as connection:
        connection.execute(VERSIONS.insert().values(version=len(MIGRATIONS) + 1))
    with pytest.raises(StoreTrouble) as raised:
        migrate(ledger.engine)
    assert raised.value.key == "ledger.later_version"


def _killed_at(url: URL, moment: int, size: int) -> bool:
    """Store in a process of its own that ends itself, unasked, at some statement or step; say whether it came that far."""
    child = os.fork()
    if child == 0:
        try:
            engine = connect(url)
            steps = iter(range(moment))

            def step(*_: Any) -> int:
                if next(steps, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                return 0

            for name in ("before_cursor_execute", "after_cursor_execute"):
                event.listen(engine, name, step)
            for name in ("begin", "commit"):
                event.listen(engine, name, step)
            if url.get_backend_name() == "sqlite":
                # Every few hundred steps of SQLite's own machine, in the middle of a statement.
                event.listen(engine, "connect", lambda connection, _: connection.set_progress_handler(step, 300))
            stored(Ledger(engine), rows(size), f"{moment:064d}")
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.fuzz
def test_a_writer_killed_at_any_moment_leaves_all_or_nothing(url):
    Ledger.open(url).engine.dispose()
    random_ = random.Random(20201123)
    # What a writer does in steps that can be counted: statements, and within them the steps of SQLite's machine.
    last = 34 if url.get_backend_name() == "sqlite" else 8
    killed = 0
    for n in range(2 * KILLS):
        killed += _killed_at(url, random_.randrange(last), random_.choice([40, 600]))
        if n % 20 == 19:
            _whole(url)
        if killed == KILLS:
            break
    assert killed == KILLS
    _whole(url)
    after = Ledger.open(url)
    assert stored(after, rows(2)) > 0
    after.engine.dispose()


_COUNT = "revision_id, count(*) FROM {} GROUP BY revision_id"


def _whole(url: URL) -> None:
    ledger = Ledger.open(url)
    with ledger.engine.connect() as connection:
        counted, acts = (
            {int(number): int(count) for number, count in connection.execute(text(f"SELECT {_COUNT.format(table)}"))}
            for table in ("atlas_rows", "atlas_acts")
        )
    revisions = {revision.revision_id: revision.rows for revision in ledger.revisions()}
    assert revisions == counted and dict.fromkeys(revisions, 1) == acts
    ledger.engine.dispose()


def test_readers_see_it_within_seconds_and_keep_it_while_the_database_is_away(url, tmp_path):
    now, address = [0.0], [url]
    live = Live(lambda: address[0], lambda: now[0])
    if url.get_backend_name() == "sqlite":
        assert live.rows() == ("", {})  # nothing was ever stored, and nothing is made by reading
        assert not (tmp_path / "own").exists()
    writer = Ledger.open(url)
    stored(writer, rows(2))
    now[0] += EVERY_S
    mark, tables = live.rows()
    assert len(tables["observations"]) == 2

    stored(writer, rows(1), "c" * 64)
    assert live.rows()[0] == mark  # not asked again yet
    now[0] += EVERY_S
    assert live.rows()[0] != mark and EVERY_S < 5

    held, at = live.rows(), address[0]
    address[0] = URL.create("postgresql+psycopg", host=str(tmp_path / "nowhere"), database="x")
    now[0] += EVERY_S
    assert live.rows() == held and str(live.trouble) == str(StoreTrouble("ledger.unavailable"))
    address[0] = at
    now[0] += EVERY_S
    assert live.rows() == held and live.trouble is None
    live.close()
    writer.engine.dispose()


def test_a_full_disk_and_a_folder_that_cannot_be_made(tmp_path):
    ledger = Ledger.open(URL.create("sqlite", database=str(tmp_path / "s.sqlite3")))

    @event.listens_for(ledger.engine, "begin")
    def small(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    with pytest.raises(StoreTrouble) as raised:
        stored(ledger, rows(3000))
    assert raised.value.key == "ledger.disk_full" and ledger.revisions() == [] and ledger.tables() == {}

    ledger.engine.dispose()
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreTrouble) as raised:
        Ledger.open(URL.create("sqlite", database=str(tmp_path / "file" / "s.sqlite3")))
    assert raised.value.key == "ledger.unavailable"


def test_addresses(monkeypatch, tmp_path):
    monkeypatch.delenv("ATLAS_STORE", raising=False)
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    assert store_url().database == str(tmp_path / "store.db")
    assert store_url("postgresql://a:b@h/d").drivername == "postgresql+psycopg"
    for wrong in ("mysql://h/d", "nonsense", "sqlite://"):
        with pytest.raises(StoreTrouble) as raised:
            store_url(wrong)
        assert raised.value.key == "ledger.bad_url"
    with pytest.raises(StoreTrouble) as raised:
        store_url("oracle://scott:tiger@h/d")
    assert "tiger" not in str(raised.value)
