"""The window of a place: it fits all that the place's lines reach, or shows the place alone and lets no line run out of it.

One rule for page, slide, still and player, which all take the scene made by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from data.rows import Row, records
from geo.fitting import NATION_FIT, Box
from geo.flows import bezier

#: Beside whom it helps a place may be small. One that is helped keeps at least this share of the window's sides: else the
#: window would be a map of its helpers.
LEAST_SHARE: Final = 0.6
#: A window with so much of the country's sides is the country's own.
_NATION_SHARE: Final = 0.72
_SAMPLES: Final = 12
#: Air around a line that is the outermost of what a window holds, in kilometres.
_AIR_KM: Final = 30.0


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around some, at least one (xmin, ymin, xmax, ymax)."""
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def window_of_place(own: Box, partners: Sequence[Box], curves: pd.DataFrame, *, helps: bool) -> tuple[Box, bool]:
    """Choose the window of a place.

    Parameters
    ----------
    own : (xmin, ymin, xmax, ymax)
        Of the place, with air around it, in kilometres.
    partners : sequence of box
        Of the other ends of its lines, as far as they have a shape.
    curves : DataFrame
        Its lines, as :func:`geo.flows.flow_curves` gives them.
    helps : bool
        Whether it helps more than it is helped: then whom it helps is what one came to see.

    Returns
    -------
    window : (xmin, ymin, xmax, ymax)
    reaches : bool
        Whether all lines lie in the window. If not, those that do not are left out, and the helpers are named at their
        recipients (:func:`lines_within`).
    """
    lines = [(a - _AIR_KM, b - _AIR_KM, c + _AIR_KM, d + _AIR_KM) for a, b, c, d in map(_extent, records(curves))]
    whole = around((own, *partners, *lines))
    if not helps and share_of(own, whole) < LEAST_SHARE:
        return own, False
    return (NATION_FIT if share_of(whole, NATION_FIT) > _NATION_SHARE else whole), True


def share_of(part: Box, whole: Box) -> float:
    """Return the share that a box has of the sides of another: of the one on which it has less."""
    return min((part[i + 2] - part[i]) / (whole[i + 2] - whole[i]) for i in (0, 1))


def lines_within(curves: pd.DataFrame, window: Box) -> pd.DataFrame:
    """Return those lines that lie in a window as a whole.

    Parameters
    ----------
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them; empty gives none.
    window : (xmin, ymin, xmax, ymax)

    Returns
    -------
    DataFrame
        Rows of ``curves`` with its columns, in their order.
    """
    within = [
        a >= window[0] and b >= window[1] and c <= window[2] and d <= window[3]
        for a, b, c, d in (_extent(row) for row in records(curves))
    ]
    return curves[pd.Series(within, index=curves.index, dtype=bool)]


def _extent(row: Row) -> Box:
    a, c, b = ((row[f"x{k}"], row[f"y{k}"]) if k != "c" else (row["cx"], row["cy"]) for k in ("0", "c", "1"))
    points = [bezier(a, c, b, n / _SAMPLES) for n in range(_SAMPLES + 1)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
