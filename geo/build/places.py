"""Where a region's name stands, where flows end, and what frame it fills."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build.topology import Shapes
from geo.projection import to_km, to_lonlat

Place = dict[str, Any]

# The prefecture that holds the seat of the province's government. Municipalities, the two special
# administrative regions and Taiwan are one shape at both levels and need none.
SEAT_OF_GOVERNMENT = {
    "130000": "130100",
    "140000": "140100",
    "150000": "150100",
    "210000": "210100",
    "220000": "220100",
    "230000": "230100",
    "320000": "320100",
    "330000": "330100",
    "340000": "340100",
    "350000": "350100",
    "360000": "360100",
    "370000": "370100",
    "410000": "410100",
    "420000": "420100",
    "430000": "430100",
    "440000": "440100",
    "450000": "450100",
    "460000": "460100",
    "510000": "510100",
    "520000": "520100",
    "530000": "530100",
    "540000": "540100",
    "610000": "610100",
    "620000": "620100",
    "630000": "630100",
    "640000": "640100",
    "650000": "650100",
}

# Longitude and latitude of names that read better beside the inscribed circle's centre; chosen by looking at
# the nation view at 1920x1080, each inside its province.
LABEL_LONLAT: dict[str, tuple[float, float]] = {
    # The circle sits in the eastern third: nearer the middle of the arc.
    "150000": (113.6, 43.2),
    # The circle sits in Xi'an, where flows end: on the waist the name reads for north and south alike.
    "610000": (109.2, 35.7),
    # The circle sits in Jiuquan, far from most prefectures: where the corridor meets the south-east.
    "620000": (102.8, 38.2),
}


def label_point(shape: BaseGeometry, grid_km: float) -> tuple[float, float]:
    """Find the centre of the largest circle inside a shape's largest part.

    Also called the pole of inaccessibility: the point furthest from any border, where a name has most room.

    Parameters
    ----------
    shape : polygon or multipolygon
        Non-empty, in kilometres.
    grid_km : float
        The point is rounded to this, unless it would fall outside.

    Returns
    -------
    x_km, y_km : float
        A point inside the shape.
    """
    largest = _largest_part(shape)
    centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, tolerance=grid_km))[0]
    rounded = np.round(centre, 1)
    inside = shapely.contains_properly(largest, shapely.Point(rounded))
    x_km, y_km = rounded if inside else np.round(centre, 3)
    return float(x_km), float(y_km)


def _largest_part(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    largest: BaseGeometry = parts[int(np.argmax(shapely.area(parts)))]
    return largest


def place(shape: BaseGeometry, level: str, label: tuple[float, float], area_km2: float) -> Place:
    """Describe one region.

    Parameters
    ----------
    shape : polygon or multipolygon
        As drawn, in kilometres.
    level : str
        'province', 'prefecture' or 'county'.
    label : tuple of float
        Where its name stands, in kilometres; flows end there too until `set_anchors` says otherwise.
    area_km2 : float
        Of the shape before it was simplified.

    Returns
    -------
    dict
        ``level``; ``label`` and ``anchor`` [x, y]; ``bbox`` [xmin, ymin, xmax, ymax] of all parts;
        ``area_km2``; ``lonlat`` of the label; and only where it differs from ``bbox``, ``main_bbox`` of the
        largest part (all of Hainan reaches far south, its main island does not). Kilometres and degrees.
    """
    lon, lat = to_lonlat(*label)
    largest = _largest_part(shape)
    described = {
        "level": level,
        "label": list(label),
        "anchor": list(label),
        "bbox": _bounds(shape),
        "area_km2": round(float(area_km2), 1),
        "lonlat": [round(float(lon), 4), round(float(lat), 4)],
    }
    if _bounds(largest) != described["bbox"]:
        described["main_bbox"] = _bounds(largest)
    return described


def _bounds(shape: BaseGeometry) -> list[float]:
    return [round(float(edge), 1) for edge in shapely.bounds(shape)]


def build_places(ids: tuple[str, ...], shapes_km: Shapes, areas_km2: Mapping[str, float], level: str) -> dict[str, Place]:
    """Describe every region of a level.

    Parameters
    ----------
    shapes_km : ndarray of polygon or multipolygon
        As drawn.

    Returns
    -------
    dict of id to dict
        See `place`.

    Raises
    ------
    ValueError
        Where a reviewed label point lies outside its province.
    """
    described = {}
    for region_id, shape in zip(ids, shapes_km, strict=True):
        label = _reviewed(region_id, shape) or label_point(shape, 0.1)
        described[region_id] = place(shape, level, label, areas_km2[region_id])
    return described


def _reviewed(region_id: str, shape: BaseGeometry) -> tuple[float, float] | None:
    if region_id not in LABEL_LONLAT:
        return None
    x_km, y_km = (round(float(km), 1) for km in to_km(*LABEL_LONLAT[region_id]))
    if not shape.contains(shapely.Point(x_km, y_km)):
        raise ValueError(f"the reviewed label point of {region_id} lies outside it")
    return x_km, y_km


def set_anchors(provinces: Mapping[str, Place], prefectures: Mapping[str, Place]) -> None:
    """Let flows end at the seat of a province's government.

    Parameters
    ----------
    provinces, prefectures : mapping of id to place
        ``provinces`` is changed: each ``anchor`` becomes the label point of its `SEAT_OF_GOVERNMENT`.
    """
    for region_id, seat in SEAT_OF_GOVERNMENT.items():
        provinces[region_id]["anchor"] = list(prefectures[seat]["label"])
