"""The ledger of imports: revisions are added, withdrawn and restored; nothing is ever changed or lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from data.rows import Row, records
from data.schema.model import SCHEMAS, columns
from data.schema.statements import ABOUT, BESIDE, SAYS
from data.store.database import StoreTrouble, connect, exists, now, reading, trouble, writing
from data.store.revision import Difference, Revision
from data.store.tables import ACTS, MATCHES, REVISIONS, ROWS, migrate

STORED, WITHDRAWN, RESTORED = "store", "withdraw", "restore"
#: Rows that go to the database at once.
_BATCH: Final = 1000
_AUTHOR, _WHY, _FILE, _ORIGIN = 200, 1000, 200, 120


@dataclass(frozen=True)
class Ledger:
    """The store of own figures at an address.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        Its connections; the tables are there.
    """

    engine: Engine

    @classmethod
    def open(cls, url: URL) -> Ledger:
        """Connect and bring the tables to this program's version.

        Raises
        ------
        StoreTrouble
            If the database doesn't answer or is of a later version.
        """
        engine = connect(url)
        try:
            migrate(engine)
        except (SQLAlchemyError, OSError) as error:
            raise trouble(error) from error
        return cls(engine)

    @classmethod
    def of(cls, url: URL) -> Ledger | None:
        """Connect for reading; None where nothing was ever stored."""
        return cls.open(url) if exists(url) else None

    def store(
        self,
        tables: Mapping[str, pd.DataFrame],
        *,
        author: str,
        why: str,
        file_name: str,
        file_digest: str,
        answers: Mapping[str, str],
        origins: Mapping[int, str] | None = None,
        matches: Mapping[str, str] | None = None,
        replaced: Callable[[int], str] | None = None,
    ) -> int:
        """Store an import: all of it, or nothing.

        Parameters
        ----------
        tables : mapping of str to DataFrame
            Table name to rows as text, with the columns of its schema.
        origins : mapping of int to str, optional
            Index of a row to the sheet and cell it comes from.
        matches : mapping of str to str, optional
            Names of places to the regions that the keeper chose.
        replaced : callable, optional
            Given the number of the new revision says why those of the same file that are shown are withdrawn with it.

        Returns
        -------
        int
            The number of the revision.

        Raises
        ------
        StoreTrouble
            If it could not be stored; then nothing of it is there.
        """
        records = list(_records(tables, origins or {}))
        if not records:
            raise StoreTrouble("ledger.nothing")
        revision = {
            **{
                "who": author[:_AUTHOR],
                "made": now(),
                "why": why[:_WHY],
                "rows": sum(r["table_name"] not in BESIDE for r in records),
            },
            **{"file_name": file_name[:_FILE], "file_digest": file_digest},
            "answers": json.dumps(dict(answers), ensure_ascii=False, sort_keys=True),
        }
        with writing(self.engine) as connection:
            statement = REVISIONS.insert().values(**revision).returning(REVISIONS.c.revision_id)
            number = int(connection.execute(statement).scalar_one())
            for start in range(0, len(records), _BATCH):
                connection.execute(
                    ROWS.insert(), [{**record, "revision_id": number} for record in records[start : start + _BATCH]]
                )
            chosen = [{"name": n[:_FILE], "region_id": i, "revision_id": number} for n, i in (matches or {}).items()]
            if chosen:
                connection.execute(MATCHES.insert(), chosen)
            _act(connection, number, STORED, author, why)
            if replaced is not None:
                of_file = (REVISIONS.c.file_digest == file_digest) & (REVISIONS.c.revision_id != number)
                # Held on PostgreSQL, as one that is withdrawn by itself.
                before = set(connection.scalars(select(REVISIONS.c.revision_id).where(of_file).with_for_update()))
                for former in sorted(before & set(_live(connection))):
                    _act(connection, former, WITHDRAWN, author, replaced(number))
        return number

    def withdraw(self, revision_id: int, *, author: str, why: str) -> None:
        """Show a revision no longer; it stays in the ledger.

        Raises
        ------
        StoreTrouble
            If there is no such revision, or it is withdrawn already.
        """
        self._turn(revision_id, WITHDRAWN, author, why)

    def restore(self, revision_id: int, *, author: str, why: str) -> None:
        """Show a withdrawn revision again; errors as for :meth:`withdraw`."""
        self._turn(revision_id, RESTORED, author, why)

    def _turn(self, revision_id: int, act: str, author: str, why: str) -> None:
        with writing(self.engine) as connection:
            # On PostgreSQL the revision's row is held, so that two keepers take turns; SQLite has one writer anyway.
            row = select(REVISIONS.c.revision_id).where(REVISIONS.c.revision_id == revision_id).with_for_update()
            if connection.execute(row).first() is None:
                raise StoreTrouble("ledger.no_revision", number=revision_id)
            if (revision_id in _live(connection)) == (act == RESTORED):
                raise StoreTrouble("ledger.as_it_was", number=revision_id)
            _act(connection, revision_id, act, author, why)

    def revisions(self) -> list[Revision]:
        """Return all revisions, the latest first."""
        with reading(self.engine) as connection:
            live = _live(connection)
            rows = connection.execute(select(REVISIONS).order_by(REVISIONS.c.revision_id.desc())).mappings()
            return [
                Revision(**{**row, "answers": json.loads(row["answers"])}, live=row["revision_id"] in live) for row in rows
            ]

    def acts(self, revision_id: int) -> list[Mapping[str, Any]]:
        """Return what was done with a revision, in order: ``act``, ``who``, ``made``, ``why``."""
        with reading(self.engine) as connection:
            statement = select(ACTS).where(ACTS.c.revision_id == revision_id).order_by(ACTS.c.act_id)
            return [dict(row) for row in connection.execute(statement).mappings()]

    def mark(self) -> str:
        """Return what tells this state of the store from any other; "" while nothing was ever stored."""
        with reading(self.engine) as connection:
            acts = connection.execute(select(ACTS.c.act_id, ACTS.c.act, ACTS.c.made).order_by(ACTS.c.act_id)).all()
            files = connection.scalars(select(REVISIONS.c.file_digest).order_by(REVISIONS.c.revision_id)).all()
        return hashlib.sha256(repr((acts, files)).encode()).hexdigest()[:12] if acts else ""

    def tables(self, revision_ids: Sequence[int] | None = None) -> dict[str, pd.DataFrame]:
        """Return what revisions say.

        Parameters
        ----------
        revision_ids : sequence of int, optional
            By default those that are shown.

        Returns
        -------
        dict of str to DataFrame
            Table name to rows as text, with the columns of its schema, in the order in which they were stored; tables
            without a row are left out.
        """
        with reading(self.engine) as connection:
            numbers = sorted(_live(connection) if revision_ids is None else revision_ids)
            rows = select(ROWS).where(ROWS.c.revision_id.in_(numbers)).order_by(ROWS.c.revision_id, ROWS.c.position)
            by_table: dict[str, list[dict[str, str]]] = {}
            for row in connection.execute(rows).mappings():
                if row["table_name"] in SCHEMAS:
                    by_table.setdefault(row["table_name"], []).append(json.loads(row["record"]))
        return {
            table: pd.DataFrame(
                [{name: record.get(name, "") for name in columns(table)} for record in by_table[table]], dtype="str"
            )
            for table in SCHEMAS
            if table in by_table
        }

    def same_file(self, digest: str) -> list[Revision]:
        """Return the revisions that came from a file with this SHA-256, the latest first."""
        return [revision for revision in self.revisions() if revision.file_digest == digest]

    def matches(self) -> dict[str, str]:
        """Return the names of places that keepers have confirmed, each with its region."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(MATCHES.c.name, MATCHES.c.region_id).order_by(MATCHES.c.match_id))
            return {str(name): str(region) for name, region in rows}

    def compare(self, first: int, second: int) -> Difference:
        """Say how the second of two revisions differs from the first; documents and own indicators are not compared."""
        before, after = (_by_subject(self.tables([number])) for number in (first, second))
        added: list[tuple[str, Row]] = []
        removed: list[tuple[str, Row]] = []
        changed: list[tuple[str, Row, Row]] = []
        for subject in {**before, **after}:
            table, old, new = subject[0], before.get(subject, {}), after.get(subject, {})
            gone = [row for statement, row in old.items() if statement not in new]
            come = [row for statement, row in new.items() if statement not in old]
            changed += [(table, *pair) for pair in zip(gone, come, strict=False)]
            removed += [(table, row) for row in gone[len(come) :]]
            added += [(table, row) for row in come[len(gone) :]]
        return Difference(tuple(added), tuple(removed), tuple(changed))


