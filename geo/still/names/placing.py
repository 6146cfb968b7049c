"""Where a name may stand: on its own region or the sea beside it; else aside, tied to it by a line.

What a spot costs and in which order spots are tried is the browser's rule too (``geo/client/drawing/placing.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, cast

import numpy as np

from geo.still.measures import Line, Rect
from geo.still.names.board import Board, Entry, Spot
from geo.still.names.boxes import Mask, Rows, crossing, holding, meeting, rows

#: Units between two spots over a region, and how many to each side; between two points where a line may begin.
_STEP, _ACROSS, _DOWN, _ROOT = 6.0, 7, 5, 2.5
#: How far at sea, in steps of what puts a name beside its point; the most units to its box; what that costs.
_BESIDE, _NEAR, _SEA = (1.0, 1.3, 1.6), 20.0, 12.0
#: Spots for names that a line ties: rings, units between them, spots on each; the least length of a line.
_RINGS, _RING, _RAYS, _SHORTEST = 12, 9.0, 48, 4.0
#: A name reads as that of the place it is near: a line has at most so many units, and that share of the map's width; that of
#: a value, which stands on no other place, the third.
_LONGEST, _LONGEST_SHARE, _LONGEST_VALUE = 90.0, 0.135, 100.0
#: In units: on so narrow a map, as in a small window, a name that is aside stands off all land.
_NARROW: Final = 660.0
#: What it costs to cover land, land with a colour: in units of distance.
_LAND, _FILLED = 4.0, 8.0
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
#: So many spots are looked at at a time.
_FEW: Final = 8
_AROUND: Final = ((1, 0), (0, 1), (0.75, 1), (-0.75, 1), (-1, 0), (0.75, -1), (0, -1), (-0.75, -1))


def own(board: Board, entry: Entry, w: float, h: float) -> Spot | None:
    """Find a spot over a name's own region; of a quiet name none but its point.

    Parameters
    ----------
    w, h : float
        Size of the name, in units.
    """
    shifts = _OVER[:1] if entry.style == "quiet" else _OVER
    middles = np.array(board.view.at(entry.at)) + _STEP * board.measures.grow * shifts
    boxes = board.spots(middles, w, h)
    best: Spot | None = None
    for n in _standing(board, entry, middles, boxes):
        far = float(_STEP * np.hypot(*shifts[n]))
        if best and far >= best.cost:
            break
        best = cheaper(best, _spot(middles[n], boxes[n], far + board.covered(entry, boxes[n])))
    return best


def _standing(board: Board, entry: Entry, middles: Rows, boxes: Rows) -> Iterator[int]:
    """Those free spots that stand over the region: the middle there and, of a value or a province, most of the name.

    The first is the region's own point. A few are looked at at a time: mostly one of the nearest is taken.
    """
    free = np.flatnonzero(board.free(entry, boxes))
    if len(free) and free[0] == 0 and entry.trusted:
        yield 0
        free = free[1:]
    middles_of_others = rows([at for i, at in board.middles if i != entry.region_id], 2)
    for batch in np.split(free, range(_FEW, len(free), _FEW)):
        batch = batch[(batch == 0) | ~holding(boxes[batch], middles_of_others).any(axis=1)]
        shares = np.array((0.5, 0.3, 0.7)) if entry.style != "prefecture" else np.array((0.5,))
        for n, at_home in zip(batch.tolist(), _at_home(board, entry, middles[batch], boxes[batch], shares), strict=True):
            if at_home[0] and (entry.style == "prefecture" or n == 0 or at_home[1:].any()):
                yield n


def _at_home(board: Board, entry: Entry, middles: Rows, boxes: Rows, shares: Rows) -> Mask:
    """Say of each box, at each share of its width, whether the name's own region is there."""
    xs = boxes[:, :1] + (boxes[:, 2:3] - boxes[:, :1]) * shares
    points = np.stack((xs, np.broadcast_to(middles[:, 1:], xs.shape)), axis=-1).reshape(-1, 2)
    inside = [bool(entry.home & region_ids) for region_ids in board.regions(points)]
    return np.array(inside, dtype=bool).reshape(len(boxes), len(shares))


def sea(board: Board, entry: Entry, w: float, h: float) -> Spot | None:
    """Find a spot at sea right beside a name's own region."""
    if entry.region_id[:2] not in _COASTAL or entry.style == "quiet":
        return None
    at, k = np.array(board.view.at(entry.at)), board.measures.grow
    middles = at + np.array([(n * i, n * j) for n in _BESIDE for i, j in _AROUND]) * (w / 2 + 8 * k, h / 2 + 8 * k)
    boxes = board.spots(middles, w, h)
    far = np.hypot(*(_nearest(boxes, at) - at).T) / k
    near = np.flatnonzero(far <= _NEAR)
    best: Spot | None = None
    for n in near[board.beside(entry, boxes[near])].tolist():
        if over(board, entry, boxes[n]) > 0 or not _beside(board, entry, middles[n]):
            continue
        best = cheaper(best, _spot(middles[n], boxes[n], float(_SEA + far[n] + board.covered(entry, boxes[n]))))
    return best


