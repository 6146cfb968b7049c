"""Poverty rates over time: every reported value where its source puts it, and nothing in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.bands import Band, BandLabel, add_bands, band_boxes, band_values, drawn_bands, label_bands, lay_bands
from charts.base import (
    SMALL_PX,
    ChartOptions,
    Heading,
    add_heading,
    columned_legends,
    empty_figure,
    heading,
    layout,
    legend_columns,
    legend_height_px,
    no_data,
)
from charts.escaping import escape
from charts.events import Event, to_events
from charts.labels import FLAG_PX, PlacedLabel, label_marks, marker_box, room_after, room_before, segment
from charts.lettering import width_em
from charts.plane import Plane
from charts.scale import Kind, fit
from charts.series import Mark, Series, joins, to_marks, to_series
from charts.time_axis import time_axis
from charts.trend_events import add_events, lanes, plane_flags
from charts.trend_legend import Explained, add_legend, legend_names
from charts.trend_traces import add_bounds, add_joins, add_marks, add_spans, region_colors
from charts.words import joined
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import format_value


@dataclass(frozen=True)
class TrendOptions(ChartOptions):
    """How a trend is drawn.

    Parameters
    ----------
    indicator : str
        Name of the indicator in the reader's language, plain text; the chart's title.
    unit : str
        Unit of the indicator; ``"%"`` is printed behind values.
    axis : {"log", "linear"}
        Scale of the value axis.
    sides : tuple of str
        Regions that take the first colours in this order, drawn or not: of a pair the helper is blue, as on the map.
    brief : bool
        For a small room: the subtitle says only what is not drawn, and flags are explained beside the chart.
    """

    indicator: str = ""
    unit: str = "%"
    axis: Kind = "log"
    sides: tuple[str, ...] = ()
    brief: bool = False


@dataclass(frozen=True)
class Trend:
    """What there is to draw, sorted: series, bands, dated events, and the marks that have no place on the axes."""

    series: tuple[Series, ...]
    bands: tuple[Mark, ...]
    events: tuple[Event, ...]
    left_out: tuple[Mark, ...]
    below_zero: tuple[Mark, ...]
    derived: tuple[Mark, ...]

    @property
    def marks(self) -> list[Mark]:
        """All marks that are drawn as points."""
        return [mark for one in self.series for mark in one.marks]


@dataclass(frozen=True)
class _Placed:
    """Where everything stands: heading, plane, bands, and the labels that found room."""

    head: Heading
    plane: Plane
    bands: tuple[Band, ...]
    band_labels: tuple[BandLabel, ...]
    labels: dict[str, PlacedLabel]
    nameless: tuple[Series, ...] = ()


def trend_figure(
    points: pd.DataFrame,
    events: pd.DataFrame,
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
    bands: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw reported values over time, one series a region and basis.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, one row a reported value of one indicator.
    events : pandas.DataFrame
        Columns :data:`charts.events.COLUMNS`. All of them are drawn and widen the time axis:
        :func:`charts.events.events_within` picks. Their captions are :func:`charts.events.event_notes`.
    bands : pandas.DataFrame, or None
        Columns :data:`charts.series.COLUMNS`: what is reported only as a band. Drawn from end to end, joined to
        nothing; what was derived and not reported is counted and not drawn.

    Returns
    -------
    plotly.graph_objects.Figure
        ``customdata`` of a marker is its observation id, of a flag its event id; ``meta.kind`` of a trace is
        ``values``, ``end_points``, ``same_source``, ``sources_differ``, ``bounds``, ``spans``, ``event``,
        ``target``, ``legend`` or one of :func:`charts.bands.add_bands`. ``layout.meta`` lists the observations that
        are not drawn (``left_out``) and those drawn without a label (``unlabelled``); the subtitle counts both.
        Without any dated value or band the figure says so and has no traces.

    Notes
    -----
    A value stands at :func:`data.dates.day_of` its period. A zero has no place on a logarithmic axis and stands
    in a strip of its own below it.
    """
    bands = points.iloc[:0] if bands is None else bands
    trend = _sort(points, bands, events, t, options)
    if not trend.series and not trend.bands:
        if points.empty and bands.empty:
            return no_data(look, t, options)
        return empty_figure(escape(t("chart.nothing_dated", count=len(points) + len(bands))), look, options)
    placed = _settle(trend, t, options)
    plane, labels = placed.plane, placed.labels
    colors = region_colors(trend.series, look, (mark.region_id for mark in trend.bands), options.sides)

    names = legend_names(trend.series, _explained(trend, options), trend.bands, t, placed.nameless)
    columns = legend_columns(names, options, plane.width_px)
    rows = ceil(len(names) / max(1, len(columns)))
    figure = go.Figure(layout=_layout(plane, columns, rows, look, t, options))
    add_heading(figure, placed.head, look, options)
    texts = [one.box for one in labels.values()] + [one.box for one in placed.band_labels]
    add_events(figure, trend.events, plane, look, t, texts)
    add_spans(figure, trend.series, plane, look)
    add_joins(figure, trend.series, plane, look)
    # After the lines, so that no label is struck through.
    add_bands(figure, placed.bands, placed.band_labels, plane, look, t, options.unit, colors)
    add_bounds(figure, trend.series, plane, look)
    add_marks(figure, trend.series, labels, plane, look, t, options.unit)
    shown = Explained(trend.series, _explained(trend, options), trend.bands, placed.nameless)
    add_legend(figure, shown, plane, look, t, rows if columns else len(names), colors)
    figure.layout.meta = {
        "left_out": [mark.observation_id for mark in (*trend.left_out, *trend.below_zero, *trend.derived)],
        "unlabelled": [mark.observation_id for mark in trend.marks if mark.observation_id not in labels],
    }
    return figure


