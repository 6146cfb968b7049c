"""Names on a still picture, put down in order of rank: on their own region first, then tied to it by a line.

None stands over another, and what finds no room is counted. The browser does the same (``geo/client/drawing/labels.js``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Final, cast

from data.places.names import romanised
from geo.scene import Label, Scene
from geo.shapes.geometry import Geometry
from geo.shapes.outlines import Box
from geo.still.measures import LINE_EM, SIZES, WEIGHTS, Line, Measures, Rect, text_width
from geo.still.names.board import AIR, ANCHOR, HEAD, Board, Entry, Spot
from geo.still.names.boxes import overlapping, rows
from geo.still.names.placing import cheaper, cheapest, own, sea, tied
from geo.still.picture import Point, Tie, View, Word
from geo.still.regions import counties_named

#: Ranks from here on are detail, named only in close views: so many units a kilometre on a laptop's map.
DETAIL: Final = 92
_COUNTY_RANK: Final = 95
#: Names of these ranks stand only where there is room; the rank of one that only a choice asks for.
FIRST_QUIET: Final = 90
_POINTED: Final = 89
#: What it costs to run the lines of a name the other way; how far around arrowheads and the points of names is kept clear.
_OTHER_RUN, _HEAD_REACH, _ANCHOR_REACH = 3.0, 9.0, 5.0
#: Around the point of a quiet name, across and down: names beside their places leave it to it.
_RESERVED: Final = (20.0, 8.0)
_CLOSE: Final = 0.3
_LONG: Final = 15
#: A value on one line suits a region that is not much narrower.
_SUITS: Final = 1.3
#: Where a value ends and its date begins.
_BREAK: Final = re.compile(r", |，| · ")

#: So many times names are put down, those first that went without; the name of a province counts as so many.
_TURNS: Final = 4
_PROVINCE: Final = 3

Settled = tuple[list[tuple[Entry, Spot]], list[Entry]]
Names = Mapping[str, tuple[str, float, float]]


@dataclass(frozen=True)
class Named:
    """Names as they stand.

    Attributes
    ----------
    words : tuple of Word
        One a line; two lines of one name follow one another.
    ties : tuple of Tie
        The lines that tie names to their places.
    left_out : tuple of str
        Names with their values that no room was left for; quiet names, and what lies outside the picture, are not counted.
    """

    words: tuple[Word, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...]


def labels(
    scene: Scene,
    geometry: Geometry,
    names: Names,
    view: View,
    measures: Measures,
    occupied: Sequence[Rect],
    tips: Sequence[Point],
) -> Named:
    """Place names and values.

    Parameters
    ----------
    scene : Scene
        Of one year; see :func:`geo.year.of_year`.
    names : mapping of str to (name, x_km, y_km)
    occupied : sequence of (left, top, right, bottom)
        Where no name may go: legend, inset, credit.
    tips : sequence of point
        Ends of flows, kept clear where there is a choice.
    """
    scale = view.scale / measures.grow
    entries = sorted(_entries(scene, geometry, names, scale), key=lambda entry: entry.rank)
    strong = [entry for entry in entries if entry.rank < FIRST_QUIET]
    board = partial(_board, scene, geometry, names, view, measures, occupied, tips, strong)
    stand, without, settled = _fullest(board, entries, strong)
    ties = tuple(_tie(spot.line, scene, measures) for _, spot in stand if spot.line)
    words = [word for entry, spot in stand for word in _words(spot.lines, spot.at, entry, scene, measures)]
    words += [word for entry, spot in stand if entry.tail for word in _under(settled, entry, spot, scene)]
    return Named(tuple(words), ties, tuple(" ".join(entry.lines) for entry in without))


def _under(board: Board, entry: Entry, spot: Spot, scene: Scene) -> list[Word]:
    """What belongs to a name, under it, else behind it; once all names stand, for no name gives way to it."""
    wide, high = _size((entry.tail,), entry.style, board.measures)
    behind = spot.box[2] + wide / 2 + AIR * board.measures.grow + 0.01
    for x, y in ((spot.at[0], spot.box[3] + high / 2 + 0.01), (behind, spot.at[1])):
        boxes = board.spots(rows([(x, y)], 2), wide, high)
        if board.free(entry, boxes).all() and not overlapping(boxes, rows(board.heads)).any():
            board.occupied.append(cast(Rect, tuple(boxes[0].tolist())))
            size = SIZES[entry.style] * board.measures.smallest
            color, weight = scene.look.flow_from, WEIGHTS[entry.style]
            return [Word(entry.tail, x, y, size, color, weight, "middle", scene.look.halo)]
    return []


def _fullest(
    board: Callable[[], Board], entries: Sequence[Entry], strong: Sequence[Entry]
) -> tuple[list[tuple[Entry, Spot]], list[Entry], Board]:
    """Settle the names a few times, those first that went without; the fullest picture counts.

    A value may stand in fewer places, and another turn would only cost time.
    """
    best, before, last = None, set[str](), None
    for _ in range(_TURNS):
        table = board()
        stand, without = _settle(table, entries, strong, before)
        without = [entry for entry in without if _in_window(table.view.at(entry.at), table.measures)]
        if best is None or _loss(without) < _loss(best[1]):
            best, last = (stand, without), table
        again = {entry.region_id for entry in without if entry.style != "value"}
        if not again:
            break
        before |= again
    assert best is not None and last is not None  # there is always a first turn
    return *best, last


def _loss(without: Sequence[Entry]) -> int:
    return sum(_PROVINCE if entry.style == "province" else 1 for entry in without)


def _settle(board: Board, entries: Sequence[Entry], strong: Sequence[Entry], before: set[str]) -> Settled:
    """Those that went without the time before first. Then names on their own regions; then, of the others, what costs less:
    there after all, or tied to it by a line; the quiet ones at last, where there is room.
    """
    stand: list[tuple[Entry, Spot]] = []

    def place_entry(entry: Entry, spot: Spot | None, below: float = inf) -> bool:
        if spot is None or spot.cost >= below:
            return False
        board.take(entry, spot)
        stand.append((entry, spot))
        return True

    first = [entry for entry in strong if entry.region_id in before and place_entry(entry, _best(board, entry))]
    later = [entry for entry in strong if entry not in first and not place_entry(entry, _home_spot(board, entry), ANCHOR)]
    without = [entry for entry in later if not place_entry(entry, _best(board, entry))]
    for entry in entries[len(strong) :]:
        place_entry(entry, _home_spot(board, entry), HEAD)
    return stand, without


def _board(
    scene: Scene,
    geometry: Geometry,
    names: Names,
    view: View,
    measures: Measures,
    occupied: Sequence[Rect],
    tips: Sequence[Point],
    strong: Sequence[Entry],
) -> Board:
    def around(at: Point, reach: float) -> Rect:
        reach_px = reach * measures.grow
        return at[0] - reach_px, at[1] - reach_px, at[0] + reach_px, at[1] + reach_px

    middles = [(i, view.at((names[i][1], names[i][2]))) for level, i in geometry.boxes if level == "province" and i in names]
    fill, must = scene.fill, {entry.region_id for entry in strong}
    wide, high = (size * measures.grow for size in _RESERVED)
    return Board(
        geometry,
        view,
        measures,
        list(occupied),
        heads=[around(tip, _HEAD_REACH) for tip in tips],
        anchors=[(entry.region_id, around(view.at(entry.at), _ANCHOR_REACH)) for entry in strong],
        middles=middles,
        reserved=[(x - wide, y - high, x + wide, y + high) for i, (x, y) in middles if i not in must],
        islands=[(i, rows([view.at(at) for at in points.tolist()], 2)) for i, points in geometry.landmarks.islands.items()],
        filled=frozenset({*fill.provinces, *fill.prefectures, *(i for area in fill.areas for i in area.members)}),
    )


def _best(board: Board, entry: Entry) -> Spot | None:
    home = _home_spot(board, entry)
    if home and home.cost < ANCHOR:
        return home
    aside = _cheapest_run(board, entry, lambda w, h: [tied(board, entry, w, h)])
    return cheaper(home, aside) if home and aside else home or aside


def _home_spot(board: Board, entry: Entry) -> Spot | None:
    """On its own region, or on the sea beside it where it would hide the region."""

    def spots(w: float, h: float) -> list[Spot | None]:
        beside = sea(board, entry, w, h)
        if beside and _hides(entry, board.geometry, board.view, w, h):
            return [beside]
        return [own(board, entry, w, h), beside]

    return _cheapest_run(board, entry, spots)


def _cheapest_run(board: Board, entry: Entry, spots: Callable[[float, float], list[Spot | None]]) -> Spot | None:
    runs = _runs(entry, board.geometry, board.view, board.measures)
    ways = [(lines, partial(spots, *_size(lines, entry.style, board.measures))) for lines in runs]
    return cheapest(ways, _OTHER_RUN)


def _tie(line: Line, scene: Scene, measures: Measures) -> Tie:
    look, k = scene.look, measures.grow
    return Tie((line[0], line[1]), (line[2], line[3]), look.quiet, 0.9 * k, look.ink, 1.6 * k, look.halo)


def _in_window(at: Point, measures: Measures) -> bool:
    return 0 <= at[0] <= measures.width and 0 <= at[1] <= measures.height


def _runs(entry: Entry, geometry: Geometry, view: View, measures: Measures) -> list[tuple[str, ...]]:
    """How the lines may run: a value as it is or with its date on a line of its own, first the one that suits its region."""
    head, tail = entry.lines[:-1], entry.lines[-1]
    if entry.style != "value" or not head:
        return [entry.lines]
    first, stroke, second = tail.partition(" / ")
    cut = _BREAK.search(tail)
    if stroke:
        # Two values are parted where one ends; the stroke stays, to say that there are two.
        runs = [entry.lines, (*head, f"{first} /", second)]
    elif cut:
        runs = [entry.lines, (*head, tail[: cut.start()], tail[cut.end() :])]
    else:
        return [entry.lines]
    box = _region_box(entry, geometry)
    wide = _size(entry.lines, entry.style, measures)[0]
    return runs[::-1] if box and wide > _SUITS * (box[2] - box[0]) * view.scale else runs


def _words(lines: Sequence[str], at: Point, entry: Entry, scene: Scene, measures: Measures) -> list[Word]:
    size, weight = SIZES[entry.style] * measures.smallest, WEIGHTS[entry.style]
    # The name of a county stands on the fill of its province.
    quiet = entry.style == "quiet" and entry.rank != _COUNTY_RANK
    color, step = scene.look.quiet if quiet else scene.look.ink, LINE_EM * size
    top = at[1] - (len(lines) - 1) / 2 * step
    return [Word(t, at[0], top + n * step, size, color, weight, "middle", scene.look.halo) for n, t in enumerate(lines)]


def _size(lines: Sequence[str], style: str, measures: Measures) -> tuple[float, float]:
    size = SIZES[style] * measures.smallest
    return max(text_width(line, size, WEIGHTS[style]) for line in lines), LINE_EM * size * len(lines)


def _entries(scene: Scene, geometry: Geometry, names: Names, scale: float) -> list[Entry]:
    entries, close = [], scale > _CLOSE
    areas = {area.area_id: area.members for area in scene.fill.areas}
    for label in scene.labels:
        name, x, y = names.get(label.region_id, ("", 0.0, 0.0))
        if label.at:
            x, y = label.at[0], label.at[1]
        text = label.name or name
        if text and (close or label.rank < DETAIL):
            value = label.style == "value"
            lines = (*_broken(text), *((label.text,) if label.text and value else ()))
            tail = "" if value else label.text
            home = _home(label, areas)
            entries.append(Entry(label.region_id, label.rank, label.style, lines, (x, y), home, tail))
    labelled = {entry.region_id for entry in entries}
    chosen = scene.chosen[1] if scene.chosen and scene.chosen[0] == "region" else ""
    if chosen in names and chosen not in labelled:
        name, x, y = names[chosen]
        entries.append(Entry(chosen, _POINTED, "prefecture", _broken(name), (x, y), frozenset({chosen})))
    if close and counties_named(scene, scale):
        entries += _counties(scene, geometry, names, labelled)
    return entries


def _home(label: Label, areas: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Where a name stands on its place: on its own region; of an area, on one of its members."""
    return frozenset(areas.get(label.region_id, (label.region_id,)))


