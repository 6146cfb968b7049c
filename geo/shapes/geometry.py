"""Shapes for still pictures: outlines of regions as rings, borders as lines, each once, in projected kilometres.

Borders are told apart as the browser does (``geo/client/topology.js``): an arc of one province only is coast or national
border, one of two provinces lies between them, one that no province has lies between prefectures.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.shapes.landmarks import Landmarks, landmarks
from geo.shapes.load import SHAPES_DIR, load_county_places, load_inset, load_maritime
from geo.still.picture import Point, Rings

Line = tuple[Point, ...]
Lines = tuple[Line, ...]
#: Level (province, prefecture, county) and six-digit code: 110000 is a province and a prefecture.
Key = tuple[str, str]
Box = tuple[float, float, float, float]
Arc = NDArray[np.float64]

#: Where a unit of a picture is more kilometres than this, the coarser outlines are drawn.
COARSE_FROM_KM: Final = 1.2
#: What the coarser outlines may be off, in kilometres: less than a unit of such a picture.
_TOLERANCE_KM: Final = 1.0
#: Outlines are stored in steps of half a kilometre or, for close views, as they were built.
_GRID_KM: Final = 0.5


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
class Counties:
    """The counties of a province: the lines between them and where their names stand.

    Attributes
    ----------
    lines : Lines
        Without those that are borders of prefectures too: the nation's own outlines draw these.
    places : dict of id to (name_zh, x_km, y_km)
    rings : dict of id to Rings
        Kilometres, as built, of those that have an outline.
    """

    lines: Lines
    places: Mapping[str, tuple[str, float, float]]
    rings: Mapping[str, Rings] = field(default_factory=dict)


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
    directory : Path
        Where the counties are read from, when they are wanted.
    """

    fine: Detail
    coarse: Detail
    used: Mapping[Key, tuple[int, ...]]
    boxes: Mapping[Key, Box]
    maritime: Lines
    sea: Sea
    directory: Path

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
        return _joined([detail.arcs[arc] for arc, n in sorted(counts.items()) if n == 1])

    def regions_at(self, points: Sequence[Point]) -> list[set[str]]:
        """Return the codes of the provinces and prefectures at each of some points; none at sea or abroad."""
        tree, parts, ids = self._tree
        at = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        found: list[set[str]] = [set() for _ in at]
        near, of = tree.query(shapely.points(at))
        inside = shapely.intersects_xy(parts[of], at[near, 0], at[near, 1])
        for n, k in zip(near[inside].tolist(), of[inside].tolist(), strict=True):
            found[n].add(ids[k])
        return found

    @cached_property
    def _tree(self) -> tuple[shapely.STRtree, Any, list[str]]:
        # A hole counts as inside here; what fills it is found as well, and that is enough for placing names.
        named = [(shapely.Polygon(ring), i) for (_, i), rings in self.fine.rings.items() for ring in rings]
        parts = np.array([part for part, _ in named], dtype=object)
        shapely.prepare(parts)
        return shapely.STRtree(parts), parts, [i for _, i in named]

    def counties(self, province: str) -> Counties:
        """Return the counties of a province; none where there is no such file."""
        return _counties(self.directory, province)


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
    topology = _read(directory / "nation.json")
    arcs = _arcs(topology)
    pieces = {
        (level, str(piece["id"])): _polygons(piece)
        for level in ("province", "prefecture")
        for piece in topology["objects"][f"{level}s"]["geometries"]
    }
    used = {
        key: tuple(_forward(i) for rings in polygons for ring in rings for i in ring) for key, polygons in pieces.items()
    }
    fine = _detail(arcs, arcs, pieces, used)
    maritime = _lines(load_maritime(directory))
    boxes = {key: _box(rings) for key, rings in fine.rings.items()}
    coarse = _detail([_simpler(arc) for arc in arcs], arcs, pieces, used)
    return Geometry(fine, coarse, used, boxes, maritime, _sea(load_inset(directory)), directory)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _arcs(topology: Mapping[str, Any]) -> list[Arc]:
    scale, shift = (np.asarray(topology["transform"][k], dtype=np.float64) for k in ("scale", "translate"))
    return [np.round(np.cumsum(np.asarray(arc, np.int64), axis=0) * scale + shift, 3) for arc in topology["arcs"]]


def _polygons(piece: Mapping[str, Any]) -> Sequence[Sequence[Sequence[int]]]:
    polygons: Sequence[Sequence[Sequence[int]]] = [piece["arcs"]] if piece["type"] == "Polygon" else piece["arcs"]
    return polygons


def _forward(index: int) -> int:
    return index if index >= 0 else ~index


