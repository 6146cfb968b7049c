"""Parents of parents, and what a region stands for."""

from __future__ import annotations

import pandas as pd
import pytest

from data.places.lineage import Hierarchy, chain, parents
from tests.data.whole import whole_facts

REGIONS = pd.DataFrame(
    [
        ["100000", "", "nation"],
        ["640000", "100000", "province"],
        ["640400", "640000", "prefecture"],
        ["640422", "640400", "county"],
        ["650000", "100000", "province"],
        ["653100", "650000", "prefecture"],
        ["A-hills", "100000", "area"],
        ["A-hills-west", "A-hills", "area"],
        ["A-division", "653100", "area"],
    ],
    columns=["region_id", "parent_id", "level"],
    dtype="str",
)
MEMBERS = pd.DataFrame(
    [["A-hills-west", "640400"], ["A-hills", "653100"], ["A-all", "A-hills"]], columns=["area_id", "region_id"], dtype="str"
)
PARENT_OF = parents(REGIONS)
HIERARCHY = Hierarchy.of(REGIONS, MEMBERS)


def test_a_chain_goes_up_to_the_nation():
    assert chain("640400", PARENT_OF) == ("640400", "640000", "100000")
    assert chain("", PARENT_OF) == ()
    assert chain("999999", PARENT_OF) == ("999999",)


def test_a_circle_ends():
    assert chain("a", {"a": "b", "b": "a"}) == ("a", "b")
    circle = Hierarchy({"a": ("b",), "b": ("a",)})
    assert circle.ancestors("a") == ("a", "b") and circle.within("b") == {"a", "b"}


def test_a_region_lies_in_its_parents_and_in_the_areas_that_list_any_of_them_the_nearest_first():
    assert HIERARCHY.ancestors("640422") == ("640422", "640400", "640000", "A-hills-west", "A-hills", "A-all")
    assert HIERARCHY.ancestors("A-division") == ("A-division", "653100", "650000", "A-hills", "A-all")
    assert HIERARCHY.ancestors("") == ()


def test_a_division_without_a_record_lies_where_its_code_says_and_a_recorded_one_where_it_is_recorded():
    assert HIERARCHY.ancestors("653122") == ("653122", "653100", "650000", "A-hills", "A-all")
    assert Hierarchy().ancestors("429021") == ("429021", "429000", "420000")
    assert Hierarchy({"429021": ()}).ancestors("429021") == ("429021",)
    assert Hierarchy().ancestors("A-unknown") == ("A-unknown",)


@pytest.mark.parametrize(
    ("region", "inside"),
    [
        ("640422", ()),
        ("640400", ("640422",)),
        ("650000", ("653100", "A-division")),
        ("A-hills-west", ("640400", "640422")),
        ("A-hills", ("653100", "A-division", "A-hills-west", "640400", "640422")),
        ("100000", ()),  # the nation says nothing in particular
        ("A-unknown", ()),
    ],
)
def test_a_region_stands_for_itself_and_all_that_lies_in_it(region, inside):
    assert HIERARCHY.within(region) == {region, *inside}
    for end in ("640422", "653100", "A-division"):
        assert HIERARCHY.touches(region, "330000", end) == (end in {region, *inside})


def test_of_the_hierarchy_only_what_some_regions_need_is_sent():
    assert HIERARCHY.parts(["640422"]) == {
        "640000": ["640400"],
        "640400": ["640422"],
        "A-all": ["A-hills"],
        "A-hills": ["A-hills-west"],
        "A-hills-west": ["640400"],
    }
    assert HIERARCHY.parts([]) == HIERARCHY.parts(["640000", "A-unknown"]) == {}


def test_no_area_of_the_facts_reaches_beyond_what_it_lies_in():
    """Else its members would lie in two provinces, and a choice of one would touch the flows of the other."""
    facts = whole_facts()
    level_of = dict(zip(facts.regions["region_id"], facts.regions["level"], strict=True))
    for region in facts.regions["region_id"]:
        provinces = [i for i in facts.hierarchy.ancestors(region) if level_of[i] == "province"]
        assert len(provinces) <= 1, (region, provinces)


def test_the_levels_of_the_facts_follow_from_their_parents_as_the_codes_would_have_it():
    """A code begins with that of what it lies in, but for towns that a province governs directly: ids are read nowhere."""
    facts = whole_facts()
    for region, level in zip(facts.regions["region_id"], facts.regions["level"], strict=True):
        if level in ("prefecture", "county"):
            assert region[:2] + "0000" in facts.hierarchy.ancestors(region)
