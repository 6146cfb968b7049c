"""Regions and borders of a map as freeforms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry import box as rectangle

from export.pptx.drawing.paint import Pen, hatched, solid
from export.pptx.drawing.shapes import Drawn, Ids, Path, freeform, polyline
from geo.still.picture import Border, Box, Patch, Point, View
from text.catalogue import Catalogue

# Points closer to the one before than this, in units of the slide, are left out: neighbours leave out the same ones.
_STEP: Final = 0.4
#: Counties that a slide has as shapes of their own.
_MANY: Final = 200

Frame = tuple[float, float, float, float]
Points = NDArray[np.float64]


def without_doubles(patches: Sequence[Patch]) -> list[Patch]:
    """Leave out the prefectures that look like the province below them, which speaks for them: nothing is lost to sight."""
    provinces = {patch.region_id: patch for patch in patches if patch.level == "province"}

    def doubles(patch: Patch) -> bool:
        below = provinces.get(patch.unit) if patch.level == "prefecture" else None
        return below is not None and (below.fill, below.hatch) == (patch.fill, patch.hatch)

    return [patch for patch in patches if not doubles(patch)]


def counties_together(patches: Sequence[Patch], t: Catalogue) -> list[Patch]:
    """Join the counties of a province that look alike, where they are too many to be taken one by one.

    Returns
    -------
    list of Patch
        What is joined has the code of its province and says how many counties it is; its tip names them.
    """
    counties = [patch for patch in patches if patch.level == "county"]
    if len(counties) <= _MANY:
        return list(patches)
    names = {patch.region_id: patch.name for patch in patches if patch.level == "province"}
    alike: dict[tuple[str, str, str, str], list[Patch]] = {}
    for patch in counties:
        alike.setdefault((f"{patch.region_id[:2]}0000", patch.fill, patch.hatch, patch.edge), []).append(patch)
    joined = []
    for (province, *_), some in alike.items():
        name = t("pptx.counties", province=names.get(province, province), n=len(some))
        rings, listed = tuple(ring for patch in some for ring in patch.rings), tuple(patch.name for patch in some)
        joined.append(replace(some[0], region_id=province, name=name, rings=rings, tip=listed))
    return [*(patch for patch in patches if patch.level != "county"), *joined]


def moved(view: View, x: float, y: float) -> View:
    """Return a view of a picture whose upper left corner is at a place of the slide."""
    return View(view.scale, view.dx + x, view.dy + y)


def is_inside(point: Point, bounds: Box) -> bool:
    """Say whether a point of a picture lies in a box."""
    return bounds.x <= point[0] <= bounds.x + bounds.w and bounds.y <= point[1] <= bounds.y + bounds.h


def region_shapes(patches: Sequence[Patch], view: View, ids: Ids, frame: Frame | None = None) -> Iterable[Drawn]:
    """Draw regions, each as one freeform with its name and code, in the order they were given.

    Parameters
    ----------
    frame : (left, top, right, bottom), optional
        What of them is drawn; else all.
    """
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


def border_shapes(
    borders: Sequence[Border], view: View, ids: Ids, t: Catalogue, frame: Frame | None = None
) -> Iterable[Drawn]:
    """Draw borders, those of a kind as one shape.

    Parameters
    ----------
    frame : (left, top, right, bottom), optional
        What of them is drawn; else all.
    """
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
