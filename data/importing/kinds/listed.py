"""Lists with dates: counties that left the list of poor counties, and events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.dates import parse_date
from data.importing.cells.signs import kind_of
from data.importing.reading.sheet import Cell
from data.importing.understanding.decisions import Option
from data.importing.understanding.located import Located, Locator
from data.importing.understanding.roles import Role
from data.importing.understanding.subject import NOTES, Draft, Subject
from data.schema.columns import NAME_LENGTH
from data.schema.place_model import BATCHES
from text.catalogue import Catalogue

#: Answers that take the batch from the date of the approval.
SAME, BEFORE, FIRST_HALF = "same_year", "year_before", "first_half"
_HALF: Final = 6


def delisted(subject: Subject, panel: Sequence[Role]) -> list[Draft]:
    """Understand a list of counties that left the list.

    Returns
    -------
    list of Draft
        Rows of ``delistings``; none before it is said how the year of the batch follows from the date.
    """
    locator = _locator(subject, panel)
    dates = next((role for role in panel if role.kind in ("date", "year")), None)
    batch = subject.notebook.decide(
        *("batch", None, "importing.said_batch", "importing.ask_batch"),
        options=[*(Option(choice, "") for choice in (FIRST_HALF, SAME, BEFORE)), *(Option(year) for year in BATCHES)],
        suggested=FIRST_HALF,
    )
    basis = subject.notebook.decide(
        *("list_basis", "list", "importing.said_list_basis", "importing.said_list_basis"),
        options=[Option(choice, "") for choice in ("list", "announcement", "proposal")],
    )
    drafts = []
    for row in subject.progress.over(subject.table.rows):
        places = locator.find(row)
        when = _when(subject, row, dates)
        if not places or when is None or batch is None:
            continue
        year = _batch(batch, when)
        if year not in BATCHES:
            subject.notebook.refuse("importing.no_batch", places[0].cell.name, places[0].cell.text)
            continue
        drafts += [_county(subject, row, county, when, year, basis or "list") for county in places]
    return drafts


def _locator(subject: Subject, panel: Sequence[Role]) -> Locator:
    places = [role for role in panel if role.kind == "place"]
    code = next((role for role in panel if role.kind == "code"), None)
    return Locator(subject.sheet, subject.places, places, code, subject.notebook)


def _when(subject: Subject, row: int, dates: Role | None) -> str | None:
    """The date of a row, "" where it has none, None where it is refused or asked about."""
    if dates is None:
        return ""
    cell = subject.sheet.over(row, dates.column.number)
    return "" if kind_of(cell.text) else subject.date(cell)


def _batch(rule: str, when: str) -> str:
    if rule in BATCHES:
        return rule
    date = parse_date(when)
    if date is None:
        return ""
    before = rule == BEFORE or (rule == FIRST_HALF and date.month is not None and date.month <= _HALF)
    return str(date.year - 1 if before else date.year)


def _county(subject: Subject, row: int, place: Located, when: str, year: str, basis: str) -> Draft:
    quote = subject.row_quote(row)
    dated = {"date": when, "date_source_id": subject.source_id, "date_quote": quote} if when else {}
    record = {
        **{"region_id": place.region_id, "listed_name": place.written, "batch": year, "status": "stated", "basis": basis},
        **{"source_id": subject.source_id, "quote": quote, **dated},
        **{column: Catalogue.load(lang)("importing.note_batch", batch=year) for column, lang in NOTES},
    }
    return Draft("delistings", record, subject.sheet.name, place.cell.name, place.cell.text)


def happened(subject: Subject, panel: Sequence[Role]) -> list[Draft]:
    """Understand a list of events: what happened when, and where if a column says so.

    Returns
    -------
    list of Draft
        Rows of ``events``.
    """
    locator = _locator(subject, panel)
    dates = next((role for role in panel if role.kind in ("date", "year")), None)
    event_role = next(role for role in panel if role.kind == "event")
    drafts = []
    for row in subject.progress.over(subject.table.rows):
        cell = subject.sheet.over(row, event_role.column.number)
        when = _when(subject, row, dates)
        places = locator.find(row) if locator.columns else []
        if kind_of(cell.text) or places is None or when is None:
            continue
        if not when:
            subject.notebook.refuse("importing.no_period", cell.name, cell.text)
            continue
        drafts.append(_event(subject, row, cell, when, places))
    return drafts


def _event(subject: Subject, row: int, cell: Cell, when: str, places: list[Located]) -> Draft:
    title = " ".join(cell.text.split())[:NAME_LENGTH]
    record = {
        **{"event_id": subject.record_id(cell), "date": when, "title_zh": title, "title_en": title, "kind": "event"},
        **{"region_ids": ";".join(dict.fromkeys(place.region_id for place in places)), "source_id": subject.source_id},
        "quote": subject.row_quote(row),
    }
    return Draft("events", record, subject.sheet.name, cell.name, cell.text)
