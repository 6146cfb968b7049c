"""Temporary folders that do not stay: a process removes its own at its end, and that of one that was killed the next one.

A lock says that a folder is in use, and goes with the process that has it, however that ends. The number of a process would
not do: another may have it by now, or the same one in another container.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

#: Beginnings of the names of our folders; those that multiprocessing makes for its sockets bear a name of its own.
WORK: Final = "atlas-work-"
SOCKETS: Final = "pymp-"
RUN: Final = "atlas-run-"
_OURS: Final = (WORK, SOCKETS, RUN)
#: The file in each of them that is locked.
_OWNER: Final = "atlas-owner"
#: A program that is on its way out may still write something into a folder.
_GONE_S: Final = 5.0
_TICK_S: Final = 0.1


class Held:
    """A folder that is in use by this process.

    Parameters
    ----------
    path : Path
        As it was made by :func:`tempfile.mkdtemp`, with a beginning of ours.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._owner = (path / _OWNER).open("wb", buffering=0)
        lock(self._owner.fileno())
        # From now on it is known to be held: a folder that is just being made is never taken for one that was left.
        self._owner.write(b"1")

    @classmethod
    def new(cls, beginning: str, root: Path) -> Held:
        """Make a folder."""
        return cls(Path(tempfile.mkdtemp(prefix=beginning, dir=root)))

    def remove(self) -> None:
        """Remove it with all that is in it."""
        self._owner.close()
        end = time.monotonic() + _GONE_S
        while self.path.exists() and time.monotonic() < end:
            shutil.rmtree(self.path, ignore_errors=True)
            time.sleep(_TICK_S if self.path.exists() else 0)


def sweep(root: Path) -> None:
    """Remove what processes of ours that were killed have left in a folder."""
    for beginning in _OURS:
        for path in root.glob(f"{beginning}*"):
            remove_left(path)


def remove_left(path: Path) -> None:
    """Remove a folder of ours whose process has gone; any other stays."""
    try:
        if sys.platform != "win32" and path.lstat().st_uid != os.geteuid():
            return
        with (path / _OWNER).open("r+b") as owner:
            if os.fstat(owner.fileno()).st_size == 0:
                return
            lock(owner.fileno())
    except OSError:  # not one of ours, in use, or gone
        return
    shutil.rmtree(path, ignore_errors=True)


def lock(number: int) -> None:
    """Lock an open file until it is closed; OSError where another process has locked it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
