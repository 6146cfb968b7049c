"""The fact sheet of a view of the region page: a place, a helper or a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

import pandas as pd

from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.rows import Row, records
from text.dates import format_date, record_period
from views import loaders
from views.addresses import refused, split_view
from views.book import Book
from views.declared import from_values
from views.parts.pair_names import start_text
from views.parts.record_tables import parties
from views.parts.words import value_text
from views.reader import Reader
from views.region.pairs import PairRow
from views.region.view import PlaceView
from views.region.view import region as region_view
from views.sheets.sheet import FactSheet, Section
from views.slides.parts import Notes, SlideContext, figure_of, slide_of
from views.slides.places import documents_first, earliest, headline_figures
from views.unverified import facts_of

#: Rows that a table has room for, and sources that those of pairs may bring along: with more, two pages are not enough.
_RATES, _FIGURES, _PAIRS, _WORK, _EVENTS = 5, 4, 9, 3, 3
_SOURCES: Final = 7
_Entry = TypeVar("_Entry")
PAGE: Final = "region"


def has_sheet(view: str) -> bool:
    """Say whether a view has a fact sheet.

    Parameters
    ----------
    view : str
        Address below the atlas; one that is none has no sheet.
    """
    return not refused(view) and split_view(view)[0] == PAGE


def fact_sheet(view: str, lang: str = "zh", approval: str = "") -> FactSheet | None:
    """Make the fact sheet of a place or a pair, in the colours of paper.

    Parameters
    ----------
    view : str
        Address below the atlas of a region or a pair.
    approval : str
        The deployment's map approval number.

    Returns
    -------
    FactSheet or None
        None where the facts have no region at all.

    Raises
    ------
    ValueError
        For the address of another page.
    """
    if not has_sheet(view):
        raise ValueError(f"{view[:80]!r} is no place and no pair")
    values = split_view(view)[1]
    facts, shapes = facts_of(values), loaders.shapes(approval)
    book = loaders.book(facts, Reader(lang))
    place = region_view(from_values(PAGE, facts, book, values), facts, shapes, book)
    return _sheet(SlideContext(facts, shapes, book), place, view) if place else None


def _sheet(context: SlideContext, place: PlaceView, view: str) -> FactSheet:
    notes, t = Notes(context.book), context.t
    if place.pair:
        figures = (*(figure_of(ends, notes, context) for ends in place.leads), *earliest(place.pair, notes, context))
    else:
        figures = headline_figures(place, notes, context)[0]
    sections = tuple(section for section in _sections(context, place, notes) if len(section.table))
    scene = place.scene if place.mapped else None
    slide = slide_of(context, replace(place, scene=scene), notes, figures=figures)
    remarks = (*place.left_out, *([t("panel.not_causal")] if place.pair else []))
    return FactSheet(replace(slide, link=view), place.where, scene.legend.title if scene else "", sections, remarks)


def _sections(context: SlideContext, place: PlaceView, notes: Notes) -> Iterator[Section]:
    t, book = context.t, context.book
    own = [*place.observations, *place.of_parts]
    yield _pairs(place, notes, book)
    rates = _latest([row for row in own if row["indicator_id"] in (RATE, BAND)])
    yield _section(t("sheet.rates"), rates, _RATES, lambda row: _rated(row, place, notes, book), book)
    work = documents_first(list(place.cooperation), context)
    yield _section(t("panel.cooperation"), work, _WORK, lambda row: _worked(row, place, notes, book), book)
    yield _section(t("panel.delisting"), place.delistings, _FIGURES, lambda row: _delisted(row, notes, book), book)
    observed = documents_first([row for row in own if row["indicator_id"] not in (RATE, BAND)], context)
    yield _section(t("panel.figures"), observed, _FIGURES, lambda row: _observed(row, notes, book), book)
    events = documents_first(records(place.events), context)
    yield _section(t("panel.events"), events, _EVENTS, lambda row: _happened(row, notes, book), book)


def _latest(rows: Sequence[Row]) -> list[Row]:
    """The latest first: of many, those that say how it stands now are set."""
    return sorted(rows, key=lambda row: (row["period_end"] or row["period_start"], row["point"] != "start"), reverse=True)


def _section(
    title: str, rows: Sequence[_Entry], most: int, cells: Callable[[_Entry], dict[str, str]], book: Book
) -> Section:
    left = len(rows) - most
    note = book.t("sheet.more", n=left) if left > 0 else ""
    return Section(title, pd.DataFrame([cells(row) for row in rows[:most]]), note)


def _rated(row: Row, place: PlaceView, notes: Notes, book: Book) -> dict[str, str]:
    t, unit = book.t, book.indicators[row["indicator_id"]]["unit"]
    several = {t("table.region"): book.region(row["region_id"])} if place.pair or place.of_parts else {}
    return several | {t("table.value"): value_text(row, unit, t)} | _dated(row, notes, book)


def _observed(row: Row, notes: Notes, book: Book) -> dict[str, str]:
    t, indicator = book.t, book.indicators[row["indicator_id"]]
    cells = {t("slide.what"): t.name(indicator), t("table.value"): value_text(row, indicator["unit"], t)}
    return cells | _dated(row, notes, book)


def _dated(row: Row, notes: Notes, book: Book) -> dict[str, str]:
    t, when = book.t, record_period(row, book.t)
    return {
        t("table.period"): when if row["status"] == "reported" else t(f"status.{row['status']}", period=when),
        t("table.basis"): t.name(book.bases[row["basis_id"]]),
        t("sheet.source"): _marks([row], notes),
    }


def _worked(row: Row, place: PlaceView, notes: Notes, book: Book) -> dict[str, str]:
    t = book.t
    partners = {} if place.pair else {t("table.region"): parties(row, book)}
    return {
        t("slide.what"): t.name(book.measures[row["measure_id"]]),
        **partners,
        t("table.value"): value_text(row, row["unit"], t),
        t("table.period"): record_period(row, t),
        t("sheet.source"): _marks([row], notes),
    }


def _delisted(row: Row, notes: Notes, book: Book) -> dict[str, str]:
    t = book.t
    batch = t("delisting.batch" if row["status"] == "stated" else "delisting.conflict", batch=row["batch"])
    date = t("delisting.approved", date=format_date(row["date"], t.lang)) if row["date"] else ""
    proofs = [{"source_id": row[f"{part}source_id"], "quote": row[f"{part}quote"]} for part in ("", "list_", "date_")]
    return {
        t("slide.what"): batch,
        t("table.period"): date,
        t("sheet.source"): _marks([proof for proof in proofs if proof["source_id"]], notes),
    }


def _happened(row: Row, notes: Notes, book: Book) -> dict[str, str]:
    t = book.t
    return {
        t("table.period"): format_date(row["date"], t.lang),
        t("slide.what"): row[f"title_{t.lang}"],
        t("sheet.source"): _marks([row], notes),
    }


def _pairs(place: PlaceView, notes: Notes, book: Book) -> Section:
    """Of a place a row a prefecture or province that is helped; of a pair a row a record."""
    t = book.t
    if place.pair:
        rows = records(place.pair.pairings)
        return _section(t("panel.pairings"), rows, _PAIRS, lambda row: _record(row, notes, book), book)
    return _section(t("panel.pairings"), place.rows, _fitting(place.rows), lambda row: _pair_row(row, notes, book), book)


def _fitting(rows: Sequence[PairRow]) -> int:
    """How many rows there is room for, with their sources; the first always."""
    sources: set[str] = set()
    for n, row in enumerate(rows[:_PAIRS]):
        sources |= {record["source_id"] for record in row.records}
        if n and len(sources) > _SOURCES:
            return n
    return _PAIRS


def _record(row: Row, notes: Notes, book: Book) -> dict[str, str]:
    t = book.t
    return {
        t("table.programme"): t.name(book.programmes[row["programme_id"]]),
        t("table.since"): start_text(row, book),
        t("sheet.source"): _marks([row], notes),
    }


def _pair_row(row: PairRow, notes: Notes, book: Book) -> dict[str, str]:
    t = book.t
    years = sorted({record["start"][:4] for record in row.records if record["start"]})
    programmes = dict.fromkeys(t.name(book.programmes[record["programme_id"]]) for record in row.records)
    return {
        t("table.recipient"): t("sheet.within", name=row.name, where=row.where) if row.where else row.name,
        t("table.helper"): t("describe.semicolon").join(_helpers(row, book)),
        t("table.programme"): t("describe.comma").join(programmes),
        t("table.since"): t("describe.comma").join(years) or t("pairing.start_unknown"),
        t("sheet.source"): _marks(row.records, notes),
    }


def _helpers(row: PairRow, book: Book) -> Iterator[str]:
    """Who helps, and whom within the row's own region where it is not that itself."""
    by_helper: dict[str, list[str]] = {}
    for line in row.pairs:
        by_helper.setdefault(line.helper_id, []).append(line.recipient_id)
    for helper, recipients in by_helper.items():
        inner = [book.short(i) for i in recipients if i != row.region_id]
        name = book.short(helper)
        yield book.t("sheet.helps", helper=name, recipients=book.t("describe.comma").join(inner)) if inner else name


def _marks(rows: Iterable[Row], notes: Notes) -> str:
    return "".join(f"[{n}]" for n in notes.numbers(rows))