def _counties(scene: Scene, geometry: Geometry, names: Names, labelled: set[str]) -> list[Entry]:
    entries = []
    for county, (zh, x, y) in geometry.counties(scene.counties_of).places.items():
        if county in labelled:
            continue
        own = zh if scene.lang == "zh" else romanised(zh)
        name, x, y = names.get(county, (own, x, y))
        entries.append(Entry(county, _COUNTY_RANK, "quiet", _broken(name), (x, y), frozenset({county})))
    return entries


def _broken(name: str) -> tuple[str, ...]:
    """A long name goes on two lines, broken at the space nearest its middle."""
    if len(name) <= _LONG or " " not in name:
        return (name,)
    at = min((i for i, sign in enumerate(name) if sign == " "), key=lambda i: abs(i - len(name) / 2))
    return name[:at], name[at + 1 :]


def _region_box(entry: Entry, geometry: Geometry) -> Box | None:
    return geometry.boxes.get(("prefecture", entry.region_id)) or geometry.boxes.get(("province", entry.region_id))


def _hides(entry: Entry, geometry: Geometry, view: View, w: float, h: float) -> bool:
    box = _region_box(entry, geometry)
    return box is not None and (box[2] - box[0]) * view.scale < w and (box[3] - box[1]) * view.scale < h * 2.2
