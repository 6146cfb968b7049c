"""From the start of a period to its end: the two reported end points of each region, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import (
    SMALL_PX,
    TEXT_PX,
    Heading,
    add_heading,
    empty_figure,
    halo,
    heading,
    layout,
    legend,
    legend_height_px,
    no_data,
)
from charts.escaping import escape
from charts.labels import MARKER_PX
from charts.lettering import width_em, wrap
from charts.placement import spread
from charts.scale import Scale, fit
from charts.series import Join, Series, end_points, to_marks, to_series
from charts.trend import TrendOptions
from charts.trend_traces import basis_symbols, region_colors
from charts.words import hover_text
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import format_value

# Names take up to a third of the width, and no more than this.
_NAME_EM: Final = 17.0
_LINE: Final = 1.32


def slope_figure(points: pd.DataFrame, look: Palette, t: Catalogue, options: TrendOptions) -> go.Figure:
    """Draw each pair of start and end of a reported period as a slope between two columns.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, one row a reported value of one indicator.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace a pair, ``meta.kind`` ``end_points``, ``customdata`` the two observation ids. Where all pairs
        are of one period it stands in the title, else with each name. ``layout.meta.left_out`` lists the
        observations that are no part of a pair. Without a pair the figure says so and has no traces.
    """
    if points.empty:
        return no_data(look, t, options)
    marks = to_marks(points)
    series = to_series(marks)
    pairs = [pair for one in series for pair in end_points(one)]
    if options.axis == "log":
        pairs = [pair for pair in pairs if pair.first.value > 0 and pair.second.value > 0]
    if not pairs:
        return empty_figure(escape(t("chart.slope.none")), look, options)
    paired = {mark.observation_id for pair in pairs for mark in (pair.first, pair.second)}
    left_out = [mark.observation_id for mark in marks if mark.observation_id not in paired]
    head = _heading(pairs, len(left_out), t, options)
    values = [mark.value for pair in pairs for mark in (pair.first, pair.second)]
    scale = fit(values, options.axis, options.unit)
    figure = go.Figure(layout=_layout(pairs, head, scale, look, t, options))
    add_heading(figure, head, look, options)
    for pair in pairs:
        figure.add_trace(_slope(pair, series, look, t, options))
    _add_labels(figure, pairs, series, scale, look, t, options)
    _add_legend(figure, pairs, look, options)
    figure.layout.meta = {"left_out": left_out}
    return figure


def _heading(pairs: Sequence[Join], left_out: int, t: Catalogue, options: TrendOptions) -> Heading:
    title = t("chart.slope.title", indicator=options.indicator)
    notes = [t("chart.scale.log") if options.axis == "log" else t("chart.scale.linear"), t("chart.slope.note")]
    if left_out:
        notes.append(t("chart.slope.left_out", count=left_out))
    return heading(title, notes, options, _common_period(pairs))


def _common_period(pairs: Sequence[Join]) -> str:
    periods = {pair.first.period for pair in pairs}
    return periods.pop() if len(periods) == 1 else ""


def _slope(pair: Join, series: Sequence[Series], look: Palette, t: Catalogue, options: TrendOptions) -> go.Scatter:
    color = region_colors(series, look)[pair.first.region_id]
    shape, filled = basis_symbols(series)[pair.first.basis_id]
    marks = (pair.first, pair.second)
    return go.Scatter(
        x=[0, 1],
        y=[mark.value for mark in marks],
        mode="lines+markers",
        line={"color": color, "width": options.px(1.8), "dash": "dash"},
        marker={
            "symbol": shape,
            "size": options.px(MARKER_PX),
            "color": color if filled else look.ground,
            "line": {"color": color, "width": options.px(2)},
            "opacity": 1,
        },
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        customdata=[mark.observation_id for mark in marks],
        hovertext=[hover_text(mark, t, options.unit, (t("chart.hover.end_points"),)) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        name=escape(pair.first.name),
        showlegend=False,
        meta={"kind": "end_points", "region_id": pair.first.region_id, "basis_id": pair.first.basis_id},
    )


def _add_labels(
    figure: go.Figure,
    pairs: Sequence[Join],
    series: Sequence[Series],
    scale: Scale,
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
) -> None:
    """Write the values at both columns and the names at the right, moved apart where they would touch."""
    colors = region_colors(series, look)
    margin = figure.layout.margin
    height_px = options.height_px - margin.t - margin.b
    line_px = options.px(TEXT_PX * _LINE)
    names = [_name(pair, pairs, options) for pair in pairs]
    tallest = max(len(name) for name in names) + 1
    for column, rows in ((0, 1), (1, tallest)):
        marks = [pair.second if column else pair.first for pair in pairs]
        wanted = [scale.share(mark.value) * height_px for mark in marks]
        shifts = [place - want for place, want in zip(spread(wanted, rows * line_px), wanted, strict=True)]
        for mark, name, shift in zip(marks, names, shifts, strict=True):
            value = escape(format_value(mark.value, options.unit, mark.bound, t.lang))
            figure.add_annotation(
                x=column,
                y=scale.range[0] + scale.share(mark.value) * (scale.range[1] - scale.range[0]),
                xshift=options.px(MARKER_PX + 2) * (1 if column else -1),
                yshift=shift,
                text="<br>".join([*(f"<b>{escape(line)}</b>" for line in name), value]) if column else value,
                xanchor="left" if column else "right",
                yanchor="middle",
                align="left" if column else "right",
                showarrow=False,
                font={"size": options.px(TEXT_PX), "color": colors[mark.region_id], "shadow": halo(look, options)},
            )


def _name(pair: Join, pairs: Sequence[Join], options: TrendOptions) -> list[str]:
    """Lines that name a slope, with its period where not all have the same."""
    lines = wrap(pair.first.name, min(_NAME_EM, options.width_px / options.px(TEXT_PX) / 3))
    return lines if _common_period(pairs) else [*lines, pair.first.period]


def _add_legend(figure: go.Figure, pairs: Sequence[Join], look: Palette, options: TrendOptions) -> None:
    symbols = basis_symbols([Series("", "", p.first.basis_id, p.first.basis, ()) for p in pairs])
    for basis_id, basis in {pair.first.basis_id: pair.first.basis for pair in pairs}.items():
        shape, filled = symbols[basis_id]
        figure.add_trace(
            go.Scatter(
                x=[None],
                y=[None],
                mode="markers",
                marker={
                    "symbol": shape,
                    "size": options.px(MARKER_PX),
                    "color": look.quiet if filled else look.ground,
                    "line": {"color": look.quiet, "width": options.px(2)},
                },
                name=escape(basis),
                hoverinfo="skip",
                meta={"kind": "legend", "of": f"basis:{basis_id}"},
            )
        )


def _layout(
    pairs: Sequence[Join], head: Heading, scale: Scale, look: Palette, t: Catalogue, options: TrendOptions
) -> dict[str, Any]:
    px = options.px
    bases = list({pair.first.basis for pair in pairs})
    names = [line for pair in pairs for line in _name(pair, pairs, options)]
    right = px(max(width_em(line) for line in names) * TEXT_PX * 1.06 + MARKER_PX + 14)
    ticks = [format_value(tick, options.unit, "=", t.lang) for tick in scale.ticks]
    left = px(max(width_em(text) for text in ticks) * SMALL_PX + 14)
    values = [format_value(pair.first.value, options.unit, pair.first.bound, t.lang) for pair in pairs]
    # Room for the values left of the first column, as a share of what lies between the columns.
    before = px(max(width_em(text) for text in values) * TEXT_PX + MARKER_PX + 10)
    between = max(options.width_px - left - right - before, 1.0)
    axis = {"tickmode": "array", "zeroline": False, "fixedrange": True}
    return {
        **layout(look, options),
        "margin": {"l": left, "r": right, "t": head.height_px, "b": px(28) + legend_height_px(bases, options)},
        "showlegend": True,
        "legend": legend(look, options),
        "xaxis": axis
        | {
            "range": [-before / between, 1.01],
            "tickvals": [0, 1],
            "ticktext": [escape(t("chart.slope.start")), escape(t("chart.slope.end"))],
            "tickfont": {"size": px(TEXT_PX), "color": look.ink},
            "gridcolor": look.quiet,
        },
        "yaxis": axis
        | {
            "type": scale.kind,
            "range": list(scale.range),
            "tickvals": list(scale.ticks),
            "ticktext": ticks,
            "tickfont": {"size": px(SMALL_PX), "color": look.quiet},
            "gridcolor": look.line,
        },
    }
