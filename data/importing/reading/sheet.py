"""A sheet as plain cells, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from openpyxl.utils import get_column_letter

#: What cells are called that come from no file.
UNNAMED: Final = "table"
Place = tuple[int, int]
"""Row and column, each from 1."""


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes
    ----------
    text : str
        What a reader of the table sees, on one or several lines, without spaces around it; "" for a blank one.
    value : float, datetime.date or None
        The number or day that is stored; None where there is text, or nothing.
    number_format : str
        As Excel writes it, e.g. ``0.0%``; "" where the file has none.
    rows, columns : int
        How many it covers: more than 1 for the first cell of a merged range.
    hidden : bool
        Whether its row or column is hidden.
    fault : str
        Message id of what is wrong with it: an error value, a formula without a stored result.
    """

    row: int
    column: int
    text: str = ""
    value: float | date | None = None
    number_format: str = ""
    rows: int = 1
    columns: int = 1
    hidden: bool = False
    fault: str = ""

    @property
    def name(self) -> str:
        """Name of the cell as a spreadsheet has it, e.g. ``B4``."""
        return cell_name((self.row, self.column))


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Attributes
    ----------
    cells : mapping of (int, int) to Cell
        Filled cells, and blank ones that are the first of a merged range.
    hidden : bool
        Whether the sheet is hidden.
    """

    name: str
    cells: Mapping[Place, Cell]
    hidden: bool = False

    def at(self, row: int, column: int) -> Cell:
        """Return a cell; a blank one where there is nothing, or where a merged range covers it."""
        return self.cells.get((row, column)) or Cell(row, column)

    def over(self, row: int, column: int) -> Cell:
        """Return the cell that a reader sees there: the first of the merged range that covers it, else as :meth:`at`."""
        return self.at(*self.covered.get((row, column), (row, column)))

    @cached_property
    def covered(self) -> Mapping[Place, Place]:
        """Each place in a merged range to its first."""
        return {
            (row, column): (cell.row, cell.column)
            for cell in self.cells.values()
            if (cell.rows, cell.columns) != (1, 1)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    @cached_property
    def rows(self) -> Mapping[int, tuple[Cell, ...]]:
        """Row number to its filled cells from left to right; only rows that have some, from the top."""
        cells: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            if self.cells[place].text or self.cells[place].fault:
                cells.setdefault(place[0], []).append(self.cells[place])
        return {row: tuple(cells) for row, cells in cells.items()}

    @property
    def width(self) -> int:
        """Number of the last column that is filled; 0 for an empty sheet."""
        return max((cells[-1].column for cells in self.rows.values()), default=0)


@dataclass(frozen=True)
class Workbook:
    """All that was read of a file.

    Attributes
    ----------
    name : str
        File name, without its folder.
    kind : str
        ``xlsx``, ``xls``, ``ods``, ``html``, ``csv``, ``geojson`` or ``cells`` (pasted).
    digest : str
        SHA-256 of its bytes, hexadecimal.
    encoding : str
        Of text files; "" for the others.
    geometries : mapping of int to object
        Of GeoJSON: row of the one sheet to the geometry of its feature, as JSON gives it.
    """

    name: str
    kind: str
    digest: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    geometries: Mapping[int, object] = field(default_factory=dict)


def cell_name(place: Place) -> str:
    """Return the name of a cell.

    Examples
    --------
    >>> cell_name((4, 2))
    'B4'
    """
    return f"{get_column_letter(place[1])}{place[0]}"


def sheet_of(name: str, cells: Iterable[Cell], *, hidden: bool = False) -> Sheet:
    """Make a sheet of cells in any order; the last of two at one place counts."""
    return Sheet(name, {(cell.row, cell.column): cell for cell in cells}, hidden)
