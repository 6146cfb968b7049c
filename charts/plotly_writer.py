"""A chart drawn by plotly in a browser: here words are broken and escaped, for plotly reads HTML in every text it draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, log10
from typing import Any, Final

import plotly.graph_objects as go

from charts.base import (
    SMALL_PX,
    TEXT_PX,
    TITLE_PX,
    columned_legends,
    halo,
    heading,
    layout,
    legend_columns,
    legend_name,
    title_height_px,
)
from charts.escaping import escape
from charts.lettering import wrap
from charts.spec import CLEAR, Axis, ChartSpec, Label, Mark, Panel, Place, Rule, Series, Sign, Stroke, Tick, Tip

# A source's title may be a long sentence, and plotly does not break the lines of a hover box.
_HOVER_EM: Final = 30
_DAY_MS: Final = 86_400_000
# Plotly sets words a little further off than the edge of the marker they stand at: a quarter of its radius and a pixel.
_OFF: Final = 1.25
_SPACE_EM: Final = 0.27


def plotly_figure(spec: ChartSpec) -> go.Figure:
    """Draw a chart.

    Returns
    -------
    plotly.graph_objects.Figure
        A trace a series, with ``customdata`` the record ids of its marks and ``meta`` its ``kind``, ``region_id``,
        ``basis_id`` and ``of``; one trace of kind ``label`` for words that stand beside the bars of a panel.
        Title and notes are annotations named ``title`` and ``subtitle``, words that gave way ones named ``label``.
        ``layout.meta`` is what the chart tells of itself (``told``).
    """
    if spec.message:
        return _message(spec)
    traces = [_trace(one, panel, spec) for panel in spec.panels for one in panel.series]
    traces += [trace for panel in spec.panels for trace in _bar_labels(panel, spec)]
    entries = spec.entries()
    columns = legend_columns([one.name for one in entries], spec.options, _plot_px(spec))
    rows = ceil(len(entries) / max(1, len(columns)))
    for n, one in enumerate(spec.legend):
        traces.append(_entry(one, n // max(1, rows) if columns else 0, spec))
    figure = go.Figure(traces, layout=_layout(spec, columns, rows))
    _add_heading(figure, spec)
    figure.layout.annotations += tuple(note for panel in spec.panels for note in _moved(panel, spec))
    figure.layout.meta = dict(spec.told)
    return figure


def _message(spec: ChartSpec) -> go.Figure:
    figure = go.Figure(layout=layout(spec.look, spec.options))
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    font = {"size": spec.options.px(TEXT_PX), "color": spec.look.quiet}
    figure.add_annotation(text=escape(spec.message), xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False, font=font)
    return figure


def _plot_px(spec: ChartSpec) -> float:
    return max(1.0, spec.options.width_px - spec.margin.left - spec.margin.right)


# --- words


def _lines(lines: Sequence[str], bold: int = 0) -> str:
    return "<br>".join(f"<b>{escape(line)}</b>" if n < bold else escape(line) for n, line in enumerate(lines))


def _hover(tip: Tip) -> str:
    heads = [line for text in tip.heads if text for line in wrap(text, _HOVER_EM)]
    return _lines([*heads, *(line for text in tip.lines if text for line in wrap(text, _HOVER_EM))], len(heads))


def _font(label: Label, spec: ChartSpec) -> dict[str, Any]:
    font: dict[str, Any] = {"size": label.size, "color": label.color}
    return font | ({"shadow": halo(spec.look, spec.options)} if label.halo else {})


def _add_heading(figure: go.Figure, spec: ChartSpec) -> None:
    """Add title and subtitle at the left edge: annotations, for plotly cuts off a title of several lines."""
    head, options = heading(spec.title, spec.notes, spec.options, spec.period), spec.options
    for name, lines, bold, size, color, down in (
        ("title", head.title, len(head.title), TITLE_PX, spec.look.ink, 0.0),
        ("subtitle", head.notes, 0, SMALL_PX, spec.look.quiet, title_height_px(head, options)),
    ):
        figure.add_annotation(
            name=name,
            text=_lines(lines, bold),
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xanchor="left",
            yanchor="top",
            xshift=options.px(3) - spec.margin.left,
            yshift=spec.margin.top - down,
            align="left",
            showarrow=False,
            borderpad=0,
            font={"size": options.px(size), "color": color},
        )


def _moved(panel: Panel, spec: ChartSpec) -> Iterable[go.layout.Annotation]:
    """Words that gave way to others, which the text of a trace cannot."""
    for mark in (mark for one in panel.series for mark in one.marks):
        label = mark.label
        if label is None or label.shift is None:
            continue
        upright, across = label.side.split()
        anchor = {"left": "right", "right": "left", "center": "center"}[across]
        x, y = label.at or (mark.x, mark.y)
        yield go.layout.Annotation(
            name="label",
            x=_place(x),
            y=None if y is None else _ends(panel.y, y),
            xshift=label.shift[0],
            yshift=label.shift[1],
            text=_lines(label.lines, label.bold),
            xanchor=anchor,
            yanchor=upright,
            align=anchor,
            showarrow=False,
            font=_font(label, spec),
        )


# --- traces


def _place(place: Place | None) -> Any:
    return place.isoformat() if isinstance(place, date) else place


def _same(values: Sequence[Any]) -> Any:
    """One value for all where they are the same."""
    return values[0] if len(set(values)) == 1 else list(values)


def _line(stroke: Stroke) -> dict[str, Any]:
    return {"color": stroke.color, "width": stroke.width} | ({"dash": stroke.dash} if stroke.dash else {})


def _axes_of(panel: Panel) -> dict[str, str]:
    first = "" if panel.x is None or panel.number == 1 else str(2 * panel.number - 1)
    return {"xaxis": "x" + first, "yaxis": "y" + ("" if panel.number == 1 else str(panel.number))}


def _trace(one: Series, panel: Panel, spec: ChartSpec) -> go.Scatter | go.Bar:
    told = {"kind": one.kind, "region_id": one.region_id, "basis_id": one.basis_id, "of": one.of}
    marks = one.marks
    under = {"xaxis": f"x{2 * panel.number}"} if one.under else {}
    common: dict[str, Any] = {
        **_axes_of(panel),
        **under,
        "x": [_place(mark.x) for mark in marks],
        "y": [mark.y for mark in marks],
        "showlegend": one.in_legend,
        "meta": {key: value for key, value in told.items() if value},
    }
    if one.name:
        common["name"] = escape(one.name)
    if any(mark.record for mark in marks):
        common["customdata"] = [list(m.record) if isinstance(m.record, tuple) else m.record for m in marks]
    if any(mark.tip for mark in marks):
        common["hovertext"] = [_hover(mark.tip) if mark.tip else "" for mark in marks]
        common["hovertemplate"] = "%{hovertext}<extra></extra>"
    else:
        common["hoverinfo"] = "skip"
    return go.Bar(common | _bars(one, spec)) if one.paint else go.Scatter(common | _points(one, spec))


def _points(one: Series, spec: ChartSpec) -> dict[str, Any]:
    labels = [mark.label if mark.label and mark.label.shift is None else None for mark in one.marks]
    words = [label for label in labels if label]
    marked = bool(one.sign) or any(mark.sign for mark in one.marks)
    gaps = words and not marked and any(label.gap for label in words)
    modes = [one.stroke and "lines", (marked or gaps) and "markers", words and "text"]
    parts: dict[str, Any] = {"mode": "+".join(mode for mode in modes if mode) or "markers"}
    unselected: dict[str, Any] = {}
    if one.stroke:
        parts["line"] = _line(one.stroke)
    if one.opacity is not None:
        parts["opacity"] = one.opacity
    if marked:
        signs = [sign for mark in one.marks if (sign := one.sign_of(mark))]
        parts["marker"] = _marker(signs, bool(one.sign))
        unselected["marker"] = {"opacity": parts["marker"].get("opacity", 1)}
    elif gaps:
        # Nobody sees it: plotly keeps words off by the size of their marker.
        sizes = [max(0.0, (label.gap - 1) * 2 / _OFF) if label else 0.0 for label in labels]
        parts["marker"] = {"size": sizes, "color": CLEAR, "opacity": 0}
        unselected["marker"] = {"opacity": 0}
    if words:
        parts["text"] = [_lines(label.lines, label.bold) if label else "" for label in labels]
        parts["textposition"] = [label.side if label else "middle right" for label in labels]
        parts["textfont"] = _font(words[0], spec)
        unselected["textfont"] = {"color": words[0].color}
    if marked or words:
        # Streamlit selects what was clicked; nothing else may fade for it.
        parts |= {"unselected": unselected, "cliponaxis": False}
    return parts


def _marker(signs: Sequence[Sign], of_all: bool) -> dict[str, Any]:
    shapes = [sign.shape for sign in signs]
    edges = [sign.edge or Stroke(sign.fill, 0.0) for sign in signs]
    marker: dict[str, Any] = {
        "symbol": shapes[0] if of_all and len(set(shapes)) == 1 else shapes,
        "size": _same([sign.size for sign in signs]),
        "color": _same([sign.fill for sign in signs]),
        "line": {"color": _same([edge.color for edge in edges]), "width": _same([edge.width for edge in edges])},
    }
    return marker | {"opacity": signs[0].opacity} if signs[0].opacity is not None else marker


def _bars(one: Series, spec: ChartSpec) -> dict[str, Any]:
    paint = one.paint
    assert paint is not None
    bars: dict[str, Any] = {
        "width": _same([mark.thickness for mark in one.marks]),
        "cliponaxis": False,
        "marker": {"color": paint.fill, "line": _line(paint.edge) if paint.edge else {"width": 0}, "opacity": paint.opacity},
        "unselected": {"marker": {"opacity": paint.opacity}},
    }
    if paint.across:
        bars["orientation"] = "h"
    if paint.hatch:
        pattern = {"shape": "/", "fgcolor": paint.hatch, "bgcolor": CLEAR, "size": paint.hatch_size}
        bars["marker"]["pattern"] = pattern | {"solidity": paint.solidity}
    if any(mark.base is not None for mark in one.marks):
        bars["base"] = [_place(mark.base) for mark in one.marks]
        if any(isinstance(mark.base, date) for mark in one.marks):
            bars["x"] = [_length_ms(mark) for mark in one.marks]
    words = [mark.label for mark in one.marks if mark.label and mark.label.side in ("outside", "inside")]
    if words:
        font = _font(words[0], spec)
        texts = [_spaced(mark.label) if mark.label else "" for mark in one.marks]
        bars |= {"text": texts, "textposition": words[0].side, "textfont": font, "constraintext": "none", "textangle": 0}
        bars["unselected"]["textfont"] = {"color": words[0].color}
        if words[0].side == "inside":
            bars |= {"insidetextanchor": "middle", "insidetextfont": font}
    return bars


def _length_ms(mark: Mark) -> int:
    """How long a bar of time is; a day that is known to the day is still a day long."""
    assert isinstance(mark.x, date) and isinstance(mark.base, date), mark
    return max(1, (mark.x - mark.base).days) * _DAY_MS


def _spaced(label: Label) -> str:
    return "\u00a0" * round(label.gap / label.size / _SPACE_EM) + _lines(label.lines, label.bold)


def _bar_labels(panel: Panel, spec: ChartSpec) -> list[go.Scatter]:
    """Words that stand beside bars, as a trace of their own that can be clicked like them."""
    marks = [mark for one in panel.series if one.paint for mark in one.marks if mark.label]
    some = tuple(mark for mark in marks if mark.label and mark.label.shift is None and " " in mark.label.side)
    return [go.Scatter(_trace(Series("label", some), panel, spec))] if some else []


def _entry(one: Series, column: int, spec: ChartSpec) -> go.Scatter:
    """An entry of the legend: a trace without points."""
    parts = _points(Series(one.kind, (Mark(None, None),), stroke=one.stroke, sign=one.sign, opacity=one.opacity), spec)
    of = {"kind": one.kind, "of": one.of}
    where = {"legend": legend_name(column)} if column else {}
    return go.Scatter(
        x=[None], y=[None], name=escape(one.name), showlegend=True, hoverinfo="skip", meta=of, **where, **parts
    )


# --- axes


def _layout(spec: ChartSpec, columns: Sequence[float], rows: int) -> dict[str, Any]:
    margin = spec.margin
    parts = layout(spec.look, spec.options) | {
        "height": round(spec.height_px),
        "margin": {"l": margin.left, "r": margin.right, "t": margin.top, "b": margin.bottom, "pad": 0},
        "showlegend": bool(spec.entries()),
        "barmode": "overlay",
        "bargap": 0,
        "shapes": [_shape(rule, panel) for panel in spec.panels for rule in panel.rules],
        **columned_legends(spec.look, spec.options, columns, rows),
    }
    shared = [panel for panel in spec.panels if panel.x is None]
    for panel in spec.panels:
        axes = _axes_of(panel)
        if panel.x is not None:
            # Along the foot of the lowest panel that has it.
            foot = min((*shared, panel) if panel.number == 1 else (panel,), key=lambda one: one.y.span[0])
            parts[axes["xaxis"].replace("x", "xaxis", 1)] = _axis(panel.x, _axes_of(foot)["yaxis"])
        if panel.under is not None:
            below = _axis(panel.under, axes["yaxis"]) | {"overlaying": axes["xaxis"]}
            parts[f"xaxis{2 * panel.number}"] = below
        parts[axes["yaxis"].replace("y", "yaxis", 1)] = _axis(panel.y, axes["xaxis"])
    return parts


def _ends(axis: Axis, place: Place) -> Any:
    return log10(place) if axis.kind == "log" and not isinstance(place, date) else _place(place)


def _axis(axis: Axis, anchor: str) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "type": {"time": "date"}.get(axis.kind, axis.kind),
        "range": [_ends(axis, axis.low), _ends(axis, axis.high)],
        "domain": list(axis.span),
        "anchor": anchor,
        "automargin": False,
        "zeroline": axis.zero is not None,
        "fixedrange": True,
        "showgrid": axis.grid is not None,
    }
    if not axis.visible:
        return parts | {"visible": False}
    if axis.ticks:
        texts = [_tick(tick) for tick in axis.ticks]
        parts |= {"tickmode": "array", "tickvals": [_place(tick.at) for tick in axis.ticks], "ticktext": texts}
        parts["tickfont"] = {"size": axis.size, "color": axis.color}
    else:
        parts["showticklabels"] = False
    if axis.grid:
        parts |= {"gridcolor": axis.grid.color, "gridwidth": axis.grid.width}
        parts |= {"griddash": axis.grid.dash} if axis.grid.dash else {}
    if axis.thin:
        dash = {"griddash": axis.thin.dash} if axis.thin.dash else {}
        parts["minor"] = {"tickvals": [_place(at) for at in axis.thin_at], "showgrid": True, "gridcolor": axis.thin.color}
        parts["minor"] |= {"gridwidth": axis.thin.width} | dash
    if axis.zero:
        parts["zerolinecolor"] = axis.zero.color
    if axis.side:
        parts["side"] = axis.side
    if axis.angle is not None:
        parts["tickangle"] = axis.angle
    if axis.standoff:
        parts["ticklabelstandoff"] = round(axis.standoff)
    return parts


def _tick(tick: Tick) -> str:
    return _lines(tick.lines, tick.bold) + (f"\u00a0\u00a0<b>{escape(tick.behind)}</b>" if tick.behind else "")


def _shape(rule: Rule, panel: Panel) -> dict[str, Any]:
    axes = _axes_of(panel)
    whole = {"x": f"{axes['xaxis']} domain", "y": "paper"}
    shape: dict[str, Any] = {
        "type": "rect" if rule.is_box else "line",
        "xref": whole["x"] if rule.shares == "x" else axes["xaxis"],
        "yref": whole["y"] if rule.shares == "y" else axes["yaxis"],
        "x0": _place(rule.x[0]),
        "x1": _place(rule.x[1]),
        "y0": rule.y[0],
        "y1": rule.y[1],
        "layer": "below",
        "line": _line(rule.stroke) if rule.stroke else {"width": 0},
    }
    if rule.fill:
        shape["fillcolor"] = rule.fill
    if rule.opacity is not None:
        shape["opacity"] = rule.opacity
    return shape
