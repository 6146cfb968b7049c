"""Coverage on the map: the four ways, each with its number; what is not recorded is hatched and not left blank."""

from __future__ import annotations

import pytest

from geo.compose.layers.coverage import STATUSES, coverage_fill, coverage_legend
from look.palette import palette
from text.catalogue import Catalogue

LOOK = palette("light")
EN = Catalogue.load("en")
STATES = {"222400": "direct", "533300": "direct", "532300": "through_province", "652300": "none"}


def test_each_prefecture_has_the_class_of_its_status():
    fill = coverage_fill(STATES, LOOK, EN)
    assert {i: STATUSES[index] for i, index in fill.prefectures.items()} == STATES
    assert (fill.provinces, fill.areas, fill.rest) == ({}, (), None)  # who is not named stays land


def test_only_what_is_not_recorded_is_hatched():
    fill = coverage_fill(STATES, LOOK, EN)
    assert [bool(c.hatch) for c in fill.classes] == [False, False, False, True]
    assert len({(c.color, c.hatch) for c in fill.classes}) == 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_legend_says_how_many(lang):
    t = Catalogue.load(lang)
    items = coverage_legend(coverage_fill(STATES, LOOK, t))
    assert [(item.kind, item.text) for item in items] == [
        ("fill", t("legend.covered_direct", n=2)),
        ("fill", t("legend.covered_province", n=1)),
        ("hatch", t("legend.covered_none", n=1)),
    ]


def test_through_an_area_is_explained_where_it_occurs():
    items = coverage_legend(coverage_fill(STATES | {"130700": "through_area"}, LOOK, EN))
    assert [item.text for item in items][2] == EN("legend.covered_area", n=1) and len(items) == 4


def test_what_has_no_shape_is_counted_and_said():
    shaped = {"222400": "prefecture", "532300": "prefecture", "520000": "province"}
    fill = coverage_fill(STATES | {"513422": "none", "520000": "none"}, LOOK, EN, shaped)
    assert (fill.prefectures, fill.provinces) == ({"222400": 0, "532300": 1}, {"520000": 3})
    assert [item.text for item in coverage_legend(fill)] == [
        EN("legend.undrawn", text=EN("legend.covered_direct", n=2), n=1),
        EN("legend.covered_province", n=1),
        EN("legend.undrawn", text=EN("legend.covered_none", n=3), n=2),
    ]


def test_a_rule_about_nobody_still_has_a_legend():
    fill = coverage_fill({}, LOOK, EN)
    assert (fill.prefectures, [item.kind for item in coverage_legend(fill)]) == ({}, ["fill", "fill", "hatch"])
