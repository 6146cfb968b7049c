"""The sheets of an import as they were read, with the cells that its sentences are about marked and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from data.importing.preview import Preview
from data.importing.reading.sheet import Cell, Sheet, cell_name
from data.importing.understanding.decisions import Decision, Refusal
from data.importing.understanding.personal import has_identity, has_phone
from text.catalogue import Catalogue
from text.markup import Markup, element, join, on_one_line

#: Rows from the top that are shown, further ones that something is asked about or refused, columns, and signs of a cell.
MOST_ROWS: Final = 60
MOST_FURTHER: Final = 20
MOST_COLUMNS: Final = 30
_MOST_TEXT: Final = 60
#: Columns that there is room for beside the questions, and rows of heads that may stay in sight.
_BESIDE, _MOST_HEADS = 7, 5
#: Refusals that are told one by one.
MOST_REFUSALS: Final = 500
#: What a cell is marked for, the gravest first, and the sign of each: colour alone tells nobody who doesn't see it.
SIGNS: Final = {"refused": "×", "asked": "?", "unit": "¤", "heads": "≡", "totals": "∑", "concluded": "✓"}
_KINDS: Final = {"importing.said_heads": "heads", "importing.said_totals": "totals", "importing.said_unit": "unit"}
_NAME: Final = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


@dataclass(frozen=True)
class Sentence:
    """A sentence about a table.

    Attributes
    ----------
    number : int
        Ties it to its cells.
    kind : str
        A key of :data:`SIGNS`.
    about : Decision or Refusal
        What it says.
    """

    number: int
    kind: str
    about: Decision | Refusal

    @property
    def names(self) -> tuple[str, ...]:
        """The cells that it is about, and of heads and sums each row by its first cell."""
        names = (self.about.cell,) if isinstance(self.about, Refusal) else self.about.cells
        return tuple(name for name in names if _NAME.fullmatch(name))

    @property
    def sign(self) -> str:
        """What stands before it, and in its cells; "" where no cell is meant, or none is drawn."""
        return f"{SIGNS[self.kind]}{self.number}" if self.names and self.number else ""


def sentences_of(result: Preview) -> tuple[Sentence, ...]:
    """Return all that is said of a table, numbered from 1: what is refused, what is asked, what was concluded.

    Of a register of persons, of which no cell is drawn, all have the number 0.
    """
    refused = [("refused", refusal) for refusal in result.refusals[:MOST_REFUSALS]]
    questions = [("asked", decision) for decision in result.open]
    decided = [(_KINDS.get(d.message, "concluded"), d) for d in result.decisions if d.value is not None]
    every: list[tuple[str, Decision | Refusal]] = [*refused, *questions, *decided]
    numbers = range(1, len(every) + 1) if not result.register else [0] * len(every)
    return tuple(Sentence(number, kind, about) for number, (kind, about) in zip(numbers, every, strict=True))


def trimmed(result: Preview) -> Preview:
    """Leave of the sheets what is drawn of them: the first rows, and later ones that something is asked or refused about."""
    if result.register:
        return result
    grave = [sentence for sentence in sentences_of(result) if sentence.kind in ("refused", "asked")]
    sheets = []
    for sheet in result.workbook.sheets:
        rows = list(sheet.rows)
        first, later = rows[:MOST_ROWS], set(rows[MOST_ROWS:])
        named = {_place(name)[0] for sentence in grave if sentence.about.sheet == sheet.name for name in sentence.names}
        drawn = {*first, *sorted(later & named)[:MOST_FURTHER]}
        cells = {place: cell for place, cell in sheet.cells.items() if place[0] in drawn and place[1] <= MOST_COLUMNS}
        sheets.append(Sheet(sheet.name, cells, sheet.hidden))
    cut = any(len(part.cells) < len(whole.cells) for part, whole in zip(sheets, result.workbook.sheets, strict=True))
    return replace(result, workbook=replace(result.workbook, sheets=tuple(sheets), geometries={}), cut=cut)


def sheet_table(sheet: Sheet, sentences: Sequence[Sentence], t: Catalogue) -> Markup:
    """Write a sheet as an HTML table, with letters and numbers of its columns and rows.

    Parameters
    ----------
    sheet : Sheet
        As :func:`trimmed` leaves it.
    sentences : sequence of Sentence
        Those of the whole workbook.

    Returns
    -------
    Markup
        Empty for a sheet without a filled cell. A telephone or identity number is not repeated.
    """
    rows = list(sheet.rows)
    if not rows:
        return Markup("")
    width = min(sheet.width, MOST_COLUMNS)
    marks = _marks(sheet, sentences)
    letters = [element("th", get_column_letter(number), scope="col") for number in range(1, width + 1)]
    lines = [_line(sheet, row, rows, width, marks, t) for row in rows]
    n = _heads(sheet, rows, sentences)
    head = element("thead", element("tr", element("td", ""), *letters), *lines[:n])
    return element("table", head, element("tbody", *lines[n:]), cls="own-sheet")


def is_wide(sheet: Sheet) -> bool:
    """Say whether a sheet needs the width of the page: beside the questions most of its columns would be out of sight."""
    return min(sheet.width, MOST_COLUMNS) > _BESIDE


def _heads(sheet: Sheet, rows: Sequence[int], sentences: Iterable[Sentence]) -> int:
    """How many rows stay where the others are scrolled: those down to the last of the heads, where they are few."""
    heads = [
        row for s in sentences if s.kind == "heads" and s.about.sheet == sheet.name for row in _range(s.about.fields["rows"])
    ]
    n = sum(row <= max(heads) for row in rows) if heads else 0
    crossing = any(cell.row <= max(heads) < cell.row + cell.rows - 1 for cell in sheet.cells.values()) if heads else False
    return n if n <= _MOST_HEADS and not crossing else 0


def legend(sentences: Iterable[Sentence], t: Catalogue) -> Markup:
    """Say in words what the signs in the cells mean, of those that there are."""
    kinds = {sentence.kind for sentence in sentences if sentence.names}
    names = {
        "refused": t("own.mark_refused"),
        "asked": t("own.mark_asked"),
        "unit": t("own.mark_unit"),
        "heads": t("own.mark_heads"),
        "totals": t("own.mark_totals"),
        "concluded": t("own.mark_concluded"),
    }
    parts = [
        element("span", element("b", SIGNS[kind]), f" {names[kind]}", cls=f"own-{kind}") for kind in SIGNS if kind in kinds
    ]
    return element("p", *parts, element("span", t("own.mark_numbers")), cls="own-legend") if parts else Markup("")


def _marks(sheet: Sheet, sentences: Sequence[Sentence]) -> Mapping[tuple[int, int], list[Sentence]]:
    """Place to the sentences about it; of heads and sums every cell of their rows."""
    marks: dict[tuple[int, int], list[Sentence]] = {}
    for sentence in sentences:
        if sentence.about.sheet != sheet.name:
            continue
        places = [_place(name) for name in sentence.names]
        if sentence.kind in ("heads", "totals"):
            rows = {row for row, _ in places} | set(_range(sentence.about.fields.get("rows", "")))
            places = [(cell.row, cell.column) for row in sorted(rows) for cell in sheet.rows.get(row, ())]
        for place in places:
            marks.setdefault(sheet.covered.get(place, place), []).append(sentence)
    return marks


def _range(text: str) -> range:
    """The rows of a text like 2–4."""
    ends = [int(part) for part in text.split("–") if part.isdecimal()]
    return range(ends[0], ends[-1] + 1) if ends else range(0)


def _line(
    sheet: Sheet, row: int, rows: Sequence[int], width: int, marks: Mapping[tuple[int, int], list[Sentence]], t: Catalogue
) -> Markup:
    cells = [
        _cell(sheet.at(row, column), rows, width, marks.get((row, column), []), t)
        for column in range(1, width + 1)
        if sheet.covered.get((row, column), (row, column)) == (row, column)
    ]
    return element("tr", element("th", str(row), scope="row"), *cells)


def _cell(cell: Cell, rows: Sequence[int], width: int, marks: Sequence[Sentence], t: Catalogue) -> Markup:
    private = has_phone(cell.text) or has_identity(cell.text)
    text = t("own.private") if private else on_one_line(cell.text)
    text = text if len(text) <= _MOST_TEXT else f"{text[:_MOST_TEXT]}…"
    # A blank row within a merged range is not drawn.
    spans = {
        "rowspan": str(sum(cell.row <= row < cell.row + cell.rows for row in rows)),
        "colspan": str(min(cell.columns, width - cell.column + 1)),
    }
    attributes = {name: number for name, number in spans.items() if number not in ("0", "1")}
    first = "own-first" if cell.column == 1 else ""
    if not marks:
        return element("td", text, cls=first, **attributes) if first else element("td", text, **attributes)
    kind = min((mark.kind for mark in marks), key=list(SIGNS).index)
    signs = " ".join(mark.sign for mark in sorted(marks, key=lambda mark: list(SIGNS).index(mark.kind))[:3])
    label = element("b", f"{signs}…" if len(marks) > 3 else signs, title=cell_name((cell.row, cell.column)))
    return element("td", join(label, " ", text), cls=f"own-{kind} {first}".strip(), **attributes)


def _place(name: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(name)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(row), number
