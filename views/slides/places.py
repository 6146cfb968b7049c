"""Slides of the region page: everything known of a place or of a pair that a slide has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.pairings.pair import Pair
from data.rows import Row, records
from data.schema.model import DIMENSIONS
from data.select import about_region
from text.dates import format_date
from views.declared import Address
from views.parts.pair_names import pair_name, start_text
from views.region.place import drawn_as
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
    both_shapes,
    cooperation_line,
    event_lines,
    few,
    figure_of,
    map_slide,
)
from views.slides.records import facts_table
from views.trends.observations import rates_and_bands

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
    facts, book, t, notes = stage.facts, stage.book, stage.t, Notes(stage.book)
    region_id, used = shown.key, [row for ends in shown.leads for row in ends]
    figures = tuple(figure_of(ends, notes, stage) for ends in shown.leads)
    own = list(shown.observations)
    own += records(about_region(facts.observations, facts.indicators, _parts(region_id, stage)))
    figures += tuple(figure_of((row,), notes, stage) for row in _besides(own, used, stage))
    events = _documents_first(records(shown.events), stage)
    lines = event_lines(events, notes, t) + _pairing_lines(records(shown.pairings), notes, stage)
    notes.numbers(own)
    rows = [*used, *[row for row in own if row["observation_id"] not in {one["observation_id"] for one in used}]]
    # The nation has no outline of its own, and the map of the whole country is its map.
    shaped = drawn_as(facts, stage.shapes, region_id, book) or book.regions[region_id]["level"] == "nation"
    chart = _beside(stage, shown) if shaped else ()
    made = _slide(
        stage,
        shown,
        notes,
        figures=figures[:1] if chart else figures,
        points=() if chart else (*few(lines, _room(figures), t), *shown.left_out),
        charts=chart,
        facts=facts_table(stage, observations=rows, pairings=records(shown.pairings), events=events),
    )
    if shaped:
        return replace(made, further=(*few(lines, ALONE, t), *shown.left_out) if chart else ())
    # Without a shape there is nothing to frame, and the whole country would say nothing of it.
    parts = [region_id, *sorted(_parts(region_id, stage))]
    some = any(row["indicator_id"] == RATE for row in own)
    return replace(made, scene=None, names={}, charts=(_chart(stage, parts, MAIN),) if some else ())


def _slide(
    stage: Stage,
    shown: PlaceView,
    notes: Notes,
    *,
    figures: tuple[Figure, ...],
    points: Sequence[str],
    charts: tuple[Chart, ...],
    facts: pd.DataFrame,
) -> Slide:
    assert shown.scene is not None  # every place and pair has a map, be it that of the country
    return map_slide(
        stage,
        shown.scene,
        title=shown.title,
        sentence=shown.finding,
        figures=figures,
        points=points,
        charts=charts,
        table=shown.table,
        notes=notes,
        period=shown.period,
        basis=shown.basis,
        facts=facts,
    )


def _parts(region_id: str, stage: Stage) -> set[str]:
    """The parts of an area, such as those of a mountain area in each province: what is reported of it is of them."""
    regions = stage.facts.regions
    if stage.book.regions[region_id]["level"] != "area":
        return set()
    return set(regions[(regions["parent_id"] == region_id) & (regions["level"] == "area")]["region_id"])


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


def _beside(stage: Stage, shown: PlaceView) -> tuple[Chart, ...]:
    """The curve that stands beside the map; none where fewer than two dates are reported: a point alone shows no course."""
    both = shown.both[shown.both["region_id"].isin(shown.sides)]
    dated = both[both["period_end"] != ""]
    return (_chart(stage, list(shown.sides), SIDE),) if dated["period_end"].nunique() > 1 else ()


def _chart(stage: Stage, region_ids: list[str], size: tuple[int, int]) -> Chart:
    """The curve of a place; of one that no map can show it takes the room of the map."""
    t, book = stage.t, stage.book
    rates, bands, both = rates_and_bands(stage.facts, region_ids, book)
    events = stage.facts.events.iloc[:0]
    name = t.name(book.indicators[RATE]) if RATE in book.indicators else RATE

    def draw(room: tuple[int, int], scale: float) -> Any:
        sides = tuple(region_ids) if len(region_ids) == 2 else ()
        options = TrendOptions(*room, scale, indicator=name, axis="linear", sides=sides, brief=size == SIDE)
        return trend_spec(rates, events, stage.look, t, options, bands)

    # Beside a map the type is already the smallest that a slide may have.
    wide, tall = both_shapes(draw, size, SCALES if size == MAIN else SCALES[:1])
    return Chart(wide, describe(both, t), figure_to_table(both, t), tall)


def _pair(stage: Stage, shown: PlaceView, pair: Pair) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    lines = _pairing_lines(records(pair.pairings), notes, stage, named=False)
    events = _documents_first(records(pair.events), stage)
    lines += event_lines(events, notes, t)
    work = sorted(records(pair.cooperation), key=lambda row: DIMENSIONS.index(row["dimension"]))
    first = [row for row in records(pair.pairings) if row["start"] and row["start"] == pair.first_start][:1]
    figures = tuple(
        Figure(
            format_date(row["start"], t.lang),
            t("slide.first_listed" if pair.years.by_list else "slide.first_start"),
            "",
            (notes.number(row),),
        )
        for row in first
    )
    lines += [cooperation_line(row, notes, stage) for row in work]
    notes.numbers(work)
    chart, ends = _beside(stage, shown), list(shown.observations)
    made = _slide(
        stage,
        shown,
        notes,
        figures=figures,
        points=() if chart else few(lines, _room(figures), t),
        charts=chart,
        facts=facts_table(stage, pairings=records(pair.pairings), events=events, cooperation=work, observations=ends),
    )
    return replace(made, further=few(lines, ALONE, t) if chart else ())
