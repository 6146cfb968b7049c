"""Poverty rates over time: every reported value where its source puts it, and nothing in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base import (
    SMALL_PX,
    ChartOptions,
    Heading,
    add_heading,
    empty_figure,
    heading,
    layout,
    legend,
    legend_height_px,
    no_data,
)  # fmt: skip
from charts.escaping import escape
from charts.events import Event, to_events
from charts.labels import FLAG_PX, PlacedLabel, label_marks, room_before
from charts.lettering import width_em
from charts.plane import Plane
from charts.scale import Kind, fit
from charts.series import Mark, Series, joins, to_marks, to_series
from charts.trend_events import add_events, lanes, plane_flags
from charts.trend_legend import add_legend, legend_names
from charts.trend_traces import add_bounds, add_joins, add_marks, add_spans
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
    """

    indicator: str = ""
    unit: str = "%"
    axis: Kind = "log"


@dataclass(frozen=True)
class Trend:
    """What there is to draw, sorted: series, dated events, and the marks that have no place on the axes."""

    series: tuple[Series, ...]
    events: tuple[Event, ...]
    left_out: tuple[Mark, ...]
    below_zero: tuple[Mark, ...]

    @property
    def marks(self) -> list[Mark]:
        """All marks that are drawn."""
        return [mark for one in self.series for mark in one.marks]


def trend_figure(
    points: pd.DataFrame, events: pd.DataFrame, look: Palette, t: Catalogue, options: TrendOptions
) -> go.Figure:
    """Draw reported values over time, one series a region and basis.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, one row a reported value of one indicator.
    events : pandas.DataFrame
        Columns :data:`charts.events.COLUMNS`. All of them are drawn and widen the time axis:
        :func:`charts.events.events_within` picks. Their captions are :func:`charts.events.event_notes`.
    look : Palette
    t : Catalogue
    options : TrendOptions

    Returns
    -------
    plotly.graph_objects.Figure
        ``customdata`` of a marker is its observation id, of a flag its event id; ``meta.kind`` of a trace is
        ``values``, ``end_points``, ``same_source``, ``sources_differ``, ``bounds``, ``spans``, ``event``,
        ``target`` or ``legend``. ``layout.meta`` lists the observations that are not drawn (``left_out``) and
        those drawn without a label (``unlabelled``); the subtitle counts both. Without any dated value the
        figure says so and has no traces.

    Notes
    -----
    A value stands at :func:`data.dates.day_of` its period. A zero has no place on a logarithmic axis and stands
    in a strip of its own below it.
    """
    trend = _sort(points, events, t, options)
    if not trend.series:
        if points.empty:
            return no_data(look, t, options)
        return empty_figure(escape(t("chart.nothing_dated", count=len(points))), look, options)
    head, plane, labels = _settle(trend, t, options)
    unlabelled = [mark for mark in trend.marks if mark.observation_id not in labels]

    figure = go.Figure(layout=_layout(plane, look, t, options))
    add_heading(figure, head, look, options)
    add_events(figure, trend.events, plane, look, t)
    add_spans(figure, trend.series, plane, look)
    add_joins(figure, trend.series, plane, look)
    add_bounds(figure, trend.series, plane, look)
    add_marks(figure, trend.series, labels, plane, look, t, options.unit)
    add_legend(figure, trend.series, trend.events, plane, look, t)
    figure.layout.meta = {
        "left_out": [mark.observation_id for mark in (*trend.left_out, *trend.below_zero)],
        "unlabelled": [mark.observation_id for mark in unlabelled],
    }
    return figure


def _sort(points: pd.DataFrame, events: pd.DataFrame, t: Catalogue, options: TrendOptions) -> Trend:
    marks = to_marks(points)
    below = [mark for mark in marks if options.axis == "log" and mark.drawable and mark.value < 0]
    drawn = [mark for mark in marks if mark.drawable and mark not in below]
    return Trend(
        tuple(to_series(drawn)),
        tuple(to_events(events, t)),
        tuple(mark for mark in marks if not mark.drawable),
        tuple(below),
    )


