"""Slides of the co-operation page: paired institutions, tasks and aspects, what is reported at all, terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from charts.bars.cooperation import cooperation_spec
from charts.bars.matched import matched_spec
from charts.base import ChartOptions
from charts.grids.scorecard import scorecard_spec
from data.figures.cooperation import ASPECTS, comparable_groups
from data.rows import records
from views.cooperation.figures import dimension_name, figures_of, group_name, points_of
from views.cooperation.institutions import matched_groups
from views.declared import Address
from views.pairings.selection import ALL
from views.parts.periods import spell
from views.parts.record_tables import figures_table
from views.scorecard import counts_by_pair, figures_of_pairs, grid_of, scorecard_table
from views.slide import Chart, Slide
from views.slides.parts import (
    ALONE,
    BESIDE,
    MAIN,
    WHOLE,
    Notes,
    Stage,
    both_shapes,
    cooperation_figure_of,
    cooperation_line,
    few,
)
from views.slides.records import facts_table

#: Figures above the lines of text.
_FIGURES = 3
#: Bars of a chart that can be read from the back of a room.
_BARS = 9
#: Rows of the scorecard on a slide.
_CARDS = 12


def cooperation(stage: Stage, at: Address) -> Slide:
    """Make the slide of a view of the co-operation page."""
    show = at["show"]
    if show == "terms":
        return _terms(stage)
    if show == "scorecard":
        return _scorecard(stage)
    facts = stage.facts
    helper, recipient = (at[side].replace(ALL, "") for side in ("helper", "recipient"))
    task = at["task"]
    rows = figures_of(facts, helper, recipient)
    return _task(stage, rows[rows["dimension"] == task], task, (helper, recipient))


def _task(stage: Stage, rows: pd.DataFrame, task: str, sides: tuple[str, str]) -> Slide:
    book, t, notes = stage.book, stage.t, Notes(stage.book)
    named = [book.region(i) for i in sides if i]
    title = t("slide.task", task=dimension_name(task, book), names=" → ".join(named) or t("filter.all"))
    some = records(rows)
    if not some:
        return Slide("", title, t("cooperation.none"))
    charted = _chart(stage, rows)
    drawn = charted[1] if charted else set()
    # What is charted need not be said again; totals of one side come first.
    rest = sorted((row for row in some if row["cooperation_id"] not in drawn), key=lambda row: bool(row["recipient_id"]))
    figures = tuple(cooperation_figure_of(row, notes, stage) for row in rest[:_FIGURES])
    lines = [cooperation_line(row, notes, stage) for row in rest[_FIGURES:]]
    notes.numbers(some)
    return Slide(
        "",
        title,
        t("cooperation.counted", n=len(some), total=len(stage.facts.cooperation)),
        charts=charted[:1] if charted else (),
        figures=figures,
        points=few(lines, BESIDE - 1 if charted else ALONE, t),
        table=figures_table(some, book),
        facts=facts_table(stage, cooperation=some),
        footnotes=notes.footnotes(),
        period=spell(some, t),
    )


def _chart(stage: Stage, rows: pd.DataFrame) -> tuple[Chart, set[str]] | None:
    """What compares as a chart: paired institutions where there are any, else the group of most figures; and its records."""
    t, book = stage.t, stage.book
    for helper, both in matched_groups(rows)[:1]:
        wide, tall = _shaped(matched_spec, points_of(both, book), stage)
        alt = t("cooperation.matched_alt", name=book.region(helper))
        return Chart(wide, alt, figures_table(records(both), book), tall), set(both["cooperation_id"])
    groups = sorted((g for g in comparable_groups(rows) if not g.reason), key=lambda g: -len(g.rows))
    # More bars than there is room for would be drawn over one another: the next group is as good an answer.
    for group in [g for g in groups if len(g.rows) <= _BARS][:1]:
        wide, tall = _shaped(cooperation_spec, points_of(group.rows, book), stage)
        table = figures_table(records(group.rows), book)
        return Chart(wide, group_name(group, book), table, tall), set(group.rows["cooperation_id"])
    return None


def _shaped(figure: Callable[..., Any], points: pd.DataFrame, stage: Stage) -> tuple[Any, Any]:
    return both_shapes(lambda room, scale: figure(points, stage.look, stage.t, ChartOptions(*room, scale)), MAIN)


def _scorecard(stage: Stage) -> Slide:
    facts, t, book, notes = stage.facts, stage.t, stage.book, Notes(stage.book)
    work, rows = figures_of_pairs(facts), counts_by_pair(facts)
    some = [row for row in rows if any(row[a] for a in ASPECTS)]
    # The pairs of which most is reported: a row of its own for each of them all could not be read.
    most = sorted(some, key=lambda row: -sum(row[a] for a in ASPECTS))[:_CARDS]
    card, table = grid_of(most, book), scorecard_table(some, book)
    used = records(work)
    notes.numbers(used)
    charts: tuple[Chart, ...] = ()
    if some:
        wide, tall = both_shapes(lambda room, k: scorecard_spec(card, stage.look, t, ChartOptions(*room, k)), WHOLE)
        charts = (Chart(wide, t("scorecard.alt", n=len(most)), table, tall),)
    counted = t("scorecard.counted", n=len(some), total=len(rows))
    shown = t("slide.first_rows", n=len(most)) if len(most) < len(some) else ""
    return Slide(
        "",
        t("scorecard.title"),
        f"{counted} {shown}".strip(),
        charts=charts,
        table=table,
        facts=facts_table(stage, cooperation=used),
        footnotes=notes.footnotes(),
        period=spell(used, t),
    )


def _terms(stage: Stage) -> Slide:
    t, notes = stage.t, Notes(stage.book)
    rows = records(stage.facts.terms)
    lines = [
        t("slide.noted", text=t("slide.listed", title=t.name(row), names=row[f"definition_{t.lang}"]), n=notes.number(row))
        for row in rows
    ]
    heads = (t("slide.what"), t("slide.definition"), t("table.quote"))
    table = pd.DataFrame([(t.name(row), row[f"definition_{t.lang}"], row["quote"]) for row in rows], columns=list(heads))
    return Slide(
        "",
        t("cooperation.show_terms"),
        t("slide.terms", n=len(rows)),
        points=few(lines, ALONE, t),
        table=table,
        footnotes=notes.footnotes(),
    )
