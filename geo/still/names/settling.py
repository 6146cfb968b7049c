"""Which names of a picture stand, and where: those of one tier after another, a few times over; the fullest picture counts.

The browser does the same (``geo/client/drawing/labels.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

from geo.scene import FIRST_QUIET, FOREMOST, NAMED_RANK
from geo.still.measures import Measures
from geo.still.names.board import HEAD, Board, Entry, Ground, Spot
from geo.still.names.boxes import crossing, rows
from geo.still.names.placing import WIDE, Name
from geo.still.picture import Point

#: Hong Kong and Macao: named quietly both or neither.
_TOGETHER: Final = frozenset({"810000", "820000"})
#: So many times names are put down, those first that went without.
_TURNS: Final = 5
#: On a map that is not wide, with more names than so many, provinces are named before all else, and may cover the places of
#: others.
_FEW: Final = 12
#: So many others the name of a province counts for, of a partner, one that goes before all, and a quiet one that stays.
_PROVINCE, _PARTNER, _FIRST, _STAYS = 3, 9, 50, 1000
#: Goes before its neighbours where there is room for one of them alone.
_CAPITAL: Final = "110000"

Placed = tuple[Entry, Spot]
Settled = tuple[list[Placed], list[Entry]]


def tiered(entries: Sequence[Entry], measures: Measures) -> tuple[list[Entry], ...]:
    """Part names in what is chosen or named above, its partners, those that must stand, and the quiet ones.

    Returns
    -------
    tuple of list of Entry
        Four; five beside a list and on a narrow map with many names, where of those that must stand provinces come first.
    """
    strong = [entry for entry in entries if entry.rank < FIRST_QUIET]
    quiet = sorted(entries[len(strong) :], key=lambda entry: not entry.stays)
    named = [entry for entry in strong if entry.rank <= NAMED_RANK]
    partners = [entry for entry in strong if NAMED_RANK < entry.rank <= FOREMOST]
    others = strong[len(named) + len(partners) :]
    first = [entry for entry in others if entry.style in ("province", "quiet")]
    # Beside a list of all names that of a province never gives way to that of a city.
    listed = any(entry.has_list for entry in strong)
    if ((measures.width / measures.grow >= WIDE or len(strong) <= _FEW) and not listed) or not first:
        return named, partners, others, quiet
    return named, partners, first, [entry for entry in others if entry not in first], quiet


def settled(ground: Ground, tiers: Sequence[Sequence[Name]]) -> tuple[list[Placed], list[Entry], Board]:
    """Settle the names a few times, those first that went without; the fullest picture counts.

    Parameters
    ----------
    tiers : sequence of sequence of Name
        As :func:`tiered` parts them.

    Returns
    -------
    (list of (Entry, Spot), list of Entry, Board)
        What stands and where; what has no room in the picture; the board with all that stands.
    """
    best, before = None, frozenset[str]()
    for _ in range(_TURNS):
        board = Board(ground)
        stand, without = _settle(board, tiers, before)
        without = [entry for entry in without if _in_window(ground.view.at(entry.at), ground.measures)]
        if best is None or _loss(without) < _loss(best[1]):
            best = stand, without
        # A value may stand in fewer places: another turn would only cost time. Prefectures that need no name would only take
        # the room of provinces.
        again = {e.region_id for e in without if e.style == "province" or (e.style != "value" and e.tieable)}
        # With the same names first, all would stand as before.
        if again <= before:
            break
        before |= again
    assert best is not None  # there is always a first turn
    stand, tangled = _off_dots(ground, tiers, best[0])
    return stand, [*best[1], *tangled], Board.of(ground, stand)


def _in_window(at: Point, measures: Measures) -> bool:
    return 0 <= at[0] <= measures.width and 0 <= at[1] <= measures.height


def _off_dots(ground: Ground, tiers: Sequence[Sequence[Name]], stand: Sequence[Placed]) -> Settled:
    """Lay lines that pass the dots of others elsewhere, or else those others.

    On the map of a province, whose counties stand close, a name for which there is no other room goes without.
    """
    names = {name.entry: name for tier in tiers for name in tier}
    placed = dict(stand)

    def lay(entry: Entry) -> bool:
        board = Board.of(ground, ((other, spot) for other, spot in placed.items() if other is not entry), strict=True)
        spot = names[entry].best(board)
        placed[entry] = spot or placed[entry]
        return spot is not None

    def passed_by(entry: Entry) -> list[Entry]:
        lines = {other: spot.line for other, spot in placed.items() if spot.line and other is not entry}
        dots = ground.dots(rows([line[:2] for line in lines.values()], 2))
        meets = crossing(rows(placed[entry].line or ()), dots)
        return [other for n, other in enumerate(lines) if meets[:, n].any()]

    tangled = []
    for entry in [entry for entry, spot in stand if spot.line]:
        passed = passed_by(entry)
        if not passed or lay(entry):
            continue
        for other in passed:
            lay(other)
        if ground.counties and passed_by(entry):
            del placed[entry]
            tangled.append(entry)
    return list(placed.items()), tangled


def _loss(without: Sequence[Entry]) -> int:
    def weight(entry: Entry) -> int:
        if entry.rank >= FIRST_QUIET:
            return _STAYS
        if entry.rank <= FOREMOST:
            return _FIRST if entry.rank <= NAMED_RANK else _PARTNER
        return _PROVINCE + (entry.region_id == _CAPITAL) if entry.style == "province" else 1

    return sum(map(weight, without))


def _settle(board: Board, tiers: Sequence[Sequence[Name]], before: frozenset[str]) -> Settled:
    """Of each tier those that went without the time before first. Then names on their own regions; then, of the others, what
    costs less: there after all, or tied to it by a line; the quiet ones at last, where there is room.
    """
    stand: list[Placed] = []
    left_out: list[Entry] = []

    def place_name(name: Name, spot: Spot | None, below: float = inf) -> bool:
        if spot is None or spot.cost >= below:
            return False
        board.take(name.entry, spot)
        stand.append((name.entry, spot))
        return True

    # A quiet name that stays, and found no room in a turn before.
    early = {name for name in tiers[-1] if name.entry.region_id in before and place_name(name, name.best(board))}
    for tier in tiers[:-1]:
        first = {name for name in tier if name.entry.region_id in before and place_name(name, name.best(board))}
        later = [name for name in tier if name not in first and not place_name(name, name.home(board), name.most_at_home)]
        left_out += [name.entry for name in later if not place_name(name, name.best(board))]
    for name in tiers[-1]:
        if name in early:
            continue
        if name.entry.stays:
            left_out += [] if place_name(name, name.best(board)) else [name.entry]
            continue
        spot = name.home(board)
        if spot and spot.cost < HEAD and not board.ground.intrudes(name.entry, spot.box):
            place_name(name, spot)
    if not {entry.region_id for entry, _ in stand} >= _TOGETHER:
        stand = [(one, spot) for one, spot in stand if one.region_id not in _TOGETHER or one.rank < FIRST_QUIET]
    return stand, left_out
