"""Slides of the trends page: key points, rates over time, a fair ranking, counties delisted and the goals."""

from __future__ import annotations

from dataclasses import replace

from charts.trend.events import event_notes, to_events
from charts.trend.plot import TrendOptions
from data.places.areas import NATION
from data.rows import Row, records
from views.declared import Address
from views.slide import Slide
from views.slides.charts import MAIN, SCALES, WHOLE, chart_of
from views.slides.listed import beside_list
from views.slides.parts import Notes, SlideContext, cite_drawn, counts_of, drawn_by, event_lines, figure_of, slide_of
from views.slides.room import beside_chart
from views.trends.view import trends as trends_view
from views.view import Plot, View


def trends(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the trends page."""
    view = trends_view(at, context.facts, context.shapes, context.book)
    if view.scene:
        return _counties(context, view)
    return {"points": _key_points, "rates": _rates, "ranking": _ranking, "delisted": _delisted}[at["show"]](context, view)


def _key_points(context: SlideContext, view: View) -> Slide:
    """A panel a place, the finding as its sentence; with events only where the page shows them."""
    t, notes, happened = context.t, Notes(context.book, of_five=True), records(view.events)
    notes.draw(row for ends in view.leads for row in ends)
    lines = event_lines(happened, notes, t)
    chart = chart_of(view.charts[0], MAIN if view.below else WHOLE, SCALES)
    chart = cite_drawn(chart, (*view.observations, *happened), notes, context)
    notes.numbers(view.observations)
    return slide_of(context, view, notes, more=view.left_out, charts=(chart,), points=lines)


def _rates(context: SlideContext, view: View) -> Slide:
    t, notes, rows = context.t, Notes(context.book), view.charts[0].rows  # of the further charts the slide has none
    if view.events.empty and len({row["region_id"] for row in view.observations}) > 1:
        # The whole width, for a panel a place; the figures that lead are those of the key points.
        notes.draw(rows)
        return slide_of(context, view, notes, charts=(chart_of(view.charts[0], WHOLE, SCALES),))
    figures = tuple(figure_of(ends, notes, context) for ends in view.leads)
    lines = _flags(view, notes, context)
    notes.draw(rows)
    # A flag that is not explained beside the chart is not drawn either.
    flags = beside_chart(lines, figures)
    chart = chart_of(_flagged(view.charts[0], flags), MAIN, SCALES, brief=True)
    notes.draw(drawn_by(chart, records(view.events)))
    more = [t("slide.more_events", n=len(lines) - flags)] if flags < len(lines) else ()
    return slide_of(context, view, notes, charts=(chart,), figures=figures, points=lines[:flags], more=more)


def _flagged(plot: Plot, flags: int) -> Plot:
    """Return a chart with the first of its flags alone."""
    options = plot.options
    assert isinstance(options, TrendOptions)
    return replace(plot, options=replace(options, flags=flags), still=None)


def _flags(view: View, notes: Notes, context: SlideContext) -> list[str]:
    """The flags of the chart by their numbers, with the numbers of their footnotes."""
    t, by_id = context.t, {row["event_id"]: row for row in records(view.events)}
    flags = to_events(view.events, t)
    texts = event_notes(view.events, t)[: len(flags)]
    lines = zip(texts, (notes.number(by_id[flag.event_id]) for flag in flags), strict=True)
    return [t("slide.noted", text=text, n=n) for text, n in lines]


def _ranking(context: SlideContext, view: View) -> Slide:
    notes = Notes(context.book)
    notes.draw(view.observations)
    return slide_of(context, view, notes, charts=tuple(chart_of(plot, WHOLE, SCALES) for plot in view.charts))


def _delisted(context: SlideContext, delisted: View) -> Slide:
    notes = Notes(context.book)
    chart = cite_drawn(chart_of(delisted.charts[0], WHOLE, SCALES), delisted.observations, notes, context)
    # What is counted where nothing is reported stands on a list.
    notes.draw(delisted.stands_on)
    lists = frozenset(str(row["source_id"]) for row in delisted.stands_on)
    assert chart.provenance is not None
    # Its columns are the years of the lists, too.
    provenance = replace(chart.provenance, source_ids=chart.provenance.source_ids | lists, period=delisted.period)
    chart = replace(chart, provenance=provenance)
    # The sources of the table come first: what is said further stands in the notes.
    notes.numbers(sorted(delisted.observations, key=lambda row: bool(row["status"] == "target")))
    goals = event_lines(_goals_of_all(delisted), notes, context.t)
    return slide_of(context, delisted, notes, charts=(chart,), further=goals)


def _counties(context: SlideContext, view: View) -> Slide:
    """The map of counties by batch, with what was counted and what a source says of the whole country."""
    t, notes = context.t, Notes(context.book)
    notes.draw((*view.stands_on, *(row for ends in view.leads for row in ends)))
    # What a source counts as the list does need not be said twice.
    reported = {float(row["value"]) for ends in view.leads for row in ends}
    counts = () if any(float(n) in reported for _, n in view.counts) else counts_of(view, (), "", t)
    figures = (*counts, *(figure_of(ends, notes, context) for ends in view.leads))
    goals = event_lines(_goals_of_all(view), notes, t)
    content = slide_of(context, view, notes, figures=figures, points=view.points, further=goals)
    return beside_list(content, context) if view.points and not content.rest else content


def _goals_of_all(view: View) -> list[Row]:
    """The goals of the whole country, of which the counties are counted; the page lists those of single places too."""
    return [row for row in records(view.events) if NATION in row["region_ids"].split(";")]
