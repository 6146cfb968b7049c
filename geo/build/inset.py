"""The South China Sea inset: the coast around it, its islands and the maritime dashes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.build.topology import Shapes, snap_to_grid

SANSHA = "460300"
HAINAN = "460000"
TAIWAN = "710000"

# The inset is about a tenth of the map's width: one pixel is 5 to 10 km.
TOLERANCE_KM = 3.0
GRID_KM = 0.5
MARGIN_KM = 40
# Smaller islands would be less than a pixel and are drawn as dots.
MIN_POLYGON_KM2 = 20.0


def inset_frame(dashes: list[NDArray[np.float64]], islands: BaseGeometry, coasts: list[BaseGeometry]) -> list[int]:
    """Frame all dashes, all islands and the coasts given, with a margin.

    Parameters
    ----------
    dashes : list of ndarray, shape (n, 2)
    coasts : list of polygon or multipolygon
        All in kilometres.

    Returns
    -------
    list of int
        [xmin, ymin, xmax, ymax] in kilometres, rounded outwards to 10 km.
    """
    bounds = shapely.total_bounds([*map(shapely.LineString, dashes), islands, *coasts])
    low = [10 * math.floor((edge - MARGIN_KM) / 10) for edge in bounds[:2]]
    high = [10 * math.ceil((edge + MARGIN_KM) / 10) for edge in bounds[2:]]
    return low + high


def build_inset(
    provinces: Mapping[str, BaseGeometry], sansha: BaseGeometry, dashes: list[NDArray[np.float64]]
) -> dict[str, Any]:
    """Gather what the inset draws.

    Parameters
    ----------
    provinces : mapping of id to polygon or multipolygon
        As drawn in the nation view, in kilometres; Hainan without Sansha.
    sansha : multipolygon
        All its islands at full resolution, in kilometres.
    dashes : list of ndarray, shape (n, 2)
        The maritime boundary, in kilometres.

    Returns
    -------
    dict
        ``frame`` [xmin, ymin, xmax, ymax]; ``coast`` and ``islands``, GeoJSON feature collections whose
        features have an ``id`` and coordinates in kilometres (islands: polygons, and one multipoint for those
        too small to draw); ``lines``, the dashes, [[[x, y], ...], ...].
    """
    main_of = {code: max(shapely.get_parts(provinces[code]), key=shapely.area) for code in (HAINAN, TAIWAN)}
    frame = inset_frame(dashes, sansha, list(main_of.values()))
    return {
        "frame": frame,
        "coast": _collection({code: [shape] for code, shape in _clip(provinces, frame).items()}),
        "islands": _collection({SANSHA: _islands(sansha)}),
        "lines": [np.round(dash, 1).tolist() for dash in dashes],
    }


def _clip(coast: Mapping[str, BaseGeometry], frame: list[int]) -> dict[str, BaseGeometry]:
    ids = sorted(coast)
    light = np.asarray(shapely.coverage_simplify([coast[code] for code in ids], TOLERANCE_KM), dtype=object)
    clipped = np.asarray([_polygons(shape) for shape in shapely.intersection(light, shapely.box(*frame))], dtype=object)
    inside = ~shapely.is_empty(clipped)
    return dict(zip(np.asarray(ids)[inside].tolist(), _rounded(clipped[inside]), strict=True))


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Keep the areas of a clipped shape: a border that runs along the frame leaves lines."""
    parts = shapely.get_parts(shape)
    return shapely.MultiPolygon(list(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]))


def _rounded(shapes: Shapes) -> list[BaseGeometry]:
    return list(shapely.transform(snap_to_grid(shapes, GRID_KM), lambda steps: steps * GRID_KM))


def _islands(sansha: BaseGeometry) -> list[BaseGeometry]:
    """Draw large islands as polygons and give the small ones as points; none is left out."""
    parts = shapely.get_parts(sansha)
    large = shapely.area(parts) >= MIN_POLYGON_KM2
    light = shapely.coverage_simplify(list(parts[large]), TOLERANCE_KM / 2)
    dots = np.round(shapely.get_coordinates(shapely.point_on_surface(parts[~large])), 1)
    polygons = shapely.get_parts(_rounded(np.asarray(light, dtype=object)))
    return [shapely.MultiPolygon(list(polygons)), shapely.MultiPoint(dots)]


def _collection(shapes: Mapping[str, Sequence[BaseGeometry]]) -> dict[str, Any]:
    features = [
        {"type": "Feature", "id": region_id, "properties": {}, "geometry": mapping(piece)}
        for region_id, pieces in shapes.items()
        for piece in pieces
    ]
    return {"type": "FeatureCollection", "features": features}
