"""Outlines of areas of one's own on the map: drawn over the shapes of the data set, and never in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from data.places.outlines import lonlat_of
from geo.fitting import Box
from geo.projection import to_km
from geo.still.picture import Point, Rings

#: Kilometres by which a line may be moved, as a share of what it encloses: less than a pixel where it fills a window.
_SHARE = 1 / 1500
_LEAST_KM = 0.05


@dataclass(frozen=True)
class OwnOutline:
    """An outline in kilometres.

    Attributes
    ----------
    rings : tuple of tuple of (x, y)
        Outer and inner ones alike, by the even-odd rule, without the first point again at the end.
    label : (x, y)
        A point inside, where its name goes.
    box : (xmin, ymin, xmax, ymax)
    """

    rings: Rings
    label: Point
    box: Box


def own_outlines(outlines: pd.DataFrame) -> Mapping[str, OwnOutline]:
    """Project outlines to the map.

    Parameters
    ----------
    outlines : DataFrame
        Columns ``area_id, outline``, as in :class:`data.load.Facts`.

    Returns
    -------
    mapping of str to OwnOutline
        By area.
    """
    drawn = {}
    for area_id, text in zip(outlines["area_id"], outlines["outline"], strict=True):
        degrees = lonlat_of(text)
        if degrees is not None:
            shape = shapely.transform(degrees, lambda p: np.column_stack(to_km(p[:, 0], p[:, 1])))
            drawn[area_id] = _outline(shape)
    return drawn


def _outline(shape: shapely.Geometry) -> OwnOutline:
    x0, y0, x1, y1 = (float(v) for v in shape.bounds)
    light = shapely.simplify(shape, max(_LEAST_KM, max(x1 - x0, y1 - y0) * _SHARE))
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    inside = shapely.point_on_surface(largest)
    rings = [ring for polygon in shapely.get_parts(light) for ring in (polygon.exterior, *polygon.interiors)]
    lines = tuple(tuple((round(float(x), 2), round(float(y), 2)) for x, y in ring.coords[:-1]) for ring in rings)
    return OwnOutline(tuple(line for line in lines if len(line) > 2), (float(inside.x), float(inside.y)), (x0, y0, x1, y1))
