"""Filled regions and borders of a still picture, cut at its edge (``geo/client/drawing/regions.js``, ``borders.js``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import shapely

from data.places.areas import NATION
from geo.scene import FillClass, Scene
from geo.shapes.geometry import Detail, Geometry, Key
from geo.shapes.outlines import Box, Line, Lines, box_of
from geo.still.cards import Cards
from geo.still.measures import Measures
from geo.still.picture import Border, Patch, Point, Rings, View
from geo.units import units

#: Units a kilometre, on a laptop's map, from which on the counties of the whole country are told apart.
_NEAR: Final = 0.8


def patches(
    scene: Scene, geometry: Geometry, detail: Detail, window: Box, name: Callable[[str], str], view: View, measures: Measures
) -> tuple[Patch, ...]:
    """Fill the regions that a picture shows: provinces first, then all prefectures, then the counties with a class.

    Parameters
    ----------
    scene : Scene
        Of one year; see :func:`geo.year.of_year`.
    window : (xmin, ymin, xmax, ymax)
        What the picture shows, in kilometres.
    name : callable
        Region id to name.

    Returns
    -------
    tuple of Patch
        Each has the colour that is seen there, of the region that speaks for it (:func:`geo.units.units`), its ``unit``.
    """
    provinces = geometry.ids("province")
    speaking = units(scene.fill, geometry.ids("prefecture"), provinces, scene.hierarchy)
    # As provinces all speak for themselves, also those that are a prefecture too.
    own = {i: (i, scene.fill.provinces.get(i, scene.fill.rest)) for i in provinces}
    cards_of = Cards(scene, name)
    small = detail is geometry.small
    patches = []
    for key in geometry.boxes:
        rings = _cut(geometry, detail, key, window)
        if not rings:
            continue
        level, region_id = key
        unit, index = (own if level == "province" else speaking)[region_id]
        # A small map has no room for what looks like the province around it.
        if small and level == "prefecture" and index == own.get(region_id[:2] + "0000", ("", None))[1]:
            continue
        fill_class = FillClass(scene.look.land, "") if index is None else scene.fill.classes[index]
        cut = rings is not detail.rings[key]
        tip = cards_of.of(region_id, unit)
        patches.append(Patch(region_id, name(region_id), level, rings, fill_class.color, fill_class.hatch, tip, unit, cut))
    counties = _counties(scene, geometry, detail, window, name, cards_of, view, measures.grow)
    return (*patches, *counties, *_outlined(scene, window, name, cards_of))


def _outlined(scene: Scene, window: Box, name: Callable[[str], str], cards_of: Cards) -> Iterator[Patch]:
    """Fill areas by outlines of one's own, over what is recorded there."""
    for area in scene.fill.areas:
        rings = _cut_rings(box_of(area.rings), area.rings, window) if area.rings and area.index is not None else ()
        if rings and area.index is not None:
            fill_class, tip = scene.fill.classes[area.index], cards_of.of(area.area_id, area.area_id)
            called, cut = name(area.area_id), rings is not area.rings
            color, hatch = fill_class.color, fill_class.hatch
            yield Patch(area.area_id, called, "own", rings, color, hatch, tip, area.area_id, cut)


def _counties(
    scene: Scene,
    geometry: Geometry,
    detail: Detail,
    window: Box,
    name: Callable[[str], str],
    cards_of: Cards,
    view: View,
    k: float,
) -> Iterator[Patch]:
    """Fill counties, each for itself."""
    places = geometry.counties(scene.counties_of).places
    # Written once, with the outline: lines of their own would say each border again.
    edge = ("", 0.0) if counties_named(scene, view.scale / k) else (scene.look.land, 0.4 * k)
    for county, index, rings, cut in filled_counties(scene, geometry, window, _coarse(scene, geometry, detail)):
        fill_class, label = scene.fill.classes[index], name(county)
        called = places[county][0] if label == county and county in places else label
        tip = cards_of.of(county, county)
        yield Patch(county, called, "county", rings, fill_class.color, fill_class.hatch, tip, county, cut, *edge)


def filled_counties(scene: Scene, geometry: Geometry, window: Box, coarse: bool) -> Iterator[tuple[str, int, Rings, bool]]:
    """Give the counties that a scene fills as far as they lie in a window; those without a shape are left out.

    Yields
    ------
    (str, int, Rings, bool)
        County, its class, its outline, whether the window cuts that.
    """
    outlines = geometry.counties(scene.counties_of).outlines(coarse) if scene.fill.counties else {}
    for county, index in scene.fill.counties.items():
        whole = outlines.get(county, ())
        rings = _cut_rings(box_of(whole), whole, window) if whole else ()
        if rings:
            yield county, index, rings, rings is not whole


def _coarse(scene: Scene, geometry: Geometry, detail: Detail) -> bool:
    """Whether counties are drawn coarser: those of a province never are, for they fill the picture."""
    return detail is not geometry.fine and scene.counties_of == NATION


def _cut(geometry: Geometry, detail: Detail, key: Key, window: Box) -> Rings:
    return _cut_rings(geometry.boxes[key], detail.rings[key], window)


def _cut_rings(box: Box, rings: Rings, window: Box) -> Rings:
    """Return the rings of a region, cut at the window; the very same where all of it is inside, none where nothing is."""
    if _within(box, window):
        return rings
    if _apart(box, window):
        return ()
    # By the even-odd rule a region is cut where each of its rings is: holes need not be told from outlines.
    return tuple(piece for ring in rings for piece in _cut_ring(ring, window))


