"""Who is covered, and in which way."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.load import load_facts
from data.pairings.arrangements import in_force, listed
from data.pairings.coverage import AUTONOMOUS, STATUSES, Rule, coverage, rules
from data.rows import records
from tests.data.toy import ROWS, write_toy
from tests.data.whole import whole_facts

REGIONS = pd.DataFrame(
    [
        ["100000", "nation", "", "国家"],
        ["620000", "province", "100000", "省"],
        ["622900", "prefecture", "620000", "自治州"],
        ["623000", "prefecture", "620000", "自治州"],
        ["650000", "province", "100000", "自治区"],
        ["652700", "prefecture", "650000", "自治州"],
        ["652800", "prefecture", "650000", "自治州"],
        ["652825", "county", "652800", "县"],
        ["A-west", "area", "100000", "片区"],
        ["A-west-part", "area", "A-west", "片区"],
    ],
    columns=["region_id", "level", "parent_id", "kind"],
    dtype="str",
)
MEMBERS = pd.DataFrame([["A-west-part", "652700"], ["A-west-part", "652825"]], columns=["area_id", "region_id"], dtype="str")
EVERY = Rule(AUTONOMOUS, "coverage.rule_autonomous", "s", "q")
PART = Rule("A-west-part", "coverage.rule_area", "s", "q", {"area": "A-west-part"})


def to(*recipients: str) -> pd.DataFrame:
    """Pairings p-0, p-1, … to these recipients."""
    rows = [[f"p-{place}", recipient] for place, recipient in enumerate(recipients)]
    return pd.DataFrame(rows, columns=["pairing_id", "recipient_id"], dtype="str")


def covered(rule: Rule, pairings: pd.DataFrame) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = coverage(rule, pairings, REGIONS, MEMBERS)
    return {row["region_id"]: (row["status"], row["pairing_ids"]) for row in records(found)}


def test_every_way_by_hand():
    assert covered(EVERY, to("622900", "620000", "652825", "A-west", "622900")) == {
        "622900": ("direct", ("p-0", "p-4")),
        "623000": ("through_province", ("p-1",)),
        "652700": ("through_area", ("p-3",)),
        "652800": ("none", ()),
    }


def test_a_region_whose_county_is_paired_says_so_apart():
    found = coverage(EVERY, to("652825", "650000"), REGIONS, MEMBERS)
    lines = {row[0]: row[1:] for row in found.to_numpy().tolist()}
    assert lines["652800"] == ["through_province", ("p-1",), ("p-0",)]
    assert lines["622900"] == ["none", (), ()]


def test_a_member_that_is_a_county_may_be_covered_by_its_prefecture():
    assert covered(PART, to("652800")) == {"652700": ("none", ()), "652825": ("through_province", ("p-0",))}
    assert covered(PART, to("650000", "652800"))["652825"] == ("through_province", ("p-1",)), "the closest of them"


def test_without_pairings_nobody_is_covered():
    found = coverage(EVERY, to(), REGIONS, MEMBERS)
    assert set(found["status"]) == {"none"} and len(found) == 4


def test_a_rule_of_an_unknown_area_names_nobody():
    found = coverage(Rule("A-none", "coverage.rule_area", "s", "q"), to("620000"), REGIONS, MEMBERS)
    assert found.empty and list(found.columns) == ["region_id", "status", "pairing_ids", "part_ids"]


@given(st.lists(st.sampled_from(list(REGIONS["region_id"])), max_size=6))
def test_a_further_pairing_never_makes_it_worse(recipients):
    before, after = covered(EVERY, to(*recipients[:-1])), covered(EVERY, to(*recipients))
    for region_id, (status, ids) in after.items():
        assert STATUSES.index(status) <= STATUSES.index(before[region_id][0])
        assert (status == "none") == (ids == ())


def test_an_area_of_one_member_sets_no_rule(tmp_path):
    assert rules(load_facts(write_toy(tmp_path))) == []
    members = [*ROWS["area_members"], ["A-xihaigu", "640000", "toy", "西海固包括固原"]]
    (rule,) = rules(load_facts(write_toy(tmp_path, area_members=members)))
    assert (rule.rule_id, rule.name_key, dict(rule.fields)) == ("A-xihaigu", "coverage.rule_area", {"area": "A-xihaigu"})
    assert (rule.source_id, rule.quote) == ("toy", "西海固包括固原")


def test_the_guideline_of_2016_and_its_thirty_autonomous_prefectures():
    """Counted by hand: ten are named; Aba, Gannan and seven of Yunnan's lie in a province that is; Qinghai's six and
    Xinjiang's five are in no pair of this arrangement.
    """
    facts = whole_facts()
    rule = rules(facts)[0]
    assert (rule.source_id, "民族自治州" in rule.quote) == ("seed-003", True)
    pairs = listed(facts.pairings, "ew-2016-12")
    found = coverage(rule, pairs, facts.regions, facts.area_members)
    assert found["status"].value_counts().to_dict() == {"none": 11, "direct": 10, "through_province": 9}
    ids = found.set_index("region_id")["pairing_ids"]
    assert (ids["622900"], ids["623000"]) == (("p-201612-20",), ("p-201612-04",))
    assert set(found.loc[found["status"] == "none", "region_id"].str[:2]) == {"63", "65"}


def test_rules_and_pairs_in_force_go_together():
    facts = whole_facts()
    pairs = in_force(facts.pairings, facts.arrangements, "2019-04", sources=facts.sources)
    for rule in rules(facts):
        found = coverage(rule, pairs, facts.regions, facts.area_members)
        assert len(found) >= 2 and set(found["status"]) <= set(STATUSES)