def _sort(points: pd.DataFrame, bands: pd.DataFrame, events: pd.DataFrame, t: Catalogue, options: TrendOptions) -> Trend:
    marks, spans = to_marks(points), to_marks(bands)
    below = [mark for mark in marks if options.axis == "log" and mark.drawable and mark.value < 0]
    drawn = [mark for mark in marks if mark.drawable and mark not in below]
    return Trend(
        tuple(to_series(drawn)),
        tuple(mark for mark in drawn_bands(bands) if mark.status == "reported"),
        tuple(to_events(events, t)),
        tuple(mark for mark in (*marks, *spans) if not mark.drawable),
        tuple(below),
        tuple(mark for mark in spans if mark.drawable and mark.status == "derived"),
    )


def _settle(trend: Trend, t: Catalogue, options: TrendOptions) -> _Placed:
    """Place everything; heading, plane and labels depend on one another: labels left out are counted in the subtitle."""
    unlabelled, nameless = 0, tuple[Series, ...]()
    while True:
        placed = _place(trend, _heading(trend, unlabelled, t, options), t, options, nameless)
        # A line without a name is named in the legend, which takes from the room: it may cost another one its name.
        lost = [one for one in _unnamed(trend, placed) if one not in nameless]
        if lost:
            nameless = (*nameless, *lost)
            continue
        missing = len(trend.marks) - len(placed.labels) + len(placed.bands) - sum(one.bands for one in placed.band_labels)
        # A longer subtitle leaves less room: once that line is there, it only has to tell the final number.
        if missing == unlabelled or unlabelled:
            return replace(placed, head=_heading(trend, missing, t, options))
        unlabelled = missing


def _explained(trend: Trend, options: TrendOptions) -> tuple[Event, ...]:
    return () if options.brief else trend.events


def _unnamed(trend: Trend, placed: _Placed) -> list[Series]:
    """One series of each region that no label names; a region alone is named by the title."""
    if len({one.region_id for one in trend.series}) < 2:
        return []
    named = {
        one.region_id
        for one in trend.series
        if any("<b>" in placed.labels[m.observation_id].text for m in one.marks if m.observation_id in placed.labels)
    }
    return list({one.region_id: one for one in reversed(trend.series) if one.region_id not in named}.values())[::-1]


def _place(trend: Trend, head: Heading, t: Catalogue, options: TrendOptions, nameless: tuple[Series, ...] = ()) -> _Placed:
    plane = _plane(trend, head, t, options, nameless)
    bands = lay_bands(trend.bands, plane)
    lines = [join for one in trend.series for join in joins(one)]
    segments = [segment(join, plane) for join in lines]
    days_px = [plane.x_px(event.day) for event in trend.events if event.exact]
    markers = [marker_box(mark, plane) for mark in trend.marks]
    known = {one.region_id for one in trend.series}
    band_labels = label_bands(bands, plane, t, options.unit, markers, segments, days_px, known)
    standing = [*band_boxes(bands, plane), *(one.box for one in band_labels)]
    labels = label_marks(trend.series, lines, plane, t, options.unit, days_px, standing)
    return _Placed(head, plane, tuple(bands), tuple(band_labels), labels, nameless)


