"""Arrowheads stand just within the region they point at: squares, holes and islands whose crossings are known by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from geo.compose.layers.flowlines import flow_lines
from geo.entry import entries, entry, outlines
from geo.flows import CURVE_COLUMNS, NOTCH, bezier, shortened
from geo.payload import to_json
from geo.shapes.load import SHAPES_DIR
from geo.still.draw import draw
from tests.fuzz import examples
from tests.geo.pictures import geometry, names, story

#: A straight line from 0 to 100 kilometres, written as a curve: its parameter is its share.
STRAIGHT = ((0.0, 0.0), (50.0, 0.0), (100.0, 0.0))
SQUARE = box(60, -20, 140, 20)


@pytest.mark.parametrize(
    ("region", "at"),
    [
        (SQUARE, 0.6),
        (box(-20, -20, 140, 20), 0.0),  # it begins inside and never leaves
        (box(200, -20, 240, 20), 1.0),  # its end lies beside the region
        (None, 1.0),
        # It passes an island of the same region first: what counts is the part in which it ends.
        (MultiPolygon([box(20, -20, 30, 20), SQUARE]), 0.6),
        # A hole is another region: the last entry is behind it.
        (Polygon(box(10, -20, 140, 20).exterior.coords, [box(40, -5, 70, 5).exterior.coords[::-1]]), 0.7),
        # In, out, in again through a bay that is narrower than a piece of the curve.
        (box(10, -20, 140, 20).difference(box(80.1, -5, 80.2, 30)), 0.802),
    ],
)
def test_a_line_enters_where_it_crosses_the_rim_for_the_last_time(region, at):
    assert entry(*STRAIGHT, region) == pytest.approx(at, abs=1e-6)


def test_of_a_curve_the_point_at_its_parameter_lies_on_the_rim():
    curve = ((0.0, 0.0), (900.0, 1200.0), (2400.0, 300.0))
    region = shapely.Point(2300, 320).buffer(260)
    tip = shapely.Point(bezier(*curve, entry(*curve, region)))
    assert region.exterior.distance(tip) < 0.1


@settings(max_examples=examples(100), deadline=None)
@given(st.tuples(*[st.floats(-1000, 1000)] * 4), st.floats(5, 400))
def test_what_is_left_of_any_curve_lies_inside(corners, radius):
    start, control, end = corners[:2], corners[2:], (0.0, 0.0)
    region = shapely.Point(0, 0).buffer(radius)
    enter = entry(start, control, end, region)
    after = [bezier(start, control, end, enter + (1 - enter) * k / 50) for k in range(1, 51)]
    assert all(region.buffer(0.2).contains(shapely.Point(p)) for p in after)


def test_a_line_that_would_be_only_a_head_goes_to_the_middle():
    assert shortened(*STRAIGHT, 1.0, head=1.0) == STRAIGHT and shortened(*STRAIGHT, 0.0, head=1.0) == STRAIGHT


def test_a_head_stands_within_its_region_from_its_notch_on_and_no_further():
    """The line enters after 60 of 100: a head of 25.64 has its notch there, one of 60 would end at 107 and ends at 100."""
    start, control, end = shortened(*STRAIGHT, 0.6, head=20 / NOTCH)
    assert (*start, *control, *end) == pytest.approx((0, 0, 40, 0, 80, 0))
    assert shortened(*STRAIGHT, 0.6, head=60.0) == STRAIGHT


@settings(max_examples=examples(100), deadline=None)
@given(st.floats(0, 0.9), st.floats(1, 60), st.floats(-0.34, 0.34))
def test_a_head_reaches_back_to_where_its_line_enters(enter, head, bow):
    """Lines of 1000 km that bow as those of the atlas do: the notch of the head is where the line enters."""
    curve = ((0.0, 0.0), (500.0, 1000 * bow), (1000.0, 0.0))
    *_, tip = shortened(*curve, enter, head)
    if tip != curve[2]:
        assert math.dist(tip, bezier(*curve, enter)) == pytest.approx(NOTCH * head, rel=0.1)


def test_the_part_of_a_curve_is_the_curve_itself():
    curve = ((0.0, 0.0), (10.0, 40.0), (100.0, 0.0))
    # It grows by 100 there: what lies before the notch of the head is a tenth of it.
    part = shortened(*curve, 0.5, head=10 / NOTCH)
    for k in range(11):
        assert bezier(*part, k / 10) == pytest.approx(bezier(*curve, 0.6 * k / 10))


def test_outlines_are_found_of_every_level_and_of_nothing_else(tmp_path):
    known, none = outlines(SHAPES_DIR), outlines(tmp_path)
    province, prefecture, county = (known(region) for region in ("520000", "520300", "653101"))
    assert province is not None and prefecture is not None and county is not None
    assert province.contains(prefecture.representative_point()) and prefecture.area < province.area
    assert [none(region) for region in ("520000", "520300", "653101")] == [None, None, None]
    assert [known(i) for i in ("A-x", "999999", "")] == [None, None, None]


def test_scene_payload_and_picture_end_alike():
    """The story's line ends in Ningxia, and its arrowhead stands within."""
    scene = story()
    curves = pd.DataFrame([("p-1", "350000", "640000", *scene.flows[0].points)], columns=CURVE_COLUMNS)
    (enter,) = entries(curves, outlines(SHAPES_DIR))
    assert 0.5 < enter < 1
    short = story(flows=flow_lines(curves.assign(enter=enter)))
    picture = draw(short, geometry(), names(), 1200, 620, smallest=12)
    tip = picture.view.back(picture.arrows[0].end)
    rim = outlines(SHAPES_DIR)("640000")
    assert rim is not None and rim.contains(shapely.Point(tip))
    assert picture.arrows[0].head[0] == picture.arrows[0].end
    assert f",{round(enter * 10_000)}]" in to_json(short)
    assert len(to_json(short)) - len(to_json(scene)) <= 6
