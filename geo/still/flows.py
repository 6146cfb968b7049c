"""Flows of a still picture: curves with a dot at the helper and an arrowhead at the recipient (as ``drawing/flows.js``)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from geo.flows import NOTCH, bezier, shortened
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
#: What is meant is so much wider, unless it is more lines than this, which would run together.
_ACTIVE, _FEW = 1.45, 6
#: Lines that stand behind the names until they are meant: their width, and what part of its size an arrowhead keeps.
_CONTEXT, _CONTEXT_HEAD = 1.0, 0.8
#: Arrowheads whose tips are nearer than their own length are so much shorter, but keep this part of it.
_LEAST_HEAD: Final = 0.55


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
    back = [flow for flow in scene.flows if flow not in active]
    few = sum(not _is_thin(flow) for flow in active) <= _FEW
    strong = [*((flow, 0) for flow in back), *((flow, 2 if scene.chosen else 1) for flow in active)]
    lines = [_line(flow, strength, few, view, measures) for flow, strength in strong]
    return tuple(
        _arrow(flow, strength, line, share, scene, measures, name)
        for (flow, strength), line, share in zip(strong, lines, _shares(strong, lines), strict=True)
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


class _Line(NamedTuple):
    """The curve of a flow as far as its recipient, its width, and the length of its arrowhead where there is room."""

    start: Point
    control: Point
    end: Point
    width: float
    head: float


def _line(flow: FlowLine, strength: int, few: bool, view: View, measures: Measures) -> _Line:
    context, wider = flow.context and strength < 2, strength > 1 and few and not flow.measured
    width = _CONTEXT if context else (flow.width or _WIDTH) * (_ACTIVE if wider else 1)
    head = (8.5 + width * 1.2) * measures.grow * (_CONTEXT_HEAD if context else 1)
    return _Line(*shortened(*_curve(flow, view), flow.enter, head), width * measures.grow, head)


def _is_thin(flow: FlowLine) -> bool:
    return 0 < flow.width < _WIDTH and not flow.measured


def _shares(strong: Sequence[tuple[FlowLine, int]], lines: Sequence[_Line]) -> list[float]:
    """Say what part of its length each arrowhead keeps beside those near it; a thin line's gives way to a usual one's.

    Those of lines that say how much keep all of it.
    """
    shares = []
    for i, ((flow, strength), line) in enumerate(zip(strong, lines, strict=True)):
        if flow.measured:
            shares.append(1.0)
            continue
        near = (
            math.dist(line.end, other.end)
            for j, ((beside, as_strong), other) in enumerate(zip(strong, lines, strict=True))
            if i != j and strength == as_strong and (_is_thin(flow) or not _is_thin(beside))
        )
        shares.append(max(_LEAST_HEAD, min(1.0, min(near, default=line.head) / line.head)))
    return shares


def _arrow(
    flow: FlowLine, strength: int, line: _Line, share: float, scene: Scene, measures: Measures, name: Callable[[str], str]
) -> Arrow:
    look, grow, context = scene.look, measures.grow, flow.context and strength < 2
    return Arrow(
        flow.flow_id,
        flow.helper_id,
        flow.recipient_id,
        _name(flow, scene, name),
        line.start,
        line.control,
        line.end,
        color_from=flow.color or look.flow_from,
        color_to=flow.color or look.flow_to,
        width=line.width,
        head=_head(line.control, line.end, line.head * share),
        dot=2.3 * grow + line.width * 0.3,
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

    return end, at(1, 0.46), at(NOTCH, 0), at(1, -0.46)


def _name(flow: FlowLine, scene: Scene, name: Callable[[str], str]) -> str:
    template = scene.text.get("pair", "{helper} → {recipient}")
    ends = {"{helper}": name(flow.helper_id), "{recipient}": name(flow.recipient_id)}
    # Not str.format: a name with braces is a name.
    return "".join(ends.get(piece, piece) for piece in re.split(r"(\{helper\}|\{recipient\})", template))
