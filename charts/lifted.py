"""People lifted out of poverty: one bar a reported figure. The figures do not compare, and the chart says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.base import (
    SMALL_PX,
    TEXT_PX,
    ChartOptions,
    Heading,
    add_heading,
    halo,
    heading,
    layout,
    legend,
    legend_height_px,
    no_data,
)
from charts.escaping import escape
from charts.lettering import width_em, wrap
from charts.series import FALLING, RISING, Mark, to_marks
from charts.words import hover_text
from look.palette import Palette
from text.catalogue import Catalogue
from text.numbers import format_value

_UNIT = "person"
_NAME_EM = 20.0
_BAR = 0.46
# Between a bar, or the arrow at its end, and its label.
_GAP = "\u00a0"
_LINE = 1.3


@dataclass(frozen=True)
class _Row:
    """A bar: its figure, the two texts beside it, and its height in the order from the top."""

    mark: Mark
    heading: str
    value: str
    place: int


def lifted_figure(points: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions | None = None) -> go.Figure:
    """Draw reported and targeted numbers of people lifted out of poverty as horizontal bars.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, one row a reported value of ``people_lifted``.
    options : ChartOptions, optional
        Of the default size, if not given; the chart grows beyond its height when there are many bars.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace of filled bars for reported figures and one of hollow bars for targets, ``meta.kind``
        ``reported`` and ``target``, ``customdata`` the observation ids. Bars are in the order of region ids,
        never of values. ``layout.meta.left_out`` lists rows without a value; an empty frame gives a figure
        that says so.
    """
    options = options or ChartOptions()
    marks = to_marks(points)
    drawn = sorted((m for m in marks if not isnan(m.value)), key=lambda m: (m.region_id, m.status == "target", m.period_end))
    if not drawn:
        return no_data(look, t, options)
    rows = [_Row(m, _heading(m, t), _value(m, t), i) for i, m in enumerate(drawn)]
    missing = [m.observation_id for m in marks if isnan(m.value)]
    notes = [t("chart.lifted.note")]
    if missing:
        notes.append(t("chart.lifted.left_out", count=len(missing)))
    head = heading(t("chart.lifted.title"), notes, options)
    figure = go.Figure(layout=_layout(rows, head, look, t, options))
    add_heading(figure, head, look, options)
    for target in (False, True):
        some = [row for row in rows if (row.mark.status == "target") == target]
        if some:
            figure.add_trace(_bars(some, target, look, t, options))
    _add_arrows(figure, rows, look, options)
    figure.layout.meta = {"left_out": missing}
    return figure


def _heading(mark: Mark, t: Catalogue) -> str:
    """Name of the region, and below it since and until when, and on which basis."""
    period = mark.period or t("chart.undated")
    if mark.period and mark.point == "over" and not mark.period_start:
        key = "chart.lifted.by" if mark.status == "target" else "chart.lifted.until"
        period = t(key, period=mark.period)
    name = "<br>".join(f"<b>{escape(line)}</b>" for line in wrap(mark.name, _NAME_EM))
    return f"{name}<br>{escape(f'{period} · {mark.basis}')}"


def _value(mark: Mark, t: Catalogue) -> str:
    return t("chart.lifted.people", value=format_value(mark.value, _UNIT, mark.bound, t.lang))


def _color(target: bool, look: Palette) -> str:
    """Slate for what was reported: blue and orange would say helper and recipient."""
    return look.accent if target else look.series[-1]


def _bars(rows: Sequence[_Row], target: bool, look: Palette, t: Catalogue, options: ChartOptions) -> go.Bar:
    color = _color(target, look)
    return go.Bar(
        x=[row.mark.value for row in rows],
        y=[row.place for row in rows],
        orientation="h",
        width=_BAR,
        marker={
            "color": "rgba(0,0,0,0)" if target else color,
            "line": {"color": color, "width": options.px(1.8)},
            "opacity": 1,
        },
        text=[_GAP * (3 if row.mark.bound in RISING else 1) + escape(row.value) for row in rows],
        textposition="outside",
        textfont={"color": look.ink, "size": options.px(TEXT_PX), "shadow": halo(look, options)},
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}, "textfont": {"color": look.ink}},
        customdata=[row.mark.observation_id for row in rows],
        hovertext=[hover_text(row.mark, t, _UNIT) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        name=escape(t("chart.lifted.target") if target else t("chart.lifted.reported")),
        showlegend=True,
        meta={"kind": "target" if target else "reported"},
    )


def _add_arrows(figure: go.Figure, rows: Sequence[_Row], look: Palette, options: ChartOptions) -> None:
    """Point the end of a bar that is a bound to where the true value lies."""
    bounded = [row for row in rows if row.mark.bound in RISING + FALLING]
    if bounded:
        figure.add_trace(
            go.Scatter(
                x=[row.mark.value for row in bounded],
                y=[row.place for row in bounded],
                mode="markers",
                marker={
                    "symbol": ["triangle-right" if row.mark.bound in RISING else "triangle-left" for row in bounded],
                    "size": options.px(12),
                    "color": [_color(row.mark.status == "target", look) for row in bounded],
                    "line": {"width": 0},
                },
                cliponaxis=False,
                hoverinfo="skip",
                showlegend=False,
                meta={"kind": "bounds"},
            )
        )


def _layout(rows: Sequence[_Row], head: Heading, look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    px = options.px
    plain = [line for row in rows for line in row.heading.replace("<b>", "").replace("</b>", "").split("<br>")]
    left = px(max(width_em(line) for line in plain) * SMALL_PX * 1.04 + 14)
    names = [t("chart.lifted.reported"), t("chart.lifted.target")]
    # The longest bar leaves room for its value behind it.
    right = px(max(width_em(row.value) for row in rows) * TEXT_PX + 18)
    top = head.height_px
    bottom = legend_height_px(names, options, options.width_px - left - right) + px(6)
    tallest = max(row.heading.count("<br>") + 1 for row in rows)
    wanted = top + bottom + len(rows) * px(tallest * SMALL_PX * _LINE + 12)
    return {
        **layout(look, options),
        "height": max(options.height_px, round(wanted)),
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        "showlegend": True,
        "legend": legend(look, options),
        "bargap": 0,
        "barmode": "overlay",
        "xaxis": {
            # A little beyond the longest bar, whose edge would otherwise be cut.
            "range": [0, (max(row.mark.value for row in rows) or 1) * 1.006],
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": look.quiet,
            "showticklabels": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [len(rows) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": [row.place for row in rows],
            "ticktext": [row.heading for row in rows],
            "ticklabelstandoff": round(px(8)),
            "tickfont": {"size": px(SMALL_PX), "color": look.ink},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }
