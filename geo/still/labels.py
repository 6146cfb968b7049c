"""Names on a still picture, put down in order of rank; none over another (``geo/client/labels.js``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data.places.lineage import Hierarchy
from data.places.names import romanised
from geo.scene import Label, Scene
from geo.shapes.geometry import Box, Geometry
from geo.still.measures import LINE_EM, SIZES, WEIGHTS, Measures, Rect, overlap, text_width
from geo.still.picture import Point, View, Word

#: Ranks from here on are detail, named only in close views: so many units a kilometre on a laptop's map.
DETAIL: Final = 92
_COUNTY_RANK: Final = 95
_CLOSE: Final = 0.3
_LONG: Final = 15
#: A value on one line suits a region that is not much narrower.
_SUITS: Final = 1.3
#: Where a value ends and its date begins.
_BREAK: Final = re.compile(r", |，| · ")

Names = Mapping[str, tuple[str, float, float]]
Spot = tuple[Point, Rect]


@dataclass(frozen=True)
class _Entry:
    """One name with what stands under it."""

    region_id: str
    rank: int
    style: str
    lines: tuple[str, ...]
    at: Point
    home: frozenset[str] = frozenset()


def labels(
    scene: Scene,
    geometry: Geometry,
    names: Names,
    view: View,
    measures: Measures,
    taken: Sequence[Rect],
    tips: Sequence[Point],
) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """Place names and values.

    Parameters
    ----------
    scene : Scene
        Of one year; see :func:`geo.year.of_year`.
    names : mapping of str to (name, x_km, y_km)
    taken : sequence of (left, top, right, bottom)
        Where no name may go: legend, inset, credit.
    tips : sequence of point
        Ends of flows, kept clear where there is a choice.

    Returns
    -------
    words : tuple of Word
        One a line; two lines of one name follow one another.
    left_out : tuple of str
        Names with their values that no room was left for; quiet names, and what lies outside the picture, are not counted.
    """
    full, words, left_out = list(taken), [], []
    close = view.scale / measures.grow > _CLOSE
    middles = {i: view.at((names[i][1], names[i][2])) for level, i in geometry.boxes if level == "province" and i in names}
    for entry in sorted(_entries(scene, geometry, names, close), key=lambda one: one.rank):
        others = [at for i, at in middles.items() if i != entry.region_id]
        ways = [
            _way(entry, lines, geometry, view, measures, full, others) for lines in _runs(entry, geometry, view, measures)
        ]
        found = _choose(ways, view.at(entry.at), entry.style, tips, measures)
        if found:
            lines, at, box = found
            full.append(box)
            words += _words(lines, at, entry, scene, measures)
        elif entry.style != "quiet" and _in_window(view.at(entry.at), measures):
            left_out.append(" ".join(entry.lines))
    return tuple(words), tuple(left_out)


def _in_window(at: Point, measures: Measures) -> bool:
    return 0 <= at[0] <= measures.width and 0 <= at[1] <= measures.height


def unnamed(
    left_out: Sequence[str], scene: Scene, words: Sequence[Word], taken: Sequence[Rect], measures: Measures
) -> tuple[Word, ...]:
    """Say in a free corner how many names there was no room for: a still picture has no pointer to ask with.

    Parameters
    ----------
    left_out : sequence of str
        As :func:`labels` gives them; none says nothing.
    scene : Scene
        Its text ``unnamed`` has a field for the number; without it nothing is said.
    words : sequence of Word
        The names that stand.
    taken : sequence of (left, top, right, bottom)
        Legend, inset, credit; the credit is the lowest.

    Returns
    -------
    tuple of Word
        One word, or none where every corner is taken.
    """
    told = scene.text.get("unnamed", "").replace("{n}", str(len(left_out))) if left_out else ""
    if not told:
        return ()
    size, pad = measures.smallest, measures.pad
    wide, high = text_width(told, size), LINE_EM * size
    full = [*taken, *(_room_of(word) for word in words)]
    foot = min((one[1] for one in taken if one[3] >= measures.height - 1), default=measures.height) - high
    for left, top in ((pad, pad), (measures.width - pad - wide, pad), (measures.width - pad - wide, foot), (pad, foot)):
        if not any(overlap((left, top, left + wide, top + high), one) for one in full):
            return (Word(told, left, top + high / 2, size, scene.look.quiet, 400, "start", scene.look.halo),)
    return ()


def _room_of(word: Word) -> Rect:
    wide, high = text_width(word.text, word.size, word.weight), LINE_EM * word.size
    return word.x - wide / 2, word.y - high / 2, word.x + wide / 2, word.y + high / 2


@dataclass(frozen=True)
class _Way:
    """One way to run the lines of a name, and where it could stand; ``hides`` where it would hide its whole region."""

    lines: tuple[str, ...]
    spots: tuple[Spot, ...]
    hides: bool


def _runs(entry: _Entry, geometry: Geometry, view: View, measures: Measures) -> list[tuple[str, ...]]:
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


def _way(
    entry: _Entry,
    lines: tuple[str, ...],
    geometry: Geometry,
    view: View,
    measures: Measures,
    taken: Sequence[Rect],
    others: Sequence[Point],
) -> _Way:
    w, h = _size(lines, entry.style, measures)
    home, hides = view.at(entry.at), _hides(entry, geometry, view, w, h)
    spots = _free(_spots(entry, hides, view, measures, w, h), measures, taken)
    spots = [(to, box) for to, box in spots if to == home or not any(_holds(box, other) for other in others)]
    # A small province has its name beside it, as on any map; a value must stand where it belongs.
    if entry.style != "province" or not hides:
        spots = _clear(spots, entry, geometry, view)
    return _Way(lines, tuple(spots), hides)


def _choose(
    ways: Sequence[_Way], home: Point, style: str, tips: Sequence[Point], measures: Measures
) -> tuple[tuple[str, ...], Point, Rect] | None:
    """Take a value's own place; else the first spot that covers no arrowhead; a name that must stand may cover one."""
    reach = 9 * measures.grow
    heads = [(x - reach, y - reach, x + reach, y + reach) for x, y in tips]
    options = [(way.lines, at, box) for way in ways for at, box in way.spots]
    at_home = [(way.lines, at, box) for way in ways for at, box in way.spots if at == home and not way.hides]
    clear = (option for option in options if not any(overlap(option[2], head) for head in heads))
    must = options[0] if options and style != "quiet" else None
    return (at_home[0] if style == "value" and at_home else None) or next(clear, must)


