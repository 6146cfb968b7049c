"""The server's log: one form for all that write to it, bounded, and without anything of the readers'.

It goes to the standard error stream, and to a file as well where ``ATLAS_LOG`` names one. What comes again and again is
counted instead of repeated; addresses of machines and what readers wrote are left out.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

#: Environment variable: a file for the log, besides the standard error stream.
FILE_VARIABLE: Final = "ATLAS_LOG"
#: Bytes of the file, and how many older ones stay beside it.
FILE_BYTES: Final = 5_000_000
OLDER_FILES: Final = 3
#: Seconds for which lines are counted, how many of one kind are written in that time, and how many of all kinds.
WINDOW_S: Final = 60.0
OF_ONE_KIND: Final = 5
OF_ALL_KINDS: Final = 300
#: Kinds that are counted at a time, characters of a line, and lines of an entry.
_KINDS: Final = 512
_LONGEST: Final = 400
_MOST_LINES: Final = 80
_FORM: Final = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

#: With a double colon, or eight groups: a time of day has neither.
_IPV6: Final = (
    r"(?<![\w:])\[?(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
    r"|(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*)?::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*)?)\]?"
)
#: What never enters the log: readers' machines, whom they came from, and the texts that an address can carry.
_PRIVATE: Final = (
    (re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?"), "[address]"),
    (re.compile(_IPV6), "[address]"),
    (re.compile(r"\b(origin|host)=[^\s,]+", re.IGNORECASE), r"\1=[address]"),
    (re.compile(r"([?&](?:d|deck|q|notes)=)[^&\s\"'<>]+"), r"\1…"),
)


def private(text: str) -> str:
    """Return a text without addresses of machines and without what readers wrote.

    Returns
    -------
    str
        A time such as ``12:30:05`` stays as it is.
    """
    for pattern, instead in _PRIVATE:
        text = pattern.sub(instead, text)
    return text


@dataclass
class _Count:
    since: float
    written: int = 0
    left_out: int = 0


class Bounded(logging.Filter):
    """Lets a line through so many times a minute; the next one that comes through says how many were left out.

    Parameters
    ----------
    clock : callable
        Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._lock = threading.Lock()
        self._kinds: dict[tuple[object, ...], _Count] = {}
        self._all = _Count(clock())

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the line is written."""
        now = self._clock()
        with self._lock:
            kind = self._of(record, now)
            if now - kind.since >= WINDOW_S:
                record.left_out = kind.left_out
                kind.since, kind.written, kind.left_out = now, 0, 0
            if now - self._all.since >= WINDOW_S:
                self._all = _Count(now)
            # A failure whose name a reader has read must stand in the log, however much else is written there.
            full = self._all.written >= OF_ALL_KINDS and not getattr(record, "failure", "")
            if kind.written >= OF_ONE_KIND or full:
                kind.left_out += 1
                return False
            kind.written += 1
            self._all.written += 1
            return True

    def _of(self, record: logging.LogRecord, now: float) -> _Count:
        key = (record.name, record.levelno, getattr(record, "failure", "") or str(record.msg)[:_LONGEST])
        count = self._kinds.pop(key, None) or _Count(now)
        self._kinds[key] = count
        if len(self._kinds) > _KINDS:
            del self._kinds[next(iter(self._kinds))]
        return count


class Plain(logging.Formatter):
    """Writes an entry: its time, what it is about, and a traceback only where something failed."""

    def __init__(self) -> None:
        super().__init__(_FORM)
        self.default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry, without anything private, and of bounded length."""
        if record.levelno < logging.ERROR:
            record = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None, "stack_info": None})
        lines = private(super().format(record)).splitlines()
        if len(lines) > _MOST_LINES:
            half = _MOST_LINES // 2
            lines = [*lines[:half], "…", *lines[-half:]]
        left_out = getattr(record, "left_out", 0)
        if left_out:
            lines.append(f"  ({left_out} more like this were left out before)")
        return "\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines)


class Output(logging.StreamHandler):
    """The standard error stream, with a file beside it where one is named: counted once for both."""

    def __init__(self, file: logging.Handler | None = None) -> None:
        super().__init__(sys.stderr)
        self.addFilter(Bounded())
        self.setFormatter(Plain())
        self._file = file
        if file is not None:
            file.setFormatter(Plain())

    def emit(self, record: logging.LogRecord) -> None:
        """Write an entry that came through."""
        super().emit(record)
        if self._file is not None:
            self._file.handle(record)

    def close(self) -> None:
        """Close the file; the stream is the process's own."""
        if self._file is not None:
            self._file.close()
        super().close()


def output() -> Output:
    """Return what the log is written to, as the environment asks for it.

    Returns
    -------
    Output
        A file that can't be written is said on the stream, which goes on alone.
    """
    named = os.environ.get(FILE_VARIABLE)
    if not named:
        return Output()
    try:
        path = Path(named).expanduser()
        file = RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=OLDER_FILES, encoding="utf-8")
    except OSError as error:
        handler = Output()
        reason = error.strerror or type(error).__name__
        message = "%s cannot be written (%s); the log goes to standard error alone"
        handler.handle(logging.LogRecord("atlas", logging.WARNING, __file__, 0, message, (FILE_VARIABLE, reason), None))
        return handler
    return Output(file)
