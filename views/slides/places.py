"""Slides of the region page: everything known of a place or of a pair that a slide has room for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.pairings.pair import Pair
from data.rows import Row, records
from text.dates import format_date
from views.declared import Address
from views.parts.pair_names import pair_name, start_text
from views.region.view import PlaceView
from views.region.view import region as region_view
from views.slide import Chart, Figure, Slide
from views.slides.parts import (
    ALONE,
    BESIDE,
    MAIN,
    SCALES,
    SIDE,
    Notes,
    Stage,
    chart_of,
    cooperation_line,
    event_lines,
    few,
    figure_of,
    slide_of,
)

#: Figures that a slide of a place shows.
_FIGURES: Final = 3
#: What is shown of a place besides its rate, in this order.
_ALSO: Final = (
    "people_lifted",
    "poor_population_decrease",
    "poor_population",
    "counties_delisted",
    "villages_delisted",
    "households_lifted",
    "income_per_capita",
)


def region(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the region page."""
    shown = region_view(at, stage.facts, stage.shapes, stage.book)
    if shown is None:
        return Slide("", stage.t("page.region"), stage.t("panel.nothing"))
    return _pair(stage, shown, shown.pair) if shown.pair else _place(stage, shown)


def _place(stage: Stage, shown: PlaceView) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    used = [row for ends in shown.leads for row in ends]
    figures = tuple(figure_of(ends, notes, stage) for ends in shown.leads)
    own = [*shown.observations, *shown.of_parts]
    figures += tuple(figure_of((row,), notes, stage) for row in _besides(own, used, stage))
    events = _documents_first(records(shown.events), stage)
    lines = event_lines(events, notes, t) + _pairing_lines(records(shown.pairings), notes, stage)
    notes.numbers(own)
    known = {row["observation_id"] for row in used}
    rows = (*used, *(row for row in own if row["observation_id"] not in known))
    beside, chart = bool(shown.course and shown.mapped), _course(shown)
    made = slide_of(
        stage,
        replace(shown, observations=rows),
        notes,
        figures=figures[:1] if beside else figures,
        points=() if beside else (*few(lines, _room(figures), t), *shown.left_out),
        charts=chart,
        further=(*few(lines, ALONE, t), *shown.left_out) if beside else (),
    )
    # Without a shape there is nothing to frame, and the whole country would say nothing of it.
    return made if shown.mapped else replace(made, scene=None, names={})


def _course(shown: PlaceView) -> tuple[Chart, ...]:
    """The curve beside the map; that of a place which no map can show takes the room of the map."""
    if shown.course is None:
        return ()
    # Beside a map the type is already the smallest that a slide may have.
    return (chart_of(shown.course, SIDE, SCALES[:1]) if shown.mapped else chart_of(shown.course, MAIN, SCALES),)


def _documents_first(rows: list[Row], stage: Stage) -> list[Row]:
    sources = stage.book.sources
    return sorted(rows, key=lambda row: sources[row["source_id"]]["tier"] != "core")


def _besides(own: list[Row], used: list[Row], stage: Stage) -> list[Row]:
    """A few figures besides the rate: those of the documents first, each indicator once, the latest."""
    seeds = {i for i, source in stage.book.sources.items() if source["tier"] == "core"}
    shown = {row["indicator_id"] for row in used}
    found: list[Row] = []
    for wanted in _ALSO:
        some = [row for row in own if row["indicator_id"] == wanted and row["status"] == "reported"]
        first = [row for row in some if row["source_id"] in seeds] or some
        if first and wanted not in shown and len(found) + bool(used) < _FIGURES:
            found.append(first[0])
    return found


def _room(figures: tuple[Figure, ...]) -> int:
    return max(2, BESIDE + 1 - len(figures))


def _pairing_lines(rows: list[Row], notes: Notes, stage: Stage, *, named: bool = True) -> list[str]:
    t = stage.t
    lines = []
    for row in rows:
        since = start_text(row, stage.book)
        what = pair_name(row, stage.book) if named else since
        lines.append(t("slide.said", what=what, quote=row["quote"], n=notes.number(row)))
    return lines


def _pair(stage: Stage, shown: PlaceView, pair: Pair) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    lines = _pairing_lines(records(pair.pairings), notes, stage, named=False)
    lines += event_lines(_documents_first(records(pair.events), stage), notes, t)
    first = [row for row in records(pair.pairings) if row["start"] and row["start"] == pair.first_start][:1]
    said = t("slide.first_listed" if pair.years.by_list else "slide.first_start")
    figures = tuple(Figure(format_date(row["start"], t.lang), said, "", (notes.number(row),)) for row in first)
    lines += [cooperation_line(row, notes, stage) for row in shown.cooperation]
    notes.numbers(shown.cooperation)
    chart = _course(shown)
    return slide_of(
        stage,
        shown,
        notes,
        figures=figures,
        points=() if chart else few(lines, _room(figures), t),
        charts=chart,
        further=few(lines, ALONE, t) if chart else (),
    )
