"""Where the ledger is kept: SQLite in a data folder outside the program, or PostgreSQL by URL."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import OperationalError
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from text.catalogue import Catalogue

FILE: Final = "store.db"
#: Seconds that a writer waits for another, and a reader for an answer.
_WAIT_S: Final = 20
_AGAIN_S: Final = 0.02


class StoreTrouble(Exception):
    """The store can't do what was asked, and nothing of it was done.

    Parameters
    ----------
    key : str
        Message id; its text says what happened and the way out.
    **fields : str or int
        Values for the message.
    """

    def __init__(self, key: str, **fields: str | int) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields

    def message(self, messages: Catalogue) -> str:
        """Say it in the reader's language."""
        return messages(self.key, **self.fields)

    def __str__(self) -> str:
        return self.message(Catalogue.load("en"))


def data_folder() -> Path:
    """Return the folder of what the program keeps: ``ATLAS_DATA``, else the system's place for a user's data."""
    named = os.environ.get("ATLAS_DATA")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "pairing-atlas"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "pairing-atlas"


def store_url(named: str = "") -> URL:
    """Return the address of the store.

    Parameters
    ----------
    named : str
        A database URL from the configuration; "" takes the environment's ``ATLAS_STORE``, else a file in
        :func:`data_folder`.

    Raises
    ------
    StoreTrouble
        For a URL that names neither SQLite nor PostgreSQL. A password in it is repeated nowhere.
    """
    text = named or os.environ.get("ATLAS_STORE", "")
    if not text:
        return URL.create("sqlite", database=str(data_folder() / FILE))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreTrouble("ledger.bad_url") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite" or not url.database:
        raise StoreTrouble("ledger.bad_url")
    return url.set(drivername="sqlite")


def exists(url: URL) -> bool:
    """Say whether there is anything to read: a file of SQLite is made only when something is stored."""
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).is_file()


def connect(url: URL) -> Engine:
    """Make the engine of a store, and the folder of a file.

    Raises
    ------
    StoreTrouble
        If the folder can't be made.
    """
    if url.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True, pool_timeout=_WAIT_S, connect_args={"connect_timeout": 5})
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble("ledger.unavailable") from error
    engine = create_engine(url, connect_args={"timeout": _WAIT_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    # The driver opens transactions by its own rules, and too late; SQLAlchemy's recipe takes them over.
    connection.isolation_level = None
    cursor = connection.cursor()
    _keep_a_log(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_WAIT_S * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_a_log(cursor: Any) -> None:
    """Turn a new file to write-ahead logging; SQLite itself does not wait for another connection that is just doing so."""
    until = monotonic() + _WAIT_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_AGAIN_S)


def _begin(connection: Any) -> None:
    # A writer takes its turn at the start, so that two never find out at the end that one has to give way.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def trouble(error: SQLAlchemyError | OSError) -> StoreTrouble:
    """Turn a database's error into one that says what to do."""
    message = str(getattr(error, "orig", error)).lower()
    if "full" in message or "no space" in message:
        return StoreTrouble("ledger.disk_full")
    if isinstance(error, DBAPIError) and ("locked" in message or "timeout" in message):
        return StoreTrouble("ledger.busy")
    if "readonly" in message or "read-only" in message or "permission" in message:
        return StoreTrouble("ledger.read_only")
    if "append-only" in message:
        return StoreTrouble("ledger.append_only")
    return StoreTrouble("ledger.unavailable")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes: all that is done within is there afterwards, or nothing.

    Raises
    ------
    StoreTrouble
        If the database can't.
    """
    try:
        with engine.connect() as connection, connection.execution_options(writes=True).begin():
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise trouble(error) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that reads; errors as for :func:`writing`."""
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except (SQLAlchemyError, OSError) as error:
        raise trouble(error) from error


def now() -> str:
    """Return the time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
