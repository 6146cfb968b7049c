"""How far an import is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

Stage = Literal["reading", "understanding", "checking"]
Tell = Callable[[Stage, int, int], None]
"""What is count now, how many of it are done, and how many there are: 0 where that is not known."""

#: Rows after which it is told again.
_EVERY: Final = 250


def nobody(_stage: Stage, _count: int, _total: int) -> None:
    """Tell nobody."""


@dataclass
class Progress:
    """Counts the rows of all tables of a workbook while they are understood.

    Attributes
    ----------
    total : int
        Rows that there are; those of panels side by side once a panel.
    """

    tell: Tell = nobody
    total: int = 0
    count: int = 0

    def over(self, rows: Iterable[int]) -> Iterator[int]:
        """Go through the rows of a table, and tell every few hundred of them."""
        for row in rows:
            if self.count % _EVERY == 0:
                self.tell("understanding", min(self.count, self.total), self.total)
            self.count += 1
            yield row
