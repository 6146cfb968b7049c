"""Slides of the trends page: key points, rates over time, a fair ranking, counties delisted and the goals."""

from __future__ import annotations

from dataclasses import replace

from charts.trend.events import event_notes, to_events
from charts.trend.plot import TrendOptions
from data.rows import records
from views.declared import Address
from views.slide import Slide
from views.slides.parts import (
    MAIN,
    SCALES,
    WHOLE,
    Notes,
    SlideContext,
    chart_of,
    counts_of,
    event_lines,
    figure_of,
    slide_of,
)
from views.slides.room import beside_chart
from views.trends.view import trends as trends_view
from views.view import Plot, View


def trends(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the trends page."""
    shown = trends_view(at, context.facts, context.shapes, context.book)
    if shown.scene:
        return _counties(context, shown)
    return {"points": _key_points, "rates": _rates, "ranking": _ranking, "delisted": _delisted}[at["show"]](context, shown)


def _key_points(context: SlideContext, shown: View) -> Slide:
    """A panel a place, the finding as its sentence; with events only where the page shows them."""
    t, notes, happened = context.t, Notes(context.book), records(shown.events)
    notes.numbers(row for ends in shown.leads for row in ends)
    lines = event_lines(happened, notes, t)
    notes.numbers(shown.observations)
    chart = chart_of(shown.charts[0], MAIN if shown.below else WHOLE, SCALES)
    return slide_of(context, shown, notes, more=shown.left_out, charts=(chart,), points=lines)


def _rates(context: SlideContext, shown: View) -> Slide:
    t, notes = context.t, Notes(context.book)
    if shown.events.empty and len({row["region_id"] for row in shown.observations}) > 1:
        # The whole width, for a panel a place; the figures that lead are those of the key points.
        notes.numbers(shown.observations)
        return slide_of(context, shown, notes, charts=(chart_of(shown.charts[0], WHOLE, SCALES),))
    figures = tuple(figure_of(ends, notes, context) for ends in shown.leads)
    lines = _flags(shown, notes, context)
    notes.numbers(shown.observations)
    # A flag that is not explained beside the chart is not drawn either.
    flags = beside_chart(lines, figures)
    chart = chart_of(_flagged(shown.charts[0], flags), MAIN, SCALES, brief=True)
    more = [t("slide.more_events", n=len(lines) - flags)] if flags < len(lines) else ()
    return slide_of(context, shown, notes, charts=(chart,), figures=figures, points=lines[:flags], more=more)


def _flagged(plot: Plot, flags: int) -> Plot:
    """Return a chart with the first of its flags alone."""
    options = plot.options
    assert isinstance(options, TrendOptions)
    return replace(plot, options=replace(options, flags=flags), still=None)


def _flags(shown: View, notes: Notes, context: SlideContext) -> list[str]:
    """The flags of the chart by their numbers, with the numbers of their footnotes."""
    t, by_id = context.t, {row["event_id"]: row for row in records(shown.events)}
    flags = to_events(shown.events, t)
    texts = event_notes(shown.events, t)[: len(flags)]
    lines = zip(texts, (notes.number(by_id[flag.event_id]) for flag in flags), strict=True)
    return [t("slide.noted", text=text, n=n) for text, n in lines]


def _ranking(context: SlideContext, shown: View) -> Slide:
    notes = Notes(context.book)
    notes.numbers(shown.observations)
    return slide_of(context, shown, notes, charts=tuple(chart_of(plot, WHOLE, SCALES) for plot in shown.charts))


def _delisted(context: SlideContext, delisted: View) -> Slide:
    notes = Notes(context.book)
    goals = event_lines(records(delisted.events), notes, context.t)
    notes.numbers(delisted.observations)
    return slide_of(context, delisted, notes, charts=(chart_of(delisted.charts[0], WHOLE, SCALES),), further=goals)


def _counties(context: SlideContext, shown: View) -> Slide:
    """The map of counties by batch, with what was counted and what a source says of the whole country."""
    t, notes = context.t, Notes(context.book)
    notes.numbers(shown.stands_on)
    figures = (*counts_of(shown, (), "", t), *(figure_of(ends, notes, context) for ends in shown.leads))
    goals = event_lines(records(shown.events), notes, t)
    points = (shown.description, *goals)
    return slide_of(context, shown, notes, figures=figures, points=points)
