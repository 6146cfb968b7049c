"""Names on a still picture, put down in order of rank: on their own region first, then tied to it by a line.

None stands over another, and what finds no room is counted (:mod:`geo.still.names.settling`). The browser does the same
(``geo/client/drawing/labels.js``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

import numpy as np
import shapely

from data.places.areas import NATION
from data.places.names import romanised
from geo.scene import FIRST_QUIET, Label, Scene
from geo.shapes.geometry import Geometry
from geo.shapes.landmarks import TAIWAN
from geo.shapes.outlines import Box
from geo.still.measures import LINE_EM, WEIGHTS, Line, Measures, Rect, text_width
from geo.still.names.board import AIR, Board, Entry, Ground, Island, Passing, Spot
from geo.still.names.boxes import overlapping, rows
from geo.still.names.candidates import Candidates
from geo.still.names.placing import Name, Run
from geo.still.names.settling import settled, tiered
from geo.still.picture import Point, Tie, View, Word
from geo.still.regions import counties_named

#: Ranks from here on are detail, named only in close views: so many units a kilometre on a laptop's map.
DETAIL: Final = 92
_COUNTY_RANK: Final = 95
#: The rank of a name that only a choice asks for.
_POINTED: Final = 89
#: How far around arrowheads and the points of names is kept clear.
_HEAD_REACH, _ANCHOR_REACH = 9.0, 5.0
#: Around the point of a quiet name, across and down: names beside their places leave it to it.
_RESERVED: Final = (20.0, 8.0)
_CLOSE: Final = 0.3
_LONG: Final = 15
#: A value on one line suits a region that is not much narrower.
_SUITS: Final = 1.3
#: Where a value ends and its date begins.
_BREAK: Final = re.compile(r", |，| · ")

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
    lines: Mapping[str, Sequence[Rect]] | None = None,
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
    lines : mapping of str to sequence of (left, top, right, bottom)
        Id of a flow to boxes along its line. On one that says how much the amount of no other flow stands.
    """
    scale = view.scale / measures.grow
    entries = sorted(_entries(scene, geometry, names, scale), key=lambda entry: entry.rank)
    tiers = tiered(entries, measures)
    ground = _ground(scene, geometry, names, view, measures, occupied, tips, lines or {}, tiers)
    placed = [[Name(ground, entry, _runs(entry, geometry, view, measures)) for entry in tier] for tier in tiers]
    stand, without, board = settled(ground, placed)
    ties = tuple(_tie(spot.line, scene, measures) for _, spot in stand if spot.line)
    words = [word for entry, spot in stand for word in _words(spot.lines, spot.at, entry, scene, measures)]
    words += [word for entry, spot in stand if entry.tail for word in _under(board, entry, spot, scene)]
    missed = (entry for entry in without if entry.rank < FIRST_QUIET and not entry.bound)
    return Named(tuple(words), ties, tuple(" ".join(entry.lines) for entry in missed))


def _under(board: Board, entry: Entry, spot: Spot, scene: Scene) -> list[Word]:
    """What belongs to a name, under it, else behind it; once all names stand, for no name gives way to it."""
    ground = board.ground
    wide, high = _size((entry.tail,), entry.type, ground.measures)
    behind = spot.box[2] + wide / 2 + AIR * ground.measures.grow + 0.01
    middles = rows([(spot.at[0], spot.box[3] + high / 2 + 0.01), (behind, spot.at[1])], 2)
    below = Candidates(ground, entry, middles, ground.boxes(middles, wide, high), np.zeros(2))
    for n in below.free(board):
        if not overlapping(below.boxes[n : n + 1], ground.heads).any():
            placed = below.spot(n, 0.0)
            board.cover(placed.box)
            size = ground.measures.name_size(entry.type)
            color, weight = scene.look.flow_from, WEIGHTS[entry.type]
            # Under a name, an arrow to the left would point at the name beside.
            tail = entry.tail if n else entry.tail.replace("\N{LEFTWARDS ARROW}", "\N{UPWARDS ARROW}")
            return [Word(tail, *placed.at, size, color, weight, "middle", scene.look.halo)]
    return []


