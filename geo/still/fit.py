"""Where the country stands in a still picture: the rule of :mod:`geo.fitting`, with the legends and insets it may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.fitting import (
    CORNER,
    INSETS,
    LEFT_OUT,
    NATION_FIT,
    SMALLER,
    WHOLE,
    WHOLE_FIT,
    Box,
    Choice,
    Points,
    Sight,
    Standing,
    place,
    reach,
)
from geo.flows import bezier
from geo.scene import Scene
from geo.shapes.geometry import Geometry
from geo.shapes.landmarks import ISLANDS, along, grid
from geo.still.inset import InsetRoom, inset_room
from geo.still.legend import WIDTHS_EM, LegendBlock, legend_block
from geo.still.measures import Measures, Rect, rect
from geo.still.picture import View

#: Room between a view of a place and the edge, in units of a laptop's map.
_CLOSE_PAD: Final = 22.0
#: What it costs to set the legend in another width than the usual one.
_OTHER_WIDTH: Final = 0.0005
#: Room between the credit and what it must not cover, and the inset above it, in parts of the smallest text.
_BAR_AIR: Final = 0.2
_INSET_AIR: Final = 0.3
#: Distance between the points that stand for a framed place, as a share of it.
_FRAMED_SHARE: Final = 1 / 14


@dataclass(frozen=True)
class Fit:
    """The outcome: where kilometres lie, the legend in its place, the box of the inset.

    Attributes
    ----------
    inset : InsetRoom or None
        None where the map itself shows what is in it, or where a close view has no room for it.
    window : (xmin, ymin, xmax, ymax)
        Kilometres that had to be in the picture.
    """

    view: View
    legend: LegendBlock | None
    inset: InsetRoom | None
    window: Box


def fit(scene: Scene, geometry: Geometry, measures: Measures, credit: float, credit_width: float) -> Fit:
    """Fit a scene's view into a picture.

    Parameters
    ----------
    credit, credit_width : float
        Height and width that the credit takes at the bottom, on the right.
    """
    m, window = measures, window_of(scene)
    pad = 0.0 if window == NATION_FIT else min(_CLOSE_PAD * m.grow, 0.06 * (m.height - credit))
    legends, insets = _legends(scene, m, credit, credit_width), _insets(scene, geometry, m, credit)
    air = _BAR_AIR * m.smallest
    bars = ((m.width - m.pad - credit_width - air, m.height - credit - air, m.width, m.height),)
    boxes = tuple(Choice(_grown(rect(block.box), m) if block else None, cost) for block, cost in legends)
    rooms = tuple(Choice(_grown(inset.rect, m) if inset else None, cost) for inset, cost in insets)
    # On one of several maps the words of a caption would stand one below another, as high as the map.
    is_stacked = m.fine < 1 and all(inset and len(inset.lines) > 1 for inset, _ in insets)
    standings = [] if window == NATION_FIT and is_stacked else [Standing(window, boxes, rooms, bars)]
    if window == NATION_FIT:
        standings.append(Standing(WHOLE_FIT, boxes, (Choice(None),), bars, WHOLE, whole=True))
    # The credit has the bottom to itself.
    height = m.height - credit
    placed = place(m.width, height, pad, standings, sights(scene, geometry, reach(m.width, height, pad, window)))
    whole = standings[placed.standing].whole
    inset = None if whole else insets[placed.inset][0]
    view = View(placed.scale, placed.dx, placed.dy)
    return Fit(view, legends[placed.legend][0], inset, standings[placed.standing].window)


def window_of(scene: Scene) -> Box:
    """Return the kilometres that a scene has to show.

    Returns
    -------
    tuple of float
        Albers kilometres (xmin, ymin, xmax, ymax); the nation's where the scene names no place to fit.
    """
    if not scene.view_fit:
        return NATION_FIT
    x0, y0, x1, y1 = scene.view_fit
    return x0, y0, x1, y1


def _legends(scene: Scene, measures: Measures, credit: float, credit_width: float) -> list[tuple[LegendBlock | None, float]]:
    """Lay the legend out at several widths and in the corners that it may have; the usual one first."""
    m = measures
    blocks = {(b.box.w, b.box.h): b for em in WIDTHS_EM if (b := legend_block(scene, m, em))}
    if not blocks:
        return [(None, 0.0)]
    fitting = [b for b in blocks.values() if b.box.h < m.height - 2 * m.pad]
    fitting = fitting or [min(blocks.values(), key=lambda b: b.box.h)]
    candidates: list[tuple[LegendBlock | None, float]] = []
    for n, b in enumerate(fitting):
        below, right = _legend_top(b, m, credit, credit_width), m.width - m.pad - b.box.w
        corners = [(m.pad, below), (m.pad, m.pad)]
        if window_of(scene) != NATION_FIT:
            corners += [(right, m.height - b.box.h - max(credit, m.pad)), (right, m.pad)]
        candidates += [(b.at(x, y), n * _OTHER_WIDTH + CORNER * bool(k)) for k, (x, y) in enumerate(corners)]
    return candidates


def _legend_top(block: LegendBlock, measures: Measures, credit: float, credit_width: float) -> float:
    """The legend stands beside the credit, or over it where that needs the whole width."""
    beside = measures.pad * 3 + block.box.w + credit_width <= measures.width
    return max(0.0, measures.height - block.box.h - (measures.pad if beside else max(credit, measures.pad)))


def _insets(scene: Scene, geometry: Geometry, measures: Measures, credit: float) -> list[tuple[InsetRoom | None, float]]:
    """Return the rooms that the inset may have, and what each costs: smaller ones, in a close view other corners or none."""
    m, close = measures, window_of(scene) != NATION_FIT
    # A frame that touches the credit reads as a line over its words.
    right, below = m.width - m.pad, m.height - max(credit + _INSET_AIR * m.smallest * bool(credit), m.pad)
    choices: dict[InsetRoom | None, float] = {}
    for n, share in enumerate(INSETS):
        inset = inset_room(scene, geometry, m, right, below, share)
        choices.setdefault(inset, n * SMALLER)
        if close:
            choices.setdefault(inset.at(right, m.pad + inset.height), n * SMALLER + CORNER)
            choices.setdefault(inset.at(m.pad + inset.width, below), n * SMALLER + CORNER)
    if close and not scene.hierarchy.touches(ISLANDS[1], *scene.framed):
        choices[None] = LEFT_OUT
    return list(choices.items())


def _grown(box: Rect, measures: Measures) -> Rect:
    margin = measures.smallest * 0.5
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def sights(scene: Scene, geometry: Geometry, within: Box) -> list[Sight]:
    """Gather what should stay in sight: islands, the country or the framed place, dashes, flows.

    Parameters
    ----------
    within : (xmin, ymin, xmax, ymax)
        What can come into the picture at all.
    """
    landmarks = geometry.landmarks
    curves = [((p[0], p[1]), (p[2], p[3]), (p[4], p[5])) for p in (flow.points for flow in scene.flows)]
    lines = np.asarray([bezier(*curve, t / 12) for curve in curves for t in range(13)]).reshape(-1, 2)
    sights = []
    for island, points in landmarks.islands.items():
        # Within the island itself something has to lie on it.
        inside = scene.hierarchy.touches(island, *(i for i in scene.framed if i != island))
        if len(_in(points, within)):
            sights.append(Sight("framed" if inside else "islands", points))
    if window_of(scene) == NATION_FIT:
        south = Sight("islands", np.concatenate([landmarks.islets, landmarks.dashes]), inset=True)
        sights += [south, Sight("land", _in(landmarks.land, NATION_FIT)), Sight("dashes", _in(landmarks.dashes, NATION_FIT))]
        return [*sights, Sight("lines", lines)]
    sights += [Sight("framed", _in(_framed(scene, geometry), within)), Sight("around", _in(landmarks.land, within))]
    return [*sights, Sight("dashes", _in(landmarks.dashes, within)), Sight("lines", _in(lines, within))]


def _framed(scene: Scene, geometry: Geometry) -> Points:
    """The rim and the inside of what a close view is about."""
    parts = [np.empty((0, 2))]
    for key in (key for i in scene.framed if (key := geometry.key(i))):
        x0, y0, x1, y1 = geometry.boxes[key]
        step = max(x1 - x0, y1 - y0) * _FRAMED_SHARE
        rings = [np.asarray([*ring, ring[0]]) for ring in geometry.coarse.rings[key]]
        parts += [along(rings, step / 2), grid(rings, step)]
    return np.concatenate(parts)


def _in(points: Points, box: Box) -> Points:
    xs, ys = points[:, 0], points[:, 1]
    return points[(xs >= box[0]) & (xs <= box[2]) & (ys >= box[1]) & (ys <= box[3])]
