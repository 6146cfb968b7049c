"""Where a name may stand: on its own region or the sea beside it; else aside, tied to it by a line.

What a spot costs and in which order spots are tried is the browser's rule too (``geo/client/drawing/placing.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, cast

import numpy as np

from geo.scene import CHOSEN_RANK, FOREMOST, NAMED_RANK
from geo.still.names.board import ANCHOR, HEAD, Board, Entry, Ground, Spot
from geo.still.names.boxes import Mask, Rows, crossing, holding, overlapping, rows
from geo.still.names.candidates import BATCH, Candidates

#: Units between two spots over a region, and how many to each side; between two points where a line may begin.
_STEP, _ACROSS, _DOWN, _ROOT = 6.0, 7, 5, 2.5
#: How far at sea, in steps of what puts a name beside its point; the most units to its box; what that costs.
_BESIDE, _NEAR, _SEA = (1.0, 1.3, 1.6), 20.0, 12.0
#: Spots for names that a line ties: rings, units between them, spots on each; the least length of a line.
_RINGS, _RING, _RAYS, _SHORTEST = 12, 9.0, 48, 4.0
#: A name reads as that of the place it is near: a line has at most so many units, and that share of the map's width; that of
#: a value, which stands on no other place, the third.
_LONGEST, _LONGEST_SHARE, _LONGEST_VALUE = 90.0, 0.135, 100.0
# A province is large: a name far from it is taken for that of another.
_LONGEST_PROVINCE = 60.0
# Where a list beside the map has all names too.
_LONGEST_LISTED = 36.0
#: Where along a line the map is looked up.
_PASSED: Final = np.arange(1, 11) / 10
#: Where between a place and its name: on a map as small as a stamp a province can lie between two of four points.
_BETWEEN, _BETWEEN_SMALL = np.arange(1, 5) / 5, np.arange(1, 12) / 12
#: In units: on so narrow a map, as in a small window, a name that is aside stands off all land.
_NARROW: Final = 660.0
#: In units: so wide a map has room for all names that must stand.
WIDE: Final = 700.0
#: Nearer to the dot of another the line to a name, and a name, is taken for that one's.
_LINE_FROM_DOT, _NAME_FROM_DOT = 8.0, 24.0
#: In units: so near to another place a name over its own region is taken for that one's.
_BESIDE_OTHER: Final = 10.0
#: What it costs to run the lines of a name the other way.
_OTHER_RUN: Final = 3.0
_TINY: Final = 1e-6
#: Provinces with a coast: off the land beside them lies the sea, beside others another country.
_COASTAL: Final = frozenset({"11", "12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46", "71", "81", "82"})
#: Shifts over a region, the nearest first.
_OVER: Final = np.array(
    sorted(
        ((i, j) for j in range(-_DOWN, _DOWN + 1) for i in range(-_ACROSS, _ACROSS + 1)),
        key=lambda at: (at[0] * at[0] + at[1] * at[1], at[1], at[0]),
    ),
    dtype=np.float64,
)
#: Of a name that no line ties, the most units to its box at sea.
_NEXT: Final = 10.0
#: Steps from a place to a spot at sea, the nearest first.
_OFF: Final = np.array(
    [
        (n * i, n * j)
        for n in _BESIDE
        for i, j in ((1, 0), (0, 1), (0.75, 1), (-0.75, 1), (-1, 0), (0.75, -1), (0, -1), (-0.75, -1))
    ]
)
#: Which of them lie right beside, above or below.
_STRAIGHT: Final = (_OFF == 0).any(axis=1)


@dataclass(frozen=True)
class Run:
    """The lines of a name run one way, and the room they take.

    Attributes
    ----------
    w, h : float
        Units.
    hides : bool
        Whether the name would hide its region.
    wider : bool
        Whether it is wider than its region.
    """

    lines: tuple[str, ...]
    w: float
    h: float
    hides: bool
    wider: bool


class Name:
    """A name on one picture, with the spots it may try."""

    def __init__(self, ground: Ground, entry: Entry, runs: Sequence[Run]) -> None:
        self.ground, self.entry = ground, entry
        self.at: Rows = np.array(ground.view.at(entry.at))
        self._ways = [_Way(self, run) for run in runs]
        self._roots: dict[int, bool] = {}

    def home(self, board: Board) -> Spot | None:
        """Find a spot on its own region, or on the sea beside it where it would hide the region."""

        def spots(way: _Way) -> Iterable[Spot | None]:
            beside = way.sea(board)
            return [beside] if beside and way.run.hides else [way.own(board), beside]

        return self._cheapest(spots)

    def best(self, board: Board) -> Spot | None:
        """Find the cheapest spot: on its own region, unless that covers another's place, else what costs less.

        What is chosen is looked for on its own region, and what is named above the map where that has room: there they
        stand wherever they can.
        """
        home, sought = self.home(board), NAMED_RANK if self._wide >= WIDE else CHOSEN_RANK
        stays = self.entry.rank <= sought and not (self.entry.has_list or self.entry.short)
        if home and (home.cost < self.most_at_home or stays):
            return home
        aside = self.aside(board)
        return cheaper(home, aside) if home and aside else home or aside

    def aside(self, board: Board) -> Spot | None:
        """Find a spot tied to the place by a line; off all land for values, provinces, and all names of a narrow map."""
        if not self.entry.tieable:
            return None
        # Where few names have lines, a dot right at the edge of another would be taken for that one's.
        for taken in (board.taken, board.tight) if self.entry.has_list else (board.tight,):
            n = self._root(board, taken)
            if n is not None and (spot := self._cheapest(partial(self._tied, board, n))):
                return spot
        return None

    def _tied(self, board: Board, n: int, way: _Way) -> tuple[Spot | None, ...]:
        # Off its line an amount needs its pair.
        return () if way.run.lines == (self.entry.short,) else (way.tied(board, n),)

    def root(self, n: int) -> Rows:
        """Return one of the points where a line may begin."""
        return cast(Rows, self._points[n])

    def _cheapest(self, find: Callable[[_Way], Iterable[Spot | None]]) -> Spot | None:
        """Take the cheapest spot of all ways to run the lines; the way that suits best comes first, any other costs more."""
        best: Spot | None = None
        for n, way in enumerate(self._ways):
            for spot in find(way):
                if spot:
                    best = cheaper(best, Spot(spot.at, spot.box, spot.cost + _OTHER_RUN * n, spot.line, way.run.lines))
        return best

    def _root(self, board: Board, taken: Rows) -> int | None:
        """Where a line may begin: the point of the region nearest to its own that no name or, if it matters, line covers."""
        bare = self._bare & ~holding(taken, self._points).any(axis=0)
        clear = np.flatnonzero(bare & ~board.passed(self._points) if board.strict else bare).tolist()
        for k, n in enumerate(clear):
            if n == 0 and self.entry.trusted:
                return n
            if self.entry.short:
                # An amount belongs to its flow: a line that begins elsewhere would tie it to a region.
                if holding(self.ground.measured[self.entry.region_id], self._points[n : n + 1]).any():
                    return n
                continue
            if n not in self._roots:
                batch = [m for m in clear[k : k + BATCH] if m not in self._roots]
                for m, region_ids in zip(batch, self.ground.regions(self._points[batch]), strict=True):
                    self._roots[m] = bool(region_ids & self.entry.home)
            if self._roots[n]:
                return n
        return None

    @cached_property
    def _points(self) -> Rows:
        return self.at + _ROOT * self.ground.measures.grow * _OVER

    @cached_property
    def _bare(self) -> Mask:
        bare = ~holding(self.ground.tight, self._points).any(axis=0)
        if not self.entry.short:
            # From a line that says how much, the name of a region would be tied to that.
            bare &= ~holding(np.vstack((np.empty((0, 4)), *self.ground.measured.values())), self._points).any(axis=0)
        # On the arrowhead of another the dot of a name would be the end of that one's line.
        bare &= ~holding(rows([line[-1] for line in self.ground.flows_of_others(self.entry)]), self._points).any(axis=0)
        return cast(Mask, bare)

    @cached_property
    def longest(self) -> float:
        """The most units that its line may have."""
        m = self.ground.measures
        if self.entry.style == "value":
            return _LONGEST_VALUE
        if self.entry.has_list and not self.entry.short:
            return _LONGEST_LISTED
        longest = min(_LONGEST, _LONGEST_SHARE * m.width / m.grow)
        # An amount names its places itself.
        return min(longest, _LONGEST_PROVINCE) if self.entry.style == "province" and not self.entry.short else longest

    @property
    def most_at_home(self) -> float:
        """What a spot at home may cost before others are tried: an amount hides no arrowhead, nor any name beside a list."""
        return HEAD if self.entry.short or (self.entry.has_list and self.entry.tieable) else ANCHOR

    @cached_property
    def off_land(self) -> bool:
        """Whether it stands off all land where it stands aside."""
        # An amount names both of its places and is taken for neither.
        entry, narrow = self.entry, self._wide < _NARROW and not self.entry.has_list
        return entry.style == "value" or (entry.region_id.isdigit() and (entry.style == "province" or narrow))

    @property
    def _wide(self) -> float:
        return self.ground.measures.width / self.ground.measures.grow


class _Way:
    """Spots for the lines of a name run one way."""

    def __init__(self, name: Name, run: Run) -> None:
        self.name, self.run = name, run
        self._ground, self._entry = name.ground, name.entry
        self._tied: dict[int, Candidates] = {}

    def own(self, board: Board) -> Spot | None:
        """Find a spot over the region; of a quiet name none but its point."""
        over, best = self._over, None
        # Mostly it is the region's own point: the map is looked up for all others together, and only where it is not.
        at_point = self._entry.trusted and over.open[0] and board.free(over.boxes[:1])[0]
        if at_point and not self._ground.on_county(over.boxes[:1], self._entry)[0]:
            best = over.spot(0, over.covered(board, 0) + self._stained(0))
        if best and (len(over.far) == 1 or over.far[1] >= best.cost):
            return best
        for n in self._standing.free(board):
            far = over.far[n]
            if best and far >= best.cost:
                break
            best = cheaper(best, over.spot(n, far + over.covered(board, n) + self._stained(n)))
        return best

    def _stained(self, n: int) -> float:
        return self._over.stained(n) if self._entry.style == "province" and self._entry.home & self._ground.filled else 0.0

    def sea(self, board: Board) -> Spot | None:
        """Find a spot at sea right beside the region."""
        if self._entry.region_id[:2] not in _COASTAL or self._entry.bound:
            return None
        off, best = self._off, None
        for n in off.free(board):
            best = cheaper(best, off.spot(n, off.far[n] + off.covered(board, n)))
        return best

    def tied(self, board: Board, n: int) -> Spot | None:
        """Find a spot aside for a line that begins at one of the points of the place."""
        if n not in self._tied:
            self._tied[n] = self._rings(self.name.root(n))
        rings, best = self._tied[n], None
        for k in rings.reached(board):
            if best and rings.far[k] >= best.cost:
                break
            land = rings.land(k)
            if not ((self.name.off_land and land > 0) or (self._entry.has_list and rings.on_color(k))):
                best = cheaper(best, rings.spot(k, rings.far[k] + land + rings.covered(board, k)))
        return best

    @cached_property
    def _over(self) -> Candidates:
        shifts = _OVER[:1] if self._entry.bound else _OVER
        middles = self.name.at + _STEP * self._ground.measures.grow * shifts
        boxes = self._ground.boxes(middles, self.run.w, self.run.h)
        candidates = Candidates(self._ground, self._entry, middles, boxes, _STEP * np.hypot(*shifts.T))
        # The first is the region's own point.
        others = self._ground.middles[[i != self._entry.region_id for i in self._ground.named]]
        candidates.open[1:] &= ~holding(boxes[1:], others).any(axis=1)
        if not self._entry.has_list:
            # Right beside another place between which and a third an amount went, it would be read as the name of that.
            k = self._ground.measures.grow
            for other in self._ground.told_beside(self._entry):
                candidates.open[1:] &= np.hypot(*(_nearest(boxes[1:], other) - other).T) >= _BESIDE_OTHER * k
        return candidates

    @cached_property
    def _standing(self) -> Candidates:
        """Those that stand over the region: the middle there and, of a value or a province, most of the name."""
        over, home = self._over, self._entry.home
        asked = np.flatnonzero(over.open)
        # Where colours are all that a map says, the name of one province on the colour of another gives it a false one.
        wider = self._entry.has_list and self.run.wider and len(self._ground.heads) > 0
        loose = self._entry.style == "prefecture" or wider
        shares = np.array((0.5,)) if loose else np.array((0.5, 0.3, 0.7))
        boxes, ys = over.boxes[asked], over.middles[asked, 1:]
        xs = boxes[:, :1] + (boxes[:, 2:3] - boxes[:, :1]) * shares
        points = np.stack((xs, np.broadcast_to(ys, xs.shape)), axis=-1).reshape(-1, 2)
        at_home = np.array([bool(home & ids) for ids in self._ground.regions(points)], dtype=bool).reshape(xs.shape)
        mostly = at_home[:, 1:].any(axis=1) | (len(shares) == 1) | (asked == 0)
        trusted = (asked == 0) & self._entry.trusted
        apart = ~self._ground.on_county(over.boxes[asked], self._entry)
        return over.only(asked[(at_home[:, 0] & mostly | trusted) & apart])

    @cached_property
    def _off(self) -> Candidates:
        """Spots at sea beside a place with a coast, with nothing but the place itself and the sea between."""
        at, k, run = self.name.at, self._ground.measures.grow, self.run
        middles = at + _OFF * (run.w / 2 + 8 * k, run.h / 2 + 8 * k)
        boxes = self._ground.boxes(middles, run.w, run.h)
        far = np.hypot(*(_nearest(boxes, at) - at).T) / k
        off = Candidates(self._ground, self._entry, middles, boxes, _SEA + far)
        off.open &= (far <= _NEAR) & ~self._ground.reserves(boxes, self._entry)
        if self._entry.has_list:
            # Aslant or farther than need be, and nearer to another place, it would be read as the name of something else.
            off.open &= (far <= _NEXT) & _STRAIGHT
        for other in self._ground.told_beside(self._entry):
            off.open &= far <= np.hypot(*(_nearest(boxes, other) - other).T) / k
        return off.only([n for n in np.flatnonzero(off.open).tolist() if self._beside(middles[n]) and off.land(n) == 0])

    def _beside(self, middle: Rows) -> bool:
        """Between the place and its name lies nothing but the place itself and the sea."""
        between = _BETWEEN if self._ground.measures.fine == 1 else _BETWEEN_SMALL
        path = self.name.at + (middle - self.name.at) * between[:, None]
        return all(not ids or ids & self._entry.home for ids in self._ground.regions(path))

    def _rings(self, root: Rows) -> Candidates:
        """Spots around a place, those with the shortest line first."""
        k, run = self._ground.measures.grow, self.run
        angle = np.tile(2 * np.pi * np.arange(_RAYS) / _RAYS, _RINGS)
        r = np.repeat(_RING * k * np.arange(1, _RINGS + 1), _RAYS)
        middles = root + np.stack((np.cos(angle) * (r + run.w / 2), np.sin(angle) * (r + run.h / 2)), axis=-1)
        boxes = self._ground.boxes(middles, run.w, run.h)
        ends = _nearest(boxes, root)
        far = np.hypot(*(ends - root).T) / k
        fit = np.flatnonzero((far >= _SHORTEST) & (far <= self.name.longest))
        fit = fit[np.argsort(np.round(far[fit], 6), kind="stable")]
        lines = np.hstack((np.broadcast_to(root, (len(fit), 2)), ends[fit]))
        rings = Candidates(self._ground, self._entry, middles[fit], boxes[fit], far[fit], lines)
        if not (self._entry.has_list and self._entry.rank <= FOREMOST):
            rings.open &= ~self._ground.reserves(rings.boxes, self._entry)
        if not self._entry.has_list and self._entry.region_id in self._ground.listed:
            # On the dot at which the flows of another place begin it would be read as the name of that.
            starts = [at for i, at in self._ground.starts.items() if i != self._entry.region_id]
            rings.open &= ~overlapping(rings.boxes, self._ground.dots(np.vstack([np.empty((0, 2)), *starts])))
        if self._entry.short:
            # A line back to what it covers would point nowhere.
            rings.open &= ~overlapping(rings.boxes, self._ground.measured[self._entry.region_id])
        rings.open[rings.open] = ~crossing(rings.lines[rings.open], self._ground.tight).any(axis=1)
        rings.open[rings.open] = ~self._over_island(rings.lines[rings.open])
        if self._entry.has_list:
            # On the flow of others a name would seem to be where that ends.
            flows = rows([box for line in self._ground.flows_of_others(self._entry) for box in line])
            rings.open &= ~(self._at_dots(root, rings) | overlapping(rings.boxes, flows) | self._at_island(rings))
            rings.open[rings.open] = ~self._through_others(rings.lines[rings.open])
        return rings

    def _at_dots(self, root: Rows, rings: Candidates) -> Mask:
        """Say of spots whether a name there, or the line to it, is at the dot where the flows of another begin."""
        others = [at for i, at in self._ground.starts.items() if i != self._entry.region_id]
        # Dots beside its own it cannot but pass.
        k = self._ground.measures.grow
        apart = [at for at in others if np.hypot(*(at[0] - root)) > _LINE_FROM_DOT * k]
        if not apart:
            return cast(Mask, np.zeros(len(rings.far), dtype=bool))
        points = np.vstack(apart)
        passed = crossing(rings.lines, np.hstack((points - _LINE_FROM_DOT * k, points + _LINE_FROM_DOT * k))).any(axis=1)
        # A name nearer to another's dot than to its own.
        far = [np.hypot(*(_nearest(rings.boxes, at[0]) - at[0]).T) for at in apart]
        near = np.min(far, axis=0) < np.minimum(rings.far, _NAME_FROM_DOT) * k
        return cast(Mask, passed | near)

    def _at_island(self, rings: Candidates) -> Mask:
        """Say of spots whether a name is twice as near to an island as to its own place, as whose it would be read."""
        near: Mask = np.zeros(len(rings.far), dtype=bool)
        for island in self._ground.islands:
            if island.province[:2] != self._entry.region_id[:2]:
                gaps = np.stack([np.hypot(*(_nearest(rings.boxes, point) - point).T) for point in island.points])
                near |= gaps.min(axis=0) < 0.5 * rings.far * self._ground.measures.grow
        return near

    def _through_others(self, lines: Rows) -> Mask:
        """Say of each line whether it passes through a prefecture of another name that has a colour."""
        begin, end = lines[:, None, :2], lines[:, None, 2:]
        under = self._ground.regions((begin + (end - begin) * _PASSED[:, None]).reshape(-1, 2))
        others = [any(i in self._ground.apart and i not in self._entry.home for i in ids) for ids in under]
        return cast(Mask, np.array(others, dtype=bool).reshape(len(lines), len(_PASSED)).any(axis=1))

    def _over_island(self, lines: Rows) -> Mask:
        """Say of each line whether it passes over an island that is not the name's own."""
        over: Mask = np.zeros(len(lines), dtype=bool)
        for island in self._ground.islands:
            if island.province[:2] == self._entry.region_id[:2]:
                continue
            near = np.flatnonzero(crossing(lines, island.around).any(axis=1))
            begin, end = lines[near, None, :2], lines[near, None, 2:]
            regions = self._ground.regions((begin + (end - begin) * _PASSED[:, None]).reshape(-1, 2))
            passed: Mask = np.array([island.province in ids for ids in regions], dtype=bool)
            over[near] |= passed.reshape(len(near), len(_PASSED)).any(axis=1)
        return over


def _nearest(boxes: Rows, at: Rows) -> Rows:
    """Return the point of each box that is nearest to a place."""
    return np.minimum(np.maximum(at, boxes[:, :2]), boxes[:, 2:])


def cheaper(best: Spot | None, spot: Spot) -> Spot:
    """Return the cheaper of two spots; of equal ones the first."""
    return spot if best is None or spot.cost < best.cost - _TINY else best
