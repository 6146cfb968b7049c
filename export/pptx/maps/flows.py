"""Flows of a map: curves with arrowheads, named 'helper → recipient'.

They are freeforms, not connectors: LibreOffice draws a connector anew, with bends of its own, as soon as it opens the
file, and no preset of PowerPoint has the bow by which flows that cross are told apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, degrees, hypot
from typing import Final

from export.pptx.drawing.paint import EMU, Pen
from export.pptx.drawing.shapes import Drawn, Ids, curve, group
from export.pptx.maps.regions import Frame
from geo.still.picture import Arrow, Point
from text.catalogue import Catalogue
from views.slide import Build

_SAMPLES: Final = 64
#: How long PowerPoint's arrowheads are, in widths of their line, which counts as no thinner than so much (2 points): on a
#: small map all but the smallest would hide what they point at.
_HEADS: Final = {"sm": 2.0, "med": 3.0, "lg": 5.0}
_THINNEST: Final = 2 * 12700 / EMU


def flow_groups(
    arrows: Sequence[Arrow], builds: Sequence[Build], x: float, y: float, frame: Frame, ids: Ids, t: Catalogue
) -> list[Drawn]:
    """Draw flows as groups: those that are there from the beginning, then those of each step.

    Parameters
    ----------
    x, y : float
        Upper left corner of the picture.
    frame : (left, top, right, bottom)
        What of them is drawn.
    """
    step_of: Mapping[str, int] = {flow: n for n, build in enumerate(builds, start=1) for flow in build.flow_ids}
    shapes: dict[int, list[Drawn]] = {}
    for arrow in arrows:
        shapes.setdefault(step_of.get(arrow.flow_id, 0), []).extend(_flow(arrow, x, y, frame, ids))
    names = {0: t("pptx.flows")} | {n: t("pptx.step", n=n, text=build.text) for n, build in enumerate(builds, start=1)}
    return [group(ids, names[step], some, step=step) for step, some in sorted(shapes.items()) if some]


def _flow(arrow: Arrow, x: float, y: float, frame: Frame, ids: Ids) -> list[Drawn]:
    """The curve with its arrowhead; only the part inside the frame, and without a head where that is outside."""
    start, control, end = ((p[0] + x, p[1] + y) for p in (arrow.start, arrow.control, arrow.end))
    steps = [i / _SAMPLES for i in range(_SAMPLES + 1)]
    inside = [s for s in steps if _within(_on(start, control, end, s), frame)]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    if (first, last) != (0.0, 1.0):
        start, control, end = _piece(start, control, end, first, last)
    reach = max((hypot(p[0] - arrow.end[0], p[1] - arrow.end[1]) for p in arrow.head), default=0.0)
    pen = Pen(
        arrow.color_from,
        arrow.width,
        arrow.dash,
        arrow.color_to,
        degrees(atan2(end[1] - start[1], end[0] - start[0])),
        "triangle" if last == 1.0 and arrow.head else "",
        min(_HEADS, key=lambda size: abs(reach - _HEADS[size] * max(arrow.width, _THINNEST))),
        # PowerPoint draws it three times as wide as the line: of a line that stands for an amount, far too large.
        arrow.dot > arrow.width and first == 0.0,
        opacity=arrow.opacity,
    )
    return [curve(ids, arrow.name, start, control, end, pen)]


def _within(point: Point, frame: Frame) -> bool:
    return frame[0] <= point[0] <= frame[2] and frame[1] <= point[1] <= frame[3]


def _on(a: Point, c: Point, b: Point, s: float) -> Point:
    u = 1 - s
    return u * u * a[0] + 2 * u * s * c[0] + s * s * b[0], u * u * a[1] + 2 * u * s * c[1] + s * s * b[1]


def _piece(a: Point, c: Point, b: Point, first: float, last: float) -> tuple[Point, Point, Point]:
    """The part of a quadratic curve between two of its parameters (blossoming: its control is f(first, last))."""
    u = (1 - first) * (1 - last), first * (1 - last) + last * (1 - first), first * last
    control = u[0] * a[0] + u[1] * c[0] + u[2] * b[0], u[0] * a[1] + u[1] * c[1] + u[2] * b[1]
    return _on(a, c, b, first), control, _on(a, c, b, last)
