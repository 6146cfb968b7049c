"""What every part of understanding works on: a table in its sheet, the names of the atlas, and the notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from data.importing.cells.dates import Dated, read_date, years_in
from data.importing.progress import Progress
from data.importing.reading.sheet import Cell, Sheet
from data.importing.understanding.decisions import LEAVE, Notebook, Option
from data.importing.understanding.layout import Table
from data.importing.understanding.places import Places
from data.load import Facts
from data.rows import Row, records
from data.schema.columns import QUOTE_LENGTH
from text.markup import on_one_line

#: Columns of notes, and the language of each.
NOTES: Final = (("note", "zh"), ("note_en", "en"))
_TITLE_SHARE: Final = 60


@dataclass(frozen=True)
class Draft:
    """A row of the facts, as a cell of the table has it.

    Attributes
    ----------
    table : str
        A key of :data:`data.schema.model.SCHEMAS`.
    row : mapping of str to str
        Column to text; columns left out are empty.
    sheet, cell : str
        Where it comes from.
    content : str
        What the cell says.
    """

    table: str
    row: Mapping[str, str]
    sheet: str
    cell: str
    content: str = ""


@dataclass(frozen=True)
class Subject:
    """A table that is being understood.

    Attributes
    ----------
    key : str
        Begins the ids of its records: of letters, digits and hyphens.
    source_id : str
        The document that its records rest on.
    remarks : mapping of int to str
        What the column of remarks says of each row, with 〃 and 同上 put into words.
    """

    sheet: Sheet
    table: Table
    places: Places
    facts: Facts
    notebook: Notebook
    key: str
    source_id: str
    remarks: Mapping[int, str] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)

    @cached_property
    def indicators(self) -> Mapping[str, Row]:
        """Indicators by id."""
        return {row["indicator_id"]: row for row in records(self.facts.indicators)}

    @cached_property
    def measures(self) -> Mapping[str, Row]:
        """Measures by id."""
        return {row["measure_id"]: row for row in records(self.facts.measures)}

    @cached_property
    def programmes(self) -> Mapping[str, Row]:
        """Programmes by id."""
        return {row["programme_id"]: row for row in records(self.facts.programmes)}

    @cached_property
    def points(self) -> Mapping[str, str]:
        """How values stand in their period in what is recorded, ``at`` or ``over``, by indicator or measure."""
        points: dict[str, str] = {}
        for table, column in (("observations", "indicator_id"), ("cooperation", "measure_id")):
            frame = self.facts.table(table)
            stated = frame[frame["point"].isin(["at", "over"])]
            usual = stated.groupby(column)["point"].agg(lambda points: points.mode().iloc[0])
            points |= {str(indicator_id): str(point) for indicator_id, point in zip(usual.index, usual, strict=True)}
        return points

    @cached_property
    def words(self) -> str:
        """Title and notes in one text."""
        return " ".join([self.table.title, *(cell.text for cell in self.table.notes)])

    def record_id(self, cell: Cell, extra: str = "") -> str:
        """Return the id of the record of a cell; ``extra`` tells apart several of one cell."""
        return "-".join(part for part in (self.key, cell.name.lower(), extra) if part)

    def quote(self, *parts: str) -> str:
        """Return what the table says of a record: the words of its cells, cut to the length of a quote."""
        text = " ".join(on_one_line(part).strip() for part in parts if part.strip())
        return text if len(text) <= QUOTE_LENGTH else f"{text[: QUOTE_LENGTH - 1]}…"

    def row_quote(self, row: int) -> str:
        """Return the words of a whole row, with what merged cells say of it."""
        cells = [self.sheet.over(row, column) for column in range(1, self.sheet.width + 1)]
        return self.quote(*dict.fromkeys(cell.text for cell in cells))

    def titled(self, *parts: str) -> str:
        """Return a quote that begins with the table's title."""
        title = self.table.title
        return self.quote(f"{title[:_TITLE_SHARE]}…" if len(title) > _TITLE_SHARE else title, *parts)

    def date(self, cell: Cell, *, planned: bool = False) -> str | None:
        """Return the date of a cell; one that may be two is asked about.

        Parameters
        ----------
        planned : bool
            Whether a plan is taken too.

        Returns
        -------
        str or None
            None where it is asked about, or was refused.
        """
        dated = read_date(cell)
        if dated is None:
            self.notebook.refuse("importing.not_a_date", cell.name, cell.text)
            return None
        if dated.planned and not planned:
            self.notebook.refuse("importing.planned_date", cell.name, cell.text)
            return None
        return self.chosen(dated, cell)

    def chosen(self, dated: Dated, cell: Cell) -> str | None:
        """Return the date that is meant, asking where there are several; None as for :meth:`date`."""
        if len(dated.choices) == 1:
            return dated.choices[0]
        value = self.notebook.decide(
            f"date.{cell.text}",
            None,
            "importing.said_date",
            "importing.ask_date",
            cells=[cell.name],
            options=[*(Option(choice) for choice in dated.choices), Option(LEAVE, "")],
            said=cell.text,
        )
        return None if value == LEAVE else value

    def period(self) -> str | None:
        """Return the period of a table without one in its heads or rows: its title may suggest it, the keeper says it."""
        years = years_in(self.words)
        return self.notebook.decide(
            "period",
            None,
            "importing.said_period",
            "importing.ask_period",
            suggested=years[0] if len(years) == 1 else "",
            reads=_as_date,
        )


def _as_date(text: str) -> str | None:
    dated = read_date(Cell(1, 1, text))
    return dated.choices[0] if dated is not None and len(dated.choices) == 1 and not dated.planned else None
