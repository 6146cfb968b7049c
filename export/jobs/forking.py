"""Imported by the process that workers are forked from, before all else: it removes its socket when the server has gone.

A server that is killed before it has a worker leaves nobody else to do it.
"""

from __future__ import annotations

import atexit
import time
from multiprocessing import forkserver
from pathlib import Path
from typing import Final

from export.jobs import folder

#: The lock of a process that is being killed is free a moment after the line to it has ended.
_GONE_S: Final = 5.0
_TICK_S: Final = 0.05


@atexit.register
def _remove() -> None:
    address = forkserver._forkserver._forkserver_address  # type: ignore[attr-defined]
    path, end = Path(address or "/").parent, time.monotonic() + _GONE_S
    while address and path.exists() and time.monotonic() < end:
        folder.remove_left(path)
        time.sleep(_TICK_S if path.exists() else 0)
