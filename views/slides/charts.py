"""How large a chart is drawn on a slide: for wide screens and old projectors, and alone in a picture that it fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Final

from charts.spec import ChartSpec
from views.slide import Chart
from views.view import Plot

#: Sizes of charts in units of :mod:`export.deck.layout`: alone, with figures beside them, and beside a map.
WHOLE, MAIN, SIDE = (1200, 526), (768, 526), (592, 408)
#: Charts begin at 12 px for their smallest text; a slide's smallest is 16 units.
SCALE: Final = 4 / 3
#: Smaller ones for charts that need many words.
SCALES: Final = (SCALE, 1.15, 1.0)
#: Of charts whose rows take less of a picture than this; their titles stay smaller than the picture's.
_LARGER: Final = (1.7, 1.5)
_SHORT: Final = 0.7
#: Below this share of a chart's height too little is left for what it plots.
_LEAST_PLOT: Final = 0.35
#: The same of one panel on an old projector, where fewer stand side by side.
_LEAST_PANEL: Final = 0.25
#: Where a chart ends at least, of a picture's width that it is laid out for; one that ends before it is laid out for a part
#: of the picture, and enlarged.
_FILLS: Final = 0.75
_SHARES: Final = (1.0, 0.85, 0.7)
#: So many times as large is type that is worth another way to lay a chart out.
_CLEARLY: Final = 1.02


def chart_of(plot: Plot, size: tuple[int, int], scales: Sequence[float] = (SCALE,), **narrow: Any) -> Chart:
    """Draw a chart of a view for a slide: for wide screens and for old projectors.

    Parameters
    ----------
    size : (width, height)
        For wide screens, in units. On 4:3 type is a third larger, so that the chart has three quarters of the width in its
        own units.
    scales : sequence of float
        Largest first. A smaller one than the first is taken only where too little is left for the plot: its type is smaller
        than a slide's should be.
    **narrow : object
        Options of the chart where it has less width than ``size``.

    Raises
    ------
    ValueError
        If nothing is left even at the last scale.
    """
    drawn = plot.still or plot

    def draw(room: tuple[int, int], scale: float) -> ChartSpec:
        return drawn.spec(*room, scale, **(narrow if room < size else {}))

    wide = _fitting_spec(draw, size, scales)
    tall = _fitting_spec(draw, (round(size[0] * 0.75), size[1]), scales, _LEAST_PANEL)
    return Chart(wide, drawn.alt, drawn.table, tall, partial(_alone, draw))


def _fitting_spec(
    draw: Callable[[tuple[int, int], float], ChartSpec],
    size: tuple[int, int],
    scales: Sequence[float],
    least_panel: float = 0.0,
) -> ChartSpec:
    """Draw a chart at the first of some scales that leaves enough for its plot, and for each panel; else at the last."""
    for scale in scales[:-1]:
        with suppress(ValueError):
            spec = draw(size, scale)
            plot = spec.height_px - spec.margin.top - spec.margin.bottom
            # Of panels below one another each has but a part of it; the strip of zeros below one is no panel of its own.
            part = max((panel.y.span[1] - panel.y.span[0] for panel in spec.panels), default=1.0)
            if plot >= _LEAST_PLOT * spec.height_px and part * plot >= least_panel * spec.height_px:
                return spec
    return draw(size, scales[-1])


def _alone(draw: Callable[[tuple[int, int], float], ChartSpec], width: int, height: int) -> ChartSpec:
    """Draw a chart for a picture that it fills: in larger type where it has few rows, or its cells would leave room."""
    best, largest = _fitting_spec(draw, (width, height), SCALES), 0.0
    for scale in SCALES[1:]:  # rather a panel a place in smaller type than all places in one
        with suppress(ValueError):
            spec = draw((width, height), scale)
            best = spec if len(spec.panels) > len(best.panels) else best
    for share in _SHARES if _reach(best) < _FILLS or best.height_px > height else ():
        for scale in SCALES:
            with suppress(ValueError):
                spec = draw((round(width * share), round(height * share)), scale)
                # Enlarged, or made smaller where its rows take more than there is.
                size = scale * min(1 / share, height / spec.height_px)
                if size > largest * _CLEARLY:
                    best, largest = spec, size
    for scale in _LARGER if best.height_px < _SHORT * height else ():
        with suppress(ValueError):
            larger = draw((width, height), scale)
            if larger.height_px <= height:
                return larger
    return best


def _reach(spec: ChartSpec) -> float:
    return max((panel.x.span[1] for panel in spec.panels if panel.x is not None), default=1.0)
