"""Which regions border one another, and where their anchors lie in longitude and latitude."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from geo.projection import to_lonlat
from geo.shapes import SHAPES_DIR

LonLat = tuple[float, float]


def neighbours(level: Literal["province", "prefecture"], directory: Path = SHAPES_DIR) -> dict[str, tuple[str, ...]]:
    """Return the regions that share a border with each region.

    A topology stores a shared border once, as an arc that both sides use: no geometry is compared. Meeting in a point
    is no border.

    Parameters
    ----------
    level : {'province', 'prefecture'}

    Returns
    -------
    dict of region id to tuple of region id
        Every region of the level, ascending, and its neighbours, ascending; an island has none.

    Raises
    ------
    FileNotFoundError
        Where the shapes are missing; :func:`geo.shapes.verify` names the file and the remedy.
    """
    topology = json.loads((directory / "nation.json").read_text(encoding="utf-8"))
    return sharing_arcs(topology["objects"][f"{level}s"]["geometries"])


def sharing_arcs(geometries: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the geometries that share an arc with each geometry.

    Parameters
    ----------
    geometries : list of dict
        Polygons and multipolygons of a TopoJSON object, each with ``id`` and ``arcs``; ``~n`` is arc n backwards.

    Returns
    -------
    dict of str to tuple of str
        As :func:`neighbours`; an empty list gives an empty dict.
    """
    users: dict[int, set[str]] = {}
    for geometry in geometries:
        for arc in _arcs(geometry["arcs"]):
            users.setdefault(arc if arc >= 0 else ~arc, set()).add(geometry["id"])
    found: dict[str, set[str]] = {geometry["id"]: set() for geometry in geometries}
    for sides in users.values():
        for side in sides:
            found[side] |= sides - {side}
    return {region_id: tuple(sorted(others)) for region_id, others in sorted(found.items())}


def anchors_lonlat(places: Mapping[str, Mapping[str, Any]]) -> dict[str, LonLat]:
    """Return where the flows of each region end.

    Parameters
    ----------
    places : mapping of str to mapping
        From :func:`geo.shapes.load_places` or :func:`geo.shapes.load_county_places`, or both together; ``anchor`` is
        (x_km, y_km) of the map.

    Returns
    -------
    dict of region id to (lon, lat)
        Degrees, WGS 84, longitude first: what :func:`data.distance.great_circle_km` asks for. A province's anchor lies
        in the prefecture of its seat of government. Areas without a shape are not in it.
    """
    ids = list(places)
    lon, lat = to_lonlat([places[i]["anchor"][0] for i in ids], [places[i]["anchor"][1] for i in ids])
    return dict(zip(ids, zip(lon.tolist(), lat.tolist(), strict=True), strict=True))


def _arcs(rings: list[Any]) -> Iterator[int]:
    """Yield the arcs of rings, however deep they are nested: polygons hold rings, multipolygons polygons."""
    for ring in rings:
        if isinstance(ring, int):
            yield ring
        else:
            yield from _arcs(ring)
