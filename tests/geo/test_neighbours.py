"""Who borders whom, by the arcs they share."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from data.distance import great_circle_km
from geo.neighbours import anchors_lonlat, neighbours, sharing_arcs
from geo.shapes import load_county_places, load_places, load_regions


def test_by_hand_two_squares_share_an_arc_and_an_island_none():
    squares: list[dict[str, Any]] = [
        {"id": "b", "type": "Polygon", "arcs": [[~0, 2]]},
        {"id": "a", "type": "MultiPolygon", "arcs": [[[0, 1]], [[4]]]},
        {"id": "island", "type": "Polygon", "arcs": [[3]]},
        {"id": "enclave", "type": "Polygon", "arcs": [[~4]]},
    ]
    assert sharing_arcs(squares) == {"a": ("b", "enclave"), "b": ("a",), "enclave": ("a",), "island": ()}
    assert sharing_arcs([]) == {}


def test_provinces_known_from_any_atlas():
    found = neighbours("province")
    assert len(found) == 34
    assert found["640000"] == ("150000", "610000", "620000")
    assert found["130000"] == ("110000", "120000", "140000", "150000", "210000", "370000", "410000")
    assert found["460000"] == found["710000"] == ()
    assert found["810000"] == found["820000"] == ("440000",)


@pytest.mark.parametrize("level", ["province", "prefecture"])
def test_arcs_say_what_the_shapes_say(level):
    shapes, found = load_regions(level).set_index("region_id").geometry, neighbours(level)
    assert list(found) == list(shapes.index)
    tree = shapely.STRtree(shapes.values)
    touching = {
        (shapes.index[a], shapes.index[b])
        for a, b in tree.query(shapes.values, predicate="intersects").T
        if a != b and shapely.intersection(shapes.values[a], shapes.values[b]).length > 0
    }
    assert {(a, b) for a, others in found.items() for b in others} == touching


def test_anchors_are_longitude_and_latitude():
    found = anchors_lonlat(load_county_places() | load_places())
    lon, lat = found["620000"]
    assert 102.6 < lon < 104.6 and 35.5 < lat < 37.0, "Gansu's flows end in Lanzhou, not in the middle of Gansu"
    assert {"350900", "350924"} <= set(found)
    assert 1000 < great_circle_km(found["110000"], found["310000"]) < 1150
    assert anchors_lonlat({}) == {}
