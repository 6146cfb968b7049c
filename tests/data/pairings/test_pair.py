"""Everything of one pair, and the pairs beside it."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.load import load_facts
from data.pairings.pair import beside, find_pair, key_of, pair_id, pair_keys
from tests.data.toy import ROWS, with_cell, write_toy

KEY = "350000-640000"
AREA = ["p-3", "east_west", "350000", "A-xihaigu", "", "", "toy", "福建帮扶宁夏", ""]


def pairing(start: str, end: str = "") -> list[str]:
    return ["p-2", "east_west", "350000", "640000", start, end, "toy", "福建帮扶宁夏", ""]


def toy(folder, *more: list[str], **changed):
    return load_facts(write_toy(folder, **{"pairings": [*more, *ROWS["pairings"]], **changed}))


def test_a_pair_gathers_all_its_records(tmp_path):
    figure = [*ROWS["cooperation"][0]]
    figure[0], figure[2] = "c-2", "640000"
    facts = toy(tmp_path, pairing("2016-12"), AREA, cooperation=[*ROWS["cooperation"], figure])
    pair = find_pair(facts, key_of(facts, "p-2"))
    assert pair is not None and pair.key == KEY
    assert list(pair.pairings["pairing_id"]) == ["p-1", "p-2"], "earliest first"
    assert list(pair.cooperation["cooperation_id"]) == ["c-2"], "Fujian's total is not the pair's"
    assert list(pair.events["event_id"]) == ["e-1"]
    assert (pair.first_start, pair.years.recorded) == ("1996", ("1996", "2016-12"))


@pytest.mark.parametrize(
    ("rows", "key", "fields"),
    [
        ([pairing("1996")], "pair.since", {"date": "1996"}),
        ([pairing("1996", "2010")], "pair.since_until", {"date": "1996", "end": "2010"}),
        ([pairing("")], "pair.attested", {"date": "2016-07"}),
        ([pairing("", "2020")], "pair.attested_until", {"date": "2016-07", "end": "2020"}),
    ],
)
def test_years_as_far_as_they_are_recorded(tmp_path, rows, key, fields):
    pair = find_pair(load_facts(write_toy(tmp_path, pairings=rows)), KEY)
    assert pair is not None and (pair.years.key, pair.years.fields) == (key, fields)


def test_a_pair_that_only_a_list_dates_is_on_that_list(tmp_path):
    lists = [*ROWS["arrangements"][0]]
    for folder, complete, key in (("a", "yes", "pair.listed"), ("b", "no", "pair.since")):
        lists[5] = complete
        pair = find_pair(load_facts(write_toy(tmp_path / folder, arrangements=[[*lists]])), KEY)
        assert pair is not None and (pair.years.key, pair.years.fields) == (key, {"date": "1996"})


def test_one_open_record_leaves_the_pair_open(tmp_path):
    pair = find_pair(toy(tmp_path, pairing("2000", "2010")), KEY)
    assert pair is not None and pair.years.until == ""


def test_without_any_date_it_says_so(tmp_path):
    facts = load_facts(write_toy(tmp_path, pairings=[pairing("")], **with_cell("sources", 2, "published", "")))
    pair = find_pair(facts, KEY)
    assert pair is not None and (pair.years.key, pair.years.fields, pair.first_start) == ("pair.undated", {}, "")


def test_a_pair_may_be_known_by_a_figure_alone(tmp_path):
    facts = load_facts(write_toy(tmp_path, pairings=[], **with_cell("cooperation", 2, "recipient_id", "640400")))
    pair = find_pair(facts, "350000-640400")
    assert pair is not None and pair.pairings.empty and len(pair.cooperation) == 1
    assert pair.years.key == "pair.undated"


def test_unknown_pairs(tmp_path):
    facts = toy(tmp_path)
    assert key_of(facts, "p-9") == ""
    for key in ("640000-350000", "350000-", "", "350000"):
        assert find_pair(facts, key) is None
    assert find_pair(load_facts(tmp_path / "nowhere"), KEY) is None


def test_an_area_has_a_key_too(tmp_path):
    pair = find_pair(toy(tmp_path, AREA), "350000-A-xihaigu")
    assert pair is not None and pair.recipient_id == "A-xihaigu"


def test_beside_goes_through_distinct_pairs_in_order(tmp_path):
    pairings = toy(tmp_path, pairing("2016-12"), AREA).pairings
    assert pair_keys(pairings) == [KEY, "350000-A-xihaigu"], "p-1 and p-2 are one pair"
    assert beside(pairings, KEY) == ("", "350000-A-xihaigu")
    assert beside(pairings, "350000-A-xihaigu") == (KEY, "")
    assert beside(pairings, "no-such") == ("", "")


regions = st.from_regex(r"[0-9]{6}|A-[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True)


@given(st.lists(st.tuples(regions, regions), unique=True, max_size=8))
def test_no_two_pairs_share_a_key(pairs):
    frame = pd.DataFrame(pairs, columns=["helper_id", "recipient_id"])
    assert len(pair_keys(frame)) == len(pairs)
    assert all(pair_id(*pair) in pair_keys(frame) for pair in pairs)
