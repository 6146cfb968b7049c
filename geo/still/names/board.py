"""What the names of one picture share: where nothing may stand, what stands already, which regions lie where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.scene import FOREMOST
from geo.shapes.geometry import Geometry
from geo.shapes.landmarks import TAIWAN
from geo.still.measures import Line, Measures, Rect
from geo.still.names.boxes import Mask, Rows, crossing, overlapping, rows
from geo.still.picture import Point, View

#: What it costs to cover an arrowhead, the place of another name: in units of distance.
HEAD, ANCHOR = 8.0, 40.0
#: Air between two names, to the left and to the right of each.
AIR: Final = 3.0
#: Between two amounts, and what it costs to stand nearer: stacked, each would be read as that of the line under both.
_APART, _STACKED = 20.0, 100.0
#: Air around an amount: right under a name it would be read as that of the place.
_AROUND: Final = 6.0
#: Air around a name, across and down, through which a line may pass.
_SLIM: Final = (3.0, 2.0)
#: Around the dot in which a line begins: another's line that passes there seems to tie that place to its own name.
_DOT: Final = 3.0
#: Where under a name, from its left to its right, no county with a colour of its own may lie.
_UNDER: Final = np.array((0.2, 0.5, 0.8))


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
    short : str
        Fewer words that may stand instead.
    has_list : bool
        Whether a list beside the map has it too: it stands near its place or nowhere.
    is_end : bool
        Whether a flow begins or ends at its place.
    above : str
        ``province`` or ``prefecture`` of a quiet name that stands among those of counties.
    """

    region_id: str
    rank: int
    style: str
    lines: tuple[str, ...]
    at: Point
    home: frozenset[str] = frozenset()
    tail: str = ""
    short: str = ""
    has_list: bool = False
    is_end: bool = False
    above: str = ""

    @property
    def type(self) -> str:
        """A key of :data:`geo.still.measures.SIZES`."""
        return f"quiet {self.above}" if self.above else self.style

    @property
    def stays(self) -> bool:
        """Whether it is named wherever its place is in sight, also where its name is a quiet one."""
        return self.region_id == TAIWAN

    @property
    def bound(self) -> bool:
        """Whether it stands at its own point or nowhere."""
        return self.style == "quiet" and not self.stays

    @property
    def tieable(self) -> bool:
        """Whether a line may tie it to its place: where a list beside the map has all names, an end of a flow alone."""
        return not self.has_list or self.rank <= FOREMOST or (self.style == "prefecture" and self.is_end)

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


@dataclass(frozen=True)
class Island:
    """A province that is an island.

    Attributes
    ----------
    points : array, n by 2
        On its coast, and inside it.
    around : array, 1 by 4
        Their box.
    """

    province: str
    points: Rows
    around: Rows

    @classmethod
    def of(cls, province: str, points: Rows) -> Island:
        """Box the points once: every spot of every name is held against it."""
        return cls(province, points, rows([*points.min(axis=0), *points.max(axis=0)]))


#: Both ends of a flow, and boxes along its line.
Passing = tuple[tuple[str, str], Rows]


