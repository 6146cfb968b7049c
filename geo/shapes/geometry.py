"""Shapes for still pictures: outlines of regions as rings, borders as lines, each once, in projected kilometres.

Borders are told apart as the browser does (``geo/client/topology.js``): an arc of one province only is coast or national
border, one of two provinces lies between them, one that no province has lies between prefectures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.shapes.counties import Counties, load_counties
from geo.shapes.landmarks import Landmarks, landmarks
from geo.shapes.load import SHAPES_DIR, load_inset, load_maritime
from geo.shapes.outlines import (
    COARSE_FROM_KM,
    SMALL_KM,
    Arc,
    Box,
    Lines,
    Polygons,
    arcs_of,
    box_of,
    joined,
    lines,
    points,
    polygons,
    read,
    rings,
    simpler,
    used,
)
from geo.still.picture import Point, Rings

#: Level (province, prefecture, county) and six-digit code: 110000 is a province and a prefecture.
Key = tuple[str, str]


@dataclass(frozen=True)
class Detail:
    """Outlines and borders at one level of detail.

    Attributes
    ----------
    rings : dict of (level, id) to Rings
    coast, between, inner : Lines
        Coast and national border, borders between provinces, borders between prefectures.
    """

    rings: Mapping[Key, Rings]
    coast: Lines
    between: Lines
    inner: Lines
    arcs: tuple[Arc, ...]


@dataclass(frozen=True)
class Sea:
    """The South China Sea inset, in kilometres: frame, coast by province, islands as outlines and as points, dashes."""

    frame: Box
    coast: tuple[tuple[str, Rings], ...]
    islands: tuple[tuple[str, Rings], ...]
    points: tuple[Point, ...]
    lines: Lines


@dataclass(frozen=True)
class Geometry:
    """All shapes that pictures draw.

    Attributes
    ----------
    fine, coarse : Detail
        As built, and simplified for views of the whole country.
    used : dict of (level, id) to tuple of int
        The arcs of a region.
    boxes : dict of (level, id) to (xmin, ymin, xmax, ymax)
    largest : dict of (level, id) to (xmin, ymin, xmax, ymax)
        The box of a region's largest part: that of Hainan without the reefs far out at sea.
    directory : Path
        Where the counties are read from, when they are wanted.
    pieces : dict of (level, id) to Polygons
        Which arcs make up each polygon.
    """

    fine: Detail
    coarse: Detail
    used: Mapping[Key, tuple[int, ...]]
    boxes: Mapping[Key, Box]
    largest: Mapping[Key, Box]
    maritime: Lines
    sea: Sea
    directory: Path
    pieces: Mapping[Key, Polygons]

    @cached_property
    def small(self) -> Detail:
        """Outlines for maps as small as a stamp."""
        # An islet that would collapse stays as it is drawn on a map of its own.
        arcs = [simpler(arc, SMALL_KM) for arc in self.coarse.arcs]
        return _detail(arcs, list(self.fine.arcs), self.pieces, self.used)

    @property
    def land(self) -> Arc:
        """Points spread over the country and along its rim, of shape (n, 2)."""
        return self.landmarks.land

    @cached_property
    def landmarks(self) -> Landmarks:
        """Points that stand for land, islands and dashes when room is looked for."""
        return landmarks(self.fine.rings, self.maritime)

    def detail(self, km_per_unit: float) -> Detail:
        """Return the outlines that suit a scale."""
        return self.coarse if km_per_unit > COARSE_FROM_KM else self.fine

    def key(self, region_id: str) -> Key | None:
        """Return under which level a code is drawn first: as province, else as prefecture; None where it has no shape."""
        return next((key for level in ("province", "prefecture") if (key := (level, region_id)) in self.boxes), None)

    def ids(self, level: str) -> list[str]:
        """Return the codes with a shape of a level, province or prefecture, in the order they are drawn."""
        return [i for at, i in self.boxes if at == level]

    def rim(self, keys: Iterable[Key], detail: Detail) -> Lines:
        """Return the outline of regions taken together: the arcs that only one of them has."""
        counts = Counter(arc for key in keys for arc in self.used.get(key, ()))
        return joined([detail.arcs[arc] for arc, n in sorted(counts.items()) if n == 1])

    def regions_at(self, places: Sequence[Point] | NDArray[np.float64]) -> list[set[str]]:
        """Return the codes of the provinces and prefectures at each of some points; none at sea or abroad."""
        tree, parts, ids = self._tree
        at = np.asarray(places, dtype=np.float64).reshape(-1, 2)
        by_point: list[set[str]] = [set() for _ in at]
        near, of = tree.query(shapely.points(at))
        inside = shapely.intersects_xy(parts[of], at[near, 0], at[near, 1])
        for n, k in zip(near[inside].tolist(), of[inside].tolist(), strict=True):
            by_point[n].add(ids[k])
        return by_point

    def is_off_land(self, lines: Rings) -> bool:
        """Say whether rings lie wholly off the country's land and islands; what one runs round counts as inside it."""
        tree, *_ = self._tree
        return not any(len(tree.query(shapely.Polygon(ring), predicate="intersects")) for ring in lines)

    @cached_property
    def _tree(self) -> tuple[shapely.STRtree, Any, list[str]]:
        # A hole counts as inside here; what fills it is found as well, and that is enough for placing names.
        named = [(shapely.Polygon(ring), i) for (_, i), rings in self.fine.rings.items() for ring in rings]
        parts = np.array([part for part, _ in named], dtype=object)
        shapely.prepare(parts)
        return shapely.STRtree(parts), parts, [i for _, i in named]

    def counties(self, province: str) -> Counties:
        """Return the counties of a province, or of the nation; none where there is no such file."""
        return load_counties(self.directory, province)


