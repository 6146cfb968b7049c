"""Slides of the trends page: reported rates over time, a fair ranking, counties delisted and the goals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd

from charts.bars.delisting import delisting_spec
from charts.bars.ranking import RankingOptions, ranking_spec
from charts.base import ChartOptions
from charts.trend.events import event_notes, events_within, to_events
from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from data.figures.comparability import BAND
from data.figures.delisted import INDICATOR
from data.figures.ranking import is_ranked, rankable, ranking
from data.figures.reported import RATE
from data.places.areas import NATION
from data.rows import Row, records
from views.declared import Address
from views.parts.periods import bases_of, spell
from views.slide import Chart, Slide
from views.slides.key_points import key_points
from views.slides.parts import (
    BESIDE,
    MAIN,
    SCALES,
    WHOLE,
    Notes,
    Stage,
    both_shapes,
    counted,
    event_lines,
    few,
    figure_of,
    headline_figures,
    map_slide,
    still,
)
from views.slides.records import facts_table, observed, without
from views.trends.counties import county_scene, county_sentence, left_until, listed, province_of, province_table
from views.trends.delisting import delisting_finding
from views.trends.observations import as_points, events_about, rates_and_bands
from views.trends.ranking import rule

#: Rows of the chart of counties delisted that stand in one block on a slide; more stand in two.
_ROWS = 8


def trends(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the trends page."""
    show = at["show"]
    return {"points": key_points, "rates": _rates, "ranking": _ranking, "delisted": _delisted}[show](stage, at)


def _rates(stage: Stage, at: Address) -> Slide:
    facts, book, t, notes = stage.facts, stage.book, stage.t, Notes(stage.book)
    regions = at.several("regions")
    kind: Literal["log", "linear"] = "linear" if at["axis"] == "linear" else "log"
    rates, bands, both = rates_and_bands(facts, regions, book)
    about = events_about(facts, regions, nation=False)
    # Flags of the chart are numbered; beside it they are lines of text, so that nothing is said twice.
    events = events_within(about, both) if len(both) else about
    events = events.iloc[: None if at["events"] else 0]
    figures, used = headline_figures(stage, regions, RATE, notes)
    rows = observed(stage, regions, (RATE, BAND))
    lifted = observed(stage, regions, ("people_lifted",))
    name = t.name(book.indicators[RATE]) if RATE in book.indicators else RATE

    def draw(room: tuple[int, int], scale: float) -> Any:
        options = TrendOptions(*room, scale, indicator=name, axis=kind, brief=room[0] < MAIN[0])
        return trend_spec(rates, events, stage.look, t, options, bands)

    wide, tall = both_shapes(draw, MAIN, SCALES)
    chart = Chart(wide, describe(both, t), figure_to_table(both, t), tall)
    lines = _flags(events, notes, stage)
    notes.numbers([*rows, *lifted])
    names = t("describe.comma").join(book.short(i) for i in regions)
    # The chart's own words name every value, more than a slide can say in one sentence.
    told = t("slide.trends_says", n=len(both), sources=len({row["source_id"] for row in rows}))
    sentence = told if len(both) else describe(both, t)
    return Slide(
        "",
        t("slide.trends", names=names),
        sentence,
        charts=(chart,),
        figures=figures,
        points=few(lines, BESIDE - len(figures), t) if len(figures) < BESIDE else (),
        table=chart.table,
        facts=facts_table(stage, observations=[*used, *without(rows, used), *lifted], events=records(events)),
        footnotes=notes.footnotes(),
        period=spell(rows, t),
        basis=bases_of(rows, book),
    )


def _flags(events: pd.DataFrame, notes: Notes, stage: Stage) -> list[str]:
    """The flags of the chart by their numbers, with the numbers of their footnotes."""
    t, by_id = stage.t, {row["event_id"]: row for row in records(events)}
    flags = to_events(events, t)
    told = event_notes(events, t)[: len(flags)]
    lines = zip(told, (notes.number(by_id[flag.event_id]) for flag in flags), strict=True)
    return [t("slide.noted", text=text, n=n) for text, n in lines]


