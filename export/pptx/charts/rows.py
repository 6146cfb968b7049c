"""Points of several series in the rows of one sheet: a column for their places, and one a series, as PowerPoint asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from charts.spec import Mark, Series

#: Kinds whose places are no data: their rows stand last.
_HELPERS = frozenset({"years"})


@dataclass
class _Block:
    """Rows that stand together, and what each series has in them, by the row."""

    places: tuple[float, ...]
    cells: dict[tuple[int, int], Mark] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)
    is_last: bool = False


def in_rows(series: Sequence[Series]) -> tuple[Series, ...]:
    """Set series into rows that they share.

    Parameters
    ----------
    series : sequence of Series
        Places are numbers; one without place or value interrupts a line.

    Returns
    -------
    tuple of Series
        Each has a mark a row, without a value where it has none there. Rows are in the order of their places, but points
        that a line joins stand in rows that follow one another, as a row without a value interrupts it; where the next row
        would join what is apart, one without a place stands between. A row is shared by all that have its place.
    """
    blocks: list[_Block] = []
    # Lines first, whose rows must stand together; points find room in them.
    for number, line in sorted(enumerate(series), key=lambda numbered: numbered[1].stroke is None):
        for run in _runs(line):
            _place(run, number, line, blocks)
    blocks.sort(key=lambda block: (block.is_last, block.places[0]))
    rows: list[tuple[float | None, dict[int, Mark]]] = []
    before: set[int] = set()
    for block in blocks:
        if before & block.lines:
            rows.append((None, {}))
        for at, place in enumerate(block.places):
            rows.append((place, {n: mark for (row, n), mark in block.cells.items() if row == at}))
        before = block.lines
    return tuple(
        replace(line, marks=tuple(cells.get(n, Mark(place, None)) for place, cells in rows) or (Mark(None, None),))
        for n, line in enumerate(series)
    )


def _runs(line: Series) -> list[list[Mark]]:
    """What stands together: the points between two interruptions of a line, else each point."""
    runs: list[list[Mark]] = [[]]
    for mark in line.marks:
        if mark.x is None or mark.y is None:
            runs.append([])
        elif line.stroke is None:
            runs.append([mark])
        else:
            runs[-1].append(mark)
    return [run for run in runs if run]


def _place(run: Sequence[Mark], number: int, line: Series, blocks: list[_Block]) -> None:
    places = tuple(float(mark.x) for mark in run)  # type: ignore[arg-type]
    for block in blocks:
        if line.stroke is not None:
            first = 0 if block.places == places and number not in block.lines else None
        else:
            free = (at for at, place in enumerate(block.places) if place == places[0] and (at, number) not in block.cells)
            first = next(free, None)
        if first is not None:
            break
    else:
        block, first = _Block(places, is_last=line.kind in _HELPERS), 0
        blocks.append(block)
    block.cells |= {(first + at, number): mark for at, mark in enumerate(run)}
    if line.stroke is not None:
        block.lines.add(number)
