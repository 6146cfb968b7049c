"""How many rows two sheets of A4 have room for, before a word processor has set them.

Heights are those that LibreOffice gives the styles of :mod:`export.document.paper`; what they may be wrong by is left free.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import ceil
from typing import Any

from text.lettering import width_em
from views.slides.parts import Notes

#: Centimetres of two pages within their margins, and of them what is left free.
_PAPER, _FREE = 53.0, 3.4
#: Centimetres of title, whereabouts, sentence and boundaries; of a headline figure; of the map with its caption.
_ENDS, _FIGURE, _MAP = 4.5, 0.75, 8.0
#: Centimetres of a heading with the head of its table, and of the words on what a table leaves out.
_HEADS, _NOTE = 1.45, 0.6
#: Centimetres of a line in a table, and of one among the sources.
_ROW, _SOURCE = 0.46, 0.42
#: Em of a line in a table, less the air in its cells, and of one among the sources.
_ROW_EM, _SOURCE_EM = 50.0, 60.0


@dataclass(frozen=True)
class Candidate:
    """A table of a fact sheet before it is known how much of it there is room for.

    Attributes
    ----------
    entries : sequence
        What may become a row, in the order in which rows are given up from the end.
    cells : callable
        Makes the row of an entry, headings and texts, and numbers its sources.
    order : callable or None
        Key by which those that have room stand; None leaves them in their order.
    """

    title: str
    entries: Sequence[Any]
    cells: Callable[[Any, Notes], dict[str, str]]
    order: Callable[[Any], str] | None = None


def fitting(tables: Sequence[Candidate], notes: Notes, figures: int, mapped: bool, quoted: bool = True) -> list[int]:
    """Return how many rows of each table there is room for; of each that has any, one at least.

    The first table is what the sheet is of: it gains its rows before the others gain a second. Of these each gains one in
    turn, with what its sources take at the end, until none has one that still fits.

    Parameters
    ----------
    notes : Notes
        With the sources of the figures; not changed.
    figures : int
        Headline figures.
    mapped : bool
        Whether there is a map.
    quoted : bool
        Whether the words of a source stand under it.
    """
    counts, heights, trial = [0] * len(tables), [0.0] * len(tables), deepcopy(notes.quotes)
    filled = [i for i, table in enumerate(tables) if table.entries]
    left = _PAPER - _FREE - _ENDS - figures * _FIGURE - mapped * _MAP - len(filled) * (_HEADS + _NOTE)

    def gains(i: int) -> bool:
        """Give a table one more row, and say whether it may have another."""
        nonlocal trial
        table, tried = tables[i], Notes(notes.book, deepcopy(trial))
        row = _row_height(table.cells(table.entries[counts[i]], tried))
        if counts[i] and sum(heights) + row + _sources_height(tried, quoted) > left:
            return False
        trial, counts[i], heights[i] = tried.quotes, counts[i] + 1, heights[i] + row
        return counts[i] < len(table.entries)

    still_open = [i for i in filled if gains(i)]
    while still_open and still_open[0] == 0 and gains(0):
        pass
    still_open = [i for i in still_open if i]
    while still_open:
        still_open = [i for i in still_open if gains(i)]
    return counts


def _row_height(cells: dict[str, str]) -> float:
    return _ROW * ceil(sum(width_em(text) for text in cells.values()) / _ROW_EM)


def _sources_height(notes: Notes, quoted: bool) -> float:
    n_quotes = 1 if quoted else 0
    texts = [line for note in notes.footnotes() for line in (f"{note.text} · {note.tier}", *note.quotes[:n_quotes])]
    return _SOURCE * sum(ceil(width_em(text) / _SOURCE_EM) for text in texts)
