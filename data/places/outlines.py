"""Outlines of areas of one's own: polygons in degrees of WGS 84, mended, thinned, and kept as one line of text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely
from pyproj import Geod

#: West, south, east and north of where the atlas's places lie, the islands of the South China Sea among them.
REACH: Final = (73.0, 3.0, 136.0, 54.0)
#: Points and characters of an outline: what a cell of a workbook holds.
MOST_POINTS, LIMIT = 1500, 32_767
#: Places behind the point: about a metre.
_PLACES: Final = 5
_METRES: Final = 111_320
#: Degrees within which points may be moved, each twice the one before; the last is some 20 kilometres.
_TOLERANCES: Final = (0.0, *(2e-5 * 2**n for n in range(14)))
_SHAPE: Final = re.compile(r"MULTIPOLYGON \(\(\([-0-9., ()]+\)\)\)")
_KIND: Final = re.compile(r"[A-Za-z]{1,30}")


class NoOutline(Exception):
    """A geometry that can be no outline.

    Parameters
    ----------
    key : str
        Message id: what is wrong, and the way out.
    **fields : str
        Values for the message.
    """

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key = key
        self.fields: Mapping[str, str] = fields


@dataclass(frozen=True)
class Outline:
    """An outline as it is kept, and what was done to it.

    Attributes
    ----------
    text : str
        WKT of a valid multipolygon, longitude before latitude, five places behind the point.
    points, kept : int
        Points of its rings as they were given, and as they are kept.
    mended : bool
        Whether a ring crossed itself, or parts overlapped.
    closed : bool
        Whether a ring did not come back to its first point.
    moved_m : int
        Metres by which thinning moved its line at most; 0 where only points of no consequence went.
    """

    text: str
    points: int
    kept: int
    mended: bool = False
    closed: bool = False
    moved_m: int = 0


def outline_of(geometry: object) -> Outline:
    """Read the geometry of a GeoJSON feature.

    Parameters
    ----------
    geometry : object
        As JSON gives it.

    Raises
    ------
    NoOutline
        For anything but polygons in degrees, longitude first, that enclose something within :data:`REACH`.
    """
    rings_of = [[_ring(ring) for ring in _listed(polygon)] for polygon in _polygons(geometry)]
    rings = [ring for polygon in rings_of for ring, _ in polygon]
    if not rings:
        raise NoOutline("importing.outline_empty")
    _check_place(np.concatenate(rings))
    shape: Any = shapely.MultiPolygon(
        [(polygon[0][0], [hole for hole, _ in polygon[1:]]) for polygon in rings_of if polygon]
    )
    mended = not shapely.is_valid(shape)
    if mended:
        shape = _polygonal(shapely.make_valid(shape))
    if shape.is_empty or not shape.area:
        raise NoOutline("importing.outline_empty")
    points = sum(len(ring) - 1 for ring in rings)
    closed = any(is_open for polygon in rings_of for _, is_open in polygon)
    for tolerance in _TOLERANCES:
        thinned = shapely.simplify(shape, tolerance) if tolerance else shape
        rounded = _polygonal(shapely.set_precision(thinned, 10**-_PLACES))
        text = shapely.to_wkt(rounded, rounding_precision=_PLACES)
        if not rounded.is_empty and _points(rounded) <= MOST_POINTS and len(text) <= LIMIT:
            return Outline(text, points, _points(rounded), mended, closed, round(tolerance * _METRES))
    raise NoOutline("importing.outline_too_fine", limit=f"{MOST_POINTS:,}")


def is_outline(text: str) -> bool:
    """Say whether a text is an outline as :func:`outline_of` writes it."""
    return _parsed(text) is not None


def lonlat_of(text: str) -> Any:
    """Return the multipolygon of an outline, in degrees; None for a text that is none."""
    return _parsed(text)


def area_km2(text: str) -> float:
    """Return what an outline encloses, in square kilometres on the ellipsoid; 0 for a text that is none."""
    shape = _parsed(text)
    return (
        0.0 if shape is None else abs(Geod(ellps="WGS84").geometry_area_perimeter(shapely.orient_polygons(shape))[0]) / 1e6
    )


@lru_cache(maxsize=2048)
def _parsed(text: str) -> Any:
    if len(text) > LIMIT or not _SHAPE.fullmatch(text):
        return None
    try:
        shape = shapely.from_wkt(text)
    except shapely.errors.GEOSException:
        return None
    west, south, east, north = shape.bounds if not shape.is_empty else (math.nan,) * 4
    inside = west >= REACH[0] and south >= REACH[1] and east <= REACH[2] and north <= REACH[3]
    return shape if inside and shape.is_valid else None


def _polygons(geometry: object) -> Iterator[object]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        named = kind if isinstance(kind, str) and _KIND.fullmatch(kind) else "null" if geometry is None else "?"
        raise NoOutline("importing.outline_kind", kind=named)
    coordinates = geometry.get("coordinates")
    yield from [coordinates] if kind == "Polygon" else _listed(coordinates)


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise NoOutline("importing.outline_not_numbers")
    return value


def _ring(ring: object) -> tuple[Any, bool]:
    """The points of a ring, of shape (n, 2), the first again at the end, and whether it had to be put there."""
    points = [_position(position) for position in _listed(ring)]
    is_open = bool(points) and points[0] != points[-1]
    if is_open:
        points.append(points[0])
    if len(set(points)) < 3:
        raise NoOutline("importing.outline_short")
    return np.array(points, dtype=np.float64), is_open


def _position(position: object) -> tuple[float, float]:
    if not isinstance(position, list) or len(position) < 2:
        raise NoOutline("importing.outline_not_numbers")
    x, y = (_degree(value) for value in position[:2])
    return x, y


def _degree(value: object) -> float:
    # True is a number to Python; a whole number of hundreds of digits is none to a float.
    if type(value) not in (int, float) or not -1e9 < value < 1e9:  # type: ignore[operator]
        raise NoOutline("importing.outline_not_numbers")
    return float(value)  # type: ignore[arg-type]


def _check_place(points: Any) -> None:
    """Raise where points can't be degrees, or lie elsewhere, longitude and latitude changed round among them."""
    if _within(points):
        return
    first = points[(np.abs(points) > (180, 90)).any(axis=1)]
    if _within(points[:, ::-1]):
        raise NoOutline("importing.outline_swapped", point=_written(points[0]))
    if len(first):
        raise NoOutline("importing.outline_not_degrees", point=_written(first[0]))
    west, south, east, north = REACH
    out = (points < (west, south)).any(axis=1) | (points > (east, north)).any(axis=1)
    raise NoOutline("importing.outline_elsewhere", point=_written(points[out][0]))


def _within(points: Any) -> bool:
    west, south, east, north = REACH
    return bool((points >= (west, south)).all() and (points <= (east, north)).all())


def _written(point: Any) -> str:
    return f"{point[0]:.6g}, {point[1]:.6g}"


def _polygonal(shape: Any) -> Any:
    """The polygons among what mending leaves, as one multipolygon."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon") and part.area]
    return shapely.MultiPolygon([polygon for part in parts for polygon in shapely.get_parts(part)])


def _points(shape: Any) -> int:
    rings = sum(1 + len(polygon.interiors) for polygon in shapely.get_parts(shape))
    return int(shapely.get_num_coordinates(shape)) - rings
