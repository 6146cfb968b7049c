"""Slides of the region page: everything known of a place or of a pair that a slide has room for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd

from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from data.figures.reported import RATE
from data.pairings.pair import Pair, find_pair
from data.rows import Row, naming, records
from data.schema.model import DIMENSIONS
from data.select import about_region, pairings_of
from text.dates import format_date
from views.book import Book
from views.declared import Address
from views.parts.pair_names import pair_name, start_text
from views.parts.periods import bases_of, spell
from views.parts.record_tables import observations_table
from views.region.place import drawn_as, pair_scene, region_scene
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
    headline_figures,
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
    pair = find_pair(stage.facts, at["pair"]) if at["pair"] else None
    if pair is not None:
        return _pair(stage, pair)
    wanted = at["region"]
    if not wanted:
        return Slide("", stage.t("page.region"), stage.t("panel.nothing"))
    return _place(stage, wanted)


def _place(stage: Stage, region_id: str) -> Slide:
    facts, book, t, notes = stage.facts, stage.book, stage.t, Notes(stage.book)
    figures, used = headline_figures(stage, [region_id], RATE, notes)
    own = records(about_region(facts.observations, facts.indicators, {region_id}))
    own += records(about_region(facts.observations, facts.indicators, _parts(region_id, stage)))
    figures += tuple(figure_of((row,), notes, stage) for row in _besides(own, used, stage))
    events = _documents_first(records(naming(facts.events, region_id)), stage)
    touching = pairings_of(facts.pairings, region_id, facts.hierarchy)
    lines = event_lines(events, notes, t) + _pairing_lines(records(touching), notes, stage)
    notes.numbers(own)
    rows = [*used, *[row for row in own if row["observation_id"] not in {one["observation_id"] for one in used}]]
    # The nation has no outline of its own, and the map of the whole country is its map.
    shaped = drawn_as(facts, stage.shapes, region_id, book) or book.regions[region_id]["level"] == "nation"
    chart = _beside(stage, [region_id]) if shaped else ()
    made = map_slide(
        stage,
        region_scene(facts, stage.shapes, region_id, book),
        title=book.region(region_id),
        sentence=_says(figures, book.region(region_id), stage),
        figures=figures[:1] if chart else figures,
        points=() if chart else few(lines, _room(figures), t),
        charts=chart,
        table=observations_table(own, book),
        notes=notes,
        period=spell(own, t),
        basis=bases_of(own, book),
        facts=facts_table(stage, observations=rows, pairings=records(touching), events=events),
    )
    if shaped:
        return replace(made, further=few(lines, ALONE, t) if chart else ())
    # Without a shape there is nothing to frame, and the whole country would say nothing of it.
    parts = [region_id, *sorted(_parts(region_id, stage))]
    some = any(row["indicator_id"] == RATE for row in own)
    return replace(made, scene=None, names={}, charts=(_chart(stage, parts, MAIN),) if some else ())


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


def _says(figures: tuple[Figure, ...], name: str, stage: Stage) -> str:
    t = stage.t
    told = [t("slide.figure_said", label=one.label, value=one.value, when=one.when) for one in figures]
    return t("describe.semicolon").join(told) or t("slide.nothing", name=name)


def _pairing_lines(rows: list[Row], notes: Notes, stage: Stage, *, named: bool = True) -> list[str]:
    t = stage.t
    lines = []
    for row in rows:
        since = start_text(row, stage.book)
        what = pair_name(row, stage.book) if named else since
        lines.append(t("slide.said", what=what, quote=row["quote"], n=notes.number(row)))
    return lines


def _beside(stage: Stage, region_ids: list[str]) -> tuple[Chart, ...]:
    """The curve that stands beside the map; none where fewer than two dates are reported: a point alone shows no course."""
    _, _, both = rates_and_bands(stage.facts, region_ids, stage.book)
    dated = both[both["period_end"] != ""]
    return (_chart(stage, region_ids, SIDE),) if dated["period_end"].nunique() > 1 else ()


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


def _pair(stage: Stage, pair: Pair) -> Slide:
    facts, book, t, notes = stage.facts, stage.book, stage.t, Notes(stage.book)
    name = t("tip.pair", helper=book.region(pair.helper_id), recipient=book.region(pair.recipient_id))
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
    ends = records(_rates_of(stage, [pair.helper_id, pair.recipient_id]))
    chart = _beside(stage, [pair.helper_id, pair.recipient_id])
    years = t(pair.years.key, **{k: format_date(v, t.lang) for k, v in pair.years.fields.items()})
    made = map_slide(
        stage,
        pair_scene(facts, stage.shapes, pair, book),
        title=name,
        sentence=years,
        figures=figures,
        points=() if chart else few(lines, _room(figures), t),
        charts=chart,
        table=_pair_table(records(pair.pairings), events, book),
        notes=notes,
        facts=facts_table(stage, pairings=records(pair.pairings), events=events, cooperation=work, observations=ends),
        period=years,
        basis=bases_of(ends, book),
    )
    return replace(made, further=few(lines, ALONE, t) if chart else ())


def _rates_of(stage: Stage, region_ids: list[str]) -> pd.DataFrame:
    rows = stage.facts.observations
    return rows[rows["region_id"].isin(region_ids) & (rows["indicator_id"] == RATE)]


def _pair_table(pairings: list[Row], events: list[Row], book: Book) -> pd.DataFrame:
    t = book.t
    rows = [(pair_name(row, book), start_text(row, book), row["quote"]) for row in pairings]
    rows += [(row[f"title_{t.lang}"], format_date(row["date"], t.lang), row["quote"]) for row in events]
    return pd.DataFrame(rows, columns=[t("slide.what"), t("table.period"), t("table.quote")])
