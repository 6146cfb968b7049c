"""Choosing records: one arrangement, the last report of each region with its conflicts, an order for a panel."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import day_of
from data.pairings.arrangements import listed
from data.places.lineage import Hierarchy
from data.select import LANDING, about_region, latest_reported, pairings_of, undated
from tests.data.whole import whole_facts

COLUMNS = ["observation_id", "region_id", "indicator_id", "period_start", "period_end", "value", "status", "point"]


def observed(*rows: str) -> pd.DataFrame:
    """Rows written short: 'o-1 xj rate 2011 2015 32 reported start', '-' for empty."""
    cells = [[cell.replace("-", "") if cell == "-" else cell for cell in row.split()] for row in rows]
    frame = pd.DataFrame(cells, columns=COLUMNS, index=range(2, len(cells) + 2), dtype="str")
    return frame.astype({"value": "float64"})


def ids(frame: pd.DataFrame) -> list[str]:
    return list(frame["observation_id"])


# --- the landing page


def test_the_landing_page_has_the_thirty_two_pairs_of_the_guideline():
    assert len(listed(whole_facts().pairings, LANDING)) == 32


# --- latest_reported


def test_of_a_period_the_end_counts():
    rows = observed("o-1 xj rate 2011 2015 32 reported start", "o-2 xj rate 2011 2015 15 reported end")
    found = latest_reported(rows, "rate")
    assert (ids(found), list(found["day"])) == (["o-2"], [date(2015, 12, 31)])


def test_a_later_report_counts_wherever_it_stands():
    rows = observed("o-1 gs rate 2018-04 2018-07 9.6 reported at", "o-2 gs rate 2017 2017 12 reported at")
    assert ids(latest_reported(rows, "rate")) == ["o-1"]


def test_conflicts_of_one_day_are_kept():
    rows = observed(
        "o-2 gs rate - 2018 9.6 reported end",
        "o-1 gs rate - 2018-12-31 9.8 reported at",
        "o-3 gs rate - 2017 12 reported at",
    )
    assert ids(latest_reported(rows, "rate")) == ["o-1", "o-2"]


def test_what_is_left_out_for_want_of_a_date_can_be_named():
    frame = observed(
        "o-1 xj rate 2011 2015 32 reported start",
        "o-2 xj rate - - 30 reported at",
        "o-3 xj rate - - 3 target at",
        "o-4 xj other - - 3 reported at",
    )

    assert ids(undated(frame, "rate")) == ["o-2"]
    assert ids(undated(frame.iloc[:1], "rate")) == []


def test_targets_other_indicators_and_undated_records_are_not_taken():
    rows = observed(
        "o-1 xj rate - 2020 0 target end",
        "o-2 xj people - 2019 5 reported over",
        "o-3 xj rate - - 7 reported at",
        "o-4 xj rate 2016 - 9 reported end",  # ends nobody says when
        "o-5 xj rate - 2015 15 derived end",
    )
    assert latest_reported(rows, "rate").empty


@pytest.mark.parametrize("indicator", ["rate", "nothing"])
def test_nothing_gives_an_empty_frame_with_its_columns(indicator):
    found = latest_reported(observed(), indicator)
    assert (len(found), [*COLUMNS, "day"]) == (0, list(found.columns))


ENDS = st.sampled_from(["", "2015", "2015-12", "2016", "2015-12-31"])


@given(st.lists(st.tuples(st.sampled_from("abc"), ENDS, st.sampled_from(["at", "start"])), max_size=12))
def test_of_each_dated_region_the_last_day_is_there_with_all_its_records(rows):
    frame = observed(*(f"o-{n} {r} rate {end or '-'} {end or '-'} 1 reported {p}" for n, (r, end, p) in enumerate(rows)))
    found = latest_reported(frame, "rate")
    days = {region: [d for r, e, p in rows if r == region and (d := day_of(e, e, p))] for region, _, _ in rows}
    assert {r: set(g["day"]) for r, g in found.groupby("region_id")} == {r: {max(d)} for r, d in days.items() if d}
    assert len(found) == sum(d.count(max(d)) for d in days.values() if d)


# --- about_region

INDICATORS = pd.DataFrame({"indicator_id": ["rate", "people"]})


def test_a_panel_reads_rates_first_then_the_latest_and_targets_last():
    rows = observed(
        "o-1 xj people 2011 2015 1740000 reported over",
        "o-2 xj rate 2011 2015 32 reported start",
        "o-3 xj rate 2011 2015 15 reported end",
        "o-4 xj rate 2018 2018 6 reported at",
        "o-5 xj rate - 2020 0 target end",
        "o-6 gs rate 2018 2018 9 reported at",
        "o-7 xj people - - 12 reported over",
    )
    assert ids(about_region(rows, INDICATORS, {"xj"})) == ["o-4", "o-3", "o-2", "o-1", "o-7", "o-5"]
    assert ids(about_region(rows, INDICATORS, {"gs"})) == ["o-6"]
    assert ids(about_region(rows, INDICATORS, set())) == []


def test_no_observation_gives_none():
    assert about_region(observed(), INDICATORS, {"xj"}).empty


# --- pairings_of

PAIRS = pd.DataFrame(
    [("310000", "653100"), ("440000", "653101"), ("350000", "640000"), ("110000", "A-far"), ("310000", "650100")],
    columns=["helper_id", "recipient_id"],
)
HIERARCHY = Hierarchy(
    {
        "653100": ("650000", "A-south"),
        "653200": ("650000", "A-south"),
        "650100": ("650000",),
        "653101": ("653100",),
        "A-south": ("650000", "A-wide"),
    }
)


@pytest.mark.parametrize(
    ("region", "rows"),
    [
        ("650000", [0, 1, 4]),  # a province and what lies in it
        ("653100", [0, 1]),  # a prefecture and its county
        ("653101", [1]),
        ("A-south", [0, 1]),  # an area, its members and the county of a member
        ("A-wide", [0, 1]),  # an area of areas
        ("A-far", [3]),
        ("A-f", []),  # the id of an area is no beginning of another's
        ("310000", [0, 4]),
        ("100000", []),
    ],
)
def test_a_region_has_part_in_its_own_pairings_and_those_of_what_lies_in_it(region, rows):
    assert list(pairings_of(PAIRS, region, HIERARCHY).index) == rows


def test_southern_xinjiang_is_helped_in_its_counties_too():
    facts = whole_facts()
    found = pairings_of(facts.pairings, "A-nanjiang4", facts.hierarchy)
    assert {row[:4] for row in found["recipient_id"]} == {"6529", "6530", "6531", "6532"}
