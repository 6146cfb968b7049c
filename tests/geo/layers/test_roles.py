"""Who helps and who is helped: provinces light, prefectures strong, both roles named as both."""

from __future__ import annotations

import pandas as pd
import pytest

from data.places.lineage import Hierarchy
from geo.compose.layers.roles import role_fill, role_legend
from look.palette import palette
from text.catalogue import Catalogue

LOOK = palette("light")
EN = Catalogue.load("en")
LEVELS = {
    "350000": "province",
    "640000": "province",
    "350200": "prefecture",
    "622900": "prefecture",
    "640400": "prefecture",
    "A-x": "area",
    "110101": "county",
}


def fill_of(*pairs):
    return role_fill(pd.DataFrame(pairs, columns=["helper_id", "recipient_id"], dtype="str"), LEVELS, LOOK, EN)


def meaning(fill):
    names = {**fill.provinces, **fill.prefectures}
    return {region: fill.classes[index] for region, index in names.items()}


def test_four_roles_by_level():
    found = meaning(fill_of(("350000", "640000"), ("350200", "622900")))
    assert {i: (c.color, c.hatch) for i, c in found.items()} == {
        "350000": (LOOK.helper, ""),
        "640000": (LOOK.recipient, ""),
        "350200": (LOOK.helper_strong, ""),
        "622900": (LOOK.recipient_strong, ""),
    }


def test_levels_are_kept_apart():
    fill = fill_of(("350000", "622900"))
    assert (list(fill.provinces), list(fill.prefectures)) == (["350000"], ["622900"])


def test_a_region_with_both_roles_is_hatched_with_both_colours():
    found = meaning(fill_of(("350000", "640000"), ("640000", "640400"), ("350200", "350000")))
    both = found["640000"]
    assert (both.color, both.hatch, both.text) == (LOOK.helper, LOOK.recipient_strong, "Helps and is helped: province level")
    assert found["350000"] == both


def test_what_has_no_shape_is_left_out():
    fill = fill_of(("350000", "A-x"), ("110101", "999999"))
    assert (list(fill.provinces), list(fill.prefectures), fill.areas) == (["350000"], [], ())


def test_nothing_fills_nothing():
    fill = fill_of()
    assert (fill.provinces, fill.prefectures, fill.rest, role_legend(fill, {}, EN)) == ({}, {}, None, ())


def county_fill(*pairs, counties_of=""):
    levels = LEVELS | {"620102": "county", "622921": "county", "110100": "prefecture"}
    hierarchy = Hierarchy({"622921": ("622900",), "622900": ("620000",), "110101": ("110100",)})
    frame = pd.DataFrame(pairs, columns=["helper_id", "recipient_id"], dtype="str")
    return role_fill(frame, levels, LOOK, EN, hierarchy, counties_of)


def test_a_county_that_the_map_draws_is_filled_itself_and_its_prefecture_is_not():
    fill = county_fill(("350000", "622921"), counties_of="620000")
    assert {i: fill.classes[n].color for i, n in fill.counties.items()} == {"622921": LOOK.recipient_deep}
    assert fill.prefectures == {} and role_legend(fill, {}, EN)[-1].text == EN("legend.recipient_county")


def test_of_a_county_that_the_map_does_not_draw_the_prefecture_is_hatched_unless_it_has_a_role():
    fill = county_fill(("110101", "622921"), counties_of="510000")
    assert {i: (fill.classes[n].color, fill.classes[n].hatch) for i, n in fill.prefectures.items()} == {
        "622900": (LOOK.recipient, LOOK.recipient_strong),
        "110100": (LOOK.helper, LOOK.helper_strong),
    }
    # Where they are few the legend says which: on a map of the country nobody finds one.
    assert [item.text for item in role_legend(fill, {"622900": "Linxia"}, EN)] == [
        EN("legend.helper_parts"),
        EN("legend.recipient_parts_of", names="Linxia"),
    ]
    own = county_fill(("110101", "622921"), ("350200", "622900"))
    assert own.classes[own.prefectures["622900"]].color == LOOK.recipient_strong and own.counties == {}


def test_the_legend_lists_what_occurs_and_nothing_else():
    items = role_legend(fill_of(("350200", "622900"), ("350000", "622900")), {}, EN)
    assert [(item.kind, item.color) for item in items] == [
        ("fill", LOOK.helper),
        ("fill", LOOK.helper_strong),
        ("fill", LOOK.recipient_strong),
    ]
    assert [item.kind for item in role_legend(fill_of(("350000", "350000")), {}, EN)] == ["hatch"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_classes_share_their_words(lang):
    fill = role_fill(pd.DataFrame({"helper_id": [], "recipient_id": []}, dtype="str"), LEVELS, LOOK, Catalogue.load(lang))
    assert len({c.text for c in fill.classes}) == len({(c.color, c.hatch) for c in fill.classes}) == 11
