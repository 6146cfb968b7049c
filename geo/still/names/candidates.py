"""Spots that a name may try, with what no other name changes of them: that is worked out once, not in each turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

import numpy as np

from geo.still.measures import Line, Rect
from geo.still.names.board import ANCHOR, HEAD, Board, Entry, Ground, Spot
from geo.still.names.boxes import Mask, Rows, crossing, holding, meeting, overlapping, rows

#: So many spots are looked up on the map at a time: mostly one of the first is taken.
BATCH: Final = 16
#: To cover an arrowhead costs more where the place is hardly larger: without it nobody sees whom a line leads to.
_SMALL_HEAD, _LARGE = 30.0, frozenset({"province", "quiet"})
#: Beside a list of all names, where a name may stand elsewhere on its own province.
_LISTED_HEAD: Final = 16.0
#: Under an amount, which can stand on any land: it names its places, and its line says which flow is its own.
_UNDER_AMOUNT: Final = 80.0
#: The line of others, which would seem to end at the name.
_PASSED: Final = 8.0
#: How far beyond its ends the line of a name is kept off other such lines, beside a list.
_APART: Final = 8.0
#: What it costs to cover land, land with a colour: in units of distance.
_LAND, _FILLED = 4.0, 8.0
#: The same of a fifth of a province's name on a prefecture of its own with another colour, as whose it would be read.
_STAINED = 7.0


class Candidates:
    """Spots of one name at one size, in the order in which they are tried.

    Attributes
    ----------
    middles : array, n by 2
        In units of the picture.
    boxes : array, n by 4
        Left, top, right, bottom, with air around the name.
    far : array, n
        What each costs by its distance.
    lines : array, n by 4, or of no rows
        What ties the name to its place.
    open : array, n
        Whether a spot is in the picture, on nothing that is occupied, and on no island but the name's own.
    """

    def __init__(
        self, ground: Ground, entry: Entry, middles: Rows, boxes: Rows, far: Rows, lines: Rows | None = None
    ) -> None:
        self.middles, self.boxes, self.far = middles, boxes, far
        self.lines: Rows = np.empty((0, 4)) if lines is None else lines
        self._ground, self._entry = ground, entry
        self.open = _open(ground, entry, boxes)
        self._others = np.array([i != entry.region_id for i in ground.anchored], dtype=bool)
        self._covers: dict[int, tuple[float, Mask]] = {}
        self._land: dict[int, float] = {}
        self._stains: dict[int, float] = {}

    def only(self, those: Rows | list[int]) -> Candidates:
        """Close all spots but those with some numbers."""
        left: Mask = np.zeros(len(self.open), dtype=bool)
        left[those] = True
        self.open = left
        return self

    def free(self, board: Board) -> list[int]:
        """Return which spots are open and free."""
        numbers = np.flatnonzero(self.open)
        return cast("list[int]", numbers[board.free(self.boxes[numbers])].tolist())

    def reached(self, board: Board) -> Iterator[int]:
        """Yield which of the free spots a line reaches without crossing a name, another line or, if it matters, its dot."""
        free, barred = self.free(board), np.vstack((board.tight, board.dots)) if board.strict else board.tight
        # Beside a list no line passes so near the end of another that the names seem to change their places.
        apart = self._entry.has_list
        for n in range(0, len(free), BATCH):
            batch = np.array(free[n : n + BATCH])
            lines = self.lines[batch]
            longer = _longer(lines, _APART * self._ground.measures.grow) if apart else lines
            batch = batch[~crossing(lines, barred).any(axis=1) & ~meeting(longer, board.ties)]
            yield from cast("list[int]", batch.tolist())

    def covered(self, board: Board, n: int) -> float:
        """Price what a spot covers: arrowheads, lines that say how much, places still to be named; an amount at another."""
        if n not in self._covers:
            box = self.boxes[n : n + 1]
            # The name of a region on a line that says how much would be read as what that leads to.
            wide = () if self._entry.short else self._ground.measured.values()
            large = _LISTED_HEAD if self._entry.has_list else HEAD
            head = _UNDER_AMOUNT if self._entry.short else large if self._entry.style in _LARGE else _SMALL_HEAD
            cost = head * int(_each(box, self._ground.heads).sum()) + ANCHOR * sum(_each(box, line).any() for line in wide)
            if self._entry.style == "prefecture" and self._entry.has_list:
                cost += _PASSED * sum(_each(box, line).any() for line in self._ground.flows_of_others(self._entry))
                cost += _SMALL_HEAD * int(_each(box, self._ground.start_dots).sum())
            self._covers[n] = cost, _each(box, self._ground.anchors) & self._others
        cost, anchors = self._covers[n]
        return cost + ANCHOR * int((anchors & board.unsettled).sum()) + board.stacked(self.boxes[n : n + 1], self._entry)

    def land(self, n: int) -> float:
        """Price standing on other regions, most where they have a colour."""
        if n not in self._land:
            batch = [k for k in range(n, min(n + BATCH, len(self.boxes))) if self.open[k] and k not in self._land]
            for k, cost in zip(batch, _over(self._ground, self._entry, self.boxes[batch]), strict=True):
                self._land[k] = cost
        return self._land[n]

    def on_color(self, n: int) -> bool:
        """Say whether a spot lies on the colour of another place, as whose it would be read."""
        box = self.boxes[n]
        # Places as small as these lie under the upper or the lower part of a name: a corner of one does not matter.
        rise = np.array((-0.3, 0.0, 0.3))[:, None] * (box[3] - box[1])
        rows_of_places = _under(self._ground, box + rise * np.array((0, 1, 0, 1)))
        above, middle, below = (sum(map(self._is_others, places)) for places in rows_of_places)
        return middle > 0 or above + below > 3

    def _is_others(self, ids: set[str]) -> bool:
        return bool(ids & self._ground.filled) and not ids & self._entry.home

    def stained(self, n: int) -> float:
        """Price standing on another colour: on prefectures of the place, or, where colours are all, on any region."""
        if n not in self._stains:
            batch = [k for k in range(n, min(n + BATCH, len(self.boxes))) if self.open[k] and k not in self._stains]
            for k, places in zip(batch, _under(self._ground, self.boxes[batch]), strict=True):
                apart = sum(self._is_apart(ids) for ids in places)
                self._stains[k] = _STAINED * apart
        return self._stains[n]

    def _is_apart(self, ids: set[str]) -> bool:
        if ids & self._entry.home:
            return bool(ids & self._ground.apart)
        return bool(ids) and self._ground.color_of(ids) != self._ground.color_of(self._entry.home)

    def spot(self, n: int, cost: float) -> Spot:
        """Return a spot with what it costs in all."""
        at, box = self.middles[n], cast(Rect, tuple(self.boxes[n].tolist()))
        line = cast(Line, tuple(self.lines[n].tolist())) if len(self.lines) else None
        return Spot((float(at[0]), float(at[1])), box, float(cost), line)


def _open(ground: Ground, entry: Entry, boxes: Rows) -> Mask:
    edge = (ground.measures.width, ground.measures.height)
    free: Mask = np.all((boxes[:, :2] >= 0) & (boxes[:, 2:] <= edge), axis=1)
    free[free] = ~overlapping(boxes[free], ground.occupied)
    if entry.has_list and entry.style == "prefecture":
        # On the arrowhead of another a name would seem to be where that line ends; the list has it too.
        free[free] = ~overlapping(boxes[free], rows([line[-1] for line in ground.flows_of_others(entry)]))
    if ground.measures.fine < 1:
        # One of several maps is so small that a name hides an arrowhead whole, and a line beside each has all names.
        free[free] = ~overlapping(boxes[free], ground.heads)
        # Nor has it an inset that would show the islands and the dashes of the south a second time.
        free[free] = ~holding(boxes[free], ground.south).any(axis=1)
    for island in ground.islands:
        if island.province[:2] != entry.region_id[:2]:
            near = free & overlapping(boxes, island.around)
            free[near] = ~holding(boxes[near], island.points).any(axis=1)
    if entry.region_id in ground.measured:
        # An amount on another's line would be read as that one's.
        for lines in (lines for flow_id, lines in ground.measured.items() if flow_id != entry.region_id):
            free &= ~overlapping(boxes, lines)
    return free


def _longer(lines: Rows, by: float) -> Rows:
    """Return lines that begin and end so much further out."""
    reach = lines[:, 2:] - lines[:, :2]
    step = by * reach / np.maximum(np.hypot(*reach.T), 1e-9)[:, None]
    return lines + np.hstack((-step, step))


def _each(box: Rows, obstacles: Rows) -> Mask:
    """Say of each obstacle whether one box shares more than an edge with it."""
    return overlapping(obstacles, box)


def _under(ground: Ground, boxes: Rows) -> list[list[set[str]]]:
    """Look up five places from the left to the right of some boxes."""
    xs = boxes[:, :1] + (boxes[:, 2:3] - boxes[:, :1]) * np.array((0, 0.25, 0.5, 0.75, 1))
    ys = np.broadcast_to((boxes[:, 1:2] + boxes[:, 3:4]) / 2, xs.shape)
    regions = ground.regions(np.stack((xs, ys), axis=-1).reshape(-1, 2))
    return [regions[n : n + 5] for n in range(0, len(regions), 5)]


def _over(ground: Ground, entry: Entry, boxes: Rows) -> list[float]:
    def price(ids: set[str]) -> float:
        return 0.0 if not ids or ids & entry.home else _FILLED if ids & ground.filled else _LAND

    return [sum(map(price, places)) for places in _under(ground, boxes)]
