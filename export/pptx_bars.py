"""Figures over categories as plots: bars with their labels, and slopes between named columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log10
from typing import Any

import plotly.graph_objects as go

from export.pptx_axes import legend_sign, value_axis
from export.pptx_paint import Pen, contrast
from export.pptx_plot import Axis, Line, Plot, Tag, each, items, meta_of, number, plain
from export.pptx_traces import Names, scatter_line, tags_of


def over_categories(figure: go.Figure, traces: Sequence[Any]) -> Plot | None:
    """Read lines between named columns: a place on the axis that has a name is a category.

    Parameters
    ----------
    traces : sequence of plotly traces

    Returns
    -------
    Plot or None
        None for what has no lines, or points between the columns.
    """
    axis = figure.layout.xaxis
    places, columns = items(axis.tickvals), [plain(text) for text in items(axis.ticktext)]
    if any(
        "lines" not in (trace.mode or "lines") or (trace.xaxis or "x") != "x" or (trace.yaxis or "y") != "y"
        for trace in traces
    ):
        return None
    if any(x not in places for trace in traces for x in items(trace.x)) or figure.layout.yaxis.ticktext is None:
        return None
    y = replace(value_axis(figure, traces), visible=False)
    names, lines = Names(figure), []
    for trace in traces:
        by_place = dict(zip(items(trace.x), range(len(items(trace.x))), strict=True))
        line = scatter_line(trace, names.of(trace))
        order = [by_place.get(place) for place in places]
        tags = {
            k: tag
            for k, i in enumerate(order)
            if i is not None and (tag := _annotated(figure, line, trace, i, y)) is not None
        }
        lines.append(
            replace(
                line,
                x=tuple(float(k) for k in range(len(places))),
                y=tuple(None if i is None else line.y[i] for i in order),
                ids=tuple("" if i is None or i >= len(line.ids) else line.ids[i] for i in order),
                told=tuple(columns),
                dots=tuple(line.dots[i or 0] for i in order) if line.dots else (),
                tags=tags or line.tags,
            )
        )
    signs = [replace(legend_sign(t, Axis(0, 1), y), x=(0.0,)) for t in figure.data if t not in traces and t.name]
    return Plot("line", (*lines, *signs), Axis(0, len(places) - 1), y, tuple(columns))


def _annotated(figure: go.Figure, line: Line, trace: Any, i: int, y: Axis) -> Tag | None:
    """The text that the figure writes at a point, in the colour of its line."""
    value, color = line.y[i], line.pen.color if line.pen else ""
    for note in figure.layout.annotations:
        if note.name or (note.xref or "x") != "x" or note.x != items(trace.x)[i] or value is None:
            continue
        at = log10(value) if y.log else value
        if abs(float(note.y) - at) < 1e-9 and (not color or note.font.color == color):
            side = "r" if note.xanchor == "left" else "l"
            return Tag(
                plain(note.text), side, str(note.font.color), float(note.yshift or 0) / float(figure.layout.height or 460)
            )
    return None


def bars(figure: go.Figure, traces: Sequence[Any]) -> Plot | None:
    """Read bars over categories.

    Parameters
    ----------
    traces : sequence of plotly traces

    Returns
    -------
    Plot or None
        None for bars that float. Bars that begin where the one before them ends are a pile, which Office draws by itself;
        what the figure writes beside each then stands within it.
    """
    bars = [trace for trace in traces if trace.type == "bar"]
    others = [trace for trace in traces if trace.type != "bar" and meta_of(trace, "kind") != "bounds"]
    piled = _piled(bars)
    floating = any(trace.base is not None for trace in bars) and not piled
    elsewhere = any((trace.xaxis or "x") != "x" or (trace.yaxis or "y") != "y" for trace in (*bars, *others))
    if not bars or floating or elsewhere or any(trace.mode != "text" for trace in others):
        return None
    horizontal = bars[0].orientation == "h"
    if any((trace.orientation == "h") != horizontal for trace in bars):
        return None
    axis = figure.layout.yaxis if horizontal else figure.layout.xaxis
    named = dict(zip(items(axis.tickvals), (plain(text) for text in items(axis.ticktext)), strict=False))
    keys = list(dict.fromkeys([*named, *(key for trace in bars for key in items(trace.y if horizontal else trace.x))]))
    names = Names(figure)
    lines = [_bar(trace, keys, horizontal, names.of(trace), _texts(trace, others, horizontal)) for trace in bars]
    if piled:
        lines = [_within(line, trace, figure) for line, trace in zip(lines, bars, strict=True)]
    values = [y for line in lines for y in line.y if y is not None]
    values += [b + y for trace in bars if piled for b, y in zip(items(trace.base), items(trace.y), strict=True)]
    ends = items((figure.layout.xaxis if horizontal else figure.layout.yaxis).range) or [min(0, *values), max(values) * 1.02]
    width = next((float(trace.width) for trace in bars if isinstance(trace.width, (int, float))), 0.7)
    up, stacked = items(axis.range), piled or figure.layout.barmode in ("stack", "relative")
    return Plot(
        "bar",
        tuple(lines),
        Axis(0, len(keys) - 1),
        Axis(float(ends[0]), float(ends[1]), visible=not _all_tagged(lines)),
        tuple(named.get(key, plain(key)) for key in keys),
        horizontal,
        stacked,
        len(up) == 2 and number(up[0]) is not None and up[0] > up[1],
        width,
    )


def _piled(bars: Sequence[Any]) -> bool:
    """Whether every bar is one value that begins where the bars before it at the same place end, the first at zero."""
    if not bars or any(trace.base is None or trace.orientation == "h" or len(items(trace.y)) != 1 for trace in bars):
        return False
    tops: dict[Any, float] = {}
    for trace in bars:
        place, base, value = items(trace.x)[0], number(items(trace.base)[0]), number(items(trace.y)[0])
        if base is None or value is None or abs(base - tops.get(place, 0.0)) > 1e-9:
            return False
        tops[place] = base + value
    return True


def _within(line: Line, trace: Any, figure: go.Figure) -> Line:
    """The bar of a pile with the figure's label at its middle as a text on it, in the letters that show better there."""
    place, middle = items(trace.x)[0], float(items(trace.base)[0]) + float(items(trace.y)[0]) / 2
    ground, ink = str(trace.marker.line.color or "#ffffff"), str(figure.layout.font.color or "#000000")
    color = max((ground, ink), key=lambda one: contrast(one, line.fill))
    for note in figure.layout.annotations:
        near = round(float(note.x)) == place if note.name == "label" else False
        if near and abs(float(note.y) - middle) < 1e-9:
            at = next(i for i, y in enumerate(line.y) if y is not None)
            return replace(line, tags={at: Tag(" ".join(plain(note.text).split("\n")), "ctr", color)})
    return line


