"""Own figures under AppTest: taken in, asked about, stored, shown with their source, withdrawn, and all is as before."""

from __future__ import annotations

import hashlib
import json
import pickle
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from data.importing.preview import preview
from data.importing.reading.limits import Unreadable
from data.importing.reading.workbook import read_pasted, read_workbook
from data.store.database import store_url
from data.store.ledger import Ledger
from export.jobs.job import State
from export.trouble import QueueFull, TooLarge, TooSlow
from tests.pages.app import html
from tests.ui.sign_in import configure
from text.catalogue import Catalogue
from ui.own import editors, understood
from ui.own.revisions import revision_workbook
from ui.own.rows import line_of
from ui.present.jobs import queues
from views import loaders
from views.parts.words import reporter
from views.reader import Reader

PAGE = "pages/sources.py"
ROWS = ("某县扶贫办统计表", "地区\t2018年贫困发生率（%）", "固原市\t3.1", "朝阳\t4.2", "陕甘宁\t5", "监督电话：0954-1234567")
TABLE = "\n".join(ROWS)


@pytest.fixture
def prepared(monkeypatch):
    """How often workers were asked to be ready; there are none here."""
    calls: list[bool] = []
    monkeypatch.setattr(queues, "prepare", lambda: calls.append(True))
    return calls


@pytest.fixture
def store(tmp_path, prepared):
    """A store of this test alone; it is let go of afterwards."""
    loaders.STORE.look_again()
    yield {"ATLAS_STORE": f"sqlite:///{tmp_path / 'own.sqlite3'}"}
    loaders.STORE.close()
    loaders.STORE.look_again()


def test_a_viewer_looks_and_has_no_way_in(app_test, store, prepared):
    at = app_test(PAGE, query={"show": "own"}, env=store)
    t = Catalogue.load("zh")

    assert not at.exception and t("own.viewer") in html(at) and t("own.none") in html(at)
    assert not at.text_area and not [b for b in at.button if b.key and b.key.startswith("own_")]
    assert not prepared


def test_an_editor_stores_and_withdraws_and_finds_all_as_before(app_test, store, monkeypatch, prepared):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    before = loaders.facts()

    at.text_area(key="own_cells_0").set_value(TABLE).run()
    said = html(at)
    assert not at.exception and "陕甘宁" in said and "1234567" not in said and t("own.asked", n=3) in said
    assert prepared == [True]  # once, while the keeper looks for a file
    assert not [b for b in at.button if b.key == "own_store"]

    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.selectbox(key="own_name:朝阳").set_value("211300").run()
    at.text_input(key="own_document-title").set_value("某县扶贫办统计表").run()
    assert not at.exception and t("own.asked", n=1) not in html(at)
    at.text_input(key="own_why").set_value("年报").run()
    at.button(key="own_store").click().run()
    assert not at.exception and t("own.stored", number=1, n=2) in html(at) and "年报" in html(at)

    stored = loaders.facts()
    added = stored.observations.iloc[len(before.observations) :]
    assert added[["region_id", "value"]].to_numpy().tolist() == [["640400", 3.1], ["211300", 4.2]]
    tiers = stored.sources.set_index("source_id")["tier"]
    assert set(added["source_id"].map(tiers)) == {"own"} and "0954" not in stored.sources.iloc[-1].to_string()

    at.button(key="own_act").click().run()
    assert not at.exception and t("own.withdrawn") in html(at)
    assert loaders.facts() is before


def taken_in(at, turn: int, cells: str, *, has_figures: bool = True):
    """Paste a table, answer what is asked about it, and store it."""
    at.text_area(key=f"own_cells_{turn}").set_value(cells).run()
    if has_figures:
        at.selectbox(key="own_1.basis").set_value("registration").run()
    at.text_input(key="own_document-title").set_value("某县扶贫办统计表").run()
    assert not at.exception
    at.button(key="own_store").click().run()


