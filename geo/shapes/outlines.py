"""Arcs of a built topology as outlines: rings that are filled, lines that are drawn, simplified for views from afar."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.still.picture import Point, Rings

Line = tuple[Point, ...]
Lines = tuple[Line, ...]
Box = tuple[float, float, float, float]
Arc = NDArray[np.float64]
#: Of a region: its polygons, of these the rings, of these the indices of arcs, ``~n`` for arc n backwards.
Polygons = Sequence[Sequence[Sequence[int]]]

#: Where a unit of a picture is more kilometres than this, the coarser outlines are drawn.
COARSE_FROM_KM: Final = 1.2
#: What the coarser outlines may be off, in kilometres: less than a unit of such a picture.
_TOLERANCE_KM: Final = 1.0
#: The same where several maps share a page: about half a unit.
SMALL_KM: Final = 5.0
#: Outlines are stored in steps of half a kilometre or, for close views, as they were built.
_GRID_KM: Final = 0.5


def read(path: Path) -> Any:
    """Read a built file."""
    return json.loads(path.read_text(encoding="utf-8"))


def arcs_of(topology: Mapping[str, Any]) -> list[Arc]:
    """Return the arcs of a topology, in kilometres; each an array of shape (n, 2)."""
    scale, shift = (np.asarray(topology["transform"][k], dtype=np.float64) for k in ("scale", "translate"))
    return [np.round(np.cumsum(np.asarray(arc, np.int64), axis=0) * scale + shift, 3) for arc in topology["arcs"]]


def polygons(piece: Mapping[str, Any]) -> Polygons:
    """Return the polygons of a region, whether it has one or several."""
    polygons: Polygons = [piece["arcs"]] if piece["type"] == "Polygon" else piece["arcs"]
    return polygons


def used(pieces: Polygons) -> tuple[int, ...]:
    """Return the arcs of a region, whichever way round they run."""
    return tuple(i if i >= 0 else ~i for rings in pieces for ring in rings for i in ring)


def simpler(arc: Arc, tolerance_km: float = _TOLERANCE_KM) -> Arc:
    """Simplify an arc between its ends, which neighbours share; an islet that would collapse stays."""
    light = shapely.get_coordinates(shapely.simplify(shapely.LineString(arc), tolerance_km, preserve_topology=False))
    light = np.round(light / _GRID_KM) * _GRID_KM
    light = light[np.concatenate([[True], (np.diff(light, axis=0) != 0).any(axis=1)])]
    closed = bool((arc[0] == arc[-1]).all())
    return arc if len(light) < (4 if closed else 2) else light


def rings(pieces: Polygons, arcs: Sequence[Arc], built: Sequence[Arc]) -> Rings:
    """Return the rings of a region.

    Parameters
    ----------
    arcs, built : sequence of Arc
        As they are drawn, and as they were built: what has lost its points is drawn as that.
    """
    return tuple(_ring(ring, arcs, built) for polygon in pieces for ring in polygon)


def _ring(indices: Sequence[int], arcs: Sequence[Arc], built: Sequence[Arc]) -> Line:
    """Join arcs to a ring, without its first point again at the end: each arc begins where the one before it ended."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    ring = points(np.concatenate([piece[:-1] for piece in pieces]))
    # Between two neighbours an islet may have lost all its points: it stays as it was built.
    return ring if len(ring) > 2 else _ring(indices, built, built)


def points(coordinates: Arc) -> Line:
    """Return an array of shape (n, 2) as points."""
    return tuple((float(x), float(y)) for x, y in coordinates.tolist())


def lines(paths: Iterable[Any]) -> Lines:
    """Return sequences of points as lines."""
    return tuple(points(np.asarray(line, dtype=np.float64)) for line in paths)


def joined(arcs: Sequence[Arc]) -> Lines:
    """Join arcs to lines as long as possible: fewer strokes, and dashes that run on."""
    if not arcs:
        return ()
    merged = shapely.line_merge(shapely.multilinestrings([shapely.LineString(arc) for arc in arcs]))
    return tuple(points(shapely.get_coordinates(part)) for part in shapely.get_parts(merged))


def box_of(rings: Rings) -> Box:
    """Return what rings reach, as (xmin, ymin, xmax, ymax)."""
    xs, ys = [p[0] for ring in rings for p in ring], [p[1] for ring in rings for p in ring]
    return (min(xs), min(ys), max(xs), max(ys))