def _all_tagged(lines: Sequence[Line]) -> bool:
    return all(i in line.tags for line in lines for i, y in enumerate(line.y) if y is not None)


def _texts(trace: Any, others: Sequence[Any], horizontal: bool) -> dict[Any, Tag]:
    """Labels by category: the bar's own texts, or those of a trace of texts at the same place and value."""
    found: dict[Any, Tag] = {}
    for one in (trace, *others):
        places, values = (one.y, one.x) if horizontal else (one.x, one.y)
        tags = tags_of(one) if one.text is not None else {}
        for i, (place, value) in enumerate(zip(items(places), items(values), strict=True)):
            if i in tags:
                found.setdefault((place, number(value)), replace(tags[i], side="outEnd"))
    return found


def _bar(trace: Any, keys: Sequence[Any], horizontal: bool, name: str, texts: dict[Any, Tag]) -> Line:
    places, values = (trace.y, trace.x) if horizontal else (trace.x, trace.y)
    at = {place: i for i, place in enumerate(items(places))}
    numbers = [number(value) for value in items(values)]
    y = tuple(numbers[at[key]] if key in at else None for key in keys)
    ids = [str(one) for one in items(trace.customdata)]
    marker = trace.marker
    color = str(each(marker.color, 1)[0] or "#55606a")
    edge = Pen(str(each(marker.line.color, 1)[0]), float(each(marker.line.width, 1)[0])) if marker.line.width else None
    return Line(
        name,
        tuple(float(k) for k in range(len(keys))),
        y,
        ids=tuple(ids[at[key]] if ids and key in at else "" for key in keys),
        pen=edge,
        tags={k: texts[key, y[k]] for k, key in enumerate(keys) if (key, y[k]) in texts},
        fill=color,
        hatch=str(marker.pattern.fgcolor or "") if marker.pattern.shape else "",
        in_legend=trace.showlegend is True,
    )
