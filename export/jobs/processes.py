"""What the system says of a process and of those it started: their memory, and their end."""

from __future__ import annotations

import contextlib
from typing import Final

import psutil

#: How long processes that were killed may take to be gone.
_GONE_S: Final = 5.0
_GONE: Final = (psutil.NoSuchProcess, psutil.AccessDenied)


class Tree:
    """A process with all that it started, itself or through others.

    Parameters
    ----------
    pid : int
        Of a process that runs.
    """

    def __init__(self, pid: int) -> None:
        self._root: psutil.Process | None = None
        self._started: set[psutil.Process] = set()
        with contextlib.suppress(*_GONE):
            self._root = psutil.Process(pid)

    def memory(self) -> int:
        """Return the bytes that would be free if all of them ended; what they share with others is not counted."""
        return sum(_unshared(process) for process in self._look())

    def kill(self) -> None:
        """End all of them, without a chance to start more, and wait until they are gone."""
        halted: set[psutil.Process] = set()
        # Whoever has not been halted yet may be starting another: looked for until there is nobody new.
        while new := self._look() - halted:
            for process in new:
                with contextlib.suppress(*_GONE):
                    process.suspend()
            halted |= new
        for process in halted:
            with contextlib.suppress(*_GONE):
                process.kill()
        psutil.wait_procs(halted, timeout=_GONE_S)

    def _look(self) -> set[psutil.Process]:
        # Those of before count too: when the one that started them has died, nothing leads to them any more. A number may
        # have been given to another process since; is_running sees to that.
        self._started = {process for process in self._started if process.is_running()}
        if self._root is not None:
            with contextlib.suppress(*_GONE):
                self._started.update(self._root.children(recursive=True))
        return self._started | ({self._root} if self._root is not None else set())


def step_back(pid: int) -> None:
    """Let a process, and what it will start, have only the time that this one and its like leave over."""
    with contextlib.suppress(*_GONE):
        process = psutil.Process(pid)
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else min(19, psutil.Process().nice() + 10))


def kill_children() -> None:
    """End all that this process has started, itself or through others."""
    for child in psutil.Process().children():
        Tree(child.pid).kill()


def _unshared(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().uss)
    except _GONE:
        return 0
