"""A process beside the server that carries out one work after another, each within limits of time and memory.

It is killed where a work is too slow, too large or no longer wanted, and with it all that it started; its temporary files
are the server's to remove. It ends by itself when the server has gone.
"""

from __future__ import annotations

import atexit
import importlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from export.jobs import folder
from export.jobs.machine import temporary_root
from export.jobs.processes import Tree, kill_children, step_back
from export.trouble import Cancelled, ExportTrouble, TooLarge, TooSlow, WorkerDied, WorkFailed

#: How often it is looked whether a work is still wanted and within its time, and how often how large it has grown.
_TICK_S: Final = 0.1
_WEIGH_S: Final = 0.4
_JOIN_S: Final = 5.0
#: How long a new worker may read what its works need.
_START_S: Final = 90.0

#: Where programs that a worker starts put their temporary files, on any system.
_TEMPORARY: Final = ("TMPDIR", "TEMP", "TMP")

# Forked from a process that has read everything, a worker starts in milliseconds and shares that memory; where the system
# has no fork, each one reads for itself.
_FORKS: Final = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT: Final[Any] = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
_REMOVES: Final = "export.jobs.forking"
_PREPARING: Final = threading.Lock()
#: What is removed at the server's end.
_LEFT: Final[list[folder.Held]] = []


@dataclass(frozen=True)
class Limits:
    """What a work may take, and how many works there may be of its kind at once.

    Attributes
    ----------
    megabytes : int
        Of memory that is the worker's own, with all that it started.
    steps_back : bool
        Whether the workers have only the time that pages leave over.
    """

    seconds: float
    megabytes: int
    at_once: int = 1
    steps_back: bool = True


