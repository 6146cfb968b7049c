"""Which regions border one another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from geo.shapes.load import SHAPES_DIR


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
        Where the shapes are missing; :func:`geo.shapes.load.verify` names the file and the remedy.
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
    neighbours: dict[str, set[str]] = {geometry["id"]: set() for geometry in geometries}
    for sides in users.values():
        for side in sides:
            neighbours[side] |= sides - {side}
    return {region_id: tuple(sorted(neighbours)) for region_id, neighbours in sorted(neighbours.items())}


def _arcs(rings: list[Any]) -> Iterator[int]:
    """Yield the arcs of rings, however deep they are nested: polygons hold rings, multipolygons polygons."""
    for ring in rings:
        if isinstance(ring, int):
            yield ring
        else:
            yield from _arcs(ring)
