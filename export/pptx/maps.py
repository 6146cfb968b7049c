"""A still map as native shapes: regions that can be recoloured, flows that can be moved, names that can be rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, degrees, hypot
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry import box as rectangle

from export.pptx.drawing.paint import Pen, hatched, solid
from export.pptx.drawing.shapes import Drawn, Ids, Path, box, curve, freeform, group, place, polyline, words
from export.pptx.drawing.text import LINE, Paragraph, Run
from geo.still.picture import Arrow, Border, Box, Inset, Patch, Picture, Point, Swatch, Tie, View, Word
from text.catalogue import Catalogue
from text.lettering import BOLD, width_em

# Points closer to the one before than this, in units of the slide, are left out: neighbours leave out the same ones.
_STEP: Final = 0.4
_SAMPLES: Final = 64
#: From so many times the width of its line on an arrowhead is drawn in a size of PowerPoint's; else in the smallest.
_HEADS: Final = (("lg", 4.0), ("med", 2.5))
_BOLD_FROM: Final = 600
_VEIL: Final = 0.68

Frame = tuple[float, float, float, float]
Points = NDArray[np.float64]


def map_shapes(picture: Picture, x: float, y: float, name: str, ids: Ids, t: Catalogue) -> list[Drawn]:
    """Draw a map with its upper left corner at a place of the slide.

    Parameters
    ----------
    picture : Picture
        Its units are the slide's.
    name : str
        Of the group of regions.
    t : Catalogue
        Names of the other groups.

    Returns
    -------
    list of Drawn
        In the order they lie upon one another: regions with their borders, flows, names, inset, legend, credit.
    """
    view = _moved(picture.view, x, y)
    frame = (x, y, x + picture.width, y + picture.height)
    regions = [*_patches(picture.patches, view, ids), *_borders(picture.borders, view, ids, t)]
    arrows = [shape for arrow in picture.arrows for shape in _arrow(arrow, x, y, frame, ids)]
    names = [shape for tie in picture.ties for shape in _tie(tie, x, y, ids, t)]
    names += [_word(word, x, y, ids, t.lang) for word in picture.words]
    drawn = [group(ids, name, regions, picture.alt)] if regions else []
    drawn += [group(ids, t("pptx.flows"), arrows)] if arrows else []
    drawn += [group(ids, t("pptx.names"), names)] if names else []
    box_ = picture.legend
    inside = [w for w in picture.legend_words if box_ and _inside((w.x, w.y), box_)]
    outside = [w for w in picture.legend_words if w not in inside]
    # The caption of the inset may have several lines.
    caption = [w for w in outside if picture.inset and _inside((w.x, w.y), picture.inset.box)]
    if picture.inset:
        drawn.append(_inset(picture.inset, caption, x, y, ids, t))
    drawn += _legend(picture, inside, x, y, ids, t)
    credit = [w for w in [*outside, picture.credit] if w and w not in caption]
    return drawn + ([group(ids, t("pptx.credit"), [_word(w, x, y, ids, t.lang) for w in credit])] if credit else [])


def _moved(view: View, x: float, y: float) -> View:
    return View(view.scale, view.dx + x, view.dy + y)


def _inside(point: Point, bounds: Box) -> bool:
    return bounds.x <= point[0] <= bounds.x + bounds.w and bounds.y <= point[1] <= bounds.y + bounds.h


def _patches(patches: Sequence[Patch], view: View, ids: Ids, frame: Frame | None = None) -> Iterable[Drawn]:
    """One freeform a region, in the order they were given."""
    for patch in patches:
        rings = [_placed(ring, view) for ring in patch.rings]
        if frame:
            rings = [part for ring in rings for part in _cut(ring, frame)]
        rings = [ring for ring in map(_thinned, rings) if len(ring) > 2]
        if rings:
            fill = hatched(patch.fill, patch.hatch) if patch.hatch else solid(patch.fill)
            name = f"{patch.name} {patch.region_id}".strip()
            edge = Pen(patch.edge, patch.edge_width) if patch.edge else None
            yield freeform(ids, name, rings, fill, edge, "; ".join((patch.name, *patch.tip)) if patch.tip else patch.name)


def _placed(line: Path, view: View) -> Points:
    return np.asarray(line, dtype=np.float64) * (view.scale, -view.scale) + (view.dx, view.dy)


def _thinned(line: Points) -> Points:
    """Leave out points that come to lie in the same small square as the one before."""
    squares = np.rint(line / _STEP)
    return line[np.concatenate([[True], (np.diff(squares, axis=0) != 0).any(axis=1)])]


def _cut(ring: Points, frame: Frame) -> list[Points]:
    """What of an area lies inside a frame, for PowerPoint cannot hide the rest."""
    if (ring >= frame[:2]).all() and (ring <= frame[2:]).all():
        return [ring]
    shape = shapely.intersection(shapely.make_valid(Polygon(ring)), rectangle(*frame))
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return [np.asarray(edge.coords)[:-1] for part in polygons for edge in (part.exterior, *part.interiors)]


def _borders(borders: Sequence[Border], view: View, ids: Ids, t: Catalogue, frame: Frame | None = None) -> Iterable[Drawn]:
    for border in borders:
        lines = [_placed(points, view) for points in border.lines if len(points) > 1]
        if frame:
            lines = [part for points in lines for part in _cut_line(points, frame)]
        lines = [points for points in map(_thinned, lines) if len(points) > 1]
        if lines:
            yield polyline(ids, t("pptx.border"), lines, Pen(border.color, border.width, border.dash))


def _cut_line(line: Points, frame: Frame) -> list[Points]:
    """What of a line lies inside a frame, and not along its edge: where an outline was cut there is no border."""
    within = shapely.intersection(LineString(line), rectangle(*frame).buffer(-0.2))
    return [
        np.asarray(part.coords) for part in shapely.get_parts(within) if part.geom_type == "LineString" and not part.is_empty
    ]


def _inset(inset: Inset, caption: Sequence[Word], x: float, y: float, ids: Ids, t: Catalogue) -> Drawn:
    b, view = inset.box, _moved(inset.view, x, y)
    bounds = place(x + b.x, y + b.y, b.w, b.h)
    frame = (bounds.left, bounds.top, bounds.right, bounds.bottom)
    parts = [box(ids, t("pptx.ground"), bounds, solid(b.ground), None)]
    parts += _patches(inset.patches, view, ids, frame)
    parts += _borders(inset.borders, view, ids, t, frame)
    color = inset.borders[0].color if inset.borders else b.edge
    for (cx, cy), radius in inset.islands:
        if _inside((cx, cy), b):
            spot = place(x + cx - radius, y + cy - radius, 2 * radius, 2 * radius)
            parts.append(box(ids, t("pptx.island"), spot, solid(color), None, "ellipse"))
    parts.append(box(ids, t("pptx.frame"), bounds, "<a:noFill/>", Pen(b.edge, 1)))
    parts += [_word(word, x, y, ids, t.lang) for word in [*caption, inset.caption] if word]
    return group(ids, t("pptx.inset"), parts)


def _arrow(arrow: Arrow, x: float, y: float, frame: Frame, ids: Ids) -> list[Drawn]:
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
        next((size for size, wide in _HEADS if reach > wide * arrow.width), "sm"),
        # PowerPoint draws it three times as wide as the line: of a line that stands for an amount, far too large.
        arrow.dot > arrow.width and first == 0.0,
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


def _tie(tie: Tie, x: float, y: float, ids: Ids, t: Catalogue) -> list[Drawn]:
    """The line from a place to its name, and the dot on the place."""
    line = [(tie.start[0] + x, tie.start[1] + y), (tie.end[0] + x, tie.end[1] + y)]
    spot = place(line[0][0] - tie.dot, line[0][1] - tie.dot, 2 * tie.dot, 2 * tie.dot)
    name = t("pptx.tie")
    return [
        polyline(ids, name, [line], Pen(tie.color, tie.width)),
        box(ids, name, spot, solid(tie.dot_color), None, "ellipse"),
    ]


def _word(word: Word, x: float, y: float, ids: Ids, lang: str) -> Drawn:
    wide, high = width_em(word.text) * word.size * BOLD, word.size * LINE
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[word.anchor] + x + word.x
    align = {"start": "l", "middle": "ctr", "end": "r"}[word.anchor]
    # Where a program does not draw the glow of letters, a thin veil keeps them legible over lines and dark fills.
    fill = solid(word.halo, _VEIL) if word.halo else "<a:noFill/>"
    run = Run(word.text, word.size, word.color, word.weight >= _BOLD_FROM, halo=word.halo)
    box = place(left, y + word.y - high / 2, wide, high)
    return words(ids, word.text, box, [Paragraph((run,), align)], lang, "ctr", wrapped=False, fill=fill)


def _legend(picture: Picture, lines: Sequence[Word], x: float, y: float, ids: Ids, t: Catalogue) -> list[Drawn]:
    parts = []
    if picture.legend:
        b = picture.legend
        parts.append(box(ids, t("pptx.ground"), place(x + b.x, y + b.y, b.w, b.h), solid(b.ground), Pen(b.edge, 1)))
    parts += [_swatch(swatch, x, y, ids, t) for swatch in picture.swatches]
    parts += [_word(word, x, y, ids, t.lang) for word in lines]
    return [group(ids, t("pptx.legend"), parts)] if parts else []


def _swatch(swatch: Swatch, x: float, y: float, ids: Ids, t: Catalogue) -> Drawn:
    left, top = x + swatch.x, y + swatch.y
    if swatch.kind == "flow":
        middle = top + swatch.h / 2
        pen = Pen(swatch.color, 2, swatch.dash, swatch.color_to, head="triangle")
        return polyline(ids, t("pptx.sign"), [[(left, middle), (left + swatch.w, middle)]], pen)
    if swatch.kind == "width":
        middle, pen = top + swatch.h / 2, Pen(swatch.color, swatch.h, color_to=swatch.color_to)
        return polyline(ids, t("pptx.sign"), [[(left, middle), (left + swatch.w, middle)]], pen)
    fill = hatched(swatch.color, swatch.hatch) if swatch.hatch else solid(swatch.color)
    edge = Pen(swatch.edge, swatch.h * 0.16) if swatch.edge else None
    return box(ids, t("pptx.sign"), place(left, top, swatch.w, swatch.h), fill, edge)
