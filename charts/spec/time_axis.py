"""The time axis of a plane: years named in their middle, thin lines between them, or through those that are named."""

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
    every = len(years) < 2 or years[1] - years[0] == 1
    return Axis(
        first,
        last,
        "time",
        tuple(Tick(date(year, 7, 2), (str(year),)) for year in years),
        color=look.quiet,
        size=plane.options.px(SMALL_PX),
        # Where there is no room to name each year, a line for each would be a fence. What is reported of a year stands at
        # its end: on a line where the next year begins, it would be read as that one's.
        thin=Stroke(look.line, 0.6, "dot"),
        thin_at=tuple(date(year, 1, 1) if every else date(year, 7, 2) for year in years),
    )
