"""What is changed in Streamlit, written for its version 1.67 and checked against what is installed.

- Its log, and that of its web server, is written as :mod:`ui.serving.logs` says. Without it the log names readers' machines
  and can be filled from outside.
- A session whose reader has left is let go of when its time has come. Streamlit does so only when another reader leaves: the
  memory of the last hundred stays taken for as long as nobody comes.
- A file that a page no longer names stays for a while. Streamlit takes it away when a run of any reader ends: a click on its
  way to a page that runs again is answered with an error, and among a hundred readers a file is gone before it is fetched.

Where Streamlit has become another, it is left alone and the log says so.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import PurePosixPath
from typing import Any, Final

import streamlit as st
from streamlit import logger as streamlit_logger
from streamlit import runtime
from streamlit.runtime import media_file_manager

from ui.serving import logs

VERSION: Final = "1.67"
#: Seconds between two looks at who has left.
LOOK_S: Final = 20.0
#: Seconds that a file stays after no page names it any more.
KEPT_S: Final = 10.0
#: Loggers that others set up for themselves before the atlas is asked.
_OTHER_LOGGERS: Final = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "websockets")

_log = logging.getLogger("atlas")


def write_log() -> None:
    """Let everything that logs write to one place."""
    output = logs.output()
    root = logging.getLogger()
    root.handlers = [*(each for each in root.handlers if not isinstance(each, logs.Output)), output]
    _log.setLevel(logging.INFO)

    def setup_formatter(logger: logging.Logger) -> None:
        logger.handlers = [output]
        # Streamlit takes it away from the logger by this name.
        logger.streamlit_console_handler = output  # type: ignore[attr-defined]

    if not all(hasattr(streamlit_logger, name) for name in ("setup_formatter", "update_formatter", "_loggers")):
        _unchanged("its log is written as it comes")
        return
    streamlit_logger.setup_formatter = setup_formatter
    streamlit_logger.update_formatter()
    for name in _OTHER_LOGGERS:
        other = logging.getLogger(name)
        other.handlers = [output] if other.handlers else []
        # Who came from where, and which address they asked for, is said at this level.
        other.addFilter(_of_weight)


def _of_weight(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """While the atlas is served, write the log in one form and let go of the sessions of readers who have left."""
    write_log()
    keep_files(runtime.get_instance().media_file_mgr)
    looking = asyncio.create_task(_look(), name="atlas-sessions")
    try:
        yield
    finally:
        looking.cancel()


async def _look() -> None:
    while True:
        await asyncio.sleep(LOOK_S)
        try:
            gone = let_go()
            runtime.get_instance().media_file_mgr.remove_orphaned_files()
        except AttributeError:
            _unchanged("sessions of readers who have left stay in memory until another reader leaves")
            return
        if gone:
            _give_back(nobody=not runtime.get_instance()._session_mgr.list_active_sessions())


def let_go() -> int:
    """Close the sessions whose reader left longer ago than ``server.disconnectedSessionTTL``.

    Returns
    -------
    int
        How many.
    """
    manager: Any = runtime.get_instance()._session_mgr
    past = manager._session_storage._cache.expire()
    for _, info in past:
        info.session.shutdown()
    return len(past)


def keep_files(manager: Any, kept_s: float = KEPT_S, clock: Callable[[], float] = time.monotonic) -> None:
    """Let the files of a server, and what makes them when they are asked for, stay after their page names others.

    Parameters
    ----------
    manager : streamlit.runtime.media_file_manager.MediaFileManager
        Changed in place.
    clock : callable
        Seconds that only grow.
    """
    needed = ("_files_by_session_and_coord", "_lock", "clear_session_refs", "execute_deferred", "remove_orphaned_files")
    if not all(hasattr(manager, name) for name in needed) or not hasattr(media_file_manager, "_get_session_id"):
        _unchanged("a download fails where its page, or two other readers' pages, run again before it is fetched")
        return
    files: dict[str, Mapping[str, str]] = manager._files_by_session_and_coord
    clear, execute, remove = manager.clear_session_refs, manager.execute_deferred, manager.remove_orphaned_files
    numbers, past = count(), deque[tuple[float, str]]()

    def keep(named: Mapping[str, str]) -> None:
        key = f"past {next(numbers)}"
        files[key] = named
        past.append((clock() + kept_s, key))

    def clear_session_refs(session_id: str | None = None) -> None:
        session = media_file_manager._get_session_id() if session_id is None else session_id
        with manager._lock:
            if named := files.get(session):
                keep(named)
        clear(session)

    def execute_deferred(file_id: str) -> str:
        url = execute(file_id)
        with manager._lock:
            keep({"": PurePosixPath(url).stem})
        return str(url)

    def remove_orphaned_files() -> None:
        with manager._lock:
            while past and past[0][0] <= clock():
                files.pop(past.popleft()[1], None)
        remove()

    manager.clear_session_refs = clear_session_refs
    manager.execute_deferred = execute_deferred
    manager.remove_orphaned_files = remove_orphaned_files


def _give_back(nobody: bool) -> None:
    """Collect what refers to itself in circles, as a session does, and give free memory back to the system.

    The records are kept out of it (:func:`views.loaders.book`), and with them the sessions that were open when they were
    read. Those are found when nobody is there whom a look at everything would hold up.
    """
    if nobody:
        gc.unfreeze()
    gc.collect()
    if nobody:
        gc.freeze()
    if sys.platform == "linux":
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (AttributeError, OSError):  # a C library that has no such call, and gives memory back in its own way
            return


def _unchanged(subject: str) -> None:
    _log.warning("Streamlit %s is not as %s was: %s", st.__version__, VERSION, subject)
