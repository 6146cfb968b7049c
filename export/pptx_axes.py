"""A figure with points on two axes as a plot: its scales, its events as upright lines with numbered flags, its legend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import ceil, floor, log10
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from export.pptx_paint import Pen
from export.pptx_plot import Axis, Line, Plot, items, number, plain, year_of
from export.pptx_traces import Names, pen_of, scatter_line, tags_of

_NUMBER: Final = re.compile(r"([\d.,]+)(\D*)")
# Room above the plot for a row of numbered flags, as a share of the value axis.
_LANE: Final = 0.12


def on_axes(figure: go.Figure, traces: Sequence[Any]) -> Plot | None:
    """Read points on two axes of numbers or dates.

    Parameters
    ----------
    traces : sequence of plotly traces
        Those with data.

    Returns
    -------
    Plot or None
        None for several plots in one figure.
    """
    placed = {id(trace): (trace.xaxis or "x", trace.yaxis or "y") for trace in traces}
    flags = [t for t in traces if _hidden(figure, placed[id(t)][1])]
    aside = [t for t in traces if t not in flags and placed[id(t)][1] != "y"]
    main = [t for t in traces if t not in flags and t not in aside]
    log = figure.layout.yaxis.type == "log"
    if not main or any(placed[id(t)][0] != "x" for t in main) or (aside and not log):
        return None
    x, y = _x_axis(figure, main), value_axis(figure, main)
    lanes = 1 + max((ceil(number(lane) or 0) for t in flags for lane in items(t.y)), default=-1)
    if lanes:
        # Above what the figure's own axis reaches only flags stand: no number is printed there.
        y = replace(y, high=_beyond(y, lanes * _LANE), format=f'[>{y.high * 1.001:g}]"";{y.format}')
    names = Names(figure)
    lines = [scatter_line(trace, names.of(trace)) for trace in main]
    lines += _events(figure, y, names.fallback)
    lines += [_flags(trace, y, lanes, names.of(trace)) for trace in flags]
    lines += [
        legend_sign(trace, x, y)
        for trace in figure.data
        if trace not in traces and trace.name and trace.showlegend is not False
    ]
    return Plot("xy", tuple(lines), x, y, aside=tuple(text for trace in aside for text in _told_aside(trace)))


def _hidden(figure: go.Figure, axis: str) -> bool:
    name = "yaxis" + axis[1:]
    return name in figure.layout and figure.layout[name].visible is False


def _beyond(axis: Axis, share: float) -> float:
    if axis.log:
        return float(axis.high * (axis.high / axis.low) ** share)
    return axis.high + (axis.high - axis.low) * share


def _x_axis(figure: go.Figure, traces: Sequence[Any]) -> Axis:
    axis = figure.layout.xaxis
    values = [year_of(x) for trace in traces for x in items(trace.x) if x is not None]
    low, high = (year_of(end) for end in axis.range) if axis.range else (min(values), max(values))
    names = zip(items(axis.tickvals), items(axis.ticktext), strict=False)
    places = tuple((year_of(at), plain(text)) for at, text in names)
    dated = axis.type == "date" or any(isinstance(x, (str, date, np.datetime64)) for trace in traces for x in items(trace.x))
    if dated:
        low, high = float(floor(low)), float(ceil(high))
        places = places or tuple(
            (year + 0.5, str(year)) for year in range(int(low), int(high), max(1, int(high - low) // 12))
        )
    return Axis(low, high, 1.0 if dated else 0.0, names=places, title=plain(axis.title.text or ""))


def value_axis(figure: go.Figure, traces: Sequence[Any]) -> Axis:
    """Read the vertical axis.

    Parameters
    ----------
    traces : sequence of plotly traces
    """
    axis = figure.layout.yaxis
    log = axis.type == "log"
    values = [value for trace in traces for y in items(trace.y) if (value := number(y)) is not None]
    ends = [float(end) for end in axis.range] if axis.range else [min(0.0, *values), max(values)]
    if log:
        ends = [10**end for end in ends] if axis.range else [10 ** floor(log10(min(values))), 10 ** ceil(log10(max(values)))]
    ticks = [number(tick) or 0.0 for tick in items(axis.tickvals)]
    step = ticks[1] - ticks[0] if len(ticks) > 1 and not log else 0.0
    visible = axis.visible is not False and axis.showticklabels is not False
    return Axis(ends[0], ends[1], step, log, _format(items(axis.ticktext)), visible, title=plain(axis.title.text or ""))


def _format(texts: Sequence[Any]) -> str:
    """A number format that prints the numbers of the axis as the figure does."""
    found = [_NUMBER.fullmatch(plain(text)) for text in texts]
    signs = {match[2] for match in found if match}
    if found and all(found) and len(signs) == 1 and (sign := signs.pop()):
        return "General" + f'"{sign}"' if sign in ("%", " %") else "#,##0.######"
    return "#,##0.######" if any("," in plain(text) for text in texts) else "General"


def _events(figure: go.Figure, y: Axis, name: str) -> Iterable[Line]:
    """Upright lines through the plot; what is known to a year or month only is a pale stroke at the upper end."""
    drawn: set[tuple[str, str]] = set()
    for shape in figure.layout.shapes:
        if (shape.xref or "x") != "x" or shape.yref != "paper":
            continue
        x = (year_of(shape.x0), year_of(shape.x1))
        told = (str(shape.x0)[:10], str(shape.x1)[:10])
        if shape.type == "line" and x[0] == x[1]:
            # The figure leaves gaps in a line where labels stand: here it is one line a day.
            if (told[0], str(shape.line.color)) in drawn:
                continue
            drawn.add((told[0], str(shape.line.color)))
            yield Line(name, x, (y.low, y.high), told, pen=pen_of(shape.line, shape.opacity))
        elif shape.type == "rect":
            pen = Pen(str(shape.fillcolor), 7, opacity=max(0.25, float(shape.opacity or 1)))
            yield Line(name, x, (y.high, y.high), told, pen=pen)


def _flags(trace: Any, y: Axis, lanes: int, name: str) -> Line:
    line = scatter_line(trace, name)
    share = _LANE / (1 + lanes * _LANE)
    tops = (_beyond(y, -share * (lanes - (lane or 0.0) - 0.5)) for lane in line.y)
    return replace(line, y=tuple(tops), tags={i: replace(tag, side="ctr") for i, tag in line.tags.items()})


def legend_sign(trace: Any, x: Axis, y: Axis) -> Line:
    """Return a sign of the legend: a series whose only place is empty.

    Parameters
    ----------
    trace : plotly trace
    """
    line = scatter_line(trace, plain(trace.name))
    return replace(line, x=(x.low,), y=(None,), told=("",), dots=line.dots[:1], tags={}, in_legend=True)


def _told_aside(trace: Any) -> Iterable[str]:
    name = plain(trace.name or "")
    for i, (x, y) in enumerate(zip(items(trace.x), items(trace.y), strict=True)):
        if x is not None and number(y) is not None:
            tag = tags_of(trace).get(i) if "text" in (trace.mode or "") else None
            yield " ".join(part for part in (name, str(x)[:4], tag.text if tag else f"{y:g}") if part)
