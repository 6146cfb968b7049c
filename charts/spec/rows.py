"""Rows of a chart with their names at the left: how high they are, and the room around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Final

from charts.base import SMALL_PX, ChartOptions, Heading
from charts.spec import Axis, Margin, Stroke, Tick
from look.palette import Palette
from text.lettering import BOLD, width_em, wrap

#: Height of a line of a name by its type.
LINE: Final = 1.3
_BESIDE_PX: Final = 16.0
#: Of the width of a chart, what names at its left leave to the plot, unless they cannot be broken that far.
_PLOT: Final = 0.28
_SHORTEST_EM: Final = 5.0


@dataclass(frozen=True)
class Rows:
    """Where rows lie: the room around them, the height of the chart, and their axis."""

    margin: Margin
    height_px: float
    axis: Axis


def names_em(most: float, options: ChartOptions, right: float = 0.0) -> float:
    """Return how wide names at the left of a chart may be, in em of their type.

    Parameters
    ----------
    most : float
        In a chart that is wide enough, in em.
    right : float
        Room right of the plot, in px.
    """
    room = (options.width_px * (1 - _PLOT) - right) / options.px(1) - _BESIDE_PX
    return max(_SHORTEST_EM, min(most, room / SMALL_PX / BOLD))


def wrap_parts(parts: Sequence[str], wide_em: float) -> list[str]:
    """Return short texts parted by points in one line, or each in lines of its own where that is too long."""
    line = " · ".join(parts)
    return [line] if width_em(line) <= wide_em else [line for part in parts for line in wrap(part, wide_em)]


def names(texts: Sequence[str], wide_em: float, bold: Sequence[bool] = ()) -> tuple[Tick, ...]:
    """Return the names of rows or columns, broken to a width; ``bold`` says which stand out."""
    lines = [tuple(wrap(text, wide_em)) for text in texts]
    strong = bold or [False] * len(lines)
    return tuple(
        Tick(float(at), lines_of_name, len(lines_of_name) if loud else 0)
        for at, (lines_of_name, loud) in enumerate(zip(lines, strong, strict=True))
    )


def lay_rows(
    ticks: Sequence[Tick],
    head: Heading,
    look: Palette,
    options: ChartOptions,
    *,
    above: float = 0.0,
    below: float = 0.0,
    right: float = 0.0,
    least: float = 0.0,
    air: float = 6.0,
    most: float = 0.0,
    stretch: float = 1.0,
    grid: Stroke | None = None,
) -> Rows:
    """Share the height of a chart among rows.

    Parameters
    ----------
    ticks : sequence of Tick
        Their names, from the top.
    above, below, right : float
        Room around the plot but for heading and names, in px.
    least, most : float
        How low and how high a row may be, in px at scale 1; names of several lines may need more than either.
    air : float
        Between the names of two rows, in px at scale 1.
    stretch : float
        How many times as high as it needs to be a row may grow; ``inf`` fills the chart.
    """
    px = options.px
    widths = [
        width_em(line) * (BOLD if n < tick.bold else 1) + width_em(f"  {tick.behind}" if tick.behind else "") * BOLD
        for tick in ticks
        for n, line in enumerate(tick.lines)
    ]
    lines = [len(tick.lines) for tick in ticks]
    # A long name may reach into the rows beside it as far as theirs are short; at the ends it has none.
    tallest = max(lines[0], lines[-1], *(sum(pair) / 2 for pair in pairwise(lines)))
    needed = max(least, tallest * SMALL_PX * LINE + air)
    top = head.height_px + above
    free = (options.height_px - top - below) / len(ticks)
    highest = inf if stretch == inf else px(max(most, needed * stretch))
    row = min(max(free, px(needed)), highest)
    axis = Axis(len(ticks) - 0.5, -0.5, ticks=tuple(ticks), color=look.ink, size=px(SMALL_PX), grid=grid, standoff=px(7))
    return Rows(
        Margin(px(max(widths) * SMALL_PX + _BESIDE_PX), right, top, below), round(top + below + len(ticks) * row), axis
    )


def heads_px(ticks: Sequence[Tick], options: ChartOptions) -> float:
    """Return the room that the names of columns take above them."""
    return options.px(max((len(tick.lines) for tick in ticks), default=1) * SMALL_PX * LINE + 9)


def columns(
    ticks: Sequence[Tick], count: int, color: str, options: ChartOptions, span: tuple[float, float] = (0.0, 1.0)
) -> Axis:
    """Return the axis of columns, named at the top."""
    return Axis(
        -0.5, count - 0.5, ticks=tuple(ticks), span=span, color=color, size=options.px(SMALL_PX), side="top", angle=0.0
    )
