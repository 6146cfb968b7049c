"""Distances that can be worked out by hand, and what holds for any three points."""

from __future__ import annotations

from math import isnan, nan, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.places.distance import EARTH_RADIUS_KM, great_circle_km

BEIJING, SHANGHAI = (116.4074, 39.9042), (121.4737, 31.2304)
points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((0, 0), (1, 0), 111.195),  # a degree of the equator: πR / 180
        ((105, 30), (105, 31), 111.195),  # and of any meridian
        ((0, 90), (123, 90), 0),  # a pole has every longitude
        ((0, 60), (180, 60), 60 * 111.195),  # over the pole, 30° up and 30° down
        ((179.5, 0), (-179.5, 0), 111.195),  # across the date line
        (BEIJING, SHANGHAI, 1067.3),
    ],
)
def test_known_distances(start, end, km):
    assert great_circle_km(start, end) == pytest.approx(km, abs=0.1)


def test_antipodes_are_half_a_circle_apart():
    assert great_circle_km((105, 35), (-75, -35)) == pytest.approx(pi * EARTH_RADIUS_KM)


def test_an_unknown_place_has_an_unknown_distance():
    assert isnan(great_circle_km((nan, 30), BEIJING))


def test_swapped_axes_are_told():
    with pytest.raises(ValueError, match="longitude first"):
        great_circle_km((39.9042, 116.4074), SHANGHAI)


@given(points, points)
def test_there_and_back_are_equally_far(a, b):
    assert great_circle_km(a, b) == pytest.approx(great_circle_km(b, a))
    assert 0 <= great_circle_km(a, b) <= pi * EARTH_RADIUS_KM + 1e-6
    assert great_circle_km(a, a) == 0


@given(points, points, points)
def test_no_detour_is_shorter(a, b, c):
    assert great_circle_km(a, c) <= great_circle_km(a, b) + great_circle_km(b, c) + 1e-4
