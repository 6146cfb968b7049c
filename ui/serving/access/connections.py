"""How many connections there may be, and how long one may keep the server waiting. Knows no web server's own classes.

A process may hold so many files open, sockets among them; who has them all leaves none for the next reader. A connection
that asks nothing costs as much as one that does, so those go first, the longest silent before the others.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

#: Environment variables: seconds a request may take to arrive, and readers at once.
REQUEST_VARIABLE: Final = "ATLAS_REQUEST_S"
READERS_VARIABLE: Final = "ATLAS_READERS"
REQUEST_S: Final = 10.0
READERS: Final = 400
#: Connections of all kinds, where the limit of open files would allow more: each takes some ten kilobytes.
MOST: Final = 2048
#: Open files a process asks the system for, where it starts with fewer than it may have.
WANTED_FILES: Final = 8192
#: Files for all that is no connection: scripts, exports and their browsers, and connections accepted but not yet counted.
_SPARE_FILES: Final = 128
#: A reader's socket and the event loop of their session; a session whose reader has left keeps the loop for two minutes,
#: and Streamlit keeps as many of those as stand here.
_FILES_A_READER: Final = 4
_FILES_LEFT_BEHIND: Final = 3 * 128
#: Bytes that must leave within three times the seconds of a request: about 1 kB a second.
_SLOWEST: Final = 32_768

_log = logging.getLogger("atlas.connections")


@dataclass(frozen=True)
class Limits:
    """What is allowed.

    Attributes
    ----------
    request_s : float
        Seconds until a request's head has arrived whole. Other times are multiples of it.
    readers : int
        Open pages, each with its WebSocket.
    descriptor : int or None
        Highest number of a socket: the system gives the lowest that is free, so the number says how many files are open.
        None where the system counts otherwise.
    connections : int
        Of all kinds.
    """

    request_s: float = REQUEST_S
    readers: int = READERS
    descriptor: int | None = None
    connections: int = MOST

    @property
    def pause_s(self) -> float:
        """Seconds without a byte of a body that was announced, or without the first wish of a page that was opened."""
        return 3 * self.request_s

    @property
    def body_s(self) -> float:
        """Seconds until a body has arrived whole; the largest spreadsheet comes in that time over a slow line."""
        return 60 * self.request_s

    @classmethod
    def of(cls, files: int | None, request_s: float = REQUEST_S, readers: int = READERS) -> Limits:
        """Return the limits for a number of open files.

        Parameters
        ----------
        files : int or None
            None where there is no such limit.
        readers : int
            At most; fewer where the files would not do.
        """
        if files is None:
            return cls(request_s, readers)
        most = max(1, (files - _SPARE_FILES - _FILES_LEFT_BEHIND) // _FILES_A_READER)
        descriptor = max(files // 2, files - _SPARE_FILES)
        return cls(request_s, min(readers, most), descriptor, min(MOST, descriptor))


def of_this_process() -> Limits:
    """Raise the limit of open files as far as the system lets us, and return what follows from it and the environment."""
    return Limits.of(_files(), _number(REQUEST_VARIABLE, REQUEST_S), int(_number(READERS_VARIABLE, READERS)))


def _files() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, WANTED_FILES)
    if soft == resource.RLIM_INFINITY:
        return None
    if soft < most:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
        except (OSError, ValueError):
            _log.info("the limit of %d open files could not be raised", soft)
    return soft


def _number(variable: str, otherwise: float) -> float:
    text = os.environ.get(variable, "")
    try:
        value = float(text) if text else otherwise
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        _log.warning("%s is no number above 0; %g is used", variable, otherwise)
        return otherwise
    return value


class Connection(Protocol):
    """One connection, as the web server's guard describes it."""

    @property
    def reader(self) -> bool:
        """Whether a page is open at the other end."""

    @property
    def idle_since(self) -> float | None:
        """When it began to ask for nothing; None while it is at work."""

    @property
    def descriptor(self) -> int:
        """Number of its socket; -1 where there is none (any more)."""

    def overdue(self, now: float, limits: Limits) -> str:
        """Return what it has kept the server waiting for too long: ``request``, ``body``, ``answer``; empty if nothing."""

    def end(self, reason: str) -> None:
        """Close it."""


class Connections:
    """All connections of a process. Only the thread of the web server's event loop may call it.

    Parameters
    ----------
    clock : callable
        Seconds that only go forward.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.clock = clock
        self._open: set[Connection] = set()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def readers(self) -> int:
        """Pages that are open. Any thread may ask, as for the number of all."""
        return sum(connection.reader for connection in list(self._open))

    @property
    def full(self) -> bool:
        """Whether there are as many readers as there may be."""
        return self.readers >= self.limits.readers

    def admit(self, connection: Connection) -> None:
        """Count a connection; where there are too many, the one goes that has asked for nothing the longest."""
        self._open.add(connection)
        most = self.limits.descriptor
        if len(self._open) <= self.limits.connections and (most is None or connection.descriptor < most):
            return
        idle = [(since, other) for other in self._open if (since := other.idle_since) is not None]
        longest = min(idle, key=lambda each: each[0])[1] if idle else connection
        self._close(longest, "room")
        _log.warning("too many connections: those that ask for nothing are closed")

    def leave(self, connection: Connection) -> None:
        """Count a connection no more."""
        self._open.discard(connection)

    def sweep(self) -> int:
        """Close what has kept the server waiting too long.

        Returns
        -------
        int
            How many.
        """
        now = self.clock()
        late = [(each, reason) for each in self._open if (reason := each.overdue(now, self.limits))]
        for connection, reason in late:
            self._close(connection, reason)
        if late:
            _log.warning("closed %d connections that kept the server waiting", len(late))
        return len(late)

    def _close(self, connection: Connection, reason: str) -> None:
        self.leave(connection)
        connection.end(reason)


@dataclass
class Draining:
    """Whether what is written to a connection leaves it: bytes that wait, looked at from time to time."""

    waiting: int = 0
    since: float = 0.0

    def stalled(self, waiting: int, now: float, limits: Limits) -> bool:
        """Say whether the other end has taken next to nothing for too long.

        Parameters
        ----------
        waiting : int
            Bytes not yet sent. More than before means that the last ones have left: nothing is added until then.
        """
        if waiting == 0 or waiting > self.waiting or self.waiting - waiting >= _SLOWEST:
            self.waiting, self.since = waiting, now
            return False
        return now - self.since > limits.pause_s


class Allowance:
    """How many messages a reader may send: a hand at a slider sends some twenty a second, and not for long."""

    def __init__(self, a_second: float = 30, at_once: int = 150) -> None:
        self._a_second, self._at_once = a_second, at_once
        self._left, self._at = float(at_once), 0.0

    def take(self, now: float) -> bool:
        """Take one; say whether there was one left."""
        self._left = min(self._at_once, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
