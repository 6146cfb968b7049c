"""The 832 counties: each with its batch, its words, and what is said otherwise."""

from __future__ import annotations

from collections import Counter

import pytest

from data.evidence.compared import simplified
from data.figures.delistings import batches, by_region, of_region
from data.load import load_facts
from data.places.aliases import fold
from data.places.names import stem
from data.rows import records
from tests.data.toy import with_cell, write_toy
from tests.data.whole import whole_facts

#: As the list prints them, by province.
PROVINCES = {
    "130000": 45,
    "140000": 36,
    "150000": 31,
    "220000": 8,
    "230000": 20,
    "340000": 20,
    "360000": 24,
    "410000": 38,
    "420000": 28,
    "430000": 40,
    "450000": 33,
    "460000": 5,
    "500000": 14,
    "510000": 66,
    "520000": 66,
    "530000": 88,
    "540000": 74,
    "610000": 56,
    "620000": 58,
    "630000": 42,
    "640000": 8,
    "650000": 32,
}
#: The last 52, by province.
LAST = {"450000": 8, "510000": 7, "520000": 9, "530000": 9, "620000": 8, "640000": 1, "650000": 10}
BATCHES = {"2016": 28, "2017": 125, "2018": 283, "2019": 344, "2020": 52}


@pytest.fixture(scope="module")
def facts():
    return whole_facts()


@pytest.fixture(scope="module")
def stated(facts):
    return facts.delistings[facts.delistings["status"] == "stated"]


def test_the_batches_add_up_to_832(facts, stated):
    assert batches(facts.delistings) == BATCHES and sum(BATCHES.values()) == len(stated) == 832


def test_every_province_has_as_many_as_the_list_prints(facts):
    counts = by_region(facts.delistings, facts.regions)
    assert {i: sum(n.values()) for i, n in counts.items() if i in PROVINCES} == PROVINCES
    assert sum(PROVINCES.values()) == 832 == sum(counts["100000"].values())
    assert {i: counts[i]["2020"] for i in PROVINCES if counts[i]["2020"]} == LAST and sum(LAST.values()) == 52


def test_a_county_is_stated_once_and_is_a_county_of_today(facts, stated):
    assert stated["region_id"].is_unique
    levels = dict(zip(facts.regions["region_id"], facts.regions["level"], strict=True))
    kinds = Counter(levels[i] for i in stated["region_id"])
    # Five right under Hainan, and Shennongjia, are drawn with the prefectures; Lenghu is part of Mangya today.
    assert kinds == {"county": 825, "prefecture": 6, "area": 1}
    assert [i for i in stated["region_id"] if levels[i] == "area"] == ["A-lenghu"]


def test_no_row_is_without_a_source_and_words_that_name_the_county_and_its_batch(facts):
    for row in records(facts.delistings):
        assert row["source_id"] and row["quote"] and bool(row["note"]) == bool(row["note_en"])
        said = fold(row["quote"] + row["list_quote"])
        if row["status"] == "stated":
            assert row["batch"] in said and fold(stem(row["listed_name"])) in said, row
            assert (row["basis"] == "list") == (row["list_source_id"] == "")


def test_the_last_batch_rests_on_announcements_for_the_list_only_planned_it(stated):
    last = stated[stated["batch"] == "2020"]
    assert set(last["basis"]) == {"announcement"} and last["list_quote"].str.contains("计划").all()
    assert last["date"].ne("").all()


def test_an_announcement_of_2019_is_of_the_batch_of_2018(facts):
    (row,) = of_region(facts.delistings, "640423")
    assert (row["batch"], row["date"][:4]) == ("2018", "2019")


def test_conflicts_stand_beside_what_is_stated(facts):
    conflicts = facts.delistings[facts.delistings["status"] == "conflict"]
    assert set(conflicts["region_id"]) == {"532322", "632803", "632825", "A-lenghu"}
    assert [(row["status"], row["batch"]) for row in of_region(facts.delistings, "532322")] == [
        ("stated", "2018"),
        ("conflict", "2019"),
    ]
    assert conflicts["note"].ne("").all()


def test_the_three_areas_and_three_prefectures(stated):
    assert Counter(stated["special"])["西藏"] == 74
    assert set(stated.loc[stated["special"] == "凉山州", "region_id"].str[:4]) == {"5134"}


def test_a_date_comes_with_who_says_so(stated):
    dated = stated[stated["date"] != ""]
    assert len(dated) > 690
    assert dated["date_source_id"].ne("").all() and dated["date_quote"].ne("").all()
    area = stated[stated["area"] != ""]
    assert area["area_source_id"].ne("").all() and area["area_quote"].ne("").all()


def test_the_words_on_an_area_name_the_county_or_the_prefecture_or_province_around_it(facts, stated):
    regions = facts.regions.set_index("region_id")
    unnamed = []
    for _, row in stated[stated["area"] != ""].iterrows():
        words, place, stems = simplified(row["area_quote"]), row["region_id"], [simplified(row["listed_name"])[:2]]
        # A list that ends in 'and so on, 22 counties' names counties only.
        while "等22" not in words and place in regions.index and regions.at[place, "level"] != "nation":
            stems.append(regions.at[place, "name_zh"][:2])
            place = regions.at[place, "parent_id"]
        if not any(stem in words for stem in stems):
            unnamed.append(row["listed_name"])
    assert unnamed == []


@pytest.mark.parametrize(
    ("column", "value", "key"),
    [
        ("quote", "2018年某县退出", "fault.delisting_unproven"),
        ("quote", "固原退出", "fault.delisting_unproven"),
        ("batch", "2015", "fault.not_allowed"),
        ("region_id", "640999", "fault.unknown_reference"),
        ("date_source_id", "", "fault.date_unproven"),
    ],
)
def test_a_planted_mistake_is_a_fault(tmp_path, column, value, key):
    read = load_facts(write_toy(tmp_path / "facts", **with_cell("delistings", 2, column, value)))
    assert key in [fault.key for fault in read.faults]


def test_what_the_words_leave_out_may_be_said_in_a_note(tmp_path):
    rows = with_cell("delistings", 2, "quote", "固原退出")["delistings"]
    rows[0][-2:] = ["批次据名单", "the batch is the list's"]
    assert load_facts(write_toy(tmp_path / "facts", delistings=rows)).faults == ()
