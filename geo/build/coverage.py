"""From full-resolution shapes to a light coverage: drop islets, simplify, snap; count what was left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.build.source import Layer
from geo.build.topology import Shapes, snap_to_grid


@dataclass(frozen=True)
class Detail:
    """How much of the shapes a level of detail keeps.

    Attributes
    ----------
    tolerance_km : float
        Of `shapely.coverage_simplify`: roughly the square root of the area of the largest corner cut off.
    grid_km : float
        Step of the grid that coordinates are rounded to.
    min_island_km2 : float
        Islands smaller than this are left out, except where a region would vanish or keeps all its islands.
    """

    tolerance_km: float
    grid_km: float
    min_island_km2: float


@dataclass(frozen=True)
class Coverage:
    """A light coverage and the account of what it left out.

    Attributes
    ----------
    steps : ndarray of polygon or multipolygon
        Coordinates are whole steps of the grid.
    dropped_parts, dropped_area_km2 : int, float
        Islands below the limit.
    collapsed_parts, collapsed_area_km2 : int, float
        Islets that the grid could not hold, though no limit dropped them.
    """

    ids: tuple[str, ...]
    steps: Shapes
    grid_km: float
    dropped_parts: int
    dropped_area_km2: float
    collapsed_parts: int
    collapsed_area_km2: float

    @property
    def shapes_km(self) -> Shapes:
        """The shapes in kilometres."""
        return np.asarray(shapely.transform(self.steps, lambda steps: steps * self.grid_km), dtype=object)


def build_coverage(layer: Layer, detail: Detail, keep_all_islands: Callable[[str], bool]) -> Coverage:
    """Make a layer light without tearing it.

    Parameters
    ----------
    layer : Layer
        A valid coverage.
    keep_all_islands : callable
        Says of a region's code whether all its islands stay, however small.

    Returns
    -------
    Coverage
        Every region of the layer, non-empty and valid.

    Raises
    ------
    ValueError
        Where a region would come out empty or invalid, or the coverage broken; the message names the regions.
    """
    protected = np.asarray([keep_all_islands(region_id) for region_id in layer.ids])
    standing, dropped_parts, dropped_area = drop_islets(layer.shapes, detail.min_island_km2, protected)
    light = np.asarray(shapely.coverage_simplify(standing, detail.tolerance_km), dtype=object)
    steps = snap_to_grid(light, detail.grid_km)
    _check(layer.ids, steps)
    collapsed_parts, collapsed_area = _collapsed(standing, steps, detail.grid_km)
    return Coverage(layer.ids, steps, detail.grid_km, dropped_parts, dropped_area, collapsed_parts, collapsed_area)


def drop_islets(shapes: Shapes, min_island_km2: float, protected: NDArray[np.bool_]) -> tuple[Shapes, int, float]:
    """Leave out islands below a limit.

    An island is a connected piece of the whole coverage, so an exclave inside a neighbour never counts as one
    and no hole is torn. An island stays, whatever its size, where it carries the largest part of a region or
    a part of a protected region.

    Parameters
    ----------
    shapes : ndarray of multipolygon
        A valid coverage, in kilometres.
    protected : ndarray of bool
        One per region.
    """
    islands = np.asarray(shapely.get_parts(shapely.coverage_union_all(shapes)), dtype=object)
    parts, region = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    inside, home = shapely.STRtree(islands).query(shapely.point_on_surface(parts), predicate="within")
    island = np.empty(len(parts), dtype=np.int64)
    island[inside] = home
    main = np.zeros(len(parts), dtype=bool)
    # Sorted by region, then area: the last part of each region is its largest.
    order = np.lexsort((area, region))
    main[order[np.flatnonzero(np.diff(region[order], append=-1))]] = True
    stays = np.zeros(len(islands), dtype=bool)
    stays[island[main | protected[region]]] = True
    stays |= shapely.area(islands) >= min_island_km2
    keep = stays[island]
    rebuilt = [shapely.MultiPolygon(list(parts[(region == n) & keep])) for n in range(len(shapes))]
    return np.asarray(rebuilt, dtype=object), int((~keep).sum()), float(area[~keep].sum())


def _collapsed(standing: Shapes, steps: Shapes, grid_km: float) -> tuple[int, float]:
    """Count the parts that simplifying and rounding lost: those far from anything left of their region."""
    parts, region = shapely.get_parts(standing, return_index=True)
    after = np.asarray(shapely.transform(steps, lambda step: step * grid_km), dtype=object)
    shapely.prepare(after)
    # A part may move by a grid step; one further away than that is gone.
    small = np.flatnonzero(shapely.area(parts) < (4 * grid_km) ** 2)
    gone = small[~shapely.dwithin(parts[small], after[region[small]], grid_km)]
    return len(gone), float(shapely.area(parts[gone]).sum())


def _check(ids: tuple[str, ...], steps: Shapes) -> None:
    bad = [region_id for region_id, shape in zip(ids, steps, strict=True) if shape.is_empty or not shape.is_valid]
    if bad:
        raise ValueError(f"regions empty or invalid after rounding — use a finer grid: {', '.join(bad)}")
    if not shapely.coverage_is_valid(steps):
        raise ValueError("neighbouring regions overlap or leave gaps after rounding")
