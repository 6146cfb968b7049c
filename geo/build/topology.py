"""TopoJSON, written: shapes rounded to a grid, and their shared borders stored once.

Coordinates are whole steps of the grid. Everything here keeps a *coverage* a coverage: polygons that neither
overlap nor leave gaps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.shapes.topology import Topology

Shapes = NDArray[np.object_]
Integers = NDArray[np.int64]
Vertex = tuple[int, int]
Arc = tuple[Vertex, ...]

# A face that lies in no region by its inner point belongs to the region that covers at least this share of
# it: rounding can shift an islet by more than its own half width.
MIN_OVERLAP = 0.5


def snap_to_grid(shapes: Shapes, grid_km: float) -> Shapes:
    """Round a coverage to a grid so that it stays a coverage.

    Rounding each polygon by itself would let a vertex jump over a neighbour's edge. Here all borders are
    noded together with snap rounding (Hobby 1999, as GEOS implements it), the faces between them are
    rebuilt, and each face goes to the region it lies in.

    Parameters
    ----------
    shapes : ndarray of polygon or multipolygon
        A valid coverage, in kilometres.
    grid_km : float
        The grid's step.

    Returns
    -------
    ndarray of polygon or multipolygon
        In the given order, in whole grid *steps* (coordinates are integers). A part smaller than about
        a step collapses; a region all of whose parts do is an empty polygon.
    """
    steps = shapely.transform(shapes, lambda km: km / grid_km)
    borders = shapely.union_all(shapely.boundary(steps), grid_size=1)
    faces = np.asarray(shapely.get_parts(shapely.polygonize([borders])), dtype=object)
    owner = _owners(faces, steps)
    merged = [shapely.coverage_union_all(faces[owner == region]) for region in range(len(steps))]
    return np.asarray([shapely.Polygon() if shape.is_empty else shape for shape in merged], dtype=object)


def _owners(faces: Shapes, regions: Shapes) -> Integers:
    """Give for every face the position of its region, or -1 for water and land beyond the coverage."""
    owner = np.full(len(faces), -1, dtype=np.int64)
    tree = shapely.STRtree(regions)
    inside, region = tree.query(shapely.point_on_surface(faces), predicate="within")
    owner[inside] = region
    for face in np.flatnonzero(owner < 0):
        near = tree.query(faces[face], predicate="intersects")
        shared = shapely.area(shapely.intersection(regions[near], faces[face]))
        if near.size and shared.max() >= MIN_OVERLAP * faces[face].area:
            owner[face] = near[shared.argmax()]
    return owner


def encode(objects: Mapping[str, Mapping[str, BaseGeometry]], grid_km: float) -> Topology:
    """Write coverages as one TopoJSON topology.

    The package ``topojson`` 2.2 was tried: it drops a vertex here and there on straight borders, on one side
    only, and the coverage is broken. This cutting is exact.

    Parameters
    ----------
    objects : mapping of object name to mapping of region id to polygon or multipolygon
        Coordinates in whole grid steps, as `snap_to_grid` gives them. All objects share one pool of
        arcs, so a province and its prefectures store a common border once.
    grid_km : float
        The grid's step; becomes the topology's ``transform.scale``.

    Returns
    -------
    dict
        A TopoJSON topology; geometries carry ``id`` and nothing else. An empty shape has no arcs.
    """
    rings = [ring for regions in objects.values() for shape in regions.values() for ring in _rings(shape)]
    pool = ArcPool(junctions(rings))
    named = {
        name: {
            "type": "GeometryCollection",
            "geometries": [_geometry(region_id, shape, pool) for region_id, shape in regions.items()],
        }
        for name, regions in objects.items()
    }
    return {
        "type": "Topology",
        "transform": {"scale": [grid_km, grid_km], "translate": [0, 0]},
        "objects": named,
        "arcs": [_steps(arc) for arc in pool.arcs],
    }


def junctions(rings: Iterable[Sequence[Vertex]]) -> set[Vertex]:
    """Find the vertices where borders meet.

    Parameters
    ----------
    rings : iterable of sequence of vertex
        Closed: the last vertex is the first again.

    Returns
    -------
    set of vertex
        Those with more than two different neighbours over all rings. At any other vertex, all rings that
        pass run along the same two edges.
    """
    neighbours: defaultdict[Vertex, set[Vertex]] = defaultdict(set)
    for ring in rings:
        for start, end in pairwise(ring):
            neighbours[start].add(end)
            neighbours[end].add(start)
    return {vertex for vertex, ends in neighbours.items() if len(ends) > 2}


class ArcPool:
    """Arcs, each once, whichever way round its rings run.

    Parameters
    ----------
    cuts : set of vertex
        Where rings are cut, as `junctions` gives them.
    """

    def __init__(self, cuts: set[Vertex]) -> None:
        self.cuts = cuts
        self.arcs: list[Arc] = []
        self._index: dict[Arc, int] = {}

    def indices(self, ring: Sequence[Vertex]) -> list[int]:
        """Cut a closed ring and give its arcs' indices: ``n``, or ``~n`` for arc n backwards."""
        open_ring = ring[:-1]
        cut = [n for n, vertex in enumerate(open_ring) if vertex in self.cuts]
        # A ring that meets no other is one arc; it starts at its lowest vertex, whoever draws it.
        start = cut[0] if cut else open_ring.index(min(open_ring))
        turned = (*open_ring[start:], *open_ring[:start], open_ring[start])
        ends = [n - start for n in cut[1:]] + [len(open_ring)]
        return [self._add(turned[begin : end + 1]) for begin, end in pairwise([0, *ends])]

    def _add(self, arc: Arc) -> int:
        if arc in self._index:
            return self._index[arc]
        if arc[::-1] in self._index:
            return ~self._index[arc[::-1]]
        self._index[arc] = len(self.arcs)
        self.arcs.append(arc)
        return self._index[arc]


def _rings(shape: BaseGeometry) -> list[Arc]:
    return [_vertices(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]


def _vertices(ring: BaseGeometry) -> Arc:
    steps = np.rint(shapely.get_coordinates(ring)).astype(np.int64)
    return tuple((x, y) for x, y in steps.tolist())


def _geometry(region_id: str, shape: BaseGeometry, pool: ArcPool) -> dict[str, Any]:
    polygons = [[pool.indices(ring) for ring in _rings(part)] for part in shapely.get_parts(shape)]
    if len(polygons) == 1:
        return {"type": "Polygon", "id": region_id, "arcs": polygons[0]}
    return {"type": "MultiPolygon", "id": region_id, "arcs": polygons}


def _steps(arc: Arc) -> list[list[int]]:
    """Write an arc as its first point and the way from each point to the next."""
    ways = ([end[0] - start[0], end[1] - start[1]] for start, end in pairwise(arc))
    return [list(arc[0]), *ways]
