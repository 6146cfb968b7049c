"""The projection: known points, the way back, and the one swap of axes."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Geod

from geo.projection import ALBERS, leaflet, project_shapes, to_km, to_lonlat

LON = st.floats(70, 140, allow_nan=False)
LAT = st.floats(0, 56, allow_nan=False)

BEIJING, LANZHOU, XIAN = (116.4, 39.9), (103.8, 36.06), (108.94, 34.27)


def test_the_central_meridian_is_x_zero_from_south_to_north():
    x_km, y_km = to_km([105, 105, 105], [4, 35, 53])

    assert x_km == pytest.approx([0, 0, 0], abs=1e-9)
    assert y_km[0] < y_km[1] < y_km[2]


def test_the_equator_on_the_central_meridian_is_the_origin():
    assert np.asarray(to_km(105, 0)) == pytest.approx([0, 0], abs=1e-6)


def test_beijing_lies_north_east_of_lanzhou_and_xian_south_east_of_it():
    (beijing_x, beijing_y), (lanzhou_x, lanzhou_y), (xian_x, xian_y) = (to_km(*place) for place in (BEIJING, LANZHOU, XIAN))

    assert beijing_x > lanzhou_x and beijing_y > lanzhou_y
    assert xian_x > lanzhou_x and xian_y < lanzhou_y


def test_along_a_standard_parallel_a_kilometre_is_a_kilometre():
    true_m = Geod(ellps="WGS84").inv(104.995, 25, 105.005, 25)[2]

    x_km, _ = to_km([104.995, 105.005], [25, 25])

    assert x_km[1] - x_km[0] == pytest.approx(true_m / 1000, rel=1e-6)


def test_a_square_degree_keeps_its_area_far_from_the_centre():
    cell = shapely.segmentize(shapely.box(80, 44, 81, 45), 0.01)
    area_m2, _ = Geod(ellps="WGS84").geometry_area_perimeter(cell)

    (projected,) = project_shapes([cell])

    assert projected.area == pytest.approx(abs(area_m2) / 1e6, rel=1e-4)


@given(LON, LAT)
def test_there_and_back_is_the_same_place(lon, lat):
    back_lon, back_lat = to_lonlat(*to_km(lon, lat))

    assert float(back_lon) == pytest.approx(lon, abs=1e-8)
    assert float(back_lat) == pytest.approx(lat, abs=1e-8)


@given(st.lists(st.tuples(LON, LAT), max_size=5))
def test_arrays_are_projected_one_by_one(places):
    lon, lat = [lon for lon, _ in places], [lat for _, lat in places]

    x_km, y_km = to_km(lon, lat)

    assert x_km.shape == y_km.shape == (len(places),)
    for n, place in enumerate(places):
        assert (x_km[n], y_km[n]) == tuple(map(float, to_km(*place)))


def test_nan_gives_no_place():
    x_km, y_km = to_km([np.nan], [35])

    assert not np.isfinite(x_km).any() and not np.isfinite(y_km).any()


def test_none_and_empty_shapes_stay_as_they_are():
    none, empty = project_shapes([None, shapely.Polygon()])

    assert none is None
    assert empty.is_empty


def test_leaflet_wants_y_first():
    assert leaflet(120.5, 4000) == [4000.0, 120.5]


def test_the_crs_says_kilometres_and_equal_area():
    crs = CRS.from_user_input(ALBERS)

    assert {axis.unit_name for axis in crs.axis_info} == {"kilometre"}
    assert crs.coordinate_operation is not None
    assert crs.coordinate_operation.method_name == "Albers Equal Area"
