"""Flows of a still picture: curves with a dot at the helper and an arrowhead at the recipient (as ``drawing/flows.js``)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from geo.flows import bezier, shortened
from geo.scene import FlowLine, Scene
from geo.still.measures import Measures, Rect
from geo.still.picture import Arrow, Point, View

#: Above this many flows they are hair lines without dots and heads: more would only be a blot.
MANY: Final = 400
_WIDTH: Final = 1.7
#: So many straight pieces stand for a curve that amounts keep off.
_PIECES: Final = 24
#: By how much a line is wider with its halo.
_HALO: Final = 2.2
#: The one that is meant is so much wider.
_ACTIVE: Final = 1.45
#: Lines that stand behind the names until they are meant: their width, and what part of its size an arrowhead keeps.
_CONTEXT, _CONTEXT_HEAD = 1.0, 0.8


def arrows(scene: Scene, view: View, measures: Measures, name: Callable[[str], str]) -> tuple[Arrow, ...]:
    """Draw the flows of a scene, those that stand back first.

    Parameters
    ----------
    scene : Scene
        What it has chosen is meant; the others stand back, even where it touches no flow. Where nothing is chosen all are
        as usual.
    name : callable
        Region id to name.
    """
    if len(scene.flows) > MANY:
        return tuple(_hair(flow, scene, view, measures, name) for flow in scene.flows)
    active = [flow for flow in scene.flows if _is_active(scene, flow)]
    if not scene.chosen:
        return tuple(_arrow(flow, 1, scene, view, measures, name) for flow in scene.flows)
    back = [flow for flow in scene.flows if flow not in active]
    return tuple(
        _arrow(flow, strength, scene, view, measures, name) for flows, strength in ((back, 0), (active, 2)) for flow in flows
    )


def pieces(arrow: Arrow) -> list[Rect]:
    """Return the boxes of straight pieces that stand for a line, as wide as it is.

    Returns
    -------
    list of (left, top, right, bottom)
    """
    half = arrow.width / 2
    at = [bezier(arrow.start, arrow.control, arrow.end, n / _PIECES) for n in range(_PIECES + 1)]
    return [
        (min(a[0], b[0]) - half, min(a[1], b[1]) - half, max(a[0], b[0]) + half, max(a[1], b[1]) + half)
        for a, b in pairwise(at)
    ]


def _is_active(scene: Scene, flow: FlowLine) -> bool:
    if not scene.chosen:
        return True
    kind, chosen = scene.chosen
    if kind == "flow":
        return flow.flow_id == chosen
    return scene.hierarchy.touches(chosen, flow.helper_id, flow.recipient_id)


def _arrow(flow: FlowLine, strength: int, scene: Scene, view: View, measures: Measures, name: Callable[[str], str]) -> Arrow:
    look, grow = scene.look, measures.grow
    context = flow.context and strength < 2
    width = _CONTEXT if context else (flow.width or _WIDTH) * (_ACTIVE if strength > 1 and not flow.measured else 1)
    size = (8.5 + width * 1.2) * grow * (_CONTEXT_HEAD if context else 1)
    start, control, end = shortened(*_curve(flow, view), flow.enter, size)
    return Arrow(
        flow.flow_id,
        flow.helper_id,
        flow.recipient_id,
        _name(flow, scene, name),
        start,
        control,
        end,
        color_from=flow.color or look.flow_from,
        color_to=flow.color or look.flow_to,
        width=width * grow,
        head=_head(control, end, size),
        dot=(2.3 + width * 0.3) * grow,
        halo=look.halo if strength and not context else "",
        dash=tuple(float(part) * grow for part in flow.dash),
        strength=strength,
        context=context,
        halo_width=_HALO * grow,
    )


def _hair(flow: FlowLine, scene: Scene, view: View, measures: Measures, name: Callable[[str], str]) -> Arrow:
    start, control, end = _curve(flow, view)
    color, title = scene.look.flow_to, _name(flow, scene, name)
    return Arrow(
        flow.flow_id,
        flow.helper_id,
        flow.recipient_id,
        title,
        start,
        control,
        end,
        color,
        color,
        0.8 * measures.grow,
        (),
        0.0,
        "",
        (),
        0,
    )


def _curve(flow: FlowLine, view: View) -> tuple[Point, Point, Point]:
    p = flow.points
    return view.at((p[0], p[1])), view.at((p[2], p[3])), view.at((p[4], p[5]))


def _head(control: Point, end: Point, size: float) -> tuple[Point, ...]:
    """Outline an arrowhead along the end of the curve, notched behind."""
    dx, dy = end[0] - control[0], end[1] - control[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length

    def at(back: float, aside: float) -> Point:
        return end[0] - size * (back * ux + aside * uy), end[1] - size * (back * uy - aside * ux)

    return end, at(1, 0.46), at(0.78, 0), at(1, -0.46)


def _name(flow: FlowLine, scene: Scene, name: Callable[[str], str]) -> str:
    template = scene.text.get("pair", "{helper} → {recipient}")
    ends = {"{helper}": name(flow.helper_id), "{recipient}": name(flow.recipient_id)}
    # Not str.format: a name with braces is a name.
    return "".join(ends.get(piece, piece) for piece in re.split(r"(\{helper\}|\{recipient\})", template))
