"""Rates: fixed classes, missing drawn as missing, conflicts as conflicts, nothing left out in silence."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.compose.layers.rates import rate_class, rate_fill, rate_legend
from geo.scene import Area
from look.palette import RATE_BREAKS, palette
from text.catalogue import Catalogue

LOOK, EN = palette("light"), Catalogue.load("en")
LEVELS = {
    "650000": "province",
    "620000": "province",
    "350900": "prefecture",
    "A-x": "area",
    "A-none": "area",
    "620123": "county",
}
MEMBERS = {"A-x": ("653100", "653200")}
NO_DATA, DIFFER = 6, 7


def fill_of(*values):
    frame = pd.DataFrame(values, columns=["region_id", "value"]).astype({"region_id": "str", "value": "float64"})
    return rate_fill(frame, LEVELS, lambda i: Area(i, MEMBERS[i], None) if i in MEMBERS else None, LOOK, EN)


@pytest.mark.parametrize(
    ("rate", "index"),
    [
        (0, 0),
        (0.028, 0),
        (0.999, 0),
        (1, 1),
        (2.999, 1),
        (3, 2),
        (4.9, 2),
        (5, 3),
        (9.6, 3),
        (10, 4),
        (15, 4),
        (19.99, 4),
        (20, 5),
        (22.7, 5),
        (100, 5),
    ],
)
def test_a_break_belongs_to_the_class_above_it(rate, index):
    assert rate_class(rate) == index


@given(st.floats(0, 100))
def test_a_class_says_what_its_words_say(rate):
    index = rate_class(rate)
    assert RATE_BREAKS[index] <= rate
    assert index == len(RATE_BREAKS) - 1 or rate < RATE_BREAKS[index + 1]


def test_each_level_in_its_place():
    fill, undrawn = fill_of(("650000", 15), ("350900", 0.028), ("A-x", 22.7))
    assert (fill.provinces, fill.prefectures, fill.rest, undrawn) == ({"650000": 4}, {"350900": 0}, NO_DATA, [])
    assert [(a.area_id, a.members, a.index) for a in fill.areas] == [("A-x", ("653100", "653200"), 5)]


def test_what_has_no_shape_is_named():
    fill, undrawn = fill_of(("620123", 3), ("A-none", 4), ("999999", 5), ("650000", 15))
    assert (undrawn, fill.provinces, fill.areas) == (["620123", "999999", "A-none"], {"650000": 4}, ())


def test_two_sources_in_one_class_agree_and_in_two_differ():
    fill, _ = fill_of(("650000", 15), ("650000", 16), ("620000", 9.6), ("620000", 10.1))
    assert fill.provinces == {"650000": 4, "620000": DIFFER}
    assert fill.classes[DIFFER].hatch == LOOK.ink


def test_missing_is_hatched_and_no_value_is_no_value():
    fill, undrawn = fill_of(("650000", float("nan")))
    assert (fill.provinces, undrawn) == ({}, [])
    assert (fill.rest, fill.classes[NO_DATA].hatch, fill.classes[NO_DATA].text) == (NO_DATA, LOOK.hatch, "Not recorded")


def test_nothing_leaves_all_hatched():
    fill, undrawn = fill_of()
    assert (fill.provinces, fill.prefectures, fill.areas, fill.rest, undrawn) == ({}, {}, (), NO_DATA, [])


def test_the_legend_shows_all_classes_and_differ_only_where_it_occurs():
    calm, _ = fill_of(("650000", 15))
    torn, _ = fill_of(("A-x", 15), ("A-x", 25))
    assert [item.text for item in rate_legend(calm)] == [
        "0% to below 1%",
        "1% to below 3%",
        "3% to below 5%",
        "5% to below 10%",
        "10% to below 20%",
        "20% and above",
        "Not recorded",
    ]
    assert [item.color for item in rate_legend(calm)][:6] == list(LOOK.rates)
    assert [item.text for item in rate_legend(torn)][-2:] == ["Not recorded", "Reports fall into different classes"]
