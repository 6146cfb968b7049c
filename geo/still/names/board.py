"""What the names of one picture share: where nothing may stand, what stands already, which regions lie where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, cast

import numpy as np

from geo.shapes.geometry import Geometry
from geo.still.measures import Line, Measures, Rect, overlap
from geo.still.names.boxes import Mask, Rows, crossing, holding, overlapping, rows
from geo.still.picture import Point, View

#: What it costs to cover an arrowhead, the place of another name: in units of distance.
HEAD, ANCHOR = 8.0, 40.0
#: Air between two names, to the left and to the right of each.
AIR: Final = 3.0
#: Air around a name, across and down, through which a line may pass.
_SLIM: Final = (3.0, 2.0)


@dataclass(frozen=True)
class Entry:
    """One name with what stands under it.

    Attributes
    ----------
    at : (x_km, y_km)
    home : frozenset of str
        Codes of the regions that count as its own.
    tail : str
        A second line, written where the name leaves room for it.
    """

    region_id: str
    rank: int
    style: str
    lines: tuple[str, ...]
    at: Point
    home: frozenset[str] = frozenset()
    tail: str = ""

    @property
    def trusted(self) -> bool:
        """Whether its point lies in its own region; that of an area may not."""
        return self.region_id in self.home


@dataclass(frozen=True)
class Spot:
    """A spot: the middle and the box of the name, what it costs, the line that ties it, if any."""

    at: Point
    box: Rect
    cost: float
    line: Line | None = None
    lines: tuple[str, ...] = ()


@dataclass
class Board:
    """All that the names of one picture share, and what they have taken.

    Attributes
    ----------
    heads : list of Rect
        Around arrowheads.
    anchors : list of (region id, Rect)
        Around the points of the names that must stand.
    middles : list of (region id, Point)
        Where the names of provinces stand.
    filled : frozenset of str
        Codes of regions with a colour.
    reserved : list of Rect
        Around the points of quiet names: names beside their places leave it to them.
    islands : list of (province, n by 2)
        Points on the coast of each province that is an island, and inside it: no other name lies on it.
    """

    geometry: Geometry
    view: View
    measures: Measures
    occupied: list[Rect]
    heads: Sequence[Rect] = ()
    anchors: Sequence[tuple[str, Rect]] = ()
    middles: Sequence[tuple[str, Point]] = ()
    filled: frozenset[str] = frozenset()
    reserved: Sequence[Rect] = ()
    islands: Sequence[tuple[str, Rows]] = ()
    ties: list[Line] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)

    def spots(self, middles: Rows, w: float, h: float) -> Rows:
        """Return the boxes of a name around some middles."""
        half = np.array((w / 2 + AIR * self.measures.grow, h / 2))
        return np.hstack((middles - half, middles + half))

    def free(self, entry: Entry, boxes: Rows) -> Mask:
        """Say of boxes whether each is in the picture, on nothing that stands, and on no island but the name's own."""
        edge = (self.measures.width, self.measures.height)
        free: Mask = np.all((boxes[:, :2] >= 0) & (boxes[:, 2:] <= edge), axis=1)
        free[free] = ~overlapping(boxes[free], rows(self.occupied))
        if self.ties and free.any():
            free[free] = ~crossing(rows(self.ties), boxes[free]).any(axis=0)
        for island, points in self.islands:
            if island[:2] != entry.region_id[:2]:
                near = free & overlapping(boxes, rows([*points.min(axis=0), *points.max(axis=0)]))
                free[near] = ~holding(boxes[near], points).any(axis=1)
        return free

    def beside(self, entry: Entry, boxes: Rows) -> Mask:
        """Say of boxes whether each is free and leaves room to quiet names."""
        free = self.free(entry, boxes)
        free[free] = ~overlapping(boxes[free], rows(self.reserved))
        return free

    def take(self, entry: Entry, spot: Spot) -> None:
        """Put a name down."""
        self.occupied.append(spot.box)
        self.ties += [spot.line] if spot.line else []
        self.settled.add(entry.region_id)

    def tight(self) -> Rows:
        """Return what is taken without the air around names: a line may pass there."""
        x, y = _SLIM[0] * self.measures.grow, _SLIM[1] * self.measures.grow
        return rows(self.occupied) + np.array((x, y, -x, -y))

    def covered(self, entry: Entry, box: Rows) -> float:
        """Price the arrowheads, and the places whose own names are still to come, under a box."""
        at = cast(Rect, tuple(box.tolist()))
        heads = sum(overlap(at, head) for head in self.heads)
        anchors = sum(overlap(at, box) for i, box in self.anchors if i != entry.region_id and i not in self.settled)
        return HEAD * heads + ANCHOR * anchors

    def regions(self, points: Rows) -> list[set[str]]:
        """Return the codes of the regions at places of the picture, n by 2."""
        return self.geometry.regions_at([self.view.back((x, y)) for x, y in points.tolist()])
