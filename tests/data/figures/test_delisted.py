"""Counties delisted by year: a year's own figures, goals and totals left out, nothing added up."""

from __future__ import annotations

import pandas as pd

from data.figures.delisted import INDICATOR, delisted

COLUMNS = ["observation_id", "region_id", "period_start", "period_end", "value", "status", "indicator_id", "point", "span"]
ROWS = [
    ["a", "520000", "2017", "2017", 14.0, "reported"],
    ["b", "520000", "2020-03-03", "2020-03-03", 24.0, "reported"],
    ["c", "520000", "2020-11-23", "2020-11-23", 9.0, "reported"],
    ["d", "520000", "", "2018", 32.0, "reported"],
    ["e", "520000", "", "2020-11-23", 66.0, "reported"],
    ["f", "650000", "2020", "2020", 35.0, "target"],
    ["g", "650000", "", "", 5.0, "reported"],
    ["h", "640000", "2016", "2018", 3.0, "reported"],
]
FACTS = pd.DataFrame([[*row, INDICATOR, "over", ""] for row in ROWS], columns=COLUMNS)


def ids(year):
    return list(delisted(FACTS, year)["observation_id"])


def test_a_year_has_what_lies_in_it_and_keeps_two_announcements_apart():
    assert (ids("2017"), ids("2020"), ids("2018")) == (["a"], ["b", "c"], [])


def test_totals_goals_and_what_has_no_date_are_of_no_year():
    assert {one for year in ("2016", "2017", "2018", "2019", "2020") for one in ids(year)} == {"a", "b", "c"}
