"""Where a name may stand: on its own region or the sea beside it; else aside, tied to it by a line.

What a spot costs and in which order spots are tried is the browser's rule too (``geo/client/placing.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, pi, sin
from typing import Final

from geo.shapes.geometry import Geometry
from geo.still.measures import Line, Measures, Rect, crosses, holds, meet, nearest, overlap
from geo.still.picture import Point, View

#: Units between two spots over a region, and how many to each side; between two points where a line may begin.
_STEP, _ACROSS, _DOWN, _ROOT = 6.0, 7, 5, 2.5
#: How far at sea, in steps of what puts a name beside its point; the most units to its box; what that costs.
_BESIDE, _NEAR, _SEA = (1.0, 1.3, 1.6), 20.0, 12.0
#: Spots for names that a line ties: rings, units between them, spots on each; the lengths of a line.
_RINGS, _RING, _RAYS, _LONGEST, _SHORTEST = 15, 9.0, 24, 135.0, 4.0
#: What it costs to cover an arrowhead, the place of another name, land, land with a colour: in units of distance.
HEAD, ANCHOR, _LAND, _FILLED = 8.0, 40.0, 4.0, 8.0
#: Air between two names, to the left and to the right of each.
AIR: Final = 3.0
#: Air around a name, across and down, through which a line may pass.
_SLIM: Final = (3.0, 2.0)
_TINY: Final = 1e-6
#: Provinces with a coast: off the land beside them lies the sea, beside others another country.
_COASTAL: Final = frozenset({"11", "12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46", "71", "81", "82"})
#: Shifts over a region, the nearest first.
_OVER: Final = sorted(
    ((i, j) for j in range(-_DOWN, _DOWN + 1) for i in range(-_ACROSS, _ACROSS + 1)),
    key=lambda at: (at[0] * at[0] + at[1] * at[1], at[1], at[0]),
)
_AROUND: Final = ((1, 0), (0, 1), (0.75, 1), (-0.75, 1), (-1, 0), (0.75, -1), (0, -1), (-0.75, -1))


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
class Found:
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
    """

    geometry: Geometry
    view: View
    measures: Measures
    taken: list[Rect]
    heads: Sequence[Rect] = ()
    anchors: Sequence[tuple[str, Rect]] = ()
    middles: Sequence[tuple[str, Point]] = ()
    filled: frozenset[str] = frozenset()
    reserved: Sequence[Rect] = ()
    ties: list[Line] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)

    def spot(self, x: float, y: float, w: float, h: float) -> Rect:
        """Return the box of a name around its middle."""
        air = AIR * self.measures.grow
        return x - w / 2 - air, y - h / 2, x + w / 2 + air, y + h / 2

    def beside(self, box: Rect) -> bool:
        """Say whether a box is free and leaves room to quiet names."""
        return self.free(box) and not any(overlap(box, one) for one in self.reserved)

    def free(self, box: Rect) -> bool:
        """Say whether a box is in the picture and on nothing that stands."""
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= self.measures.width and box[3] <= self.measures.height
        return (
            inside and not any(overlap(box, one) for one in self.taken) and not any(crosses(line, box) for line in self.ties)
        )

    def take(self, entry: Entry, found: Found) -> None:
        """Put a name down."""
        self.taken.append(found.box)
        self.ties += [found.line] if found.line else []
        self.settled.add(entry.region_id)

    def tight(self, box: Rect) -> Rect:
        """Return a box without the air around its name: a line may pass there."""
        x, y = _SLIM[0] * self.measures.grow, _SLIM[1] * self.measures.grow
        return box[0] + x, box[1] + y, box[2] - x, box[3] - y

    def covered(self, entry: Entry, box: Rect) -> float:
        """Price the arrowheads, and the places whose own names are still to come, under a box."""
        heads = sum(overlap(box, head) for head in self.heads)
        anchors = sum(overlap(box, room) for i, room in self.anchors if i not in {entry.region_id, *self.settled})
        return HEAD * heads + ANCHOR * anchors

    def regions(self, points: Iterable[Point]) -> list[set[str]]:
        """Return the codes of the regions at places of the picture."""
        return self.geometry.regions_at([self.view.back(point) for point in points])


def own(board: Board, entry: Entry, w: float, h: float) -> Found | None:
    """Find a spot over a name's own region; of a quiet name none but its point.

    Parameters
    ----------
    w, h : float
        Size of the name, in units.
    """
    (x, y), step = board.view.at(entry.at), _STEP * board.measures.grow
    best: Found | None = None
    for i, j in _OVER[:1] if entry.style == "quiet" else _OVER:
        far = _STEP * hypot(i, j)
        if best and far >= best.cost:
            break
        at = (x + step * i, y + step * j)
        box = board.spot(*at, w, h)
        if board.free(box) and _stands(board, entry, at, box, moved=bool(i or j)):
            best = cheaper(best, Found(at, box, far + board.covered(entry, box)))
    return best


