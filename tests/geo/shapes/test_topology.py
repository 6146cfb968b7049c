"""TopoJSON on toy squares whose answer is known by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from geo.build.coverage import drop_islets
from geo.build.topology import encode, snap_to_grid
from geo.shapes.topology import count_vertices, decode

# Two unit squares side by side, in steps of a 0.5 km grid.
WEST, EAST = box(0, 0, 2, 2), box(2, 0, 4, 2)


def test_neighbours_share_one_arc_and_come_back_in_kilometres():
    whole = shapely.coverage_union_all([WEST, EAST])
    topology = encode({"halves": {"1": WEST, "2": EAST}, "whole": {"3": whole}}, 0.5)

    halves = decode(topology, "halves")

    assert halves["1"].equals(box(0, 0, 1, 1)) and halves["2"].equals(box(1, 0, 2, 1))
    assert decode(topology, "whole")["3"].equals(box(0, 0, 2, 1))
    # The middle border, and the two ways round: nothing is stored twice.
    assert len(topology["arcs"]) == 3
    assert count_vertices(topology) < 12


def test_a_geometry_carries_its_id_and_nothing_else():
    (piece,) = encode({"x": {"110000": WEST}}, 1)["objects"]["x"]["geometries"]

    assert set(piece) == {"type", "id", "arcs"}
    assert piece["id"] == "110000"


def test_an_enclave_fills_its_neighbours_hole():
    around = box(0, 0, 10, 10) - box(4, 4, 6, 6)

    shapes = decode(encode({"x": {"1": around, "2": box(4, 4, 6, 6)}}, 1), "x")

    assert shapes["1"].equals(around) and shapes["1"].intersection(shapes["2"]).area == 0
    assert shapely.coverage_is_valid(list(shapes.values()))


def test_a_vertex_on_a_straight_border_stays_on_both_sides():
    west = shapely.Polygon([(0, 0), (2, 0), (2, 1), (2, 2), (0, 2)])
    east = shapely.Polygon([(2, 0), (4, 0), (4, 2), (2, 2), (2, 1)])

    shapes = list(decode(encode({"x": {"1": west, "2": east}}, 1), "x").values())

    assert shapely.get_num_coordinates(shapes).tolist() == [6, 6]
    assert shapely.coverage_is_valid(shapes)


def test_a_ring_that_touches_itself_and_a_four_corner_point_come_back():
    # Four squares around one point, two of them one region: they touch at a corner only.
    diagonal = shapely.MultiPolygon([box(0, 0, 1, 1), box(1, 1, 2, 2)])
    shapes = {"1": diagonal, "2": box(1, 0, 2, 1), "3": box(0, 1, 1, 2)}

    back = decode(encode({"x": shapes}, 1), "x")

    assert all(back[key].equals(shape) for key, shape in shapes.items())
    assert shapely.coverage_is_valid(list(back.values()))


def test_several_parts_come_back():
    islands = shapely.MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])

    assert decode(encode({"x": {"1": islands}}, 1), "x")["1"].equals(islands)


def test_an_unknown_object_is_an_error():
    with pytest.raises(KeyError, match="y"):
        decode(encode({"x": {"1": WEST}}, 1), "y")


def test_rounding_keeps_a_border_shared_and_a_speck_collapses():
    slanted = np.asarray(
        [
            shapely.MultiPolygon([box(0, 0, 10.3, 10), box(50, 50, 50.1, 50.1)]),
            box(10.3, 0, 20.4, 10),
            box(70, 70, 70.1, 70.1),
        ],
        dtype=object,
    )

    west, east, speck = snap_to_grid(slanted, 1)

    assert west.equals(box(0, 0, 10, 10)) and east.equals(box(10, 0, 20, 10))
    assert speck.is_empty


@given(st.lists(st.floats(0.1, 9.9), min_size=1, max_size=6), st.floats(0.2, 1.5))
def test_a_rounded_coverage_stays_a_coverage(knots, grid_km):
    # A strip cut by a zigzag, whatever its teeth.
    zigzag = [(float(n), y) for n, y in enumerate([0.0, *knots, 0.0])]
    width = len(zigzag) - 1
    lower = shapely.Polygon([*zigzag, (width, -5), (0, -5)])
    upper = shapely.Polygon([*zigzag, (width, 15), (0, 15)])

    rounded = snap_to_grid(np.asarray([lower, upper], dtype=object), grid_km)

    assert shapely.is_valid(rounded).all()
    assert shapely.coverage_is_valid(rounded)
    coordinates = shapely.get_coordinates(rounded)
    assert (coordinates == np.rint(coordinates)).all()


def test_islets_go_but_never_a_whole_region_nor_an_exclave():
    host = shapely.MultiPolygon([box(0, 0, 10, 10) - box(4, 4, 5, 5), box(20, 20, 21, 21), box(30, 30, 35, 35)])
    guest = shapely.MultiPolygon([box(4, 4, 5, 5), box(10, 0, 20, 10)])
    atoll = shapely.MultiPolygon([box(40, 40, 41, 41), box(43, 40, 43.5, 40.5)])
    shapes = np.asarray([host, guest, atoll], dtype=object)

    kept, dropped, area_km2 = drop_islets(shapes, 2, np.asarray([False, False, False]))

    assert shapely.get_num_geometries(kept).tolist() == [2, 2, 1]
    assert (dropped, area_km2) == (2, 1.25)

    kept, dropped, _ = drop_islets(shapes, 2, np.asarray([False, False, True]))

    assert shapely.get_num_geometries(kept).tolist() == [2, 2, 2]
    assert dropped == 1
