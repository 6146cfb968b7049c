"""Who borders whom, by the arcs they share."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from geo.shapes.load import load_regions
from geo.shapes.neighbours import neighbours, sharing_arcs


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
