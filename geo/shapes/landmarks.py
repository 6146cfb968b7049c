"""Points that stand for land, islands and dashes when room is looked for: gathered once for a geometry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.fitting import NATION_FIT

Points = NDArray[np.float64]
Ring = Sequence[tuple[float, float]]

#: Provinces that are islands: nothing lies on them.
TAIWAN: Final = "710000"
ISLANDS: Final = (TAIWAN, "460000")
#: Distance between two points, in kilometres: along an island's coast and inside it, of land, along the dashes.
_COAST_KM: Final = 3.0
_INSIDE_KM: Final = 24.0
_LAND_KM: Final = 45.0
_DASH_KM: Final = 40.0


@dataclass(frozen=True)
class Landmarks:
    """Points in kilometres, each an array of shape (n, 2).

    Attributes
    ----------
    land : ndarray
        Spread over the country and along its rim.
    islands : dict of str to ndarray
        By province: coast and inside, as far as the national view shows them.
    islets : ndarray
        What of them lies beyond it: the islands of the South China Sea.
    dashes : ndarray
        The maritime lines.
    """

    land: Points
    islands: Mapping[str, Points]
    islets: Points
    dashes: Points


def landmarks(rings: Mapping[tuple[str, str], Sequence[Ring]], maritime: Iterable[Ring]) -> Landmarks:
    """Gather the points of a geometry.

    Parameters
    ----------
    rings : mapping of (level, id) to rings
        Kilometres.
    """
    near, far = {}, [np.empty((0, 2))]
    for island in ISLANDS:
        own = [np.asarray([*ring, ring[0]]) for ring in rings["province", island]]
        north = [ring for ring in own if ring[:, 1].min() > NATION_FIT[1]]
        near[island] = np.concatenate([along(north, _COAST_KM), grid(north, _INSIDE_KM)])
        far.append(along([ring for ring in own if ring[:, 1].min() <= NATION_FIT[1]], _COAST_KM))
    dashes = along([np.asarray(line) for line in maritime], _DASH_KM)
    provinces = [shapely.Polygon(ring) for key, own in rings.items() if key[0] == "province" for ring in own]
    return Landmarks(_land(provinces), near, np.concatenate(far), dashes)


def along(lines: Sequence[Points], step: float) -> Points:
    """Take points along lines, about as far apart as asked; corners that are closer are left out, long stretches divided.

    Parameters
    ----------
    lines : sequence of ndarray, shape (n, 2)

    Returns
    -------
    ndarray, shape (n, 2)
        The first point of every line among them.
    """
    points: list[tuple[float, float]] = []
    for line in lines:
        (x, y), *later_points = line.tolist()
        points.append((x, y))
        for bx, by in later_points:
            far = float(np.hypot(bx - x, by - y))
            parts = int(far // step)
            points += [(x + (bx - x) * (n * step / far), y + (by - y) * (n * step / far)) for n in range(1, parts + 1)]
            if parts:
                x, y = points[-1]
    return np.asarray(points, dtype=np.float64).reshape(-1, 2)


def grid(rings: Sequence[Points], step: float) -> Points:
    """Return points inside rings, on a square grid.

    Parameters
    ----------
    rings : sequence of ndarray, shape (n, 2)

    Returns
    -------
    ndarray, shape (n, 2)
    """
    # A ring that was made coarser may cross itself.
    return _inside(shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings]), step)


def _inside(area: shapely.Geometry, step: float) -> Points:
    x0, y0, x1, y1 = area.bounds
    xs, ys = np.meshgrid(np.arange(x0, x1, step), np.arange(y0, y1, step))
    points = np.column_stack([xs.ravel(), ys.ravel()])
    return points[shapely.contains_xy(area, points[:, 0], points[:, 1])]


def _land(provinces: Sequence[shapely.Polygon]) -> Points:
    country = shapely.union_all([p for p in provinces if p.area > _LAND_KM**2])
    rim = shapely.get_coordinates(shapely.segmentize(shapely.simplify(shapely.boundary(country), 8.0), _LAND_KM))
    return np.concatenate([_inside(country, _LAND_KM), rim])
