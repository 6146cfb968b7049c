"""The time axis of a plane: years named in their middle, thin lines where one begins."""

from __future__ import annotations

from typing import Any

from charts.base import SMALL_PX
from charts.plane import Plane
from look.palette import Palette


def time_axis(plane: Plane, look: Palette, anchor: str = "y") -> dict[str, Any]:
    """Return the horizontal axis of a plane.

    Parameters
    ----------
    anchor : str
        The vertical axis at whose lower end it stands.

    Returns
    -------
    dict
        ``layout.xaxis``.
    """
    first, last = plane.days
    years = plane.year_ticks()
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "anchor": anchor,
        "tickmode": "array",
        "tickvals": [f"{year}-07-02" for year in years],
        "ticktext": [str(year) for year in years],
        "tickfont": {"size": plane.options.px(SMALL_PX), "color": look.quiet},
        "showgrid": False,
        "minor": {
            # Where there is no room to name each year, a line for each would be a fence.
            "tickvals": [f"{year}-01-01" for year in years],
            "showgrid": True,
            "gridcolor": look.line,
            "griddash": "dot",
            "gridwidth": 0.6,
        },
        "zeroline": False,
        "fixedrange": True,
    }
