"""Works that a test lets go on, go wrong or hang: quick ones, told over a socket what to do."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import tempfile
from functools import partial
from typing import TYPE_CHECKING

from export.jobs.worker import Onward, Progress, Work
from export.trouble import MissingFont

if TYPE_CHECKING:
    from export.deck.deck import Deck  # it reads much, and a worker of a test has seconds

#: Reached only when something hangs.
LIMIT_S = 120


class Gate:
    """A work that says when it begins and goes on when it is let; :attr:`work` is handed to a worker."""

    def __init__(self, result: bytes = b"file") -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(LIMIT_S)
        self._line: socket.socket | None = None
        self.port = int(self._listening.getsockname()[1])
        self.work: Work = partial(held, port=self.port, result=result)

    def begun(self) -> bool:
        if self._line is not None:
            self._line.close()
        self._line, _ = self._listening.accept()
        return True

    def not_begun(self) -> bool:
        self._listening.settimeout(0)
        try:
            self._listening.accept()
        except BlockingIOError:
            return True
        return False

    def go(self) -> None:
        assert self._line is not None
        self._line.sendall(b"g")
        self.close()

    def left(self) -> bool:
        """Whether the one who did the work is no longer there."""
        assert self._line is not None
        self._line.settimeout(LIMIT_S)
        return self._line.recv(1) == b""

    def close(self) -> None:
        for end in (self._line, self._listening):
            if end is not None:
                end.close()


def held(progress: Progress, port: int, result: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port)) as line:
        progress.step(1, 3, "第一页")
        line.recv(1)
    progress.step(2, 3, "第二页")
    return result


def goes_on(_: Progress, then: Work) -> Onward:
    return Onward("second", then)


def player(progress: Progress, deck: Deck, **_: object) -> bytes:
    """Stands for the making of a player: waits at the gate that the environment names for the deck."""
    return gzip.compress(held(progress, int(os.environ[f"ATLAS_GATE_{deck.title}"]), deck.title.encode()))


def says(_: Progress, result: bytes) -> bytes:
    return result


def where(_: Progress) -> bytes:
    return str(os.getpid()).encode()


def environment(_: Progress, name: str) -> bytes:
    return os.environ.get(name, "").encode()


def leaves_a_file(_: Progress) -> bytes:
    handle, name = tempfile.mkstemp()
    os.close(handle)
    return name.encode()


def needs_a_font(_: Progress) -> bytes:
    raise MissingFont


def breaks(_: Progress) -> bytes:
    raise ValueError("a slide has no title")


def never_ends(_: Progress) -> bytes:
    while True:
        pass


def eats(_: Progress) -> bytes:
    eaten = []
    while True:
        eaten.append(b"7" * 10_000_000)


def crashes(_: Progress, **_further: object) -> bytes:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return b"never"


def leaves_at_once(_: Progress) -> bytes:
    os._exit(3)


def starts_another(progress: Progress, folder: str) -> bytes:
    """Stands for a browser that hangs: it neither answers nor goes when the one who started it has gone."""
    code = "import pathlib, sys, time; pathlib.Path(sys.argv[1], 'x').touch(); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code, folder], start_new_session=True) as other:
        progress.step(1, 2, str(other.pid))
        other.wait()
    return b"never"
