"""Slides of the region page: everything known of a place or of a pair that a slide has room for."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import Final

from data.figures.comparability import BAND
from data.pairings.arrangements import listed
from data.pairings.pair import Pair
from data.rows import Row, records
from data.select import LANDING
from text.dates import format_date
from views.declared import Address
from views.parts.periods import bases_of
from views.region.view import PlaceView
from views.region.view import region as region_view
from views.slide import Chart, Figure, Provenance, Slide
from views.slides.charts import MAIN, SCALES, SIDE, chart_of
from views.slides.cooperation import cooperation_line, each_thing
from views.slides.listed import cited_pair_lines
from views.slides.parts import (
    Notes,
    SlideContext,
    by_kind,
    drawn_by,
    event_lines,
    figure_of,
    pairing_lines,
    provenance_of,
    slide_of,
)

#: Figures that a slide of a place shows.
_FIGURES: Final = 3
#: What is shown of a place besides its rate, in this order; where only bands of the rate are reported, the latest of them.
_ALSO: Final = (
    BAND,
    "people_lifted",
    "poor_population_decrease",
    "poor_population",
    "counties_delisted",
    "villages_delisted",
    "households_lifted",
    "income_per_capita",
)


def region(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the region page."""
    view = region_view(at, context.facts, context.shapes, context.book)
    if view is None:
        return Slide("", context.t("page.region"), context.t("panel.nothing"))
    return _pair(context, view, view.pair) if view.pair else _place(context, view)


def _place(context: SlideContext, view: PlaceView) -> Slide:
    t, notes = context.t, Notes(context.book, of_five=bool(view.leads))
    own = [*view.observations, *view.of_parts]
    chart = _course(view, context)
    _draw(view, chart, notes)
    beside = bool(chart and view.mapped)
    # The headline counts pairs; where map and chart take the whole slide, a second one names them, and its sources are
    # numbered before those of what stands in the notes alone.
    goes_on = beside and len(view.pairings) > 1
    events = documents_first(records(view.events), context)
    by_date = sorted(events, key=itemgetter("date"))
    notes.numbers(by_date if goes_on else ())
    figures, used = headline_figures(view, notes, context)
    lines = event_lines(events, notes, t) + pairing_lines(records(view.pairings), notes, context)
    notes.numbers(own)
    known = {row["observation_id"] for row in used}
    rows = (*used, *(row for row in own if row["observation_id"] not in known))
    opening = listed(view.pairings, LANDING)
    starred = frozenset(zip(opening["helper_id"], opening["recipient_id"], strict=True))
    named = cited_pair_lines(view.pairings, notes, context, starred) if goes_on else ()
    content = slide_of(
        context,
        # Without a shape there is nothing to frame, and the whole country would say nothing of it.
        replace(view, observations=rows, scene=view.scene if view.mapped else None),
        notes,
        figures=figures[:1] if beside else figures,
        points=() if beside else lines,
        last=() if beside else view.left_out,
        charts=chart,
        further=(*lines, *view.left_out) if beside else (),
        provenance=_of_map(view, "", context) if beside else None,
    )
    dated = event_lines(by_date, notes, t)
    pairs = (t("slide.all_pairs_starred" if starred else "slide.all_pairs"), *named)
    return replace(content, rest=(*pairs, *dated), beside=pairs) if named else content


def _draw(view: PlaceView, charts: tuple[Chart, ...], notes: Notes) -> None:
    """Number first what the headline, the curve and the map stand on."""
    notes.draw(_leading(view))
    for chart in charts:
        notes.draw(drawn_by(chart, view.course.rows if view.course else ()))
    notes.draw(records(view.pairings))


def _leading(view: PlaceView) -> list[Row]:
    return [row for ends in view.leads for row in ends]


def _of_map(view: PlaceView, period: str, context: SlideContext) -> Provenance:
    """Say what the map alone stands on: the pairs, and the figure that the headline names."""
    rows = _leading(view)
    source_ids = {str(row["source_id"]) for row in (*rows, *records(view.pairings))}
    return Provenance(frozenset(source_ids), period, bases_of(rows, context.book))


def headline_figures(view: PlaceView, notes: Notes, context: SlideContext) -> tuple[tuple[Figure, ...], list[Row]]:
    """Return the figures that lead of a place, and the records of its rate among them."""
    used = [row for ends in view.leads for row in ends]
    figures = tuple(figure_of(ends, notes, context) for ends in view.leads)
    own = [*view.observations, *view.of_parts]
    return (*figures, *(figure_of((row,), notes, context) for row in _besides(own, used, context))), used


def _course(view: PlaceView, context: SlideContext) -> tuple[Chart, ...]:
    """The curve beside the map; that of a place which no map can show takes the room of the map."""
    if view.course is None:
        return ()
    if not view.mapped:
        return (chart_of(view.course, MAIN, SCALES),)
    # Beside a map the type is already the smallest that a slide may have.
    chart = chart_of(view.course, SIDE, SCALES[:1])
    provenance = provenance_of((*_leading(view), *drawn_by(chart, view.course.rows)), context)
    return (replace(chart, provenance=provenance),)


def documents_first(rows: list[Row], context: SlideContext) -> list[Row]:
    """Return records with those of the five documents first, else in their order."""
    sources = context.book.sources
    return sorted(rows, key=lambda row: sources[row["source_id"]]["tier"] != "core")


def _besides(own: list[Row], used: list[Row], context: SlideContext) -> list[Row]:
    """A few figures besides the rate: those of the documents first, each indicator once, the latest."""
    seeds = {i for i, source in context.book.sources.items() if source["tier"] == "core"}
    present = {row["indicator_id"] for row in used} | ({BAND} if used else set())
    rows: list[Row] = []
    for indicator_id in _ALSO:
        reported = [row for row in own if row["indicator_id"] == indicator_id and row["status"] == "reported"]
        first = [row for row in reported if row["source_id"] in seeds] or reported
        if first and indicator_id not in present and len(rows) + bool(used) < _FIGURES:
            rows.append(first[0])
    return rows


def _pair(context: SlideContext, view: PlaceView, pair: Pair) -> Slide:
    t, notes, chart = context.t, Notes(context.book), _course(view, context)
    _draw(view, chart, notes)
    lines = pairing_lines(records(pair.pairings), notes, context, named=False)
    lines += event_lines(documents_first(records(pair.events), context), notes, t)
    figures = earliest(pair, notes, context)
    work = by_kind(view.cooperation, "measure_id")
    lines += [cooperation_line(row, notes, context, named=False) for row in each_thing(work)]
    return slide_of(
        context,
        view,
        notes,
        figures=figures,
        points=() if chart else lines,
        charts=chart,
        further=lines if chart else (),
        provenance=_of_map(view, view.period, context) if chart and view.mapped else None,
    )


def earliest(pair: Pair, notes: Notes, context: SlideContext) -> tuple[Figure, ...]:
    """Return the earliest beginning of a pair as a headline figure; none where no source gives one."""
    t = context.t
    first = [row for row in records(pair.pairings) if row["start"] and row["start"] == pair.first_start][:1]
    label = t("slide.first_listed" if pair.years.by_list else "slide.first_start")
    return tuple(Figure(format_date(row["start"], t.lang), label, "", (notes.number(row),)) for row in first)