def _words(lines: Sequence[str], at: Point, entry: _Entry, scene: Scene, measures: Measures) -> list[Word]:
    size, weight = SIZES[entry.style] * measures.smallest, WEIGHTS[entry.style]
    # The name of a county stands on the fill of its province.
    quiet = entry.style == "quiet" and entry.rank != _COUNTY_RANK
    color, step = scene.look.quiet if quiet else scene.look.ink, LINE_EM * size
    top = at[1] - (len(lines) - 1) / 2 * step
    return [Word(t, at[0], top + n * step, size, color, weight, "middle", scene.look.halo) for n, t in enumerate(lines)]


def _size(lines: Sequence[str], style: str, measures: Measures) -> tuple[float, float]:
    size = SIZES[style] * measures.smallest
    return max(text_width(line, size, WEIGHTS[style]) for line in lines), LINE_EM * size * len(lines)


def _entries(scene: Scene, geometry: Geometry, names: Names, close: bool) -> list[_Entry]:
    found = []
    areas = {area.area_id: area.members for area in scene.fill.areas}
    for label in scene.labels:
        name, x, y = names.get(label.region_id, ("", 0.0, 0.0))
        if label.at:
            x, y = label.at[0], label.at[1]
        text = label.name or name
        if text and (close or label.rank < DETAIL):
            lines = (*_broken(text), *((label.text,) if label.text else ()))
            home = _home(label, areas, scene.hierarchy)
            found.append(_Entry(label.region_id, label.rank, label.style, lines, (x, y), home))
    said = {entry.region_id for entry in found}
    chosen = scene.chosen[1] if scene.chosen and scene.chosen[0] == "region" else ""
    if chosen in names and chosen not in said:
        name, x, y = names[chosen]
        found.append(_Entry(chosen, -1, "prefecture", _broken(name), (x, y)))
    if scene.counties_of and close:
        found += _counties(scene, geometry, names, said)
    return found


