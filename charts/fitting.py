"""The largest type at which a chart still has room for its marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import plotly.graph_objects as go

#: The least share of the height that the plot must have: many series take many words above and below it.
_PLOT: Final = 0.4


def largest(draw: Callable[[float], go.Figure], scales: Sequence[float]) -> go.Figure:
    """Draw a chart at the first scale that leaves its plot room.

    Parameters
    ----------
    draw : callable
        Draws it at a scale; a ValueError says that nothing is left for the plot.
    scales : sequence of float
        Largest first, at least one.

    Returns
    -------
    plotly.graph_objects.Figure

    Raises
    ------
    ValueError
        If nothing is left even at the last scale.
    """
    for scale in scales[:-1]:
        try:
            figure = draw(scale)
        except ValueError:
            continue
        margin, height = figure.layout.margin, figure.layout.height or 1
        if (height - (margin.t or 0) - (margin.b or 0)) / height >= _PLOT:
            return figure
    return draw(scales[-1])