def _ground(
    scene: Scene,
    geometry: Geometry,
    names: Names,
    view: View,
    measures: Measures,
    occupied: Sequence[Rect],
    tips: Sequence[Point],
    lines: Mapping[str, Sequence[Rect]],
    tiers: Sequence[Sequence[Entry]],
) -> Ground:
    def around(at: Point, reach: float) -> Rect:
        reach_px = reach * measures.grow
        return at[0] - reach_px, at[1] - reach_px, at[0] + reach_px, at[1] + reach_px

    middles = [(i, view.at((names[i][1], names[i][2]))) for level, i in geometry.boxes if level == "province" and i in names]
    anchored = [entry for tier in tiers[:3] for entry in tier if entry.tieable]
    paid = {i for flow in scene.flows if flow.measured for i in (flow.helper_id, flow.recipient_id)}
    listed = [entry for tier in tiers[:-1] for entry in tier if entry.has_list or entry.region_id in paid]
    chosen = [*_chosen(scene), *scene.framed]
    fill, must = scene.fill, {entry.region_id for tier in tiers[:-1] for entry in tier}
    wide, high = (size * measures.grow for size in _RESERVED)
    shift, scale = (view.dx, view.dy), (view.scale, -view.scale)
    return Ground(
        geometry,
        view,
        measures,
        occupied=rows(occupied),
        heads=rows([around(tip, _HEAD_REACH) for tip in tips]),
        anchors=rows([around(view.at(entry.at), _ANCHOR_REACH) for entry in anchored]),
        anchored=tuple(entry.region_id for entry in anchored),
        starts={flow.helper_id: rows([view.at((flow.points[0], flow.points[1]))], 2) for flow in scene.flows},
        listed={entry.region_id: rows([view.at(entry.at)], 2) for entry in listed},
        middles=rows([at for _, at in middles], 2),
        named=tuple(i for i, _ in middles),
        reserved={i: rows((x - wide, y - high, x + wide, y + high)) for i, (x, y) in middles if i not in must},
        islands=[Island.of(i, points * scale + shift) for i, points in geometry.landmarks.islands.items()],
        south=np.concatenate([geometry.landmarks.islets, geometry.landmarks.dashes]) * scale + shift,
        measured={
            flow.flow_id: rows(lines[flow.flow_id]) for flow in scene.flows if flow.measured and flow.flow_id in lines
        },
        passing=_passing(scene, lines) if scene.has_list else (),
        chosen=frozenset(i for _, i in geometry.boxes if any(scene.hierarchy.touches(one, i) for one in chosen)),
        filled=frozenset({*fill.provinces, *fill.prefectures, *(i for area in fill.areas for i in area.members)}),
        counties=_filled_counties(scene, geometry),
        apart=frozenset(i for i, n in fill.prefectures.items() if fill.provinces.get(f"{i[:2]}0000", n) != n),
        colors={} if scene.flows else {**fill.provinces, **fill.prefectures},
    )


def _passing(scene: Scene, lines: Mapping[str, Sequence[Rect]]) -> list[Passing]:
    return [((f.helper_id, f.recipient_id), rows(lines[f.flow_id])) for f in scene.flows if f.flow_id in lines]


def _filled_counties(scene: Scene, geometry: Geometry) -> dict[str, shapely.Geometry]:
    if scene.counties_of == NATION:
        return {}
    outlines = geometry.counties(scene.counties_of).rings
    own = {i: outlines[i] for i in scene.fill.counties if i in outlines}
    return {i: shapely.union_all([shapely.Polygon(ring) for ring in rings]) for i, rings in own.items()}


def _chosen(scene: Scene) -> tuple[str, ...]:
    """A region, or both ends of a pair."""
    kind, chosen = scene.chosen or ("", "")
    pair = [(flow.helper_id, flow.recipient_id) for flow in scene.flows if (kind, flow.flow_id) == ("flow", chosen)]
    return (chosen,) if kind == "region" else (pair[0] if pair else ())


def _tie(line: Line, scene: Scene, measures: Measures) -> Tie:
    look, k = scene.look, measures.grow
    return Tie((line[0], line[1]), (line[2], line[3]), look.quiet, 0.9 * k, look.ink, 1.6 * k, look.halo)