def _home(label: Label, areas: Mapping[str, tuple[str, ...]], hierarchy: Hierarchy) -> frozenset[str]:
    """Where a name may stand: a value on its own region, a plain name anywhere in its province."""
    if label.region_id in areas:
        return frozenset(areas[label.region_id])
    return frozenset({label.region_id} if label.style == "value" else hierarchy.ancestors(label.region_id))


def _counties(scene: Scene, geometry: Geometry, names: Names, said: set[str]) -> list[_Entry]:
    found = []
    for county, (zh, x, y) in geometry.counties(scene.counties_of).places.items():
        if county in said:
            continue
        own = zh if scene.lang == "zh" else romanised(zh)
        name, x, y = names.get(county, (own, x, y))
        found.append(_Entry(county, _COUNTY_RANK, "quiet", _broken(name), (x, y)))
    return found


def _broken(name: str) -> tuple[str, ...]:
    """A long name goes on two lines, broken at the space nearest its middle."""
    if len(name) <= _LONG or " " not in name:
        return (name,)
    at = min((i for i, sign in enumerate(name) if sign == " "), key=lambda i: abs(i - len(name) / 2))
    return name[:at], name[at + 1 :]


def _box(at: Point, w: float, h: float, measures: Measures) -> Rect:
    room = measures.grow
    return (at[0] - w / 2 - room, at[1] - h / 2, at[0] + w / 2 + room, at[1] + h / 2)


def _spots(entry: _Entry, hides: bool, view: View, measures: Measures, w: float, h: float) -> list[Spot]:
    """Where a name may go: over its region, or beside it; over it last where it would hide the whole region."""
    (x, y), k = view.at(entry.at), measures.grow
    dx, dy = w / 2 + 8 * k, h / 2 + 6 * k
    near, rows = min(dx, 26 * k), (dy + 2 * k, -dy - 2 * k)
    if entry.style == "quiet":
        shifts = [(0.0, 0.0)]
    elif hides:
        aside = [(0, rows[0]), (0, rows[1]), (dx, 0), (-dx, 0)]
        shifts = [(dx, 0), (-dx, 0), *aside, *((sx * dx * 0.75, sy * dy) for sy in (1, -1) for sx in (1, -1)), (0, 0)]
    else:
        # A large region keeps its name: it may shift by a little, never into the next region.
        shifts = [(0, 0), *((sx, sy) for sy in rows for sx in (0, near, -near)), (near, 0), (-near, 0)]
    return [((x + sx, y + sy), _box((x + sx, y + sy), w, h, measures)) for sx, sy in shifts]


def _region_box(entry: _Entry, geometry: Geometry) -> Box | None:
    return geometry.boxes.get(("prefecture", entry.region_id)) or geometry.boxes.get(("province", entry.region_id))


def _hides(entry: _Entry, geometry: Geometry, view: View, w: float, h: float) -> bool:
    box = _region_box(entry, geometry)
    return box is not None and (box[2] - box[0]) * view.scale < w and (box[3] - box[1]) * view.scale < h * 2.2


def _free(spots: list[Spot], measures: Measures, taken: Sequence[Rect]) -> list[Spot]:
    return [
        (at, box)
        for at, box in spots
        if box[0] >= 0
        and box[1] >= 0
        and box[2] <= measures.width
        and box[3] <= measures.height
        and not any(overlap(box, other) for other in taken)
    ]


def _clear(spots: list[Spot], entry: _Entry, geometry: Geometry, view: View) -> list[Spot]:
    """Keep the spots where a name can't be read as another region's: mostly on its own, or all of it at sea or abroad."""
    home, most = view.at(entry.at), 1 if entry.style == "prefecture" else 2
    kept = []
    for at, box in spots:
        across = [view.back((box[0] + (box[2] - box[0]) * share, at[1])) for share in (0.1, 0.3, 0.5, 0.7, 0.9)]
        regions = geometry.regions_at(across)
        if at == home or not any(regions) or sum(bool(entry.home & found) for found in regions[1:4]) >= most:
            kept.append((at, box))
    return kept


def _holds(box: Rect, at: Point) -> bool:
    return box[0] < at[0] < box[2] and box[1] < at[1] < box[3]