def test_what_would_be_stored_is_seen_on_the_map_and_over_time(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value("地区\t2018年贫困发生率（%）\n固原市\t3.1\n新疆\t6.1").run()
    assert t("own.look") not in html(at)
    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.text_input(key="own_document-title").set_value("某县扶贫办统计表").run()

    assert not at.exception and t("own.look") in html(at)
    (places,) = [one for one in at.multiselect if one.key.startswith("own_places_")]
    assert places.value == ["640400", "650000"]
    assert t("own.on_map", name="贫困发生率", n=2, places=2) in html(at)
    places.set_value([]).run()
    assert not at.exception


def test_an_outline_is_stored_named_by_figures_and_gone_once_withdrawn(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    before = loaders.facts()
    ring = [[105, 35], [107, 35], [107, 36], [105, 36], [105, 35]]
    drawn = {"type": "Feature", "properties": {"名称": "沿河示范带"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    at.text_area(key="own_cells_0").set_value(json.dumps(drawn)).run()
    at.text_input(key="own_document-title").set_value("规划图").run()
    assert not at.exception and t("own.check_outlines") in html(at)
    at.button(key="own_store").click().run()
    taken_in(at, 1, "地区\t2018年贫困发生率（%）\n沿河示范带\t3.1")

    facts, shapes = loaders.facts(), loaders.shapes()
    (area,) = facts.outlines["area_id"]
    assert area in loaders.gazetteer(facts, shapes, "zh").outlines
    assert facts.observations["region_id"].iloc[-1] == area
    listed = html(app_test(PAGE, query={"source": facts.outlines["source_id"].iloc[0]}, env=store))
    assert t("record.outline", area="沿河示范带", area_km2="20,200").split("，")[0] in listed

    at.selectbox(key="own_number").set_value(1).run()
    at.button(key="own_act").click().run()
    assert not loaders.facts().outlines["area_id"].tolist()
    # What named it has lost its place: it is left out and said, until the outline is shown again.
    assert len(loaders.facts().observations) == len(before.observations) and loaders.facts().faults
    at.button(key="own_act").click().run()
    assert loaders.facts().outlines["area_id"].tolist() == [area] and not loaders.facts().faults


class ByHand:
    """Stands for the queue of tables: a work goes on when the test says so."""

    def __init__(self) -> None:
        self.works: list[Any] = []
        self.told = State("running")
        self.content, self.trouble = None, None
        self.cancelled = 0

    def start(self, work, **_):
        self.works.append(work)
        self.told, self.content, self.trouble = State("running"), None, None
        return self

    job_id = "by-hand"

    def find(self, _job_id):
        return self if self.works else None

    def state(self):
        return self.told

    def result(self):
        return self.content

    def error(self):
        return self.trouble

    def cancel(self):
        self.cancelled += 1
        self.told = State("cancelled")

    def expire(self):
        self.content = None

    def finish(self):
        steps = []
        self.content = self.works[-1](SimpleNamespace(step=lambda *step: steps.append(step)))
        self.told = State("done")
        return steps

    def fail(self, trouble):
        self.told, self.trouble = State("failed"), trouble


@pytest.fixture
def queue(monkeypatch):
    """Every table is large, and is understood beside the page when the test lets it be."""
    by_hand = ByHand()
    monkeypatch.setattr(understood, "IMPORTS", by_hand)
    monkeypatch.setattr(understood, "AT_ONCE", 0)
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    return by_hand


def test_a_large_table_says_how_far_it_is_and_comes_to_the_same(app_test, store, queue):
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    assert not at.exception and [b.label for b in at.button if b.key == "own_stop"] == [t("own.stop")]
    assert bar(at) == t("own.opening") and t("own.asked", n=3) not in html(at)
    queue.told = State("running", 1250, 20000, "understanding")
    at.run()
    assert bar(at) == t("own.understanding", done="1,250", total="20,000") and len(queue.works) == 1

    steps = queue.finish()
    assert [step[2] for step in steps] == ["reading", "understanding", "checking"] and steps[1][:2] == (0, 3)
    at.run()
    assert not at.exception and t("own.asked", n=3) in html(at) and "1234567" not in html(at)
    assert not [b for b in at.button if b.key == "own_stop"]

    # What was read goes along with the answer; the file does not go a second time.
    at.selectbox(key="own_1.basis").set_value("registration").run()
    wish = queue.works[1].keywords["wish"]
    assert wish.read and not wish.file.content and dict(wish.answers) == {"1.basis": "registration"}
    queue.finish()
    at.run()
    assert not at.exception and t("own.asked", n=2) in html(at)
    at.run()
    assert len(queue.works) == 2


def bar(at) -> str:
    (progress,) = at.get("progress")
    return progress.proto.text.replace("\\", "")


def test_a_table_that_is_given_up_leaves_nothing_behind(app_test, store, queue, tmp_path):
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    queue.finish()
    at.run()
    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.button(key="own_stop").click().run()

    assert not at.exception and queue.cancelled == 1 and t("own.stopped") in html(at)
    assert at.text_area(key="own_cells_1").value == "" and t("own.sheet") not in html(at)
    answers = f"own_answers_{hashlib.sha256(TABLE.encode()).hexdigest()}"
    assert not [key for key in (answers, "own_read", "own_job", "own_understood") if key in at.session_state]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("trouble", "message", "fields"),
    [(TooSlow(seconds=60), "importing.too_slow", {"seconds": 60}), (TooLarge(megabytes=1000), "own.too_heavy", {})],
)
def test_a_table_that_takes_too_much_is_said_to_and_not_tried_again(app_test, store, queue, trouble, message, fields):
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    queue.fail(trouble)
    at.run()
    at.run()
    assert not at.exception and t(message, **fields) in html(at) and len(queue.works) == 1


def test_an_error_in_understanding_is_named_and_repeats_no_cell(app_test, store, queue, monkeypatch, caplog):
    def fails(workbook, *_):
        raise ValueError(workbook.sheets[0].at(3, 1).text)

    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    monkeypatch.setattr(understood, "preview", fails)
    with pytest.raises(understood.NotUnderstood) as raised:
        queue.finish()
    assert "固原市" not in str(raised.value) and "in fails" in str(raised.value)
    queue.fail(raised.value)
    at.run()
    assert not at.exception and t("own.failed", name="").split("，")[0] in html(at) and "固原市" not in caplog.text


def test_where_too_many_tables_are_read_it_is_said(app_test, store, queue, monkeypatch):
    def full(*_, **__):
        raise QueueFull

    monkeypatch.setattr(queue, "start", full)
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    assert not at.exception and t("own.busy") in html(at)


def test_a_table_is_read_once_and_understood_once_for_the_same_answers(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    reads, looks = [], []

    def read(text):
        reads.append(text)
        return read_pasted(text)

    def look(*parts):
        looks.append(parts)
        return preview(*parts)

    monkeypatch.setattr(understood, "read_pasted", read)
    monkeypatch.setattr(understood, "preview", look)
    at = app_test(PAGE, query={"show": "own"}, env=store)
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    at.run()
    assert (len(reads), len(looks)) == (1, 1)
    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.run()
    assert not at.exception and (len(reads), len(looks)) == (1, 2)


def test_of_a_register_nothing_is_shown_or_kept(app_test, store, queue, monkeypatch):
    people = "地区\t姓名\t身份证号\n西吉县\t张三\t640422198001010017"
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    for turn, most in enumerate((0, understood.UNPACKED)):
        monkeypatch.setattr(understood, "AT_ONCE", most)
        at.text_area(key="own_cells_0").set_value(f"{people}{' ' * turn}").run()
        if not most:
            queue.finish()
            assert "张三".encode() not in queue.content and "张三" not in repr(pickle.loads(queue.content))
            at.run()
        assert not at.exception and t("own.refused", n=3) in html(at) and t("own.sheet") not in html(at)
        assert "张三" not in html(at) and "640422198001010017" not in html(at)
        assert "own_read" not in at.session_state


def test_sentences_and_cells_bear_the_same_numbers(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value(TABLE).run()

    page = html(at)
    assert t("own.sheet") in page and t("own.mark_refused") in page and t("own.mark_asked") in page
    assert '<b class="own-sign own-refused">×1</b>' in page and '<b title="A5">×1</b> 陕甘宁' in page
    label = at.selectbox(key="own_name:朝阳").label
    sign = label.split()[0].replace("\\", "")
    assert sign.startswith("?") and f'<b title="A4">{sign}</b> 朝阳' in page


def test_a_file_is_told_by_its_bytes_and_a_reason_goes_from_process_to_process(tmp_path):
    file = understood.File("", TABLE.encode())
    assert file.digest == file.read().digest == hashlib.sha256(TABLE.encode()).hexdigest() and file.is_small()
    assert not understood.File("a.xlsx", b"PK" * understood.AT_ONCE).is_small()
    reason = pickle.loads(pickle.dumps(Unreadable("importing.too_slow", seconds=30)))
    assert (reason.key, reason.fields) == ("importing.too_slow", {"seconds": 30})


def test_an_answer_is_put_right_by_giving_the_file_again(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    table = "某市协作资金表\n地区\t财政援助资金（万元）\t2018年贫困发生率（%）\n固原市\t30\t3.1"
    at.text_area(key="own_cells_0").set_value(table).run()
    for key, value in (("1.helper", "福建"), ("1.period", "2018"), ("document-title", "某表")):
        at.text_input(key=f"own_{key}").set_value(value).run()
    at.button(key="own_1.basis_unstated").click().run()
    at.selectbox(key="own_1.programme").set_value("east_west").run()
    at.button(key="own_store").click().run()
    assert not at.exception and loaders.facts().cooperation["helper_id"].iloc[-1] == "350000"

    # What was answered stands there: one thing is changed, a column is left out, the rest stays.
    at.text_area(key="own_cells_1").set_value(table).run()
    assert t("own.same_file", number=1) in html(at) and "要您回答的" not in html(at)
    helper = at.text_input(key="own_1.helper")
    assert helper.value == "福建省" and helper.label.endswith("帮扶方：福建省。")
    helper.set_value("厦门").run()
    at.selectbox(key="own_1.what.贫困发生率").set_value("leave").run()
    assert "说法不同" not in html(at)
    at.button(key="own_store").click().run()
    facts, ledger = loaders.facts(), Ledger.open(store_url())
    own = facts.cooperation[facts.cooperation["cooperation_id"].str.startswith("own-")]
    assert own["helper_id"].tolist() == ["350200"] and not facts.observations["observation_id"].str.startswith("own-").any()
    assert [(one.revision_id, one.live) for one in ledger.revisions()] == [(2, True), (1, False)]
    assert ledger.acts(1)[-1]["why"] == t("own.replaced", number=2)
    ledger.engine.dispose()


def test_two_imports_are_compared_and_what_one_said_comes_back(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    taken_in(at, 0, "地区\t2018年贫困发生率（%）\n固原市\t3.1\n吴忠市\t2.2")
    taken_in(at, 1, "地区\t2018年贫困发生率（%）\n固原市\t3.4\n中卫市\t1.5")

    at.selectbox(key="own_compare_2").set_value(1).run()
    assert not at.exception and t("own.differences", first=1, second=2, added=1, removed=1, changed=1) in html(at)
    assert "3.1%" in html(at) and "3.4%" in html(at) and "中卫市" in html(at) and "吴忠市" in html(at)

    ledger = Ledger.open(store_url())
    first = ledger.revisions()[-1]
    content = revision_workbook(ledger, first, loaders.book(loaders.facts(), Reader("zh")))
    ledger.withdraw(1, author="甲", why="")
    ledger.engine.dispose()
    loaders.STORE.look_again()
    result = preview(read_workbook("下载.xlsx", content), loaders.facts())
    assert result.tables["observations"]["value"].tolist() == ["3.1", "2.2"] and not result.refusals
    assert "某县扶贫办统计表" in result.tables["sources"].to_string()


def test_areas_of_ones_own_are_listed_before_and_compared_after(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value("片区名称\t县\n滨海片区\t霞浦县\n滨海片区\t福安市").run()
    assert "滨海片区" in html(at) and "霞浦县" in html(at) and "福安市" in html(at)
    taken_in(at, 0, "片区名称\t县\n滨海片区\t霞浦县\n滨海片区\t福安市", has_figures=False)
    taken_in(at, 1, "片区名称\t县\n滨海片区\t柘荣县", has_figures=False)

    at.selectbox(key="own_compare_2").set_value(1).run()
    assert not at.exception and t("own.differences", first=1, second=2, added=1, removed=2, changed=0) in html(at)
    assert "柘荣县" in html(at)


def test_what_the_facts_name_no_more_is_called_by_its_id():
    book = loaders.book(loaders.facts(), Reader("zh"))
    said = {"period_start": "2018", "period_end": "2018", "point": "at", "span": "", "bound": "=", "value": "3"}
    line = line_of("observations", {**said, "region_id": "640400", "indicator_id": "own-gone"}, {}, book)
    assert {"固原市", "own-gone", "3"} <= set(line.values())
    sides = {"helper_id": "350000", "recipient_id": "640000", "measure_id": "own-gone", "unit": "person"}
    assert "own-gone" in line_of("cooperation", {**said, **sides}, {}, book).values()


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        (None, {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        (None, {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, True),
        (None, {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, True),
        ("10.1.2.3", {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, False),
        (None, {"Host": "localhost:8501", "Origin": "https://atlas.example.cn"}, False),
        (None, {"Host": "atlas.example.cn", "Origin": "http://localhost:8501"}, False),
        (None, {"Host": "localhost:8501", "Origin": "http://localhost:8501", "X-Forwarded-For": "10.1.2.3"}, False),
        (None, {"Host": "localhost:8501", "Origin": "http://localhost:8501", "Forwarded": "for=10.1.2.3"}, False),
        (None, {"Host": "localhost:8501"}, False),
        (None, {}, False),
    ],
)
def test_only_who_sits_at_the_server_edits_without_sign_in(address, headers, here):
    assert editors.at_the_server(address, headers) is here


def test_with_hosts_or_proxies_named_nobody_edits_without_sign_in(monkeypatch):
    monkeypatch.setattr(editors, "at_the_server", lambda *_: True)
    monkeypatch.setenv("ATLAS_HOSTS", "atlas.example.cn")
    assert editors.editor() == ""


def test_signed_in_only_editors_edit(monkeypatch):
    class User(dict):
        is_logged_in = True

    configure(monkeypatch)
    monkeypatch.setenv("ATLAS_EDITORS", "A@example.cn b@example.cn")
    for user, name in (
        (User(email="a@example.cn"), "a@example.cn"),
        (User(email="c@example.cn"), ""),
        (User(email="b@example.cn", email_verified=False), ""),
        (User(), ""),
    ):
        monkeypatch.setattr(st, "user", user)
        assert editors.editor() == name


def test_whom_a_proxy_names_edits_if_the_configuration_says_so(monkeypatch):
    monkeypatch.setenv("ATLAS_PROXIES", "127.0.0.1")
    monkeypatch.setenv("ATLAS_IDENTITY", "X-Remote-User")
    monkeypatch.setenv("ATLAS_EDITORS", "zhang.san li@example.cn")
    monkeypatch.setattr(editors, "at_the_server", lambda *_: True)
    for name, edits in (("zhang.san", True), ("li@example.cn", True), ("wang.wu", False), ("", False)):
        monkeypatch.setattr(editors, "reader_of", lambda _headers, name=name: name)
        assert (editors.editor(), editors.reader_name()) == (name if edits else "", name)


def test_places_of_one_name_are_told_apart_and_leaving_a_list_takes_no_answer_away(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at = app_test(PAGE, query={"show": "own"}, env=store)
    at.text_area(key="own_cells_0").set_value(TABLE).run()
    box = at.selectbox(key="own_name:朝阳")
    named = [option for option in box.options if option.startswith("朝阳")]
    assert len(set(named)) == len(named) > 2 and any("211300" in option for option in named)
    box.set_value("211300").run()
    at.selectbox(key="own_name:朝阳").set_value(None).run()
    assert at.selectbox(key="own_name:朝阳").value == "211300"
    at.selectbox(key="own_name:朝阳").set_value("110105").run()
    assert "朝阳区" in at.selectbox(key="own_name:朝阳").label and "北京" in at.selectbox(key="own_name:朝阳").label


def test_where_there_is_nothing_to_store_it_is_said_why(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    # The county left by the batch of 2018, on a day of that month, which is recorded.
    at.text_area(key="own_cells_0").set_value("贫困县退出名单\n省份\t县\t批准退出日期\n贵州省\t雷山县\t2019-04").run()
    for _ in range(3):
        asked = [one for one in at.button if one.key and one.key.startswith("own_") and one.key != "own_act"]
        if not asked:
            break
        asked[0].click().run()
    assert not at.exception and t("own.nothing_new", same=1) in html(at)
    assert not [b for b in at.button if b.key == "own_store"]


def test_an_own_figure_says_whose_it_is_wherever_a_reporter_is_named():
    source = {"publisher": "某局", "publisher_en": "", "published": "2019", "title": "表", "kind": "list", "tier": "own"}
    assert reporter(source, Catalogue.load("zh")) == "据本单位自有数据（某局）2019年报道"
    assert "own figures (某局)" in reporter(source, Catalogue.load("en"))
    assert reporter({**source, "tier": "press"}, Catalogue.load("zh")) == "据某局2019年报道"


def test_an_editor_puts_a_name_right_and_the_history_keeps_the_former(app_test, store, monkeypatch):
    monkeypatch.setattr(editors, "editor", lambda: "甲")
    at, t = app_test(PAGE, query={"show": "own"}, env=store), Catalogue.load("zh")
    at.text_area(key="own_cells_0").set_value("地区\t2018年自来水普及率（%）\n固原市\t80.5").run()
    at.selectbox(key="own_1.what.自来水普及率").set_value("own").run()
    at.text_input(key="own_1.definition.自来水普及率").set_value("通自来水的户所占比重").run()
    at.selectbox(key="own_1.basis").set_value("registration").run()
    at.text_input(key="own_document-title").set_value("年报").run()
    at.button(key="own_store").click().run()
    assert not at.exception
    key = loaders.facts().indicators["indicator_id"].iloc[-1]
    at.selectbox(key="own_correct").set_value(("indicators", key)).run()
    at.text_input(key=f"own_correct_{key}_name_zh").set_value("农村自来水普及率")
    at.text_input(key=f"own_correct_why_{key}").set_value("原表写漏").run()
    at.button(key="own_correct_store").click().run()
    assert not at.exception and t("own.corrected_said", number=2) in html(at)
    assert loaders.facts().indicators["name_zh"].iloc[-1] == "农村自来水普及率"
    assert "更正：自来水普及率" in html(at) and "原表写漏" in html(at)

    at.button(key="own_act").click().run()
    assert loaders.facts().indicators["name_zh"].iloc[-1] == "自来水普及率"
