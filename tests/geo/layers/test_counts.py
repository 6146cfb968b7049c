"""Counts as fills: fixed classes, several figures of one province are named and never added up, missing is hatched."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.compose.layers.counts import COUNT_BREAKS, count_class, count_fill, count_legend
from look.palette import palette
from text.catalogue import Catalogue

LOOK, EN = palette("light"), Catalogue.load("en")
LEVELS = {"520000": "province", "510000": "province", "640000": "province", "513300": "prefecture", "100000": "nation"}
NO_DATA, SEVERAL = len(COUNT_BREAKS), len(COUNT_BREAKS) + 1


def fill_of(*values):
    frame = pd.DataFrame(values, columns=["region_id", "value"]).astype({"region_id": "str", "value": "float64"})
    return count_fill(frame, LEVELS, LOOK, EN)


@pytest.mark.parametrize(("count", "index"), [(0, 0), (4, 0), (5, 1), (9, 1), (10, 2), (19, 2), (20, 3), (40, 4), (88, 4)])
def test_a_break_belongs_to_the_class_above_it(count, index):
    assert count_class(count) == index


def test_figures_of_one_class_keep_it_and_of_two_classes_are_several():
    fill = fill_of(("520000", 24), ("520000", 9), ("510000", 30), ("510000", 31), ("640000", 1))
    assert fill.provinces == {"510000": 3, "520000": SEVERAL, "640000": 0}


def test_only_provinces_are_filled_and_the_rest_is_hatched():
    fill = fill_of(("513300", 5), ("100000", 52), ("520000", float("nan")))
    assert (fill.provinces, fill.prefectures, fill.rest) == ({}, {}, NO_DATA)
    assert fill.classes[NO_DATA].hatch


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_legend_has_every_class_and_several_where_it_occurs(lang):
    t = Catalogue.load(lang)
    plain = count_legend(count_fill(pd.DataFrame({"region_id": ["640000"], "value": [1.0]}), LEVELS, LOOK, t))
    assert plain[0].text == t("legend.count_class", low=0, high=4) and len(plain) == NO_DATA + 1
    assert plain[-1].text == t("legend.no_data")
    both = count_legend(fill_of(("520000", 24), ("520000", 9)))
    assert both[-1].text == EN("legend.count_several")
