"""Slides of the sources page: the words of a document, reports that disagree, checks of the arithmetic, what is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from data.rows import records
from views.declared import BOUNDARIES, Address
from views.slide import Slide
from views.slides.parts import ALONE, WHOLE, Notes, SlideContext, chart_of, counts_of, few, slide_of
from views.sources.conflicts import by_weight, named, values_of
from views.sources.verdicts import time_of
from views.sources.view import sources as sources_view
from views.view import View


def sources(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the sources page: points with their words, where it has no picture."""
    shown, show = sources_view(at, context.facts, context.shapes, context.book), at["show"]
    if show == "documents" and at["source"] != BOUNDARIES:
        return _document(context, shown)
    makers = {"conflicts": _conflicts, "checks": _checks, "recorded": _recorded}
    return makers.get(show, _points)(context, shown)


def _points(context: SlideContext, shown: View) -> Slide:
    """Boundaries, and own figures: the view's own lines."""
    return slide_of(context, shown, _used(context, shown), points=few(shown.points, ALONE, context.t))


def _used(context: SlideContext, shown: View) -> Notes:
    """The footnotes of all records that are shown."""
    notes = Notes(context.book)
    for rows in (shown.observations, records(shown.pairings), shown.cooperation, records(shown.events)):
        notes.numbers(rows)
    return notes


def _document(context: SlideContext, shown: View) -> Slide:
    t, notes = context.t, Notes(context.book)
    lines = [t("slide.quoted", quote=row["quote"], n=notes.number(row)) for row in shown.stands_on if row["quote"]]
    figures = counts_of(shown, notes.numbers(shown.stands_on), shown.period, t)
    return slide_of(context, shown, notes, figures=figures, points=few(lines, ALONE - 1, t))


def _conflicts(context: SlideContext, shown: View) -> Slide:
    t, book, notes, lines = context.t, context.book, Notes(context.book), list[str]()
    every = by_weight(context.facts, book)
    for conflict in every[: ALONE - 2]:
        noted_values = [t("slide.noted", text=value, n=notes.number(row)) for row, value in values_of(conflict, book)]
        values = t("describe.semicolon").join(noted_values)
        lines.append(t("slide.conflict", what=named(conflict, book, short=True), when=time_of(conflict, t), values=values))
    notes.numbers((*shown.observations, *shown.cooperation))
    figures = counts_of(shown, (), "", t)
    return slide_of(context, shown, notes, figures=figures, points=_first_lines(lines, len(every), context))


def _first_lines(lines: Sequence[str], n: int, context: SlideContext) -> tuple[str, ...]:
    most = ALONE - 2
    more = n - min(len(lines), most)
    return (*lines[:most], *([context.t("slide.more", n=more)] if more > 0 else []))


def _checks(context: SlideContext, matching: View) -> Slide:
    points = _first_lines(matching.points, len(matching.points), context)
    return slide_of(
        context, matching, _used(context, matching), figures=counts_of(matching, (), "", context.t), points=points
    )


def _recorded(context: SlideContext, cut: View) -> Slide:
    places = [len({row["region_id"] for row in plot.still.rows}) for plot in cut.charts if plot.still]
    fewer = [context.t("slide.first_rows", n=n) for n in places]
    charts = tuple(chart_of(plot, WHOLE) for plot in cut.charts)
    return slide_of(context, cut, _used(context, cut), more=fewer, charts=charts)
