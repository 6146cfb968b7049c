"""Names on the map of a place: the place first, what is filled next, every other province and prefecture quietly."""

from __future__ import annotations

from collections import Counter

from geo.compose.layers.labels import place_labels
from geo.scene import Fill

LEVELS = {
    "100000": "nation",
    "350000": "province",
    "640000": "province",
    "640400": "prefecture",
    "350900": "prefecture",
    "640402": "county",
    "A-x": "area",
}


def labels_of(first=(), provinces=(), prefectures=()):
    return place_labels(Fill((), dict.fromkeys(provinces, 0), dict.fromkeys(prefectures, 1)), LEVELS, first)


def test_the_place_comes_before_its_partner_and_that_before_the_rest():
    labels = labels_of(["640400"], provinces=["350000"])
    ranks = {label.region_id: (label.rank, label.style) for label in labels}
    assert ranks == {"640400": (5, "province"), "350000": (20, "province"), "640000": (90, "quiet"), "350900": (92, "quiet")}


def test_prefectures_without_a_role_are_named_too_but_counties_and_areas_are_not():
    assert {label.region_id for label in labels_of()} == {"350000", "640000", "640400", "350900"}


def test_a_place_that_is_filled_too_is_named_once():
    counts = Counter(label.region_id for label in labels_of(["640000"], ["640000", "350000"], ["640400"]))
    assert set(counts.values()) == {1}


def test_a_place_without_a_shape_is_not_named():
    assert "A-x" not in {label.region_id for label in labels_of(["A-x", "640402"])}


def test_a_helper_without_a_fill_is_named_where_its_line_begins():
    labels = place_labels(Fill((), {}, {"640400": 1}), LEVELS, helpers=["350900", "640400", "A-x"])
    ranks = {label.region_id: (label.rank, label.style) for label in labels}
    assert ranks["350900"] == (25, "prefecture") and ranks["640400"] == (20, "prefecture") and "A-x" not in ranks
    assert len(labels) == 4