def _cut_ring(ring: Line, window: Box) -> Iterator[Line]:
    box = _bounds(ring)
    if _within(box, window):
        yield ring
    elif _apart(box, window):
        return
    else:
        shape = shapely.intersection(shapely.make_valid(shapely.Polygon(ring)), shapely.box(*window))
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon" and not part.is_empty:
                yield from (tuple((float(x), float(y)) for x, y in r.coords[:-1]) for r in (part.exterior, *part.interiors))


def _bounds(line: Sequence[Point]) -> Box:
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    return min(xs), min(ys), max(xs), max(ys)


def _apart(box: Box, window: Box) -> bool:
    return box[0] >= window[2] or box[2] <= window[0] or box[1] >= window[3] or box[3] <= window[1]


def _within(box: Box, window: Box) -> bool:
    return box[0] >= window[0] and box[1] >= window[1] and box[2] <= window[2] and box[3] <= window[3]


def borders(
    scene: Scene, geometry: Geometry, detail: Detail, view: View, window: Box, measures: Measures, *, to_edge: bool
) -> tuple[Border, ...]:
    """Draw all borders, each once: prefectures thin, provinces stronger, the rim of the country strongest.

    Parameters
    ----------
    window : (xmin, ymin, xmax, ymax)
    to_edge : bool
        Whether it is all of the picture; on a map of the country what the inset shows is left to that.

    Returns
    -------
    tuple of Border
        Counties, prefectures, provinces, coast, dashes, rims of areas and of groups of counties, and what is framed or
        chosen, with its halo.
    """
    look, k = scene.look, measures.grow
    # Borders gain a little where the map is close, as on the screen.
    grow = k * min(1.6, max(0.8, (view.scale / k / 0.2) ** 0.5))
    # Seen from afar, those of the whole country are the edges of what is filled.
    between = geometry.counties(scene.counties_of).lines if counties_named(scene, view.scale / k) else ()
    drawn: list[tuple[str, Lines, str, float, tuple[float, ...]]] = [
        ("county", between, look.border_inner, 0.6 * k, ()),
        ("prefecture", () if detail is geometry.small else detail.inner, look.border_inner, 0.5 * grow, ()),
        ("province", detail.between, look.border_province, 0.9 * grow, ()),
        ("coast", detail.coast, look.border_outer, 1.1 * grow, ()),
        ("maritime", geometry.maritime, look.border_outer, 1.4 * grow, ()),
    ]
    for area in scene.fill.areas:
        rim = geometry.rim([("prefecture", i) for i in area.members], detail) if area.members else ()
        drawn.append(("area", rim, look.ink, 1.4 * grow, (5 * k, 3 * k)))
        own = _closed(area.rings)
        drawn += [("own", own, look.halo, 3.4 * grow, ()), ("own", own, look.ink, 1.8 * grow, (3 * k, 2 * k))]
    coarse = _coarse(scene, geometry, detail)
    for bordered_area in scene.rims:
        rim = geometry.counties(scene.counties_of).outer(set(bordered_area.members), coarse) if scene.counties_of else ()
        drawn += [("rim", rim, look.halo, 3.4 * k, ()), ("rim", rim, look.ink, 1.6 * k, ())]
    marked = [("chosen", scene.chosen[1], 2.4)] if scene.chosen and scene.chosen[0] == "region" else []
    for kind, region_id, width in [*marked, *(("framed", i, 2.0) for i in scene.framed)]:
        rim = _rim(scene, geometry, region_id, detail)
        drawn.append((kind, rim, look.halo, (width + 2) * k, ()))
        drawn.append((kind, rim, look.accent, width * k, ()))
    cut = (
        Border(kind, _cut_lines(lines, window), color, width, dash, lines if to_edge else ())
        for kind, lines, color, width, dash in drawn
    )
    return tuple(border for border in cut if border.lines)


def counties_named(scene: Scene, scale: float) -> bool:
    """Say whether the counties that a scene draws are told apart, and named where there is room.

    Parameters
    ----------
    scale : float
        Units a kilometre, on a laptop's map: the counties of the whole country need a closer view.
    """
    return bool(scene.counties_of) and (scene.counties_of != NATION or scale > _NEAR)


def _rim(scene: Scene, geometry: Geometry, region_id: str, detail: Detail) -> Lines:
    """Return the outline of what is marked; of a county closed rings, which no other outline shares."""
    own = next((area.rings for area in scene.fill.areas if area.area_id == region_id), ())
    if own:
        return _closed(own)
    keys = _keys(scene, geometry, region_id)
    if keys or not scene.counties_of:
        return geometry.rim(keys, detail)
    outlines = geometry.counties(scene.counties_of).outlines(_coarse(scene, geometry, detail))
    return _closed(outlines.get(region_id, ()))


def _closed(rings: Rings) -> Lines:
    return tuple((*ring, ring[0]) for ring in rings)


def _keys(scene: Scene, geometry: Geometry, region_id: str) -> list[Key]:
    area: Mapping[str, tuple[str, ...]] = {area.area_id: area.members for area in scene.fill.areas}
    if region_id in area:
        return [("prefecture", i) for i in area[region_id]]
    key = geometry.key(region_id)
    return [key] if key else []


def _cut_lines(lines: Lines, window: Box) -> Lines:
    pieces: list[Line] = []
    for line in lines:
        box = _bounds(line)
        if _within(box, window):
            pieces.append(line)
        elif not _apart(box, window):
            cut = shapely.intersection(shapely.LineString(line), shapely.box(*window))
            parts = (part for part in shapely.get_parts(cut) if part.geom_type == "LineString" and not part.is_empty)
            pieces += [tuple((float(x), float(y)) for x, y in part.coords) for part in parts]
    return tuple(pieces)
