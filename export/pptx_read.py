"""A plotly figure read for PowerPoint: which of its charts can show it, if any."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from export.pptx_axes import on_axes
from export.pptx_bars import bars, over_categories
from export.pptx_plot import Plot, items, number, plain, rejoined


def read(figure: go.Figure) -> Plot | None:
    """Read a figure.

    Returns
    -------
    Plot or None
        None for what PowerPoint has no chart of: several plots in one, bars that float, other kinds of traces, nothing.
    """
    traces = [trace for trace in figure.data if _has_data(trace)]
    kinds = {trace.type for trace in figure.data}
    if not traces or kinds - {"scatter", "bar"}:
        return None
    heads = {one.name: one.text for one in figure.layout.annotations if one.name in ("title", "subtitle")}
    if "bar" in kinds:
        plot = bars(figure, traces)
    elif figure.layout.xaxis.type != "date" and figure.layout.xaxis.ticktext is not None:
        plot = over_categories(figure, traces)
    else:
        plot = on_axes(figure, traces)
    if plot is None:
        return None
    title = figure.layout.title.text or heads.get("title", "")
    return replace(plot, title=rejoined(plain(title)), notes=rejoined(plain(heads.get("subtitle", ""))))


def _has_data(trace: Any) -> bool:
    if trace.type not in ("scatter", "bar"):
        return True
    return any(number(y) is not None for y in items(trace.y)) or any(isinstance(y, str) for y in items(trace.y))
