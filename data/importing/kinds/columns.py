"""A column of figures: what it counts, in which unit, of which year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Final

from data.importing.cells.dates import years_in
from data.importing.cells.figures import Reading, read_figure
from data.importing.cells.signs import kind_of
from data.importing.cells.units import Unit, corner, read_unit, split_head, unit_in_words
from data.importing.reading.sheet import Cell
from data.importing.understanding.decisions import LEAVE, Option
from data.importing.understanding.layout import Column
from data.importing.understanding.subject import Subject
from data.places.aliases import fold
from data.rows import Row
from data.schema.model import DIMENSIONS, UNITS

#: The answer that makes an indicator of one's own.
OWN: Final = "own"
_YEAR: Final = re.compile(r"(?:19|20)\d{2}\s*(?:年度?|年末|年底)?|(?<=\d)年")
#: What tables are numbered with: 表3, 附表2-1：, 6-30, Table 4.
_NUMBERED: Final = re.compile(
    r"^\s*(?:(?:续?附?[表图]|附件)\s*(?:[\dA-Z]{1,3}(?:[-–—.．][\dA-Z]{1,3})*|[一二三四五六七八九十]{1,3})[\s、.:：]*"
    r"|table\s+[\dA-Z]{1,3}(?:[-–—.][\dA-Z]{1,3})*[\s.:]*|\d{1,3}(?:[-–—.．]\d{1,3})+\s+)",
    re.IGNORECASE,
)
_SAID_AS: Final = {"yuan": ("元", "万元", "亿元"), "person": ("人", "万人"), "household": ("户", "万户"), "%": ("%",)}
_NOT_OURS: Final = re.compile("人均可支配|gdp|生产总值|产值", re.IGNORECASE)


@dataclass(frozen=True)
class Measured:
    """A column of figures, understood.

    Attributes
    ----------
    measured_id : str
        Id of the indicator or measure; "" while that is asked: then its cells are looked at, and nothing becomes a record.
    table : str
        ``indicators`` or ``measures``; "" while that is asked.
    unit : Unit
        Of its cells, where they have none of their own.
    year : str
        Year that its head names; "" for none.
    fraction : bool
        Whether 0.127 means 12.7 %.
    own : str
        Name of an indicator or measure of the keeper's own; "" for one that the atlas has.
    definition : str
        How it is counted, where it is the keeper's own.
    task : str
        To which task of co-operation a measure of the keeper's own belongs.
    """

    column: Column
    measured_id: str
    table: str
    unit: Unit
    year: str
    fraction: bool = False
    own: str = ""
    definition: str = ""
    task: str = ""


def measured(subject: Subject, column: Column, cells: Sequence[Cell], *, paired: bool = False) -> Measured | None:
    """Understand a column of figures.

    Parameters
    ----------
    cells : sequence of Cell
        Those of its records.
    paired : bool
        Whether the table names who helps: what a keeper counts then is a measure of co-operation, else an indicator.

    Returns
    -------
    Measured or None
        None where the keeper leaves the column out.
    """
    name, unit = named(column)
    years = years_in(column.head) or _plain_years(column)
    year = years[0] if years else ""
    if not name:  # where heads are years the title says what is counted, and often in which unit
        name, titled = named(Column(column.number, (_NUMBERED.sub("", subject.table.title),)))
        unit = unit or titled
    label = name or column.head
    at = _head_cell(subject, column)
    chosen = _chosen(subject, label, at)
    if chosen == LEAVE:
        return None
    if chosen == OWN:
        return _own(subject, column, label, unit, year, at, "measures" if paired else "indicators")
    if chosen is None:
        beside = None if unit else _corner(subject, "")
        likely = unit or beside or _own_units(cells)
        if likely is not None:
            where = subject.table.unit.name if beside is not None and subject.table.unit is not None else at
            subject.notebook.conclude("importing.said_unit", [where], said=label, value=likely.word)
        return Measured(column, "", "", likely or Unit("", Decimal(1), ""), year)
    table = "indicators" if chosen in subject.indicators else "measures"
    expected = str((subject.indicators.get(chosen) or subject.measures[chosen])["unit"])
    chosen_unit = _unit(subject, label, unit, expected, cells, at)
    fraction = expected == "%" and _fraction(subject, label, cells, at)
    if chosen_unit is None or fraction is None:
        return Measured(column, "", "", unit or Unit("", Decimal(1), ""), year)
    return Measured(column, chosen, table, chosen_unit, year, fraction)


def named(column: Column) -> tuple[str, Unit | None]:
    """Return the name of a column without years and unit, and its unit."""
    name, unit = split_head(column.head)
    words = [word for word in (_YEAR.sub("", part).strip(" ,，、:：-—") for part in name.split()) if word]
    return "".join(words) if not re.search("[A-Za-z]{3}", name) else " ".join(words), unit


def _plain_years(column: Column) -> list[str]:
    return [word[:4] for word in column.words if re.fullmatch(r"(?:19|20)\d{2}年?", word)][:1]


def _head_cell(subject: Subject, column: Column) -> str:
    cells = [subject.sheet.over(row, column.number) for row in reversed(subject.table.heads)]
    return next((cell.name for cell in cells if cell.text), cells[0].name)


def _chosen(subject: Subject, label: str, at: str) -> str | None:
    candidates = [(table, row) for table in ("indicators", "measures") for row in getattr(subject, table).values()]
    key = fold(label)
    exact = {
        row[f"{table[:-1]}_id"]
        for table, row in candidates
        if key
        in {fold(row["name_zh"]), fold(row["name_en"]), *(fold(word) for word in row.get("words", "").split(";") if word)}
    }
    by_name = {row[f"{table[:-1]}_id"] for table, row in candidates if key in (fold(row["name_zh"]), fold(row["name_en"]))}
    certain = by_name if len(by_name) == 1 else exact
    row_id = next(iter(certain)) if len(certain) == 1 else None
    return subject.notebook.decide(
        f"what.{label}",
        row_id,
        "importing.said_what",
        "importing.ask_what",
        cells=[at],
        options=[*(Option(row[f"{table[:-1]}_id"], table) for table, row in candidates), Option(OWN, ""), Option(LEAVE, "")],
        suggested="" if row_id else _like(subject, key, candidates),
        said=label,
    )


def _like(subject: Subject, key: str, candidates: Sequence[tuple[str, Row]]) -> str:
    """The indicator or measure whose name is most like a head; among measures where the title speaks of co-operation."""
    if _NOT_OURS.search(key):
        return OWN
    together = bool(re.search("协作|对口|帮扶|援助", subject.table.title)) and "资金" in key
    best, best_id = 0.5, OWN
    for table, row in candidates:
        if together and table != "measures":
            continue
        names = [fold(name) for name in (row["name_zh"], *row.get("words", "").split(";")) if name]
        likeness = max(SequenceMatcher(None, key, name).ratio() for name in names)
        if likeness > best:
            best, best_id = likeness, str(row[f"{table[:-1]}_id"])
    return "aid_funds" if together and "aid_funds" in subject.measures else best_id


def _own(subject: Subject, column: Column, label: str, unit: Unit | None, year: str, at: str, table: str) -> Measured:
    definition = subject.notebook.decide(
        f"definition.{label}", None, "importing.said_definition", "importing.ask_definition", cells=[at], said=label
    )
    own = unit if unit is not None and unit.unit else _corner(subject, "")
    if own is None or not own.unit:
        options = [Option(word) for words in _SAID_AS.values() for word in words]
        word = subject.notebook.decide(
            *(f"unit.{label}", None, "importing.said_unit", "importing.ask_unit"),
            cells=[at],
            options=options,
            said=label,
            factor="",
        )
        own = read_unit(word) if word else None
    task: str | None = ""
    if table == "measures":
        task = subject.notebook.decide(
            *(f"task.{label}", None, "importing.said_task", "importing.ask_task"),
            cells=[at],
            options=[Option(name, "dimensions") for name in DIMENSIONS],
            said=label,
        )
    if definition is None or task is None or own is None or own.unit not in UNITS:
        return Measured(column, "", table, own or Unit("", Decimal(1), ""), year)
    return Measured(column, OWN, table, own, year, own=label, definition=definition, task=task)


def _own_units(cells: Sequence[Cell]) -> Unit | None:
    """The unit that every cell names for itself."""
    readings = [
        reading for cell in cells if not kind_of(cell.text) and not isinstance(reading := read_figure(cell.text), str)
    ]
    if readings and all(reading.unit or reading.scaled for reading in readings):
        return Unit(unit_in_words(readings[0].unit) if readings[0].unit else "", Decimal(1), readings[0].unit)
    return None


def _corner(subject: Subject, expected: str) -> Unit | None:
    cell = subject.table.unit
    unit = read_unit(corner(cell.text) or "") if cell is not None else None
    return unit if unit is not None and (not expected or unit.unit in (expected, "")) else None


def _unit(subject: Subject, label: str, unit: Unit | None, expected: str, cells: Sequence[Cell], at: str) -> Unit | None:
    if unit is not None and unit.unit not in (expected, ""):
        subject.notebook.refuse("importing.unit_differs", at, unit.word, expected=expected)
        return None
    beside = None if unit is not None else _corner(subject, expected)
    chosen_unit = unit or beside or _own_units(cells)
    if chosen_unit is None and expected == "%":
        chosen_unit = Unit("%", Decimal(1), "%")
    if chosen_unit is None and expected not in _SAID_AS:
        chosen_unit = Unit("", Decimal(1), expected)
    where = subject.table.unit.name if beside is not None and subject.table.unit is not None else at
    factor = f"{chosen_unit.factor:,}" if chosen_unit is not None else ""
    words = _SAID_AS.get(expected, ())
    chosen = subject.notebook.decide(
        f"unit.{label}",
        None if chosen_unit is None else chosen_unit.word or expected,
        "importing.said_unit",
        "importing.ask_unit",
        cells=[where],
        options=[
            Option(word, "units" if word in UNITS and word not in words else "said")
            for word in dict.fromkeys([*words, *([chosen_unit.word or expected] if chosen_unit else [])])
        ],
        said=label,
        factor=factor,
    )
    if chosen is None or (chosen_unit is not None and chosen == (chosen_unit.word or expected)):
        return chosen_unit
    return read_unit(chosen)


def _fraction(subject: Subject, label: str, cells: Sequence[Cell], at: str) -> bool | None:
    """Say whether percentages stand as fractions: asked where all are numbers up to 1 without a % sign."""
    values: set[Decimal] = set()
    for cell in cells:
        reading = read_figure(cell.text) if not kind_of(cell.text) else ""
        if isinstance(reading, Reading):
            if reading.unit or reading.value > 1:
                return False
            values.add(reading.value)
    if values <= {Decimal(0)}:
        return False
    value = subject.notebook.decide(
        f"fraction.{label}",
        None,
        "importing.said_fraction",
        "importing.ask_fraction",
        cells=[at],
        options=[Option("fraction", ""), Option("percent", "")],
        said=label,
    )
    return None if value is None else value == "fraction"


def plain_label(text: str) -> str:
    """Return a head on one line with half-width signs, as quotes print it."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
