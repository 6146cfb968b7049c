"""Names on the map: what carries meaning first, the rest quietly, each place once."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from geo.compose.layers.labels import role_labels, value_labels
from geo.scene import Fill

LEVELS = {"100000": "nation", "350000": "province", "640000": "province", "350900": "prefecture", "A-x": "area"}
AREAS = pd.DataFrame({"region_id": ["A-x", "A-y"], "name": ["Area x", "Area y"]})


def test_roles_come_before_the_quiet_rest():
    labels = role_labels(Fill((), {"350000": 0}, {"350900": 1}), LEVELS)
    assert [(label.region_id, label.style) for label in labels] == [
        ("350000", "province"),
        ("350900", "prefecture"),
        ("640000", "quiet"),
    ]
    assert [label.rank for label in labels] == sorted(label.rank for label in labels)


def test_a_value_stands_under_its_name():
    lines = {"640000": "15%", "350900": "0.028%", "A-x": "22.7%"}
    labels = value_labels(lines, LEVELS, AREAS, {"A-x": (1.0, 2.0)})
    by_id = {label.region_id: label for label in labels}
    assert {i: (label.text, label.style) for i, label in by_id.items()} == {
        "640000": ("15%", "value"),
        "350900": ("0.028%", "value"),
        "A-x": ("22.7%", "value"),
        "350000": ("", "quiet"),
    }
    assert by_id["640000"].rank < by_id["A-x"].rank < by_id["350900"].rank < by_id["350000"].rank
    assert (by_id["A-x"].name, by_id["A-x"].at) == ("Area x", (1.0, 2.0))


def test_an_area_without_a_place_has_no_label():
    labels = value_labels({"A-y": "5%"}, {}, AREAS, {"A-x": (1.0, 2.0)})
    assert labels == ()


def test_no_place_is_named_twice():
    for labels in (
        role_labels(Fill((), {"350000": 0, "640000": 1}, {}), LEVELS),
        value_labels({"350000": "1%"}, LEVELS, AREAS, {}),
    ):
        assert max(Counter(label.region_id for label in labels).values()) == 1


def test_nothing_chosen_names_every_province_quietly():
    assert {label.region_id for label in value_labels({}, LEVELS, AREAS, {})} == {"350000", "640000"}
