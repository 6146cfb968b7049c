"""Two lists of pairs side by side: what they tell of each pair, and what an incomplete one does not."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.pairings.arrangements import choices, listed
from data.pairings.comparison import comparable, compare, comparison_notes, possible_changes
from data.rows import records
from tests.data.pairings.test_arrangements import ARRANGEMENTS, PAIRINGS, paired
from tests.data.whole import whole_facts

ROWS = {row["arrangement_id"]: row for row in records(ARRANGEMENTS)}
WHOLE, PART = {"complete": "yes"}, {"complete": "no"}


def test_compare_by_hand():
    found = compare(listed(PAIRINGS, "ew-1996"), listed(PAIRINGS, "ew-2016"))
    assert found.to_numpy().tolist() == [
        ["110000", "150000", "added", "", "p-4"],
        ["210000", "630000", "ended", "p-2", ""],
        ["350000", "640000", "kept", "p-1", "p-3"],
    ]


@pytest.mark.parametrize(
    ("before", "after", "possible", "changes"),
    [
        (WHOLE, WHOLE, ("kept", "added", "ended"), ["added", "ended", "kept"]),
        (WHOLE, PART, ("kept", "added", "unclear"), ["added", "unclear", "kept"]),
        (PART, WHOLE, ("kept", "ended", "unclear"), ["unclear", "ended", "kept"]),
        (PART, PART, ("kept", "unclear"), ["unclear", "unclear", "kept"]),
    ],
)
def test_only_a_complete_list_tells_that_a_pair_is_new_or_listed_no_more(before, after, possible, changes):
    assert possible_changes(before, after) == possible
    found = compare(listed(PAIRINGS, "ew-1996"), listed(PAIRINGS, "ew-2016"), possible)
    assert list(found["change"]) == changes


def test_a_pair_of_two_programmes_is_compared_once():
    twice = paired("p-1 east_west 320000 610000 - - s - ", "p-2 unstated 320000 610000 - - s -")
    assert compare(twice, twice).to_numpy().tolist() == [["320000", "610000", "kept", "p-1", "p-1"]]


def test_nothing_and_nothing_compare_to_nothing():
    found = compare(PAIRINGS.head(0), PAIRINGS.head(0))
    assert found.empty and list(found.columns) == ["helper_id", "recipient_id", "change", "before_id", "after_id"]


@given(st.sets(st.sampled_from(range(5))), st.sets(st.sampled_from(range(5))))
def test_comparing_the_other_way_round_swaps_added_and_ended(one, other):
    before, after = PAIRINGS.iloc[sorted(one)], PAIRINGS.iloc[sorted(other)]
    there, back = compare(before, after), compare(after, before)
    swap = {"kept": "kept", "added": "ended", "ended": "added"}
    assert [swap[change] for change in there["change"]] == list(back["change"])
    assert list(there["before_id"]) == list(back["after_id"])


def test_an_incomplete_list_is_owned_up_to():
    assert comparison_notes(ROWS["ew-1996"], ROWS["ew-2016"]) == ("compare.before_incomplete",)
    assert comparison_notes(ROWS["xj-2010"], ROWS["ew-2016"]) == ()


def chosen(*lines: str) -> tuple[str, str] | None:
    """Arrangements written short: 'id programme complete pairs', earliest first."""
    names = ["arrangement_id", "programme_id", "complete", "pairs"]
    return comparable(pd.DataFrame([[*line.split()[:3], int(line.split()[3])] for line in lines], columns=names))


def test_a_comparison_opens_with_two_complete_lists_of_one_programme():
    assert chosen("e1 ew yes 10", "e2 ew yes 10", "x1 xj yes 5", "e3 ew yes 32", "e4 ew no 3") == ("e2", "e3")
    assert chosen("e1 ew yes 10", "x1 xj yes 5", "e2 ew yes 32", "x2 xj no 1") == ("e1", "e2")


def test_without_two_complete_lists_the_last_two_of_a_programme_open():
    assert chosen("e1 ew no 10", "x1 xj yes 5", "e2 ew yes 32") == ("e1", "e2")
    assert chosen("x1 xj yes 5", "e1 ew yes 10") == ("x1", "e1")
    assert chosen("e1 ew yes 10", "e2 ew yes 0") is None, "a list without a recorded pair compares with nothing"
    assert chosen() is None


def test_the_records_open_with_2001_and_2016_and_call_no_pair_of_2016_ended_in_2021():
    facts = whole_facts()
    assert comparable(choices(facts)) == ("ew-2001", "ew-2016-12")
    rows = {row["arrangement_id"]: row for row in records(facts.arrangements)}
    possible = possible_changes(rows["ew-2016-12"], rows["ew-2021"])
    pairs = compare(listed(facts.pairings, "ew-2016-12"), listed(facts.pairings, "ew-2021"), possible)
    assert set(pairs["change"]) == {"kept", "added", "unclear"}
