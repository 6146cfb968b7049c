"""Reported values over time, a panel a place: all on the same two axes, so that no line crosses another place's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from charts import spec
from charts.base import SMALL_PX, heading, legend_height_px
from charts.key_points.panel import head_lines
from charts.spec import Axis, ChartSpec, Label, Margin, Panel
from charts.spec.multiples import Multiples, Spacing, arrange, width_px
from charts.spec.plane import Plane
from charts.spec.scale import fit
from charts.trend.bands import band_values
from charts.trend.labels import stands_right
from charts.trend.legend import Explained, legend_entries, legend_names
from charts.trend.marks import basis_symbols, region_colors
from charts.trend.plot import Placed, TrendOptions, notes_of, panels_of, place_on, trend_spec
from charts.trend.selection import Trend, sort_trend
from charts.trend.series import Mark
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em
from text.numbers import format_value

#: So many places stand side by side; more share one plane.
MOST: Final = 8
_HEAD_PX: Final = 34.0
#: Years without a value that the time axis may show, so that the last values stand behind their marks.
_MORE_YEARS: Final = 3
_SPACING: Final = Spacing(_HEAD_PX, 26.0, 20.0, narrowest_px=190.0, lowest_px=110.0)


@dataclass(frozen=True)
class _Facet:
    """A place, what there is to draw of it, and where that stands."""

    name: str
    trend: Trend
    placed: Placed


def all_points_spec(
    points: pd.DataFrame,
    events: pd.DataFrame,
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
    bands: pd.DataFrame | None = None,
) -> ChartSpec:
    """Draw reported values over time, a panel a place.

    Parameters
    ----------
    points, events, bands : pandas.DataFrame
        As for :func:`charts.trend.plot.trend_spec`.

    Returns
    -------
    ChartSpec
        Panels in the order in which places first come up, with a series ``head`` that names each; the strip for zeros of
        a place is a panel of its own below it. Where there are events, which need one time axis, one place, more than
        :data:`MOST`, or no room, the chart is that of :func:`charts.trend.plot.trend_spec`.
    """
    whole = sort_trend(points, points.iloc[:0] if bands is None else bands, events, t, options.axis)
    names = {mark.region_id: mark.short for mark in (*whole.marks, *whole.bands)}
    if not 2 <= len(names) <= MOST or whole.events[: options.flags]:
        return trend_spec(points, events, look, t, options, bands)
    colors = region_colors(whole.series, look, (mark.region_id for mark in whole.bands), options.sides)
    try:
        grid, facets, notes = _settle(whole, names, colors, t, options)
    except ValueError:
        return trend_spec(points, events, look, t, options, bands)
    symbols = basis_symbols(whole.series)
    panels = [
        panel
        for n, facet in enumerate(facets)
        for panel in _stand(n, grid, facet, panels_of(facet.trend, facet.placed, colors, symbols, look, t, options), look)
    ]
    explained = Explained(whole.series, (), whole.bands)
    plane = replace(facets[0].placed.plane, options=options)
    labelled = {i for facet in facets for i in facet.placed.labels}
    return ChartSpec(
        options,
        look,
        options.height_px,
        grid.margin,
        facets[0].placed.title,
        notes=notes,
        panels=tuple(panels),
        legend=legend_entries(explained, plane, look, t, colors),
        meta={
            "left_out": [mark.observation_id for mark in (*whole.left_out, *whole.below_zero, *whole.derived)],
            "unlabelled": [mark.observation_id for mark in whole.marks if mark.observation_id not in labelled],
        },
    )


def _settle(
    whole: Trend, names: Mapping[str, str], colors: Mapping[str, str], t: Catalogue, options: TrendOptions
) -> tuple[Multiples, list[_Facet], tuple[str, ...]]:
    """Place everything; a subtitle that counts labels left out takes from the height that they have."""
    unlabelled, starred = 0, any(mark.as_reported for mark in (*whole.marks, *whole.bands))
    while True:
        notes = _notes(whole, unlabelled, t, options, starred)
        grid, plane = _grid(whole, len(names), notes, t, options)
        bare = Placed(t("chart.trend.title", indicator=options.indicator), notes, plane, (), (), {})
        facets, missing = [], 0
        for region_id, name in names.items():
            own = _of(whole, region_id)
            only = _ends(own)
            placed = place_on(plane, own, colors, t, options.unit, bare, with_names=False, only=only)
            facets.append(_Facet(name, own, placed))
            missing += len(only - placed.labels.keys())
        # Once that line is there, it only has to tell the final number.
        if missing == unlabelled or unlabelled:
            starred = any(facet.placed.has_star(facet.trend) for facet in facets)
            return grid, facets, _notes(whole, missing, t, options, starred)
        unlabelled = missing


def _notes(whole: Trend, unlabelled: int, t: Catalogue, options: TrendOptions, starred: bool) -> tuple[str, ...]:
    notes = notes_of(whole, unlabelled, t, options, starred)
    return notes if options.brief else (*notes, t("chart.ends_labelled"))


def _ends(own: Trend) -> frozenset[str]:
    """The marks of a place whose values are written: the first, what its source reports as the end to it, and the last."""
    marks = sorted(own.marks, key=lambda mark: mark.on)
    if not marks:
        return frozenset()

    def report(mark: Mark) -> tuple[str, str, str]:
        return mark.source, mark.period_start, mark.period_end

    of_first = (mark for mark in marks if report(mark) == report(marks[0]))
    return frozenset(mark.observation_id for mark in (*of_first, marks[-1]))


def _of(whole: Trend, region_id: str) -> Trend:
    series = tuple(line for line in whole.series if line.region_id == region_id)
    return replace(whole, series=series, bands=tuple(mark for mark in whole.bands if mark.region_id == region_id))


def _grid(whole: Trend, count: int, notes: Sequence[str], t: Catalogue, options: TrendOptions) -> tuple[Multiples, Plane]:
    px = options.px
    values = [mark.value for mark in whole.marks]
    scale = fit(values + band_values(whole.bands), options.axis, options.unit)
    ticks = [format_value(tick, options.unit, "=", t.lang) for tick in scale.ticks]
    left, right = px(max(width_em(text) for text in ticks) * SMALL_PX + 14), px(_SPACING.beside_px)
    wide = width_px(options, left, right)
    legend = legend_names(whole.series, (), whole.bands, t, options)
    bottom = legend_height_px(legend, options, wide)
    top = heading(t("chart.trend.title", indicator=options.indicator), notes, options).height_px
    grid = arrange(count, options, Margin(left, right, top, bottom), _SPACING)
    years = [mark.on.year for mark in (*whole.marks, *whole.bands)]
    first, last = min(years), max(max(years), min(years) + 1)
    zeros = px(34) if options.axis == "log" and 0 in values else 0.0
    plane = Plane(grid.panel, 0.0, 0.0, 0.0, 0.0, first, last, scale, 0.0, zeros, beside_px=px(_SPACING.beside_px))
    ends = [line.marks[-1] for line in whole.series]
    wider = (replace(plane, last_year=last + more) for more in range(1, _MORE_YEARS + 1))
    return grid, next(
        (roomy for roomy in (plane, *wider) if all(stands_right(mark, roomy, t, options.unit) for mark in ends)), plane
    )


def _stand(number: int, grid: Multiples, facet: _Facet, panels: Sequence[Panel], look: Palette) -> list[Panel]:
    """Put the panels of a place where it stands; the years are named below the lowest, values in the first column alone."""
    across, (foot, top) = grid.spans(number)
    named = number % grid.columns == 0
    time = panels[0].x
    assert time is not None
    stood = []
    for n, panel in enumerate(panels):
        low, high = panel.y.span
        ticks = panel.y.ticks if named else tuple(replace(tick, lines=("",)) for tick in panel.y.ticks)
        y = replace(panel.y, ticks=ticks, span=(foot + (top - foot) * low, foot + (top - foot) * high))
        x = replace(time, span=across, ticks=time.ticks if n == len(panels) - 1 else ())
        series = panel.series if n else (*panel.series, _head(facet, time, grid, look))
        stood.append(replace(panel, x=x, y=y, series=series, number=number * 2 + n + 1))
    return stood


def _head(facet: _Facet, time: Axis, grid: Multiples, look: Palette) -> spec.Series:
    px, top = grid.panel.px, facet.placed.plane.scale.high
    lines, size = head_lines(facet.name, grid.panel.width_px, grid.panel)
    label = Label(lines, look.ink, size, "middle right", len(lines), shift=(0.0, px(_HEAD_PX * 0.55)), halo=False)
    return spec.Series("head", (spec.Mark(time.low, top, label=label),))