def _stands(board: Board, entry: Entry, at: Point, box: Rect, *, moved: bool) -> bool:
    """Over its own region: its middle there and, of a value or a province, most of it."""
    if not moved and entry.trusted:
        return True
    if moved and any(i != entry.region_id and holds(box, middle) for i, middle in board.middles):
        return False
    across = [(box[0] + (box[2] - box[0]) * share, at[1]) for share in (0.5, 0.3, 0.7)]
    first, *sides = (bool(entry.home & found) for found in board.regions(across))
    return first and (entry.style == "prefecture" or not moved or any(sides))


def sea(board: Board, entry: Entry, w: float, h: float) -> Found | None:
    """Find a spot at sea right beside a name's own region."""
    if entry.region_id[:2] not in _COASTAL or entry.style == "quiet":
        return None
    (x, y), k = board.view.at(entry.at), board.measures.grow
    dx, dy = w / 2 + 8 * k, h / 2 + 8 * k
    best: Found | None = None
    for n in _BESIDE:
        for i, j in _AROUND:
            at = (x + dx * n * i, y + dy * n * j)
            box = board.spot(*at, w, h)
            end = nearest(box, (x, y))
            far = hypot(end[0] - x, end[1] - y) / k
            if far > _NEAR or not board.beside(box) or over(board, entry, box, at) > 0 or not _beside(board, entry, at):
                continue
            best = cheaper(best, Found(at, box, _SEA + far + board.covered(entry, box)))
    return best


def _beside(board: Board, entry: Entry, at: Point) -> bool:
    """Between the place and its name lies nothing but the place itself and the sea."""
    x, y = board.view.at(entry.at)
    way = [(x + (at[0] - x) * t, y + (at[1] - y) * t) for t in (0.2, 0.4, 0.6, 0.8)]
    return all(not found or found & entry.home for found in board.regions(way))


def over(board: Board, entry: Entry, box: Rect, at: Point) -> float:
    """Price standing on other regions, most where they have a colour.

    Parameters
    ----------
    at : Point
        Middle of the box.
    """
    across = [(box[0] + (box[2] - box[0]) * share, at[1]) for share in (0, 0.25, 0.5, 0.75, 1)]
    other = [found for found in board.regions(across) if found and not found & entry.home]
    return sum(_FILLED if found & board.filled else _LAND for found in other)


def tied(board: Board, entry: Entry, w: float, h: float) -> Found | None:
    """Find a spot aside, tied to its place by a line; for a value only off all land."""
    root = _root(board, entry)
    best: Found | None = None
    for far, at, box, line in _rings(board, root, w, h) if root else ():
        if best and far >= best.cost:
            break
        if (
            not board.beside(box)
            or any(crosses(line, board.tight(one)) for one in board.taken)
            or any(meet(line, one) for one in board.ties)
        ):
            continue
        land = over(board, entry, box, at)
        if not (entry.style == "value" and land > 0):
            best = cheaper(best, Found(at, box, far + land + board.covered(entry, box), line))
    return best


def _rings(board: Board, root: Point, w: float, h: float) -> list[tuple[float, Point, Rect, Line]]:
    """Spots around a place, those with the shortest line first."""
    k, found = board.measures.grow, []
    for n in range(1, _RINGS + 1):
        for m in range(_RAYS):
            angle, r = 2 * pi * m / _RAYS, _RING * k * n
            at = (root[0] + cos(angle) * (r + w / 2), root[1] + sin(angle) * (r + h / 2))
            box = board.spot(*at, w, h)
            end = nearest(box, root)
            far = hypot(end[0] - root[0], end[1] - root[1]) / k
            if _SHORTEST <= far <= _LONGEST:
                found.append((far, at, box, (*root, *end)))
    return sorted(found, key=lambda spot: round(spot[0], 6))


def _root(board: Board, entry: Entry) -> Point | None:
    """Where a line may begin: the point of the region nearest to its own that no name covers."""
    (x, y), step = board.view.at(entry.at), _ROOT * board.measures.grow
    for i, j in _OVER:
        at = (x + step * i, y + step * j)
        if any(holds(board.tight(box), at) for box in board.taken):
            continue
        if (entry.trusted and not (i or j)) or board.regions([at])[0] & entry.home:
            return at
    return None


def cheapest(ways: Iterable[tuple[tuple[str, ...], Callable[[], Iterable[Found | None]]]], other: float) -> Found | None:
    """Take the cheapest spot of all ways to run the lines of a name.

    Parameters
    ----------
    ways : iterable of (lines, spots)
        The way that suits best first.
    other : float
        What every further way costs more.
    """
    best: Found | None = None
    for n, (lines, spots) in enumerate(ways):
        for found in spots():
            if found:
                best = cheaper(best, Found(found.at, found.box, found.cost + other * n, found.line, lines))
    return best


def cheaper(best: Found | None, found: Found) -> Found:
    """Return the cheaper of two spots; of equal ones the first."""
    return found if best is None or found.cost < best.cost - _TINY else best
