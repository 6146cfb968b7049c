"""Slides of the sources page: the words of a document, reports that disagree, checks of the arithmetic, what is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.figures.conflicts import Conflict, CooperationConflict
from data.rows import Row, records
from text.citation import within_marks
from views.book import Book
from views.declared import BOUNDARIES, Address
from views.slide import Slide
from views.slides.charts import WHOLE, chart_of
from views.slides.parts import Notes, SlideContext, counted, counts_of, slide_of
from views.sources.conflicts import by_weight, disagrees, named, values_of
from views.sources.gathering import counted as places_counted
from views.sources.gathering import gathering, of_day
from views.sources.verdicts import time_of
from views.sources.view import sources as sources_view
from views.view import View


def sources(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the sources page: points with their words, where it has no picture."""
    view, show = sources_view(at, context.facts, context.shapes, context.book), at["show"]
    if show == "documents" and at["source"] != BOUNDARIES:
        return _document(context, view)
    makers = {"conflicts": _conflicts, "checks": _checks, "recorded": _recorded}
    return makers.get(show, _points)(context, view)


def _points(context: SlideContext, view: View) -> Slide:
    """Boundaries, and own figures: the view's own lines."""
    return slide_of(context, view, _used(context, view), points=view.points)


def _used(context: SlideContext, view: View) -> Notes:
    """The footnotes of all records that are shown."""
    notes = Notes(context.book)
    for rows in (view.observations, records(view.pairings), view.cooperation, records(view.events)):
        notes.draw(rows)
    return notes


def _document(context: SlideContext, view: View) -> Slide:
    t, notes = context.t, Notes(context.book)
    named, country = of_day(view)
    if named:
        return _gathering(context, view, named, country)
    lines = [
        t("slide.quoted", quote=within_marks(row["quote"]), n=notes.number(row)) for row in view.stands_on if row["quote"]
    ]
    figures = counts_of(view, notes.numbers(view.stands_on), view.period, t)
    return slide_of(context, view, notes, figures=figures, points=lines)


def _gathering(context: SlideContext, page: View, named: Sequence[Row], country: Sequence[Row]) -> Slide:
    """The map of whom a document names on a day; beside it how many they are, and what was said to all."""
    t, book, notes = context.t, context.book, Notes(context.book)
    numbers = notes.numbers((*named, *country))
    figures = tuple(counted(n, label, "", numbers, t) for label, n in places_counted(named, book))
    lines = [t("slide.noted", text=row[f"title_{t.lang}"], n=notes.number(row)) for row in country]
    view = replace(page, scene=gathering(named, context.facts, context.shapes, book))
    return slide_of(context, view, notes, figures=figures, points=lines)


def _conflicts(context: SlideContext, page: View) -> Slide:
    t, notes, conflicts = context.t, Notes(context.book), by_weight(context.facts, context.book)
    # What the sentence counts as differing stands first.
    lines = [_conflict(conflict, notes, context) for conflict in conflicts if disagrees(conflict)]
    besides = [_conflict(conflict, notes, context) for conflict in conflicts if not disagrees(conflict)]
    heading = [t("slide.conflicts_below", n=len(besides))] if besides else []
    notes.numbers((*page.observations, *page.cooperation))
    return slide_of(context, page, notes, points=[*lines, *heading, *besides])


def _conflict(conflict: Conflict | CooperationConflict, notes: Notes, context: SlideContext) -> str:
    t, book = context.t, context.book
    noted_values = [
        t("slide.noted", text=_on_basis(value, row, conflict, book), n=notes.number(row))
        for row, value in values_of(conflict, book)
    ]
    values = t("describe.semicolon").join(noted_values)
    line = t("slide.conflict", what=named(conflict, book, short=True), when=time_of(conflict, t), values=values)
    return t("slide.remarked", line=line, remark=t("slide.may_agree")) if conflict.may_agree else line


def _on_basis(value: str, row: Row, conflict: Conflict | CooperationConflict, book: Book) -> str:
    """Say on which basis a value stands, where the bases differ and may be why the values do."""
    if not isinstance(conflict, Conflict) or conflict.kind != "across_bases":
        return value
    return book.t("slide.on_basis", value=value, basis=book.t.name(book.bases[row["basis_id"]]))


def _checks(context: SlideContext, matching: View) -> Slide:
    figures = counts_of(matching, (), "", context.t)
    return slide_of(context, matching, _used(context, matching), figures=figures, points=matching.points)


def _recorded(context: SlideContext, cut: View) -> Slide:
    places = [len({row["region_id"] for row in plot.still.rows}) for plot in cut.charts if plot.still]
    fewer = [context.t("slide.first_rows", n=n) for n in places]
    charts = tuple(chart_of(plot, WHOLE) for plot in cut.charts)
    return slide_of(context, cut, _used(context, cut), more=fewer, charts=charts)
