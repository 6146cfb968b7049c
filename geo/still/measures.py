"""Sizes of type and lines in a still picture, all grown from its smallest text; widths of words; rectangles and lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.still.picture import Box
from text.lettering import BOLD, width_em

#: Sizes of type as shares of the smallest, as the browser has them (``geo/client/drawing/labels.js``, ``atlas.css``).
QUIET: Final = 1.0
SIZES: Final = {
    "province": 1.22,
    "prefecture": 1.06,
    "quiet": QUIET,
    "value": 1.13,
    # Quiet names among those of counties: of three levels each has its own type.
    "quiet province": 1.35,
    "quiet prefecture": 1.13,
}
WEIGHTS: Final = {
    "province": 700,
    "prefecture": 500,
    "quiet": 400,
    "value": 700,
    "quiet province": 600,
    "quiet prefecture": 600,
}
LEGEND: Final = 1.06
#: Height of a line of text, in em.
LINE_EM: Final = 1.18

Rect = tuple[float, float, float, float]
#: From (x0, y0) to (x1, y1).
Line = tuple[float, float, float, float]


@dataclass(frozen=True)
class Measures:
    """The size of a picture and of what is in it.

    Attributes
    ----------
    smallest : float
        Size of the smallest text, in units.
    fine : float
        Factor on lines and marks: below 1 where several maps share a page.
    names : float
        Factor on the names of regions, none of which becomes smaller than the smallest text.
    """

    width: float
    height: float
    smallest: float
    fine: float = 1.0
    names: float = 1.0

    def name_size(self, style: str) -> float:
        """Return the size of the name of a region, by a key of :data:`SIZES`."""
        return self.smallest * max(QUIET, self.names * SIZES[style])

    @property
    def grow(self) -> float:
        """How much larger lines are than on a laptop's map, where the smallest text has 12 pixels."""
        return self.smallest / 12 * self.fine

    @property
    def pad(self) -> float:
        """Room between a box and the edge of the picture."""
        return 0.6 * self.smallest


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Estimate the width of a line of text.

    Parameters
    ----------
    size : float
        Of the type, in units.

    Returns
    -------
    float
        Units; rather too wide than too narrow.
    """
    return width_em(text) * size * (BOLD if weight >= 600 else 1)


def overlap(a: Rect, b: Rect) -> bool:
    """Say whether two rectangles share more than an edge.

    Parameters
    ----------
    a, b : (left, top, right, bottom)
    """
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def rect(box: Box, margin: float = 0.0) -> Rect:
    """Return the rectangle of a box, with some room around it.

    Returns
    -------
    (left, top, right, bottom)
    """
    return (box.x - margin, box.y - margin, box.x + box.w + margin, box.y + box.h + margin)


def solid(color: str, over: str) -> str:
    """Return an opaque colour: what a translucent one looks like over another. Slides and old viewers know hex only.

    Parameters
    ----------
    color : str
        ``#rgb``, ``#rrggbb`` or ``rgba(r,g,b,a)``.
    over : str
        ``#rrggbb``.

    Returns
    -------
    str
        ``#rrggbb``; anything else than these comes back as it is.
    """
    if color.startswith("#") and len(color) == 4:
        return "#" + "".join(sign * 2 for sign in color[1:])
    if not color.startswith("rgba(") or len(over) != 7:
        return color
    *parts, alpha = (float(part) for part in color[5:-1].split(","))
    ground = [int(over[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * alpha + b * (1 - alpha)):02x}" for a, b in zip(parts, ground, strict=True))