def _simpler(arc: Arc) -> Arc:
    """Simplify an arc between its ends, which neighbours share; an islet that would collapse stays."""
    light = shapely.get_coordinates(shapely.simplify(shapely.LineString(arc), _TOLERANCE_KM, preserve_topology=False))
    light = np.round(light / _GRID_KM) * _GRID_KM
    light = light[np.concatenate([[True], (np.diff(light, axis=0) != 0).any(axis=1)])]
    closed = bool((arc[0] == arc[-1]).all())
    return arc if len(light) < (4 if closed else 2) else light


def _detail(arcs: list[Arc], built: list[Arc], pieces: Mapping[Key, Any], used: Mapping[Key, tuple[int, ...]]) -> Detail:
    rings = {
        key: tuple(_ring(ring, arcs, built) for polygon in polygons for ring in polygon) for key, polygons in pieces.items()
    }
    provinces = Counter(arc for key, own in used.items() if key[0] == "province" for arc in own)
    prefectures = {arc for key, own in used.items() if key[0] == "prefecture" for arc in own}
    return Detail(
        rings,
        coast=_joined([arcs[i] for i, n in sorted(provinces.items()) if n == 1]),
        between=_joined([arcs[i] for i, n in sorted(provinces.items()) if n > 1]),
        inner=_joined([arcs[i] for i in sorted(prefectures - provinces.keys())]),
        arcs=tuple(arcs),
    )


def _ring(indices: Sequence[int], arcs: Sequence[Arc], built: Sequence[Arc]) -> Line:
    """Join arcs to a ring, without its first point again at the end: each arc begins where the one before it ended."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    ring = _points(np.concatenate([piece[:-1] for piece in pieces]))
    # Between two neighbours an islet may have lost all its points: it stays as it was built.
    return ring if len(ring) > 2 else _ring(indices, built, built)


def _points(coordinates: Arc) -> Line:
    return tuple((float(x), float(y)) for x, y in coordinates.tolist())


def _lines(lines: Iterable[Any]) -> Lines:
    return tuple(_points(np.asarray(line, dtype=np.float64)) for line in lines)


def _joined(arcs: Sequence[Arc]) -> Lines:
    """Join arcs to lines as long as possible: fewer strokes, and dashes that run on."""
    if not arcs:
        return ()
    merged = shapely.line_merge(shapely.multilinestrings([shapely.LineString(arc) for arc in arcs]))
    return tuple(_points(shapely.get_coordinates(part)) for part in shapely.get_parts(merged))


def _box(rings: Rings) -> Box:
    xs, ys = [p[0] for ring in rings for p in ring], [p[1] for ring in rings for p in ring]
    return (min(xs), min(ys), max(xs), max(ys))


def _sea(data: Mapping[str, Any]) -> Sea:
    islands = [(str(one["id"]), one["geometry"]) for one in data["islands"]["features"]]
    x0, y0, x1, y1 = (float(v) for v in data["frame"])
    return Sea(
        (x0, y0, x1, y1),
        coast=tuple((str(one["id"]), _feature_rings(one["geometry"])) for one in data["coast"]["features"]),
        islands=tuple((i, _feature_rings(shape)) for i, shape in islands if "Polygon" in shape["type"]),
        points=tuple((x, y) for _, shape in islands if shape["type"] == "MultiPoint" for x, y in shape["coordinates"]),
        lines=_lines(data["lines"]),
    )


def _feature_rings(geometry: Mapping[str, Any]) -> Rings:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(_points(np.asarray(ring, dtype=np.float64)[:-1]) for polygon in polygons for ring in polygon)


@cache
def _county_places(directory: Path) -> dict[str, dict[str, Any]]:
    return load_county_places(directory)


@cache
def _counties(directory: Path, province: str) -> Counties:
    path = directory / "counties" / f"{province}.json"
    if not (province.isdigit() and path.is_file()):
        return Counties((), {})
    topology, places = _read(path), _county_places(directory)
    arcs = _arcs(topology)
    sides: dict[int, list[str]] = {}
    rings: dict[str, Rings] = {}
    for piece in topology["objects"]["counties"]["geometries"]:
        county = str(piece["id"])
        # Counties right under a province ('90' where others have their prefecture) are drawn as prefectures too.
        side = county if county[2:4] == "90" else str(places.get(county, {}).get("parent_id", ""))
        every = [ring for polygon in _polygons(piece) for ring in polygon]
        rings[county] = tuple(_ring(ring, arcs, arcs) for ring in every)
        for i in (i for ring in every for i in ring):
            sides.setdefault(_forward(i), []).append(side)
    own = [arcs[i] for i, found in sorted(sides.items()) if len(found) == 2 and found[0] == found[1]]
    named = {
        i: (str(p["name_zh"]), float(p["label"][0]), float(p["label"][1]))
        for i, p in sorted(places.items())
        if i[:2] == province[:2]
    }
    return Counties(_joined(own), named, rings)
