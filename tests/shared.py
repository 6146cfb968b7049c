"""What the processes of one run share: the first that needs it makes it, and it goes with the run."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from export.jobs.folder import lock

_TICK_S = 0.02


def place() -> Path:
    """Return the folder that every process of a run keeps its temporary files in (see ``tests/conftest.py``)."""
    return Path(tempfile.gettempdir())


@contextlib.contextmanager
def alone(name: str) -> Iterator[None]:
    """Let one process of the run after the other into what bears a name; one that ends leaves it."""
    pause = threading.Event()
    with (place() / f"{name}.lock").open("wb") as door:
        while True:
            try:
                lock(door.fileno())
                break
            except OSError:
                pause.wait(_TICK_S)
        yield