class Progress:
    """What a work is handed: tells the server how far it is."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def step(self, step_count: int, total: int, text: str = "") -> None:
        """Tell how far the work is: steps done, steps in all (0 if not known), and what it is at."""
        self._line.send(("step", (step_count, total, text)))


@dataclass(frozen=True)
class Onward:
    """What a work returns instead of its result where another kind of worker has to go on with it."""

    lane: str
    work: Work


#: Carried to another process: a function of a module, or a ``functools.partial`` of one with what it needs.
Work = Callable[[Progress], bytes | Onward]


@cache
def prepare(boot: str) -> None:
    """Begin to read what workers need, so that the first of them need not wait for it; returns at once.

    Parameters
    ----------
    boot : str
        Name of a module that reads it when it is imported; the first call counts.
    """
    for root in {temporary_root(), Path(tempfile.gettempdir())}:
        folder.sweep(root)
    if _FORKS and boot:
        _sockets()
        _CONTEXT.set_forkserver_preload([_REMOVES, boot])
        forkserver.ensure_running()


def _sockets() -> Path:
    """Return the folder of the lines to the process that workers are forked from, held by the server from the first call."""
    with _PREPARING:
        config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
        # Made by multiprocessing it would go only where the interpreter comes to its end, which a signal spares it.
        if config.get("tempdir") is None:
            held = folder.Held.new(folder.SOCKETS, Path(tempfile.gettempdir()))
            config["tempdir"] = str(held.path)
            _LEFT.append(held)
        return Path(config["tempdir"])


@atexit.register
def leave() -> None:
    """Remove what led to workers; there are none afterwards."""
    while _LEFT:
        _LEFT.pop().remove()


class Worker:
    """One process; used by one thread at a time, and ended by any.

    Parameters
    ----------
    boot : str
        As for :func:`prepare`; empty where the works bring all they need.
    steps_back : bool
        As in :class:`Limits`.
    """

    def __init__(self, boot: str = "", steps_back: bool = True) -> None:
        prepare(boot)
        self._held = folder.Held.new(folder.WORK, temporary_root())
        self.folder = self._held.path
        self._ready = self._begun = self._ended = False
        self._talking = threading.Lock()
        self._line, far = _CONTEXT.Pipe()
        folders = (str(self.folder), *([str(_sockets())] if _FORKS else []))
        self._process = _CONTEXT.Process(target=_serve, args=(far, folders, boot), name="atlas-worker", daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._held.remove()
            raise
        far.close()
        self._tree = Tree(self._process.pid or 0)
        if steps_back:
            step_back(self._process.pid or 0)

    def alive(self) -> bool:
        """Whether it can be given a work."""
        return not self._ended and self._process.is_alive()

    def memory(self) -> int:
        """Return the bytes of memory that it holds for itself."""
        return self._tree.memory()

    def carry_out(
        self, work: Work, limits: Limits, tell: Callable[[int, int, str], None], is_wanted: Callable[[], bool]
    ) -> bytes | Onward:
        """Let it do a work and wait for the result.

        Parameters
        ----------
        tell : callable
            Called with each step of the work.
        is_wanted : callable
            Asked some ten times a second.

        Raises
        ------
        TooSlow, TooLarge, WorkerDied, Cancelled
            The worker has been ended then.
        ExportTrouble, WorkFailed
            What the work itself raised; an error that is no ``ExportTrouble`` by its name.
        """
        try:
            with self._talking:
                kind, content = self._answer(work, limits, tell, is_wanted)
        except (EOFError, OSError) as trouble:
            self.end()
            raise WorkerDied(begun=self._begun) from trouble
        except BaseException:
            self.end()
            raise
        if kind == "done":
            return content
        raise content

    def _answer(
        self, work: Work, limits: Limits, tell: Callable[[int, int, str], None], is_wanted: Callable[[], bool]
    ) -> tuple[str, Any]:
        # The server's environment of now counts, not that of the moment the worker was forked.
        self._begun = False
        self._line.send((dict(os.environ), work))
        # Reading what all works need is no part of what this one may take.
        end, weigh = time.monotonic() + (limits.seconds if self._ready else _START_S), 0.0
        while True:
            if self._line.poll(_TICK_S):
                kind, content = self._line.recv()
                if kind == "ready":
                    self._ready, end = True, time.monotonic() + limits.seconds
                elif kind == "begun":
                    self._begun = True
                elif kind == "step":
                    tell(*content)
                else:
                    return kind, content
            now = time.monotonic()
            if not is_wanted():
                raise Cancelled
            if now > end:
                raise TooSlow(seconds=round(limits.seconds))
            if now > weigh:
                weigh = now + _WEIGH_S
                if self.memory() > limits.megabytes * 1_000_000:
                    raise TooLarge(megabytes=limits.megabytes)

    def end(self) -> None:
        """End it with all that it started, and remove its temporary files."""
        self._ended = True
        self._tree.kill()
        # Closed once, and by nobody while another thread waits at it: its number may be another file's a moment later.
        # Whoever waits hears at once that the worker is dead.
        with self._talking:
            if not self._line.closed:
                self._process.join(_JOIN_S)
                self._line.close()
        self._held.remove()


def _serve(line: Connection, folders: tuple[str, ...], boot: str) -> None:
    """Carry out works until the server has gone; what runs in the worker."""
    # Ctrl-C in the terminal is the server's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch = threading.Thread(target=_follow_server, args=(folders,), name="server-watch", daemon=True)
    watch.start()
    tempfile.tempdir = folders[0]
    if boot:
        importlib.import_module(boot)
    line.send(("ready", None))
    while True:
        try:
            line.send(_outcome(line, dict.fromkeys(_TEMPORARY, folders[0])))
        except (EOFError, ConnectionError):
            # The server has gone, and this thread may know it first: the files are removed before the process ends.
            watch.join()
            return


def _outcome(line: Connection, own: Mapping[str, str]) -> tuple[str, Any]:
    """Wait for the next work, carry it out in the server's environment but for our own, and say what came of it."""
    try:
        environment, work = line.recv()
        line.send(("begun", None))
        _take_over(environment | own)
        return "done", work(Progress(line))
    except (EOFError, ConnectionError):
        raise
    except ExportTrouble as trouble:
        return "failed", trouble
    except Exception as trouble:
        # Another process may not know the kind of error, or its fields.
        return "failed", WorkFailed(type(trouble).__name__, traceback.format_exc())


def _take_over(environment: Mapping[str, str]) -> None:
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    for name, value in environment.items():
        if os.environ.get(name) != value:
            os.environ[name] = value


def _follow_server(folders: tuple[str, ...]) -> None:
    """Wait until the server has gone, however it ended; then go too, with a browser that may be running."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
    kill_children()
    for each in folders:
        shutil.rmtree(each, ignore_errors=True)
    os._exit(0)
