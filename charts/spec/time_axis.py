"""The time axis of a plane: years named in their middle, thin lines where one begins."""

from __future__ import annotations

from datetime import date

from charts.base import SMALL_PX
from charts.spec import Axis, Stroke, Tick
from charts.spec.plane import Plane
from look.palette import Palette


def time_axis(plane: Plane, look: Palette) -> Axis:
    """Return the horizontal axis of a plane."""
    first, last = plane.days
    years = plane.year_ticks()
    return Axis(
        first,
        last,
        "time",
        tuple(Tick(date(year, 7, 2), (str(year),)) for year in years),
        color=look.quiet,
        size=plane.options.px(SMALL_PX),
        # Where there is no room to name each year, a line for each would be a fence.
        thin=Stroke(look.line, 0.6, "dot"),
        thin_at=tuple(date(year, 1, 1) for year in years),
    )