@dataclass(frozen=True)
class Ground:
    """What the names of one picture share, whichever of them come first.

    Attributes
    ----------
    occupied : array, n by 4
        Where no name may go: legend, inset, credit, measured arrowheads.
    heads : array, n by 4
        Around arrowheads.
    anchors, anchored : array, n by 4, and codes
        Around the points of the names that must stand.
    listed : mapping of str to array, 1 by 2
        Code to the point of each name that a list beside the map has too, or between which an amount went.
    starts : mapping of str to array, 1 by 2
        Code of a helper to where its flows begin, with a dot.
    middles, named : array, n by 2, and codes
        Where the names of provinces stand.
    filled : frozenset of str
        Codes of regions with a colour.
    apart : frozenset of str
        Codes of prefectures with a colour that their province, which has one too, has not.
    colors : mapping of str to int
        Code of each province and prefecture with a colour to its class; empty for a map with flows.
    reserved : mapping of str to array, 1 by 4
        By code, around the points of quiet names: names beside their places leave it to them.
    islands : sequence of Island
        No other name lies on one.
    south : array, n by 2
        Points of the islands and dashes of the South China Sea.
    measured : mapping of str to array, n by 4
        Id of a flow that says how much to boxes along its line.
    passing : sequence of ((str, str), array, n by 4)
        Of each flow its helper and recipient, and boxes along its line; none where names have lines of their own.
    chosen : frozenset of str
        Codes of the provinces and prefectures in what is chosen or framed: no quiet name from elsewhere lies on them.
    counties : mapping of str to geometry
        Code of a county with a colour to its area, on the map of a province: its name may stand anywhere on it.
    """

    geometry: Geometry
    view: View
    measures: Measures
    occupied: Rows
    heads: Rows
    anchors: Rows
    anchored: tuple[str, ...]
    listed: Mapping[str, Rows]
    starts: Mapping[str, Rows]
    middles: Rows
    named: tuple[str, ...]
    filled: frozenset[str]
    apart: frozenset[str]
    colors: Mapping[str, int]
    reserved: Mapping[str, Rows]
    islands: Sequence[Island]
    south: Rows
    measured: Mapping[str, Rows]
    passing: Sequence[Passing]
    chosen: frozenset[str]
    counties: Mapping[str, shapely.Geometry]

    @cached_property
    def tight(self) -> Rows:
        """Where no line may pass: what is occupied, without air."""
        return slim(self.occupied, self.measures)

    @cached_property
    def start_dots(self) -> Rows:
        """Boxes around the dots at which flows begin."""
        return self.dots(np.vstack([np.empty((0, 2)), *self.starts.values()]))

    def boxes(self, middles: Rows, w: float, h: float) -> Rows:
        """Return the boxes of a name around some middles."""
        half = np.array((w / 2 + AIR * self.measures.grow, h / 2))
        return np.hstack((middles - half, middles + half))

    def dots(self, points: Rows) -> Rows:
        """Return the boxes around dots at some points, n by 2, in which lines begin."""
        reach = _DOT * self.measures.grow
        return np.hstack((points - reach, points + reach))

    def reserves(self, boxes: Rows, entry: Entry) -> Mask:
        """Say of boxes whether each lies where a quiet name may come to stand, other than their own."""
        return overlapping(
            boxes, np.vstack([np.empty((0, 4)), *(box for i, box in self.reserved.items() if i != entry.region_id)])
        )

    def color_of(self, ids: Collection[str]) -> int | None:
        """Return the class of a place, given with all it lies in; None beside flows, where colours say less."""
        return next((self.colors[i] for i in sorted(ids, reverse=True) if i in self.colors), None)

    def told_beside(self, entry: Entry) -> list[Rows]:
        """Return the points of the other places that are told as a name's own is; none for a name that is not."""
        return [at for i, at in self.listed.items() if i != entry.region_id] if entry.region_id in self.listed else []

    def flows_of_others(self, entry: Entry) -> list[Rows]:
        """Return boxes along each flow that neither begins nor ends at a place; none where no list has the names."""
        return [line for ends, line in self.passing if entry.region_id not in ends]

    def intrudes(self, entry: Entry, box: Rect) -> bool:
        """Say whether a name would lie on what is chosen, or framed, without being the name of a place there."""
        if not self.chosen or not overlapping(rows(box), self._around_chosen).any():
            return False
        xs = [box[0] + (box[2] - box[0]) * share for share in (0, 0.25, 0.5, 0.75, 1)]
        ys = (box[1], (box[1] + box[3]) / 2, box[3])
        own, *under = self.regions(rows([self.view.at(entry.at), *((x, y) for x in xs for y in ys)], 2))
        return not own & self.chosen and any(ids & self.chosen and not ids & entry.home for ids in under)

    @cached_property
    def _around_chosen(self) -> Rows:
        boxes = rows([box for (_, i), box in self.geometry.boxes.items() if i in self.chosen])
        (left, bottom), (right, top) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        return rows([*self.view.at((left, top)), *self.view.at((right, bottom))])

    def on_county(self, boxes: Rows, entry: Entry) -> Mask:
        """Say of boxes whether a name there lies on a county with a colour that is not its own, as whose it would be read.

        That of a province is too large to be.
        """
        found: Mask = np.zeros(len(boxes), dtype=bool)
        if entry.style == "province" or not self.counties:
            return found
        xs = boxes[:, :1] + (boxes[:, 2:3] - boxes[:, :1]) * _UNDER
        ys = np.broadcast_to((boxes[:, 1:2] + boxes[:, 3:4]) / 2, xs.shape)
        for n, county in self._counties_at(self._places(np.stack((xs, ys), axis=-1).reshape(-1, 2))):
            found[n // len(_UNDER)] |= county not in entry.home
        return found

    def regions(self, points: Rows) -> list[set[str]]:
        """Return the codes of the regions at places of the picture, n by 2."""
        places = self._places(points)
        codes = self.geometry.regions_at(places)
        for n, county in self._counties_at(places):
            codes[n].add(county)
        return codes

    def _places(self, points: Rows) -> Rows:
        """Return the kilometres of places in the picture."""
        return (points - (self.view.dx, self.view.dy)) / (self.view.scale, -self.view.scale)

    def _counties_at(self, places: Rows) -> Iterator[tuple[int, str]]:
        """Yield numbers of places, with the code of a county with a colour that lies there."""
        if self.counties:
            tree, areas, codes = self._county_tree
            near, of = tree.query(shapely.points(places))
            inside = shapely.contains_xy(areas[of], places[near, 0], places[near, 1])
            yield from ((n, codes[k]) for n, k in zip(near[inside].tolist(), of[inside].tolist(), strict=True))

    @cached_property
    def _county_tree(self) -> tuple[shapely.STRtree, NDArray[np.object_], list[str]]:
        areas = np.array(list(self.counties.values()), dtype=object)
        shapely.prepare(areas)
        return shapely.STRtree(areas), areas, list(self.counties)


class Board:
    """What the names put down so far have taken.

    Attributes
    ----------
    strict : bool
        Whether no line passes the dot where another begins.
    """

    def __init__(self, ground: Ground, *, strict: bool = False) -> None:
        self.ground, self.strict = ground, strict
        self.taken: Rows = np.empty((0, 4))
        self.tight: Rows = np.empty((0, 4))
        self.amounts: Rows = np.empty((0, 4))
        self.ties: Rows = np.empty((0, 4))
        self.dots: Rows = np.empty((0, 4))
        self.unsettled: Mask = np.ones(len(ground.anchored), dtype=bool)

    @classmethod
    def of(cls, ground: Ground, placed: Iterable[tuple[Entry, Spot]], *, strict: bool = False) -> Board:
        """Put down names whose spots are known."""
        board = cls(ground, strict=strict)
        for entry, spot in placed:
            board.take(entry, spot)
        return board

    def free(self, boxes: Rows) -> Mask:
        """Say of boxes whether each is on no name and on no line of one."""
        free = ~overlapping(boxes, self.taken)
        if len(self.ties) and free.any():
            free[free] = ~crossing(self.ties, boxes[free]).any(axis=0)
        return free

    def stacked(self, box: Rows, entry: Entry) -> float:
        """Price an amount that stands at another."""
        apart = _APART * self.ground.measures.grow
        near = entry.short and overlapping(box + np.array((-apart, -apart, apart, apart)), self.amounts).any()
        return _STACKED if near else 0.0

    def take(self, entry: Entry, spot: Spot) -> None:
        """Put a name down."""
        self.cover(spot.box)
        if entry.short:
            self.amounts = np.vstack((self.amounts, spot.box))
            air = _AROUND * self.ground.measures.grow
            self.taken[-1] += np.array((-air, -air, air, air))
        self.unsettled &= np.array([i != entry.region_id for i in self.ground.anchored], dtype=bool)
        if spot.line:
            self.ties = np.vstack((self.ties, spot.line))
            self.dots = np.vstack((self.dots, self.ground.dots(rows(spot.line[:2], 2))))

    def passed(self, points: Rows) -> Mask:
        """Say of points, n by 2, whether a line passes the dot that would stand there."""
        return cast(Mask, crossing(self.ties, self.ground.dots(points)).any(axis=0))

    def cover(self, box: Rect) -> None:
        """Leave a box to what stands there."""
        self.taken = np.vstack((self.taken, box))
        self.tight = np.vstack((self.tight, slim(rows(box), self.ground.measures)))


def slim(boxes: Rows, measures: Measures) -> Rows:
    """Return boxes without the air around names: a line may pass there."""
    x, y = _SLIM[0] * measures.grow, _SLIM[1] * measures.grow
    return boxes + np.array((x, y, -x, -y))
