"""A chart drawn by plotly in a browser: its axes, lines, legend and heading; the marks are :mod:`charts.plotly.traces`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

import plotly.graph_objects as go

from charts.base import SMALL_PX, TEXT_PX, TITLE_PX, columned_legends, heading, layout, legend_columns, title_height_px
from charts.plotly.escaping import escape
from charts.plotly.traces import axes_of, bar_labels, end_of, entry_of, line_of, markup, moved_labels, place_of, trace_of
from charts.spec import Axis, ChartSpec, Panel, Ribbon, Rule, Tick


class Finished(go.Figure):  # type: ignore[misc]
    """A figure that nobody changes any more: what plotly would copy and look through for every reader is written once."""

    _written: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return what the figure holds; whoever gets it only reads it."""
        if self._written is None:
            self._written = super().to_dict()
        return self._written


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
    entries = spec.entries()
    columns = legend_columns([entry.name for entry in entries], spec.options, _plot_px(spec))
    rows = ceil(len(entries) / max(1, len(columns)))
    column_of = {id(entry): n // rows for n, entry in enumerate(entries)}
    traces = [
        trace_of(series, panel, spec, column_of.get(id(series), 0)) for panel in spec.panels for series in panel.series
    ]
    traces += [trace for panel in spec.panels for trace in bar_labels(panel, spec)]
    traces += [entry_of(entry, column_of[id(entry)], spec) for entry in spec.legend]
    words = [*_heading(spec), *(note for panel in spec.panels for note in moved_labels(panel, spec))]
    # All of it at once: plotly checks what it is given each time it is given something.
    return go.Figure(traces, layout=_layout(spec, columns, rows) | {"annotations": words, "meta": dict(spec.meta)})


def _message(spec: ChartSpec) -> go.Figure:
    figure = go.Figure(layout=layout(spec.look, spec.options))
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    font = {"size": spec.options.px(TEXT_PX), "color": spec.look.quiet}
    figure.add_annotation(text=escape(spec.message), xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False, font=font)
    return figure


def _plot_px(spec: ChartSpec) -> float:
    return max(1.0, spec.options.width_px - spec.margin.left - spec.margin.right)


def _heading(spec: ChartSpec) -> Iterator[dict[str, Any]]:
    """Title and subtitle at the left edge: annotations, for plotly cuts off a title of several lines."""
    head, options = heading(spec.title, spec.notes, spec.options, spec.period), spec.options
    for name, lines, bold, size, color, down in (
        ("title", head.title, len(head.title), TITLE_PX, spec.look.ink, 0.0),
        ("subtitle", head.notes, 0, SMALL_PX, spec.look.quiet, title_height_px(head, options)),
    ):
        yield {
            "name": name,
            "text": markup(lines, bold),
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "top",
            "xshift": options.px(3) - spec.margin.left,
            "yshift": spec.margin.top - down,
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": options.px(size), "color": color},
        }


def _layout(spec: ChartSpec, columns: Sequence[float], rows: int) -> dict[str, Any]:
    margin = spec.margin
    parts = layout(spec.look, spec.options) | {
        "height": round(spec.height_px),
        "margin": {"l": margin.left, "r": margin.right, "t": margin.top, "b": margin.bottom, "pad": 0},
        "showlegend": bool(spec.entries()),
        "barmode": "overlay",
        "bargap": 0,
        "shapes": [
            *(_shape(rule, panel) for panel in spec.panels for rule in panel.rules),
            *(_ribbon(ribbon, panel) for panel in spec.panels for ribbon in panel.ribbons),
        ],
        # Charts of many rows are higher than they were asked to be.
        **columned_legends(spec.look, replace(spec.options, height_px=round(spec.height_px)), columns, rows),
    }
    shared = [panel for panel in spec.panels if panel.x is None]
    for panel in spec.panels:
        axes = axes_of(panel)
        if panel.x is not None:
            # Along the foot of the lowest panel that has it.
            foot = min((*shared, panel) if panel.number == 1 else (panel,), key=lambda panel: panel.y.span[0])
            parts[axes["xaxis"].replace("x", "xaxis", 1)] = _axis(panel.x, axes_of(foot)["yaxis"])
        if panel.under is not None:
            below = _axis(panel.under, axes["yaxis"]) | {"overlaying": axes["xaxis"]}
            parts[f"xaxis{2 * panel.number}"] = below
        parts[axes["yaxis"].replace("y", "yaxis", 1)] = _axis(panel.y, axes["xaxis"])
    return parts


def _axis(axis: Axis, anchor: str) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "type": {"time": "date"}.get(axis.kind, axis.kind),
        "range": [end_of(axis, axis.low), end_of(axis, axis.high)],
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
        parts |= {"tickmode": "array", "tickvals": [place_of(tick.at) for tick in axis.ticks], "ticktext": texts}
        parts["tickfont"] = {"size": axis.size, "color": axis.color}
    else:
        parts["showticklabels"] = False
    if axis.grid:
        parts |= {"gridcolor": axis.grid.color, "gridwidth": axis.grid.width}
        parts |= {"griddash": axis.grid.dash} if axis.grid.dash else {}
    if axis.thin:
        dash = {"griddash": axis.thin.dash} if axis.thin.dash else {}
        parts["minor"] = {"tickvals": [place_of(at) for at in axis.thin_at], "showgrid": True, "gridcolor": axis.thin.color}
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
    return markup(tick.lines, tick.bold) + (f"\u00a0\u00a0<b>{escape(tick.behind)}</b>" if tick.behind else "")


def _shape(rule: Rule, panel: Panel) -> dict[str, Any]:
    axes = axes_of(panel)
    whole = {"x": f"{axes['xaxis']} domain", "y": "paper"}
    shape: dict[str, Any] = {
        "type": "rect" if rule.is_box else "line",
        "xref": whole["x"] if rule.shares == "x" else axes["xaxis"],
        "yref": whole["y"] if rule.shares == "y" else axes["yaxis"],
        "x0": place_of(rule.x[0]),
        "x1": place_of(rule.x[1]),
        "y0": rule.y[0],
        "y1": rule.y[1],
        "layer": "below",
        "line": line_of(rule.stroke) if rule.stroke else {"width": 0},
    }
    if rule.fill:
        shape["fillcolor"] = rule.fill
    if rule.opacity is not None:
        shape["opacity"] = rule.opacity
    return shape


def _ribbon(ribbon: Ribbon, panel: Panel) -> dict[str, Any]:
    def points(edge: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{x:g},{y:g}" for x, y in edge)

    there, back = ribbon.edges()
    path = f"M{points(there[:1])}C{points(there[1:])}L{points(back[:1])}C{points(back[1:])}Z"
    axes, paint = axes_of(panel), ribbon.paint
    return {
        "type": "path",
        "path": path,
        "xref": axes["xaxis"],
        "yref": axes["yaxis"],
        "layer": "below",
        "fillcolor": paint.fill,
        "opacity": paint.opacity,
        "line": line_of(paint.edge) if paint.edge else {"width": 0},
    }
