"""Co-operation figures of one measure: a bar each, as reported, with who, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX, TEXT_PX, ChartOptions, Heading, add_heading, halo, heading, layout, no_data
from charts.escaping import escape
from charts.lettering import width_em, wrap
from charts.quantity import quantity
from charts.series import FALLING, RISING
from look.palette import Palette
from text.catalogue import Catalogue

COLUMNS: Final = ("cooperation_id", "measure", "helper", "recipient", "value", "bound", "unit", "period", "source")
"""Columns of a frame of co-operation figures. ``helper`` or ``recipient`` is empty where a figure is the other
side's total; ``measure``, names, ``period`` and ``source`` are plain text in the reader's language."""

_NAME_EM: Final = 22.0
_HOVER_EM: Final = 30
_BAR: Final = 0.46
# Between a bar, or the arrow at its end, and its label.
_GAP: Final = "\u00a0"
_LINE: Final = 1.3


@dataclass(frozen=True)
class Figure:
    """One reported co-operation figure."""

    cooperation_id: str
    measure: str
    helper: str
    recipient: str
    value: float
    bound: str
    unit: str
    period: str
    source: str

    def who(self, t: Catalogue) -> str:
        """Both sides, or the one whose total it is."""
        if self.helper and self.recipient:
            return t("chart.pair", helper=self.helper, recipient=self.recipient)
        return t("chart.cooperation.total", name=self.helper or self.recipient)

    def amount(self, t: Catalogue) -> str:
        """The value as reported, with its bound and unit."""
        return quantity(self.value, self.unit, self.bound, t)

    def hover(self, t: Catalogue) -> str:
        """What its hover box says, escaped."""
        lines = [self.measure, self.period or t("chart.undated"), t("chart.hover.source", source=self.source)]
        words = [line for text in [*lines, t("chart.hover.click")] if text for line in wrap(text, _HOVER_EM)]
        heads = [*wrap(self.who(t), _HOVER_EM), self.amount(t)]
        return "<br>".join([*(f"<b>{escape(line)}</b>" for line in heads), *(escape(line) for line in words)])


def to_figures(group: pd.DataFrame) -> list[Figure]:
    """Return the rows of a frame of co-operation figures.

    Parameters
    ----------
    group : pandas.DataFrame
        Columns :data:`COLUMNS`.

    Returns
    -------
    list of Figure
        In the order of the rows.
    """
    return [Figure(*row) for row in group[list(COLUMNS)].itertuples(index=False)]


def cooperation_figure(group: pd.DataFrame, look: Palette, t: Catalogue, options: ChartOptions) -> go.Figure:
    """Draw comparable figures of one measure as horizontal bars, the largest first.

    Parameters
    ----------
    group : pandas.DataFrame
        Columns :data:`COLUMNS`, all of one measure and unit.
    options : ChartOptions
        The chart grows beyond its height when there are many bars, and keeps below it when there are few.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace of bars, ``meta.kind`` ``reported``, ``customdata`` the co-operation ids, and one of arrows at
        the ends of bars that are bounds (``bounds``). Who and when stand at the left, the value as reported behind
        the bar. ``layout.meta.left_out`` lists rows without a value; an empty frame gives a figure that says so.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If the figures are of several units, which one axis cannot show.
    """
    every = to_figures(group)
    drawn = sorted((one for one in every if not isnan(one.value)), key=lambda one: (-one.value, one.cooperation_id))
    if not drawn:
        return no_data(look, t, options)
    units = sorted({one.unit for one in drawn})
    if len(units) > 1:
        raise ValueError(f"one axis cannot show figures in {', '.join(units)}: draw a chart for each unit")
    missing = [one.cooperation_id for one in every if isnan(one.value)]
    notes = [t("chart.cooperation.note")]
    if len({one.period for one in drawn}) > 1:
        notes.append(t("chart.cooperation.periods"))
    if missing:
        notes.append(t("chart.lifted.left_out", count=len(missing)))
    periods = {one.period for one in drawn}
    # Two groups of one measure differ in their period: of one period the title says it.
    common = periods.pop() if len(periods) == 1 else ""
    head = heading(t("chart.cooperation.title", measure=drawn[0].measure), notes, options, common)
    figure = go.Figure(layout=_layout(drawn, head, look, t, options))
    add_heading(figure, head, look, options)
    figure.add_trace(_bars(drawn, look, t, options))
    _add_arrows(figure, drawn, look, options)
    figure.layout.meta = {"left_out": missing}
    return figure


def _bars(drawn: Sequence[Figure], look: Palette, t: Catalogue, options: ChartOptions) -> go.Bar:
    # Slate for what was reported: blue and orange would say helper and recipient.
    color = look.series[-1]
    return go.Bar(
        x=[one.value for one in drawn],
        y=list(range(len(drawn))),
        orientation="h",
        width=_BAR,
        marker={"color": color, "line": {"width": 0}, "opacity": 1},
        text=[_GAP * (3 if one.bound in RISING else 1) + escape(one.amount(t)) for one in drawn],
        textposition="outside",
        textfont={"color": look.ink, "size": options.px(TEXT_PX), "shadow": halo(look, options)},
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}, "textfont": {"color": look.ink}},
        customdata=[one.cooperation_id for one in drawn],
        hovertext=[one.hover(t) for one in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        meta={"kind": "reported"},
    )


def _add_arrows(figure: go.Figure, drawn: Sequence[Figure], look: Palette, options: ChartOptions) -> None:
    """Point the end of a bar that is a bound to where the true value lies."""
    bounded = [(place, one) for place, one in enumerate(drawn) if one.bound in RISING + FALLING]
    if bounded:
        figure.add_trace(
            go.Scatter(
                x=[one.value for _, one in bounded],
                y=[place for place, _ in bounded],
                mode="markers",
                marker={
                    "symbol": ["triangle-right" if one.bound in RISING else "triangle-left" for _, one in bounded],
                    "size": options.px(12),
                    "color": look.series[-1],
                    "line": {"width": 0},
                },
                cliponaxis=False,
                hoverinfo="skip",
                showlegend=False,
                meta={"kind": "bounds"},
            )
        )


def _heading_lines(one: Figure, t: Catalogue) -> list[str]:
    return [*wrap(one.who(t), _NAME_EM), *wrap(f"{one.period or t('chart.undated')} · {one.source}", _NAME_EM * 1.1)]


def _layout(drawn: Sequence[Figure], head: Heading, look: Palette, t: Catalogue, options: ChartOptions) -> dict[str, Any]:
    px = options.px
    lines = [_heading_lines(one, t) for one in drawn]
    names = [len(wrap(one.who(t), _NAME_EM)) for one in drawn]
    left = px(max(width_em(line) for many in lines for line in many) * SMALL_PX * 1.06 + 14)
    # The longest bar leaves room for its value behind it.
    right = px(max(width_em(one.amount(t)) for one in drawn) * TEXT_PX + 24)
    row = px(max(len(many) for many in lines) * SMALL_PX * _LINE + 12)
    row = min(max(row, (options.height_px - head.height_px - px(10)) / len(drawn)), row * 1.5)
    height = head.height_px + px(10) + len(drawn) * row
    texts = [
        "<br>".join([*(f"<b>{escape(line)}</b>" for line in many[:count]), *(escape(line) for line in many[count:])])
        for many, count in zip(lines, names, strict=True)
    ]
    return {
        **layout(look, options),
        "height": round(height),
        "margin": {"l": left, "r": right, "t": head.height_px, "b": px(10), "pad": 0},
        "bargap": 0,
        "xaxis": {
            # A little beyond the longest bar, whose edge would otherwise be cut.
            "range": [0, (max(one.value for one in drawn) or 1) * 1.006],
            "showgrid": False,
            "zeroline": True,
            "zerolinecolor": look.quiet,
            "showticklabels": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [len(drawn) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(drawn))),
            "ticktext": texts,
            "ticklabelstandoff": round(px(8)),
            "tickfont": {"size": px(SMALL_PX), "color": look.ink},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
    }