def _ranking(stage: Stage, at: Address) -> Slide:
    facts, book, t, notes = stage.facts, stage.book, stage.t, Notes(stage.book)
    known = {f"{c['basis_id']}~{c['level']}~{c['year']}": c for c in records(rankable(facts, RATE))}
    if not known:
        return Slide("", t("slide.ranking"), t("ranking.none"))
    chosen = known[at["rank"]]
    rows = ranking(facts, RATE, chosen["basis_id"], chosen["level"], int(chosen["year"]))
    basis, indicator = t.name(book.bases[chosen["basis_id"]]), book.indicators[RATE]

    def draw(room: tuple[int, int], scale: float) -> Any:
        options = RankingOptions(
            *room,
            scale,
            indicator=t.name(indicator),
            basis=basis,
            level=t(f"level.{chosen['level']}"),
            year=int(chosen["year"]),
            unit=indicator["unit"],
            ranked=is_ranked(chosen["basis_id"]),
        )
        return ranking_spec(frame, stage.look, t, options)

    frame = as_points(rows, book).assign(rank_first=rows["rank_first"].to_numpy(), rank_last=rows["rank_last"].to_numpy())
    wide, tall = both_shapes(draw, WHOLE)
    chart = Chart(wide, t("ranking.alt", n=len(rows)), figure_to_table(frame, t), tall)
    some = records(rows)
    notes.numbers(some)
    title = t("slide.ranking") if is_ranked(chosen["basis_id"]) else t("slide.side_by_side")
    return Slide(
        "",
        title,
        rule(chosen["basis_id"], t),
        charts=(chart,),
        table=chart.table,
        facts=facts_table(stage, observations=some),
        footnotes=notes.footnotes(),
        period=str(chosen["year"]),
        basis=basis,
    )


def _delisted(stage: Stage, at: Address) -> Slide:
    facts, book, t, notes = stage.facts, stage.book, stage.t, Notes(stage.book)
    rows = facts.observations[facts.observations["indicator_id"] == INDICATOR]
    goals = records(facts.events[facts.events["kind"] == "target"])
    wide = facts.regions[facts.regions["level"].isin(("nation", "province"))]
    shown = rows[rows["region_id"].isin(wide["region_id"])]
    lines = event_lines(goals, notes, t)
    blocks = 1 if shown["region_id"].nunique() <= _ROWS else 2
    if at["as"] == "map" and listed(facts):
        return _counties(stage, at, records(shown), goals)
    points, some = as_points(shown, book), records(shown)
    alt = t("trends.delisted_alt", n=shown["region_id"].nunique())
    wide_, tall = both_shapes(
        lambda room, k: delisting_spec(points, stage.look, t, ChartOptions(*room, k), blocks), WHOLE, SCALES
    )
    chart = Chart(wide_, alt, figure_to_table(points, t, "county"), tall)
    notes.numbers(some)
    return Slide(
        "",
        t("slide.delisted"),
        delisting_finding(facts, book) or alt,
        charts=(chart,),
        further=tuple(lines),
        table=chart.table,
        facts=facts_table(stage, observations=some, events=goals),
        footnotes=notes.footnotes(),
        period=spell(some, t),
        basis=bases_of(some, book),
    )


def _counties(stage: Stage, at: Address, reported: Sequence[Row], goals: Sequence[Row]) -> Slide:
    """The map of counties by batch: those of the moment that the address names have left."""
    facts, book, t, when, notes = stage.facts, stage.book, stage.t, at["when"], Notes(stage.book)
    left = left_until(facts, when)
    own = [row for row in left if at["place"] in (row["region_id"], province_of(row["region_id"], facts))]
    # The words of what is chosen come first; the list names all of them.
    notes.numbers([*own, *({"source_id": row["list_source_id"], "quote": ""} for row in left if row["list_source_id"])])
    # Beside what is counted here, what a source reports of the whole country.
    nation = [row for row in reported if row["region_id"] == NATION and row["status"] == "reported"]
    figures = tuple(figure_of((row,), notes, stage) for row in nation if not row["period_start"])[-1:]
    count = counted(len(left), t("delisted.left_by", year=when), "", (), t)
    return map_slide(
        stage,
        still(county_scene(facts, stage.shapes, when, at["outline"], at["place"], book), stage),
        title=t("slide.delisted_by", year=when),
        sentence=county_sentence(facts, when, book),
        figures=(count, *figures),
        points=few(event_lines(goals, notes, t), BESIDE - 2 - len(figures), t),
        table=province_table(facts, when, book),
        facts=facts_table(stage, observations=reported, events=goals),
        notes=notes,
        period=when,
    )
