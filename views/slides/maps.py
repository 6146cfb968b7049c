"""Slides of the overview and of the pairings page: maps of who helps whom, of rates, of coverage, of what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd

from charts.base import SMALL_PX, ChartOptions
from charts.grids.matrix import matrix_spec
from charts.sankey.chart import sankey_spec
from charts.spec import ChartSpec
from data.rows import Row, records
from views.declared import Address
from views.overview.view import overview as overview_view
from views.pairings.rows import links_by_province, links_of
from views.pairings.selection import kind_names
from views.pairings.view import pairings as pairings_view
from views.parts.pair_names import pair_name
from views.slide import Build, Chart, Figure, Slide
from views.slides.parts import (
    ALONE,
    BESIDE,
    MAIN,
    SCALES,
    Notes,
    SlideContext,
    both_shapes,
    cooperation_line,
    counts_of,
    few,
    slide_of,
)
from views.view import View

#: Longer periods stand at the foot alone.
_SHORT = 40


def overview(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the overview."""
    view = overview_view(at, context.facts, context.shapes, context.book)
    if at["fill"] in ("role", "nine"):
        return _pairs(context, view)
    if at["fill"] == "money":
        return _money(context, view)
    notes = Notes(context.book)
    notes.numbers(view.observations)
    # How many places have a value, not what was reported of some of them.
    figures = () if view.panels else _counted(view, (), context)
    return slide_of(context, view, notes, figures=figures, points=view.left_out)


def _money(stage: SlideContext, view: View) -> Slide:
    """The amounts beside the map, each with its source."""
    t, notes = stage.t, Notes(stage.book)
    lines = [cooperation_line(row, notes, stage) for row in view.cooperation]
    return slide_of(stage, view, notes, figures=_counted(view, (), stage), points=few(lines, BESIDE, t))


def pairings(context: SlideContext, at: Address) -> Slide:
    """Make the slide of a view of the pairings page."""
    show, t = at["show"], context.t
    view = pairings_view(at, context.facts, context.shapes, context.book)
    if show in ("compare", "coverage"):
        return _checked(context, view)
    slide = _pairs(context, view, at["build"])
    if show not in ("sankey", "matrix") or view.pairings.empty:
        return slide
    draw, alt = (_sankey, "pairings.sankey_alt") if show == "sankey" else (_matrix, "pairings.matrix_alt")
    links, kinds = links_of(view.pairings, context.book), kind_names(t)
    links["kind"] = pd.Categorical([kinds[str(kind)] for kind in view.pairings["kind"]], list(kinds.values()))
    wide, tall = both_shapes(lambda size, k: _readable(draw, links, ChartOptions(*size, k), context), MAIN)
    chart = Chart(wide, t(alt, n=len(view.pairings)), slide.table, tall)
    return replace(slide, scene=None, names={}, charts=(chart,))


def _sankey(links: pd.DataFrame, options: ChartOptions, stage: SlideContext) -> ChartSpec:
    return sankey_spec(links, stage.look, stage.t, options)


def _matrix(links: pd.DataFrame, options: ChartOptions, stage: SlideContext) -> ChartSpec:
    # Of what is drawn together the kind is no one's.
    kinds = links if "kind" in links else links.assign(kind=stage.t("chart.sankey.pairing"))
    return matrix_spec(kinds, stage.look, stage.t, options)


def _readable(draw: Callable[..., ChartSpec], links: pd.DataFrame, options: ChartOptions, stage: SlideContext) -> ChartSpec:
    """Draw all that is linked or, where names would be too small for the back of a room, provinces in its place."""
    whole = draw(links, options, stage)
    if _type_of(whole) >= SMALL_PX and len(whole.panels) == 1:
        return whole
    merged = links_by_province(links, stage.book)
    found = [draw(merged, replace(options, scale=scale), stage) for scale in SCALES]
    return max(found, key=_type_of)


def _type_of(spec: ChartSpec) -> float:
    """The size of its smallest type: a chart that outgrows a slide is drawn smaller."""
    return spec.options.px(SMALL_PX) * min(1.0, spec.options.height_px / spec.height_px)


def _pairs(context: SlideContext, view: View, build: str = "") -> Slide:
    t, notes, chosen = context.t, Notes(context.book), view.chosen
    rows, marked = records(view.pairings), records(view.chosen_pairings) if view.chosen else []
    # The first sources are those of what is chosen; the others of all that the map shows.
    numbers = notes.numbers(records(view.chosen_pairings))
    notes.numbers(rows)
    points = [t("slide.said", what=pair_name(row, context.book), quote=row["quote"], n=notes.number(row)) for row in marked]
    # Of a single pairing there is nothing to count.
    # Several maps need the width, and their titles count.
    alone = bool(view.panels) or (chosen is not None and chosen[0] == "flow")
    figures = () if alone else _counted(view, numbers if len(numbers) == 1 else (), context)
    return slide_of(
        context,
        view,
        notes,
        figures=figures,
        points=(*few(points, BESIDE, t), *view.incomplete, *view.left_out),
        builds=_builds(rows, context) if build else (),
    )


def _checked(context: SlideContext, view: View) -> Slide:
    notes = Notes(context.book)
    numbers = notes.numbers(view.stands_on)
    notes.numbers(records(view.pairings))
    checked = [
        context.t("slide.said", what=view.title, quote=row["quote"], n=notes.number(row))
        for row in view.stands_on
        if view.points
    ]
    figures = _counted(view, numbers, context)
    return slide_of(
        context, view, notes, figures=figures, points=(*few((*checked, *view.points), ALONE, context.t), *view.incomplete)
    )


def _counted(view: View, numbers: tuple[int, ...], context: SlideContext) -> tuple[Figure, ...]:
    return counts_of(view, numbers, view.period if len(view.period) < _SHORT else "", context.t)


def _builds(rows: Sequence[Row], context: SlideContext) -> tuple[Build, ...]:
    """One step a helper, in the order in which the document names them."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["helper_id"], []).append(row)
    t, book = context.t, context.book
    builds = []
    for helper, group in groups.items():
        helped = t("describe.comma").join(book.short(row["recipient_id"]) for row in group)
        text = t("tip.pair", helper=book.region(helper), recipient=helped)
        builds.append(Build(text, tuple(str(row["pairing_id"]) for row in group)))
    return tuple(builds)