def _beside(board: Board, entry: Entry, at: Rows) -> bool:
    """Between the place and its name lies nothing but the place itself and the sea."""
    place = np.array(board.view.at(entry.at))
    path = place + (at - place) * np.array((0.2, 0.4, 0.6, 0.8))[:, None]
    return all(not region_ids or region_ids & entry.home for region_ids in board.regions(path))


def over(board: Board, entry: Entry, box: Rows) -> float:
    """Price standing on other regions, most where they have a colour."""
    xs = box[0] + (box[2] - box[0]) * np.array((0, 0.25, 0.5, 0.75, 1))
    points = np.stack((xs, np.full(len(xs), (box[1] + box[3]) / 2)), axis=-1)
    other = [region_ids for region_ids in board.regions(points) if region_ids and not region_ids & entry.home]
    return sum(_FILLED if region_ids & board.filled else _LAND for region_ids in other)


def tied(board: Board, entry: Entry, w: float, h: float) -> Spot | None:
    """Find a spot aside, tied to its place by a line; off all land for values, provinces, and all names of a narrow map."""
    root = _root(board, entry)
    if root is None:
        return None
    longest = (
        _LONGEST_VALUE
        if entry.style == "value"
        else min(_LONGEST, _LONGEST_SHARE * board.measures.width / board.measures.grow)
    )
    middles, boxes, ends, far = _rings(board, root, w, h, longest)
    clear = np.flatnonzero(board.beside(entry, boxes))
    lines = np.hstack((np.broadcast_to(root, (len(clear), 2)), ends[clear]))
    clear = clear[~crossing(lines, board.tight()).any(axis=1) & ~meeting(lines, rows(board.ties))]
    narrow = board.measures.width / board.measures.grow < _NARROW
    # An amount names both of its places and is taken for neither.
    off_land = entry.style == "value" or (entry.region_id.isdigit() and (entry.style == "province" or narrow))
    best: Spot | None = None
    for n in clear.tolist():
        if best and far[n] >= best.cost:
            break
        land = over(board, entry, boxes[n])
        if off_land and land > 0:
            continue
        line = cast(Line, (*root.tolist(), *ends[n].tolist()))
        best = cheaper(best, _spot(middles[n], boxes[n], float(far[n] + land + board.covered(entry, boxes[n])), line))
    return best


def _rings(board: Board, root: Rows, w: float, h: float, longest: float) -> tuple[Rows, Rows, Rows, Rows]:
    """Spots around a place, those with the shortest line first: middles, boxes, ends of lines, lengths of lines."""
    k = board.measures.grow
    angle = np.tile(2 * np.pi * np.arange(_RAYS) / _RAYS, _RINGS)
    r = np.repeat(_RING * k * np.arange(1, _RINGS + 1), _RAYS)
    middles = root + np.stack((np.cos(angle) * (r + w / 2), np.sin(angle) * (r + h / 2)), axis=-1)
    boxes = board.spots(middles, w, h)
    ends = _nearest(boxes, root)
    far = np.hypot(*(ends - root).T) / k
    fit = np.flatnonzero((far >= _SHORTEST) & (far <= longest))
    fit = fit[np.argsort(np.round(far[fit], 6), kind="stable")]
    return middles[fit], boxes[fit], ends[fit], far[fit]


def _nearest(boxes: Rows, at: Rows) -> Rows:
    """Return the point of each box that is nearest to a place."""
    return np.minimum(np.maximum(at, boxes[:, :2]), boxes[:, 2:])


def _root(board: Board, entry: Entry) -> Rows | None:
    """Where a line may begin: the point of the region nearest to its own that no name covers."""
    points = np.array(board.view.at(entry.at)) + _ROOT * board.measures.grow * _OVER
    open_to_lines = np.flatnonzero(~holding(board.tight(), points).any(axis=0))
    if len(open_to_lines) and open_to_lines[0] == 0 and entry.trusted:
        return cast(Rows, points[0])
    for batch in np.split(open_to_lines, range(_FEW, len(open_to_lines), _FEW)):
        for n, region_ids in zip(batch.tolist(), board.regions(points[batch]), strict=True):
            if region_ids & entry.home:
                return cast(Rows, points[n])
    return None


def _spot(at: Rows, box: Rows, cost: float, line: Line | None = None) -> Spot:
    return Spot((float(at[0]), float(at[1])), cast(Rect, tuple(box.tolist())), cost, line)


def cheapest(ways: Iterable[tuple[tuple[str, ...], Callable[[], Iterable[Spot | None]]]], other: float) -> Spot | None:
    """Take the cheapest spot of all ways to run the lines of a name.

    Parameters
    ----------
    ways : iterable of (lines, spots)
        The way that suits best first.
    other : float
        What every further way costs more.
    """
    best: Spot | None = None
    for n, (lines, spots) in enumerate(ways):
        for spot in spots():
            if spot:
                best = cheaper(best, Spot(spot.at, spot.box, spot.cost + other * n, spot.line, lines))
    return best


def cheaper(best: Spot | None, spot: Spot) -> Spot:
    """Return the cheaper of two spots; of equal ones the first."""
    return spot if best is None or spot.cost < best.cost - _TINY else best
