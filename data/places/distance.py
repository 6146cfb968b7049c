"""How far two places lie apart, as the crow flies."""

from __future__ import annotations

from math import asin, cos, isnan, nan, radians, sin, sqrt
from typing import Final

#: Mean radius of the Earth, R₁ = (2a + b) / 3 of GRS 80: Moritz, *Geodetic Reference System 1980*, Journal of Geodesy
#: 74 (2000), 128-133.
EARTH_RADIUS_KM: Final = 6371.0088

LonLat = tuple[float, float]


def great_circle_km(start: LonLat, end: LonLat) -> float:
    """Return the great-circle distance between two points on a sphere.

    Haversine formula: Sinnott, *Virtues of the Haversine*, Sky and Telescope 68 (1984), 159. On the ellipsoid the
    distance differs by up to 0.6 %, so whole kilometres are as much as should be printed.

    Parameters
    ----------
    start, end : (lon, lat)
        Degrees, longitude first.

    Returns
    -------
    float
        Kilometres, 0 for the same point; NaN where a coordinate is NaN.

    Raises
    ------
    ValueError
        Where a latitude lies beyond ±90, as it does when the axes are swapped in China's east.

    Examples
    --------
    >>> round(great_circle_km((0, 0), (1, 0)), 3)
    111.195
    """
    if any(isnan(degree) for degree in (*start, *end)):
        return nan
    for _, lat in (start, end):
        if abs(lat) > 90:
            raise ValueError(f"latitude {lat} lies beyond 90° — give longitude first")
    (lon_0, lat_0), (lon_1, lat_1) = ((radians(lon), radians(lat)) for lon, lat in (start, end))
    haversine = sin((lat_1 - lat_0) / 2) ** 2 + cos(lat_0) * cos(lat_1) * sin((lon_1 - lon_0) / 2) ** 2
    # Rounding may carry antipodes a hair above 1.
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, haversine)))
