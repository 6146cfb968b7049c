"""Where a flow enters the region it goes to: its arrowhead stands just within the edge, and not on the name."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.rows import records
from geo.flows import Point, bezier
from geo.shapes.load import load_regions

#: Region id to polygon or multipolygon in kilometres; None where it has none.
Outline = Callable[[str], BaseGeometry | None]
#: Pieces of a curve, each taken as straight; of the longest flow a piece is 20 km long and bends by some 50 m.
_PIECES: Final = 256


def entries(curves: pd.DataFrame, outline: Outline) -> list[float]:
    """Return for each curve its parameter where it enters the polygon that it ends in.

    Parameters
    ----------
    curves : DataFrame
        As :func:`geo.flows.flow_curves` gives them.

    Returns
    -------
    list of float
        Between 0, where all of it lies inside, and 1, where its end does not or the recipient has no polygon. It is the
        last entry into the part in which the curve ends; a hole is outside.
    """
    return [
        entry((row["x0"], row["y0"]), (row["cx"], row["cy"]), (row["x1"], row["y1"]), outline(row["recipient_id"]))
        for row in records(curves)
    ]


def entry(start: Point, control: Point, end: Point, region: BaseGeometry | None) -> float:
    """Return the parameter where a curve enters a polygon for the last time; as :func:`entries`."""
    part = _part_with(end, region)
    if part is None:
        return 1.0
    at = np.array([bezier(start, control, end, n / _PIECES) for n in range(_PIECES + 1)])
    pieces = shapely.linestrings(np.stack([at[:-1], at[1:]], axis=1))
    # Asked of pieces and not of points: between two points that both lie inside it may leave and come back.
    outside = np.flatnonzero(~shapely.covers(part, pieces))
    if not len(outside):
        return 0.0
    n = int(outside[-1])
    return (n + _last_crossing(pieces[n], part)) / _PIECES


def _part_with(end: Point, region: BaseGeometry | None) -> Any:
    if region is None:
        return None
    parts = shapely.get_parts(region)
    found = parts[shapely.contains_xy(parts, end[0], end[1])]
    if not len(found):
        return None
    shapely.prepare(found[0])
    return found[0]


def _last_crossing(piece: shapely.LineString, part: BaseGeometry) -> float:
    """Share of a straight piece that lies before its last crossing of the rim."""
    points = shapely.get_coordinates(shapely.intersection(piece, part.boundary))
    first = np.asarray(piece.coords[0])
    far = max((math.hypot(*(point - first)) for point in points), default=piece.length)
    return min(1.0, far / piece.length) if piece.length else 1.0


def outlines(directory: Path) -> Outline:
    """Return where polygons of provinces, prefectures and counties are looked up, each file read when it is first asked for.

    Returns
    -------
    callable
        Gives None for an area, an unknown region, and where a file can't be read.
    """

    @cache
    def nation() -> dict[str, BaseGeometry]:
        return _read("prefecture", None, directory) | _read("province", None, directory)

    @cache
    def counties(province: str) -> dict[str, BaseGeometry]:
        return _read("county", province, directory)

    def outline(region_id: str) -> BaseGeometry | None:
        found = nation().get(region_id)
        if found is None and region_id.isdigit():
            found = counties(f"{region_id[:2]}0000").get(region_id)
        return found

    return outline


def _read(level: Any, province: str | None, directory: Path) -> dict[str, BaseGeometry]:
    try:
        frame = load_regions(level, province, directory)
    except (OSError, ValueError, KeyError):
        return {}
    return dict(zip(frame["region_id"], frame.geometry, strict=True))
