"""The fact sheet of a view of the region page: a place, a helper or a pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Final

import pandas as pd

from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.rows import Row, records
from text.dates import format_date, record_period
from views import loaders
from views.addresses import refused, split_view
from views.book import Book
from views.declared import from_values
from views.parts.pair_names import parties, start_text
from views.parts.words import measure_text, value_text
from views.reader import Reader
from views.region.pairs import PairRow
from views.region.view import PlaceView
from views.region.view import region as region_view
from views.sheets.room import Candidate, fitting
from views.sheets.sheet import FactSheet, Section
from views.slides.parts import Notes, SlideContext, by_kind, figure_of, latest_first, slide_of
from views.slides.places import documents_first, earliest, headline_figures
from views.unverified import facts_of

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
    # Pairs that are left out are missed more than the words of sources, which the atlas shows beside each, and than the
    # programmes that they belong to; and so is a second row of what else is reported more than words.
    for quoted, brief in ((True, False), (False, False), (False, True)):
        tables = list(_tables(context, place, brief))
        room = fitting(tables, notes, len(figures), place.mapped, quoted=quoted)
        enough = all(n >= min(2, len(table.entries)) for n, table in zip(room, tables, strict=True))
        if room[0] == len(tables[0].entries) and (enough or not quoted):
            break
    sections = tuple(_section(table, n, notes) for table, n in zip(tables, room, strict=True) if n)
    scene = place.scene if place.mapped else None
    slide = slide_of(context, replace(place, scene=scene), notes, figures=figures)
    if not quoted:
        slide = replace(slide, footnotes=tuple(replace(note, quotes=()) for note in slide.footnotes))
    remarks = (*place.left_out, *([t("panel.not_causal")] if place.pair else []))
    return FactSheet(replace(slide, link=view), place.where, scene.legend.title if scene else "", sections, remarks)


def _tables(context: SlideContext, place: PlaceView, brief: bool) -> Iterator[Candidate]:
    t, book = context.t, context.book
    own = [*place.observations, *place.of_parts]
    if place.pair:
        yield Candidate(t("panel.pairings"), records(place.pair.pairings), partial(_record, book=book))
    else:
        yield Candidate(t("panel.pairings"), place.rows, partial(_pair_row, book=book, brief=brief))
    rates = latest_first([row for row in own if row["indicator_id"] in (RATE, BAND)])
    yield Candidate(t("sheet.rates"), rates, partial(_rated, place=place, book=book))
    work = documents_first(list(place.cooperation), context)
    yield Candidate(t("panel.cooperation"), by_kind(work, "measure_id"), partial(_worked, place=place, book=book))
    yield Candidate(t("panel.delisting"), place.delistings, partial(_delisted, book=book))
    observed = documents_first([row for row in own if row["indicator_id"] not in (RATE, BAND)], context)
    yield Candidate(t("panel.figures"), by_kind(observed, "indicator_id"), partial(_observed, book=book))
    events = documents_first(records(place.events), context)
    yield Candidate(t("panel.events"), events, partial(_happened, book=book), itemgetter("date"))


def _section(table: Candidate, n: int, notes: Notes) -> Section:
    left = len(table.entries) - n
    note = notes.book.t("sheet.more", n=left) if left else ""
    entries = sorted(table.entries[:n], key=table.order) if table.order else table.entries[:n]
    return Section(table.title, pd.DataFrame([table.cells(entry, notes) for entry in entries]), note)


def _rated(row: Row, notes: Notes, *, place: PlaceView, book: Book) -> dict[str, str]:
    t, unit = book.t, book.indicators[row["indicator_id"]]["unit"]
    several = {t("table.region"): book.region(row["region_id"])} if place.pair or place.of_parts else {}
    return several | {t("table.value"): value_text(row, unit, t)} | _dated(row, notes, book)


def _observed(row: Row, notes: Notes, *, book: Book) -> dict[str, str]:
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


def _worked(row: Row, notes: Notes, *, place: PlaceView, book: Book) -> dict[str, str]:
    t = book.t
    partners = {} if place.pair else {t("table.region"): parties(row, book)}
    return {
        t("slide.what"): measure_text(book.measures[row["measure_id"]], t),
        **partners,
        t("table.value"): value_text(row, row["unit"], t),
        t("table.period"): record_period(row, t),
        t("sheet.source"): _marks([row], notes),
    }


def _delisted(row: Row, notes: Notes, *, book: Book) -> dict[str, str]:
    t = book.t
    batch = t("delisting.batch" if row["status"] == "stated" else "delisting.conflict", batch=row["batch"])
    date = t("delisting.approved", date=format_date(row["date"], t.lang)) if row["date"] else ""
    proofs = [{"source_id": row[f"{part}source_id"], "quote": row[f"{part}quote"]} for part in ("", "list_", "date_")]
    return {
        t("slide.what"): batch,
        t("table.period"): date,
        t("sheet.source"): _marks([proof for proof in proofs if proof["source_id"]], notes),
    }


def _happened(row: Row, notes: Notes, *, book: Book) -> dict[str, str]:
    t = book.t
    return {
        t("table.period"): format_date(row["date"], t.lang),
        t("slide.what"): row[f"title_{t.lang}"],
        t("sheet.source"): _marks([row], notes),
    }


def _record(row: Row, notes: Notes, *, book: Book) -> dict[str, str]:
    t = book.t
    return {
        t("table.programme"): t.name(book.programmes[row["programme_id"]]),
        t("table.since"): start_text(row, book),
        t("sheet.source"): _marks([row], notes),
    }


def _pair_row(row: PairRow, notes: Notes, *, book: Book, brief: bool) -> dict[str, str]:
    t = book.t
    names = dict.fromkeys(t.name(book.programmes[record["programme_id"]]) for record in row.records)
    programmes = {} if brief else {t("table.programme"): t("describe.comma").join(names)}
    return {
        t("table.recipient"): t("sheet.within", name=row.name, where=row.where) if row.where else row.name,
        t("sheet.helpers"): t("describe.semicolon").join(_helpers(row, book)),
        **programmes,
        t("sheet.source"): _marks(row.records, notes),
    }


def _helpers(row: PairRow, book: Book) -> Iterator[str]:
    """Who helps, whom within the row's own region where it is not that itself, and from which years on."""
    by_helper: dict[str, list[str]] = {}
    for line in row.pairs:
        by_helper.setdefault(line.helper_id, []).append(line.recipient_id)
    for helper, recipients in by_helper.items():
        inner = [book.short(i) for i in recipients if i != row.region_id]
        name, comma = book.short(helper), book.t("describe.comma")
        text = book.t("sheet.helps", helper=name, recipients=comma.join(inner)) if inner else name
        years = sorted({record["start"][:4] for record in row.records if record["helper_id"] == helper and record["start"]})
        yield book.t("sheet.since", who=text, years=comma.join(years)) if years else text


def _marks(rows: Iterable[Row], notes: Notes) -> str:
    return "".join(f"[{n}]" for n in notes.numbers(rows))
