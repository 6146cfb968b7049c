"""The figures of a table: one record a cell, in units, with its bound and its period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from data.importing.cells.figures import Reading, read_figure
from data.importing.cells.signs import NOUGHTS, explained, kind_of
from data.importing.kinds.columns import Measured
from data.importing.reading.sheet import Cell
from data.importing.understanding.decisions import LEAVE, Option
from data.importing.understanding.subject import Subject

_ZERO: Final = Reading(Decimal(0))


@dataclass(frozen=True)
class Figure:
    """A figure in units, as a record has it.

    Attributes
    ----------
    value, high : str
        Digits; ``high`` is "" but for a band.
    """

    value: str
    bound: str
    high: str


def figure(subject: Subject, measured: Measured, cell: Cell) -> Figure | None:
    """Read a cell of a column of figures.

    Returns
    -------
    Figure or None
        None for a cell without a figure, one that is refused, and one that is asked about.
    """
    if cell.fault:
        subject.notebook.refuse(cell.fault, cell.name, cell.text)
        return None
    match kind_of(cell.text):
        case "blank" | "missing":
            return None
        case "above":
            subject.notebook.refuse("importing.figure_above", cell.name, cell.text)
            return None
        case "unsaid":
            reading: Reading | str | None = _sign(subject, cell)
        case _:
            reading = read_figure(cell.text)
    if reading is None:
        return None
    if isinstance(reading, str):
        subject.notebook.refuse(reading, cell.name, cell.text)
        return None
    return _in_units(subject, measured, cell, reading)


def _sign(subject: Subject, cell: Cell) -> Reading | None:
    meanings = explained([note.text for note in subject.table.notes])
    meaning = meanings.get(cell.text.strip())
    options = [Option("missing", ""), Option("zero", "")]
    value = subject.notebook.decide(
        f"sign.{cell.text.strip()}",
        meaning,
        "importing.said_sign",
        "importing.ask_sign",
        cells=[cell.name],
        options=options,
        # What is a numeral's nought as often as a gap is not taken for either.
        suggested="" if cell.text.strip() in NOUGHTS else "missing",
        said=cell.text.strip(),
    )
    return _ZERO if value == "zero" else None


def _in_units(subject: Subject, measured: Measured, cell: Cell, reading: Reading) -> Figure | None:
    unit, notebook = measured.unit, subject.notebook
    if reading.unit and unit.unit and reading.unit != unit.unit:
        notebook.refuse("importing.cell_unit_differs", cell.name, cell.text, expected=unit.word)
        return None
    if reading.scaled and unit.factor != 1:
        notebook.refuse("importing.scale_twice", cell.name, cell.text, unit=unit.word)
        return None
    bound = reading.bound
    if reading.coarse:
        coarse = _coarse(subject, cell)
        if coarse is None:
            return None
        bound = coarse if bound == "=" else bound
    # A unit in the cell is the cell's own: 6,512元 under 万元 is 6,512 yuan.
    factor = Decimal(1) if reading.unit not in ("", "%") else unit.factor
    if measured.fraction:
        factor = Decimal(100)
    if reading.high is not None and measured.table == "measures":
        notebook.refuse("importing.band_of_measure", cell.name, cell.text)
        return None
    return Figure(_digits(reading.value * factor), bound, "" if reading.high is None else _digits(reading.high * factor))


def _coarse(subject: Subject, cell: Cell) -> str | None:
    value = subject.notebook.decide(
        f"coarse.{cell.text}",
        None,
        "importing.said_coarse",
        "importing.ask_coarse",
        cells=[cell.name],
        options=[Option("about", ""), Option("exact", ""), Option(LEAVE, "")],
        suggested="about",
        said=cell.text,
    )
    return {"about": "~", "exact": "="}.get(value or "")


def _digits(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"


def sums(subject: Subject, measured: Measured, rows: tuple[int, ...]) -> None:
    """Compare the sums of a table with what its rows add up to, and say whether they agree."""
    column = measured.column.number
    if measured.unit.unit == "%" or not subject.table.totals:
        return
    exact = [reading for cell in _cells(subject, rows, column) if isinstance(reading := read_figure(cell.text), Reading)]
    if not exact or any(reading.bound != "=" or reading.high for reading in exact):
        return
    added = sum((reading.value for reading in exact), Decimal(0))
    for cell in _cells(subject, subject.table.totals, column):
        stated = read_figure(cell.text)
        if isinstance(stated, Reading):
            key = "importing.said_sum_agrees" if stated.value == added else "importing.said_sum_differs"
            subject.notebook.conclude(
                key, [cell.name], total=_digits(stated.value), added=_digits(added), said=measured.column.head
            )


def _cells(subject: Subject, rows: tuple[int, ...], column: int) -> Iterator[Cell]:
    for row in rows:
        cell = subject.sheet.over(row, column)
        if not kind_of(cell.text):
            yield cell