def _heading(trend: Trend, unlabelled: int, t: Catalogue, options: TrendOptions) -> Heading:
    """Title and subtitle: the scale first, then what is not where one would look for it."""
    notes = [] if options.brief else [t("chart.scale.log") if options.axis == "log" else t("chart.scale.linear")]
    if options.axis == "log" and any(mark.value == 0 for mark in trend.marks):
        notes.append(t("chart.scale.zeros"))
    missing = []
    if trend.left_out:
        missing.append(t("chart.left_out.undated", count=len(trend.left_out)))
    if trend.below_zero:
        missing.append(t("chart.left_out.below_zero", count=len(trend.below_zero)))
    if trend.derived:
        missing.append(t("chart.left_out.derived_bands", count=len(trend.derived)))
    if unlabelled and not options.brief:
        missing.append(t("chart.left_out.unlabelled", count=unlabelled))
    if missing:
        notes.append(t("chart.left_out.see_table", missing=joined(missing, t)))
    return heading(t("chart.trend.title", indicator=options.indicator), notes, options)


def _plane(trend: Trend, head: Heading, t: Catalogue, options: TrendOptions, nameless: tuple[Series, ...] = ()) -> Plane:
    years = [mark.on.year for mark in (*trend.marks, *trend.bands)]
    years += [day.year for event in trend.events for day in (event.first, event.last)]
    first, last = min(years), max(years)
    if first == last:
        first, last = first - 1, last + 1
    values = [mark.value for mark in trend.marks] + band_values(trend.bands)
    scale = fit(values, options.axis, options.unit)
    px = options.px
    ticks = [format_value(tick, options.unit, "=", t.lang) for tick in scale.ticks]
    left = px(max(width_em(text) for text in ticks) * SMALL_PX + 14)
    right = px(30)
    zeros = px(34) if options.axis == "log" and 0 in values else 0.0
    plane = Plane(
        options,
        left,
        right,
        head.height_px,
        0.0,
        first,
        last,
        scale,
        0.0,
        zeros,
        room_before(trend.marks, first, t, options.unit, options),
    )
    plane = replace(plane, right_px=room_after(trend.series, plane, t, options.unit))
    names = legend_names(trend.series, _explained(trend, options), trend.bands, t, nameless)
    below = legend_height_px(names, options, plane.width_px, len(legend_columns(names, options, plane.width_px)))
    plane = replace(plane, bottom_px=px(26) + below)
    rows = lanes(plane_flags(trend.events, plane))
    # The rows of flags take from the height alone, so the places along the time axis stay as they were.
    return replace(plane, lanes_px=rows * px(FLAG_PX + 3) + (px(4) if rows else 0))


def _layout(
    plane: Plane, columns: Sequence[float], rows: int, look: Palette, t: Catalogue, options: TrendOptions
) -> dict[str, Any]:
    return {
        **layout(look, options),
        **_axes(plane, look, t, options),
        "margin": {"l": plane.left_px, "r": plane.right_px, "t": plane.top_px, "b": plane.bottom_px, "pad": 0},
        "showlegend": True,
        **columned_legends(look, options, columns, rows),
    }


def _axes(plane: Plane, look: Palette, t: Catalogue, options: TrendOptions) -> dict[str, Any]:
    value_axis = {
        "tickmode": "array",
        "tickfont": {"size": options.px(SMALL_PX), "color": look.quiet},
        "gridcolor": look.line,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
    }
    axes = {
        "xaxis": time_axis(plane, look, "y2" if plane.zeros_px else "y"),
        "yaxis": value_axis
        | {
            "type": options.axis,
            "range": list(plane.scale.range),
            "domain": list(plane.domain),
            "tickvals": list(plane.scale.ticks),
            "ticktext": [format_value(tick, options.unit, "=", t.lang) for tick in plane.scale.ticks],
        },
    }
    if plane.zeros_px:
        axes["yaxis2"] = value_axis | {
            "range": [-1, 1],
            "domain": [0, plane.zeros_px / plane.height_px],
            "tickvals": [0],
            "ticktext": [format_value(0, options.unit, "=", t.lang)],
        }
    return axes
