"""The ledger's tables and the steps by which a database comes to have them. Rows are added and never changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Column, Connection, Engine, ForeignKey, Integer, MetaData, String, Table, Text, inspect, select, text

from data.store.database import StoreTrouble

_METADATA: Final = MetaData()

VERSIONS: Final = Table("atlas_versions", _METADATA, Column("version", Integer, primary_key=True))

#: An import: who, when, why, from which file, by which answers.
REVISIONS: Final = Table(
    "atlas_revisions",
    _METADATA,
    Column("revision_id", Integer, primary_key=True, autoincrement=True),
    Column("who", String(200), nullable=False),
    Column("made", String(32), nullable=False),  # UTC, ISO 8601
    Column("why", Text, nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("file_digest", String(64), nullable=False, index=True),
    Column("answers", Text, nullable=False),  # JSON: key of the decision to what was said
    Column("rows", Integer, nullable=False),
)
#: What a revision says: one record a row, in its order.
ROWS: Final = Table(
    "atlas_rows",
    _METADATA,
    Column("revision_id", ForeignKey("atlas_revisions.revision_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("table_name", String(40), nullable=False),
    Column("origin", String(120), nullable=False),  # sheet and cell
    Column("record", Text, nullable=False),  # JSON: column to text
)
#: What was done with a revision; the last act says whether it is shown.
ACTS: Final = Table(
    "atlas_acts",
    _METADATA,
    Column("act_id", Integer, primary_key=True, autoincrement=True),
    Column("revision_id", ForeignKey("atlas_revisions.revision_id"), nullable=False, index=True),
    Column("act", String(10), nullable=False),
    Column("who", String(200), nullable=False),
    Column("made", String(32), nullable=False),
    Column("why", Text, nullable=False),
)
#: Which place a keeper chose for a name; the last choice counts.
MATCHES: Final = Table(
    "atlas_matches",
    _METADATA,
    Column("match_id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False, index=True),
    Column("region_id", String(40), nullable=False),
    Column("revision_id", ForeignKey("atlas_revisions.revision_id"), nullable=False),
)
#: Decks of slides: of one name by one person the last row counts.
DECKS: Final = Table(
    "atlas_decks",
    _METADATA,
    Column("deck_id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False, index=True),
    Column("who", String(200), nullable=False, index=True),
    Column("made", String(32), nullable=False),  # UTC, ISO 8601
    Column("shared", Integer, nullable=False),  # 1 where everybody may open it
    Column("removed", Integer, nullable=False),  # 1 where it is shown no longer
    Column("deck", Text, nullable=False),  # as its text file
)
_LEDGER: Final = (REVISIONS, ROWS, ACTS, MATCHES)


def _make_ledger(connection: Connection) -> None:
    for table in _LEDGER:
        table.create(connection)
    if connection.dialect.name != "sqlite":
        connection.execute(
            text(
                "CREATE FUNCTION atlas_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
            )
        )
    for table in _LEDGER:
        _fix(connection, table)


def _make_decks(connection: Connection) -> None:
    DECKS.create(connection)
    _fix(connection, DECKS)


def _fix(connection: Connection, table: Table) -> None:
    """Have the database itself refuse to change or delete a table's rows."""
    if connection.dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table.name}_{change.lower()} BEFORE {change} ON {table.name} "
                    "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
                )
            )
        return
    connection.execute(
        text(
            f"CREATE TRIGGER {table.name}_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION atlas_append_only()"
        )
    )


#: Steps from one version of the tables to the next. A step that has been in use is never changed: another follows it.
MIGRATIONS: Final[tuple[Callable[[Connection], None], ...]] = (_make_ledger, _make_decks)
# One key for all servers: whoever holds it migrates, the others wait.
_LOCK: Final = 7_300_501


def migrate(engine: Engine) -> None:
    """Bring a database to the version of this program: each step whole, or none of it.

    Raises
    ------
    StoreTrouble
        If the database is of a later version than this program.
    """
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        if not inspect(connection).has_table(VERSIONS.name):
            VERSIONS.create(connection)
        applied = set(connection.scalars(select(VERSIONS.c.version)))
        if applied and max(applied) > len(MIGRATIONS):
            raise StoreTrouble("ledger.later_version")
        for version, step in enumerate(MIGRATIONS, start=1):
            if version not in applied:
                step(connection)
                connection.execute(VERSIONS.insert().values(version=version))