def _records(tables: Mapping[str, pd.DataFrame], origins: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    position = 0
    for table, frame in tables.items():
        names = [str(name) for name in frame.columns]
        for index, *cells in frame.itertuples():
            position += 1
            filled = {name: cell for name, cell in zip(names, cells, strict=True) if cell != ""}
            record = json.dumps(filled, ensure_ascii=False)
            origin = origins.get(int(index), "")[:_ORIGIN]
            yield {"position": position, "table_name": table, "origin": origin, "record": record}


def _by_subject(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, ...], dict[tuple[str, ...], Row]]:
    """What records are about, with what they say of it; the last of several that say the same."""
    by_subject: dict[tuple[str, ...], dict[tuple[str, ...], Row]] = {}
    for table, about in ABOUT.items():
        for row in records(tables[table]) if table in tables else ():
            statement = tuple(row[name] for name in SAYS[table])
            by_subject.setdefault((table, *(row[name] for name in about)), {})[statement] = row
    return by_subject


def _act(connection: Connection, revision_id: int, act: str, author: str, why: str) -> None:
    connection.execute(
        ACTS.insert().values(revision_id=revision_id, act=act, who=author[:_AUTHOR], made=now(), why=why[:_WHY])
    )


def _live(connection: Connection) -> set[int]:
    last = select(func.max(ACTS.c.act_id)).group_by(ACTS.c.revision_id)
    rows = select(ACTS.c.revision_id).where(ACTS.c.act_id.in_(last), ACTS.c.act != WITHDRAWN)
    return {int(number) for number in connection.scalars(rows)}
