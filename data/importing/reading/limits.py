"""How much an import takes in, and the error that says why a file is not read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from text.catalogue import Catalogue

#: Bytes of a file, filled cells of all its sheets, seconds until it is read.
MAX_BYTES: Final = 20 * 2**20
MAX_CELLS: Final = 200_000
MAX_SECONDS: Final = 30.0
#: Sheets, and characters of one cell: what a workbook's cell can hold, such as an outline.
MAX_SHEETS, MAX_CELL_TEXT = 100, 32_767
_EVERY: Final = 2000


class Unreadable(Exception):
    """A file that is not read, for a reason that a keeper can do something about.

    Parameters
    ----------
    key : str
        Message id; its text says what is wrong and the way out.
    **fields : str or int
        Values for the message. Never the content of a cell.
    """

    def __init__(self, key: str, **fields: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.fields: Mapping[str, str | int] = fields

    def message(self, messages: Catalogue) -> str:
        """Say it in the reader's language."""
        return messages(self.key, **self.fields)

    def __reduce__(self) -> tuple[Any, ...]:
        # Raised in one process, told by another.
        return partial(type(self), self.key, **self.fields), ()

    def __str__(self) -> str:
        return self.message(Catalogue.load("en"))


@dataclass
class Allowance:
    """What is left of cells and time while a file is read.

    Attributes
    ----------
    cells : int
        Filled cells that may still come.
    ends : float
        Moment, on the monotonic clock, at which time is up.
    tell : callable
        Hears every few thousand cells how many were read.
    """

    cells: int = MAX_CELLS
    ends: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)
    tell: Callable[[int], None] = lambda _cells: None
    _read: int = field(default=0, init=False)

    def take(self, cells: int = 1) -> None:
        """Count filled cells.

        Raises
        ------
        Unreadable
            If there are too many, or time is up.
        """
        self.cells -= cells
        self._read += cells
        if cells and self._read % _EVERY < cells:
            self.tell(self._read)
        if self.cells < 0:
            raise Unreadable("importing.too_many_cells", limit=f"{MAX_CELLS:,}")
        if time.monotonic() > self.ends:
            raise Unreadable("importing.too_slow", seconds=int(MAX_SECONDS))
