"""Where a map stands in its room: as large as can be, with nothing that is laid on it over an island or a coast.

A pure rule over points and boxes, which the browser's part follows with the same numbers (``geo/client/fit.js``): what a
candidate covers has a price, and so has being smaller; the cheapest one is taken. Kilometres have y up, pixels y down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
Points = NDArray[np.float64]

#: What the nation view shows: mainland and Hainan with a margin, Albers kilometres (xmin, ymin, xmax, ymax).
#: Islands farther south are in the inset, as on standard maps, and on the map itself after panning.
NATION_FIT: Final = (-2690.0, 1700.0, 2270.0, 5965.0)
#: The same with all islands of the South China Sea, for rooms so high that the map needs no inset.
WHOLE_FIT: Final = (-2690.0, 320.0, 2270.0, 5965.0)

#: A view may shrink to this share of the largest size that fits, in such steps.
LEAST: Final = 0.4
STEP: Final = 0.02
#: Shares of the spare room to the left of a view and above it, the middle first.
ACROSS: Final = (0.5, 0.625, 0.375, 0.75, 0.25, 0.875, 1.0, 0.0)
DOWN: Final = (0.5, 0.25, 0.0, 0.75, 1.0)

#: What it costs to cover anything of a kind of place at all, and then by the share that is covered. 1 is the whole scale:
#: a map would rather shrink by 35 % than have its coast under the inset. Islands are never worth it.
PRICES: Final[Mapping[str, Mapping[str, tuple[float, float]]]] = {
    "islands": {"inset": (10, 10), "legend": (10, 10), "bar": (10, 10)},
    "land": {"inset": (0.35, 3), "legend": (0.3, 3), "bar": (0.15, 3)},
    "dashes": {"inset": (0.3, 1), "legend": (0.3, 1), "bar": (0.15, 1)},
    "lines": {"inset": (0.05, 0.5), "legend": (0.04, 0.5), "bar": (0.02, 0.2)},
    # A close view is surrounded by land: there it is the framed place that has to stay in sight.
    "framed": {"inset": (0.2, 2), "legend": (0.2, 2), "bar": (0.12, 1)},
    "around": {"inset": (0, 0.4), "legend": (0, 0.4), "bar": (0, 0.1)},
}
#: What it costs to leave an island that is near outside the room, or the share of it that is.
UNSEEN: Final = 0.06
#: What it costs to fold the legend; to put it, or the inset, into another corner than the usual one; to make the inset
#: smaller by a step; to leave it out of a close view.
FOLD: Final = 0.1
CORNER: Final = 0.04
SMALLER: Final = 0.03
LEFT_OUT: Final = 0.15
#: Where the islands of the South China Sea fit on the map itself, it needs no inset; that is worth a little.
WHOLE: Final = -0.02
#: What it costs to stand beside the middle, by the share of the room that it is off: little for a nation that nearly
#: fills its room, much for two places in the middle of a sheet that would else cling to its edge.
OFF: Final = 0.3
#: Sizes of the inset, as shares of the usual one.
INSETS: Final = (1.0, 0.82, 0.66)
#: Points are counted in so many squares along the longer side of what they cover.
_SQUARES: Final = 128


@dataclass(frozen=True)
class Sight:
    """Points that should stay in sight.

    Attributes
    ----------
    kind : str
        A key of :data:`PRICES`.
    points : ndarray, shape (n, 2)
        Kilometres.
    inset : bool
        Whether the inset shows them too: then they count only on a map that is to show the whole sea itself.
    """

    kind: str
    points: Points
    inset: bool = False

    @cached_property
    def _sums(self) -> tuple[float, float, float, NDArray[np.int64]]:
        """Corner and side of the squares, and how many points lie to the left of and below each corner of them."""
        (x0, y0), (x1, y1) = self.points.min(axis=0), self.points.max(axis=0)
        side = max(float(x1 - x0), float(y1 - y0), 1.0) / _SQUARES
        at = np.floor((self.points - (x0, y0)) / side).astype(np.int64)
        counts = np.zeros((_SQUARES + 2, _SQUARES + 2), dtype=np.int64)
        np.add.at(counts, (at[:, 0] + 1, at[:, 1] + 1), 1)
        return float(x0), float(y0), side, counts.cumsum(axis=0).cumsum(axis=1)

    def within(self, left: Points, below: Points, right: Points, above: Points) -> NDArray[np.int64]:
        """Count the points in boxes, in kilometres; those in a square that a box only touches count too."""
        if not len(self.points):
            return np.zeros(left.shape, dtype=np.int64)
        x0, y0, side, sums = self._sums
        most = _SQUARES + 1
        a, c = (np.clip(np.floor((v - x0) / side), 0, most).astype(np.int64) for v in (left, right - 1e-9))
        b, d = (np.clip(np.floor((v - y0) / side), 0, most).astype(np.int64) for v in (below, above - 1e-9))
        # A box that ends before the first square, or begins behind the last, holds none.
        c, d = np.where(right <= x0, a, np.minimum(c + 1, most)), np.where(above <= y0, b, np.minimum(d + 1, most))
        return np.asarray(sums[c, d] - sums[a, d] - sums[c, b] + sums[a, b], dtype=np.int64)


@dataclass(frozen=True)
class Choice:
    """A box that may be laid on the map: left, top, right, bottom in pixels, or None for none; and what that costs."""

    box: Box | None
    cost: float = 0.0


@dataclass(frozen=True)
class Standing:
    """A way to stand in a room.

    Attributes
    ----------
    window : (xmin, ymin, xmax, ymax)
        Kilometres that have to be in the room.
    legends, insets : tuple of Choice
        At least one of each; of those that cost the same the first is taken.
    bars : tuple of box
        What lies on the map in any case: credit, controls.
    whole : bool
        Whether the map is to show the whole sea itself.
    """

    window: Box
    legends: tuple[Choice, ...]
    insets: tuple[Choice, ...]
    bars: tuple[Box, ...] = ()
    cost: float = 0.0
    whole: bool = False


@dataclass(frozen=True)
class Placed:
    """The outcome: which standing, legend and inset by index; pixels a kilometre; where kilometre (0, 0) lies; the cost."""

    standing: int
    legend: int
    inset: int
    scale: float
    dx: float
    dy: float
    cost: float


def place(width: float, height: float, pad: float, standings: Sequence[Standing], sights: Sequence[Sight]) -> Placed:
    """Find the cheapest way to stand in a room.

    Parameters
    ----------
    width, height : float
        Of the room, in pixels.
    pad : float
        Room between a window and the edge.
    standings : sequence of Standing
        At least one.
    """
    limits = [_limit(width, height, pad, standing.window) for standing in standings]
    best: Placed | None = None
    for n in range(round((1 - LEAST) / STEP) + 1):
        for i, standing in enumerate(standings):
            scale = limits[i] * (1 - n * STEP)
            price = (1 - scale / max(limits)) + standing.cost
            if best and price >= best.cost:
                continue
            dx, dy, off = _shifts(width, height, pad, standing.window, scale)
            shift, legend, inset, cost = _cheapest(width, height, standing, sights, scale, dx, dy, off)
            if not best or price + cost < best.cost:
                best = Placed(i, legend, inset, scale, float(dx[shift]), float(dy[shift]), price + cost)
    assert best is not None  # there is always a first candidate
    return best


def settle(
    width: float, height: float, standing: Standing, sights: Sequence[Sight], scale: float, dx: float, dy: float
) -> Placed:
    """Find the cheapest legend and inset on a view that is given, such as one that a reader has moved to.

    Returns
    -------
    Placed
        Its cost leaves out the size of the view.
    """
    moved = np.array([dx]), np.array([dy]), np.zeros(1)
    _, legend, inset, cost = _cheapest(width, height, standing, sights, scale, *moved)
    return Placed(0, legend, inset, scale, dx, dy, standing.cost + cost)


def _limit(width: float, height: float, pad: float, window: Box) -> float:
    """Pixels a kilometre at which a window just fits."""
    x0, y0, x1, y1 = window
    return min(max(width - 2 * pad, 1.0) / max(x1 - x0, 1.0), max(height - 2 * pad, 1.0) / max(y1 - y0, 1.0))


def _shifts(width: float, height: float, pad: float, window: Box, scale: float) -> tuple[Points, Points, Points]:
    """Return the places of kilometre (0, 0) that are tried at a scale, and what it costs that they are off the middle."""
    x0, y0, x1, y1 = window
    spare_x, spare_y = max(width - 2 * pad, 1.0) - scale * (x1 - x0), max(height - 2 * pad, 1.0) - scale * (y1 - y0)
    shifts = [(pad + spare_x * fx - scale * x0, pad + spare_y * fy + scale * y1) for fx in ACROSS for fy in DOWN]
    off = [OFF * (abs(fx - 0.5) * spare_x / width + abs(fy - 0.5) * spare_y / height) for fx in ACROSS for fy in DOWN]
    return np.array([dx for dx, _ in shifts]), np.array([dy for _, dy in shifts]), np.array(off)


def _cheapest(
    width: float,
    height: float,
    standing: Standing,
    sights: Sequence[Sight],
    scale: float,
    dx: Points,
    dy: Points,
    off: Points,
) -> tuple[int, int, int, float]:
    """Return the first of the cheapest shifts, legends and insets, and what they cost."""
    bars = off.copy()
    legends, insets = np.zeros((len(dx), len(standing.legends))), np.zeros((len(dx), len(standing.insets)))
    canvas = np.array([(0.0, 0.0, width, height)])
    for sight in sights:
        if not len(sight.points) or (sight.inset and not standing.whole):
            continue
        if sight.kind == "islands":
            bars += UNSEEN * (len(sight.points) - _count(sight, canvas, scale, dx, dy)[:, 0]) / len(sight.points)
        for prices in _priced(sight, "bar", standing.bars, scale, dx, dy).T:
            bars += prices
        legends += _priced(sight, "legend", [choice.box for choice in standing.legends], scale, dx, dy)
        insets += _priced(sight, "inset", [choice.box for choice in standing.insets], scale, dx, dy)
    legends += [choice.cost for choice in standing.legends]
    insets += [choice.cost for choice in standing.insets]
    apart = [[100.0 if a.box and b.box and meet(a.box, b.box) else 0.0 for b in standing.insets] for a in standing.legends]
    costs = bars[:, None, None] + (legends[:, :, None] + insets[:, None, :]) + np.asarray(apart)
    shift, legend, inset = (int(i) for i in np.unravel_index(int(costs.argmin()), costs.shape))
    return shift, legend, inset, float(costs[shift, legend, inset])


def _priced(sight: Sight, kind: str, boxes: Sequence[Box | None], scale: float, dx: Points, dy: Points) -> Points:
    """Price boxes: a row for each shift, a column for each box; none costs nothing."""
    if not boxes:
        return np.zeros((len(dx), 0))
    first, share = PRICES[sight.kind][kind]
    covered = _count(sight, np.array([box or (0.0, 0.0, 0.0, 0.0) for box in boxes]), scale, dx, dy)
    is_box = np.array([box is not None for box in boxes])
    return np.where((covered > 0) & is_box, first + share * covered / len(sight.points), 0.0)


def _count(sight: Sight, boxes: Points, scale: float, dx: Points, dy: Points) -> NDArray[np.int64]:
    left, top, right, bottom = boxes.T
    x, y = dx[:, None], dy[:, None]
    return sight.within((left - x) / scale, (y - bottom) / scale, (right - x) / scale, (y - top) / scale)


def meet(a: Box, b: Box) -> bool:
    """Say whether two boxes share more than an edge.

    Parameters
    ----------
    a, b : tuple of float
        Left, top, right, bottom.
    """
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def reach(width: float, height: float, pad: float, window: Box) -> Box:
    """Return what of the map can come into a room at all, wherever and however small its window is put.

    Parameters
    ----------
    window : (xmin, ymin, xmax, ymax)

    Returns
    -------
    (xmin, ymin, xmax, ymax)
    """
    x0, y0, x1, y1 = window
    scale = LEAST * _limit(width, height, pad, window)
    return x1 - width / scale, y1 - height / scale, x0 + width / scale, y0 + height / scale


def rules() -> dict[str, Any]:
    """Return the numbers of this module for the browser."""
    return {
        "least": LEAST,
        "step": STEP,
        "across": ACROSS,
        "down": DOWN,
        "unseen": UNSEEN,
        "off": OFF,
        "fold": FOLD,
        "corner": CORNER,
        "smaller": SMALLER,
        "leftOut": LEFT_OUT,
        "whole": WHOLE,
        "insets": INSETS,
        "squares": _SQUARES,
        "prices": {kind: {k: list(v) for k, v in prices.items()} for kind, prices in PRICES.items()},
    }