def load_geometry(directory: Path = SHAPES_DIR) -> Geometry:
    """Read the built shapes.

    Returns
    -------
    Geometry
        About a second's work: load it once for a process.

    Raises
    ------
    FileNotFoundError
        Where a file is missing; `geo.shapes.load.verify` names it and the remedy.
    """
    topology = read(directory / "nation.json")
    arcs = arcs_of(topology)
    pieces = {
        (level, str(piece["id"])): polygons(piece)
        for level in ("province", "prefecture")
        for piece in topology["objects"][f"{level}s"]["geometries"]
    }
    own = {key: used(piece) for key, piece in pieces.items()}
    fine = _detail(arcs, arcs, pieces, own)
    maritime = lines(load_maritime(directory))
    parts = {key: np.array([box_of((ring,)) for ring in rings]) for key, rings in fine.rings.items()}
    boxes = {key: _box((*own[:, :2].min(axis=0), *own[:, 2:].max(axis=0))) for key, own in parts.items()}
    largest = {key: _box(own[np.prod(own[:, 2:] - own[:, :2], axis=1).argmax()]) for key, own in parts.items()}
    coarse = _detail([simpler(arc) for arc in arcs], arcs, pieces, own)
    return Geometry(fine, coarse, own, boxes, largest, maritime, _sea(load_inset(directory)), directory, pieces)


def _box(sides: Iterable[float]) -> Box:
    xmin, ymin, xmax, ymax = map(float, sides)
    return xmin, ymin, xmax, ymax


def _detail(
    arcs: list[Arc], built: list[Arc], pieces: Mapping[Key, Polygons], arcs_used: Mapping[Key, tuple[int, ...]]
) -> Detail:
    outlines = {key: rings(piece, arcs, built) for key, piece in pieces.items()}
    provinces = Counter(arc for key, own in arcs_used.items() if key[0] == "province" for arc in own)
    prefectures = {arc for key, own in arcs_used.items() if key[0] == "prefecture" for arc in own}
    return Detail(
        outlines,
        coast=joined([arcs[i] for i, n in sorted(provinces.items()) if n == 1]),
        between=joined([arcs[i] for i, n in sorted(provinces.items()) if n > 1]),
        inner=joined([arcs[i] for i in sorted(prefectures - provinces.keys())]),
        arcs=tuple(arcs),
    )


def _sea(data: Mapping[str, Any]) -> Sea:
    islands = [(str(island["id"]), island["geometry"]) for island in data["islands"]["features"]]
    x0, y0, x1, y1 = (float(v) for v in data["frame"])
    return Sea(
        (x0, y0, x1, y1),
        coast=tuple((str(feature["id"]), _feature_rings(feature["geometry"])) for feature in data["coast"]["features"]),
        islands=tuple((i, _feature_rings(shape)) for i, shape in islands if "Polygon" in shape["type"]),
        points=tuple((x, y) for _, shape in islands if shape["type"] == "MultiPoint" for x, y in shape["coordinates"]),
        lines=lines(data["lines"]),
    )


def _feature_rings(geometry: Mapping[str, Any]) -> Rings:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(points(np.asarray(ring, dtype=np.float64)[:-1]) for polygon in polygons for ring in polygon)