def _settle(trend: Trend, t: Catalogue, options: TrendOptions) -> tuple[Heading, Plane, dict[str, PlacedLabel]]:
    """Heading, plane and labels, which depend on one another: labels left out are counted in the subtitle."""
    unlabelled = 0
    while True:
        head = _heading(trend, unlabelled, t, options)
        plane = _plane(trend, head, t, options)
        lines = [join for one in trend.series for join in joins(one)]
        days_px = [plane.x_px(event.day) for event in trend.events if event.exact]
        labels = label_marks(trend.series, lines, plane, t, options.unit, days_px)
        missing = len(trend.marks) - len(labels)
        # A longer subtitle leaves less room: once that line is there, it only has to tell the final number.
        if missing == unlabelled or unlabelled:
            return _heading(trend, missing, t, options), plane, labels
        unlabelled = missing


def _heading(trend: Trend, unlabelled: int, t: Catalogue, options: TrendOptions) -> Heading:
    """Title and subtitle: the scale first, then what is not where one would look for it."""
    notes = [t("chart.scale.log") if options.axis == "log" else t("chart.scale.linear")]
    if options.axis == "log" and any(mark.value == 0 for mark in trend.marks):
        notes.append(t("chart.scale.zeros"))
    missing = []
    if trend.left_out:
        missing.append(t("chart.left_out.undated", count=len(trend.left_out)))
    if trend.below_zero:
        missing.append(t("chart.left_out.below_zero", count=len(trend.below_zero)))
    if unlabelled:
        missing.append(t("chart.left_out.unlabelled", count=unlabelled))
    if missing:
        notes.append(t("chart.left_out.see_table", missing=joined(missing, t)))
    return heading(t("chart.trend.title", indicator=options.indicator), notes, options)


def _plane(trend: Trend, head: Heading, t: Catalogue, options: TrendOptions) -> Plane:
    years = [mark.on.year for mark in trend.marks]
    years += [day.year for event in trend.events for day in (event.first, event.last)]
    first, last = min(years), max(years)
    if first == last:
        first, last = first - 1, last + 1
    values = [mark.value for mark in trend.marks]
    scale = fit(values, options.axis, options.unit)
    px = options.px
    ticks = [format_value(tick, options.unit, "=", t.lang) for tick in scale.ticks]
    names = legend_names(trend.series, trend.events, t)
    left = px(max(width_em(text) for text in ticks) * SMALL_PX + 14)
    right = px(30)
    zeros = px(34) if options.axis == "log" and 0 in values else 0.0
    plane = Plane(
        options, left, right, head.height_px, px(26) + legend_height_px(names, options),
        first, last, scale, 0.0, zeros, room_before(trend.marks, first, t, options.unit, options),
    )  # fmt: skip
    rows = lanes(plane_flags(trend.events, plane))
    # The rows of flags take from the height alone, so the places along the time axis stay as they were.
    return Plane(**{**vars(plane), "lanes_px": rows * px(FLAG_PX + 3) + (px(4) if rows else 0)})


def _layout(plane: Plane, look: Palette, t: Catalogue, options: TrendOptions) -> dict[str, Any]:
    return {
        **layout(look, options),
        **_axes(plane, look, t, options),
        "margin": {"l": plane.left_px, "r": plane.right_px, "t": plane.top_px, "b": plane.bottom_px, "pad": 0},
        "showlegend": True,
        "legend": legend(look, options),
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
        "xaxis": _time_axis(plane, look, options),
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


def _time_axis(plane: Plane, look: Palette, options: TrendOptions) -> dict[str, Any]:
    """A year's label stands under the middle of the year, thin lines at its beginning and end."""
    first, last = plane.days
    years = plane.year_ticks()
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "anchor": "y2" if plane.zeros_px else "y",
        "tickmode": "array",
        "tickvals": [f"{year}-07-02" for year in years],
        "ticktext": [str(year) for year in years],
        "tickfont": {"size": options.px(SMALL_PX), "color": look.quiet},
        "showgrid": False,
        "minor": {
            "tickvals": [f"{year}-01-01" for year in range(plane.first_year, plane.last_year + 1)],
            "showgrid": True,
            "gridcolor": look.line,
            "griddash": "dot",
            "gridwidth": 0.6,
        },
        "zeroline": False,
        "fixedrange": True,
    }
