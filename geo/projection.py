"""The one projection of the atlas: where on the map a longitude and latitude fall.

Albers equal-area conic with central meridian 105°E and standard parallels 25°N and 47°N, as Chinese
standard maps use it, on the WGS 84 ellipsoid. Coordinates are kilometres, x east of 105°E and y north of
the equator. Equal area matters: a choropleth that shows large regions too large would mislead.
Formulas: Snyder, *Map Projections: A Working Manual* (USGS 1395), pages 98-103, as PROJ implements them.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

ALBERS = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +datum=WGS84 +units=km +no_defs +type=crs"
LONLAT = "EPSG:4326"

Floats = NDArray[np.float64]


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(LONLAT, ALBERS, always_xy=True)


def to_km(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Project longitude and latitude to the map's kilometres.

    Parameters
    ----------
    lon, lat : array_like of float
        Degrees, WGS 84; numbers or arrays of one shape. Empty arrays give empty arrays.

    Returns
    -------
    x_km, y_km : ndarray of float64
        Kilometres east of 105°E and north of the equator, in the shape given (a number gives a
        0-dimensional array). NaN or a point the projection cannot show gives ``inf``.

    Examples
    --------
    >>> x, y = to_km(105, 35)
    >>> float(x)
    0.0
    """
    x_km, y_km = _transformer().transform(np.asarray(lon, np.float64), np.asarray(lat, np.float64))
    return np.asarray(x_km), np.asarray(y_km)


def to_lonlat(x_km: ArrayLike, y_km: ArrayLike) -> tuple[Floats, Floats]:
    """Turn the map's kilometres back into longitude and latitude.

    Parameters
    ----------
    x_km, y_km : array_like of float
        Map coordinates; numbers or arrays of one shape. Empty arrays give empty arrays.

    Returns
    -------
    lon, lat : ndarray of float64
        Degrees, WGS 84, in the shape given; ``inf`` where there is no such place.
    """
    lon, lat = _transformer().transform(np.asarray(x_km, np.float64), np.asarray(y_km, np.float64), direction="INVERSE")
    return np.asarray(lon), np.asarray(lat)


def leaflet(x_km: float, y_km: float) -> list[float]:
    """Give a map point in Leaflet's order.

    Leaflet's ``CRS.Simple`` calls y 'lat' and x 'lng' and wants y first. This is the only function of
    the atlas that swaps the axes.

    Parameters
    ----------
    x_km, y_km : float
        Map coordinates, east and north.

    Returns
    -------
    list of float
        ``[y_km, x_km]``.
    """
    return [float(y_km), float(x_km)]


def project_shapes(shapes: ArrayLike) -> NDArray[np.object_]:
    """Project geometries, vertex by vertex.

    Equal vertices stay equal, so a coverage whose neighbours share vertices keeps sharing them.

    Parameters
    ----------
    shapes : array_like of shapely geometry
        Coordinates in degrees, longitude first. ``None`` stays ``None``, empty stays empty.

    Returns
    -------
    ndarray of object
        The same geometries in kilometres.
    """
    projected = shapely.transform(
        np.asarray(shapes, dtype=object), lambda lonlat: np.column_stack(to_km(lonlat[:, 0], lonlat[:, 1]))
    )
    return np.asarray(projected, dtype=object)