def _runs(entry: Entry, geometry: Geometry, view: View, measures: Measures) -> list[Run]:
    """How the lines may run: a value as it is or with its date on a line of its own, first the one that suits its region."""
    wide, _ = _size(entry.lines, entry.type, measures)
    box = _region_box(entry, geometry)
    span, rise = ((box[2] - box[0]) * view.scale, (box[3] - box[1]) * view.scale) if box else (inf, inf)
    runs = [entry.lines, *_parted(entry)]
    if wide > _SUITS * span:
        runs.reverse()
    sizes = [_size(lines, entry.type, measures) for lines in runs]
    return [Run(lines, w, h, span < w and rise < h * 2.2, span < w) for lines, (w, h) in zip(runs, sizes, strict=True)]


def _parted(entry: Entry) -> list[tuple[str, ...]]:
    if entry.short:
        pair = entry.lines[0].removesuffix(f" {entry.short}")
        return [(entry.short,)] if pair == entry.lines[0] else [(pair, entry.short), (entry.short,)]
    head, tail = entry.lines[:-1], entry.lines[-1]
    if entry.style != "value" or not head:
        return []
    first, stroke, second = tail.partition(" / ")
    if stroke:
        # Two values are parted where one ends; the stroke stays, to say that there are two.
        return [(*head, f"{first} /", second)]
    cut = _BREAK.search(tail)
    return [(*head, tail[: cut.start()], tail[cut.end() :])] if cut else []


def _words(lines: Sequence[str], at: Point, entry: Entry, scene: Scene, measures: Measures) -> list[Word]:
    size, weight = measures.name_size(entry.type), WEIGHTS[entry.type]
    # A county that is named though nothing is recorded of it must not look like one that is helped.
    color, step = scene.look.quiet if entry.style == "quiet" else scene.look.ink, LINE_EM * size
    top = at[1] - (len(lines) - 1) / 2 * step
    return [Word(t, at[0], top + n * step, size, color, weight, "middle", scene.look.halo) for n, t in enumerate(lines)]


def _size(lines: Sequence[str], style: str, measures: Measures) -> tuple[float, float]:
    size = measures.name_size(style)
    return max(text_width(line, size, WEIGHTS[style]) for line in lines), LINE_EM * size * len(lines)


def _entries(scene: Scene, geometry: Geometry, names: Names, scale: float) -> list[Entry]:
    entries, close = [], scale > _CLOSE
    areas = {area.area_id: area.members for area in scene.fill.areas if area.members}
    measured = {flow.flow_id for flow in scene.flows if flow.measured}
    ends = {i for flow in scene.flows for i in (flow.helper_id, flow.recipient_id)}
    has_counties = close and counties_named(scene, scale)
    for label in scene.labels:
        name, x, y = names.get(label.region_id, ("", 0.0, 0.0))
        if label.at:
            x, y = label.at[0], label.at[1]
        text = label.name or name
        if text and (close or label.rank < DETAIL):
            value = label.style == "value"
            lines = (*_broken(text), *((label.text,) if label.text and value else ()))
            # An amount may stand without its pair, whose line it lies on.
            amount = label.region_id in measured
            tail, short = ("", label.text) if amount else ("" if value or label.style == "quiet" else label.text, "")
            listed = scene.has_list and label.region_id != TAIWAN
            above = _above(label.region_id, scene.counties_of) if has_counties and label.style == "quiet" else ""
            own = Entry(label.region_id, label.rank, label.style, lines, (x, y), _home(label, areas), tail, short)
            entries.append(replace(own, has_list=listed, is_end=label.region_id in ends, above=above))
    labelled = {entry.region_id for entry in entries}
    chosen = scene.chosen[1] if scene.chosen and scene.chosen[0] == "region" else ""
    if chosen in names and chosen not in labelled:
        name, x, y = names[chosen]
        entries.append(Entry(chosen, _POINTED, "prefecture", _broken(name), (x, y), frozenset({chosen})))
    if has_counties:
        entries += _counties(scene, geometry, names, labelled)
    return entries


def _above(region_id: str, counties_of: str) -> str:
    """Of a prefecture only where its counties are named: elsewhere nothing is below it."""
    if region_id.endswith("0000"):
        return "province"
    return "prefecture" if region_id.endswith("00") and counties_of in (NATION, f"{region_id[:2]}0000") else ""


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
    return geometry.largest.get(("prefecture", entry.region_id)) or geometry.largest.get(("province", entry.region_id))
