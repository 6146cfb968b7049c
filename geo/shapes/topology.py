"""TopoJSON, read: shapes that share their borders, each border stored once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Topology = dict[str, Any]


def decode(topology: Topology, name: str) -> dict[str, BaseGeometry]:
    """Read one object of a topology.

    Parameters
    ----------
    topology : dict
        A TopoJSON topology with ``transform``.
    name : str
        The object's name.

    Returns
    -------
    dict of region id to polygon or multipolygon
        In the file's order, in the unit of the topology (kilometres).

    Raises
    ------
    KeyError
        Where the topology has no such object.
    """
    scale = np.asarray(topology["transform"]["scale"], dtype=np.float64)
    translate = np.asarray(topology["transform"]["translate"], dtype=np.float64)
    arcs = [np.cumsum(np.asarray(arc, np.int64), axis=0) * scale + translate for arc in topology["arcs"]]
    return {piece["id"]: _shape(piece, arcs) for piece in topology["objects"][name]["geometries"]}


def _shape(piece: Mapping[str, Any], arcs: list[NDArray[np.float64]]) -> BaseGeometry:
    polygons = [piece["arcs"]] if piece["type"] == "Polygon" else piece["arcs"]
    shapes = [shapely.Polygon(_ring(rings[0], arcs), [_ring(hole, arcs) for hole in rings[1:]]) for rings in polygons]
    return shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)


def _ring(indices: Sequence[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Join arcs to a ring: a negative index ``~n`` is arc n backwards; each begins where the last ended."""
    pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def count_vertices(topology: Topology) -> int:
    """Count the points that a topology stores, each shared border once."""
    return sum(len(arc) for arc in topology["arcs"])
