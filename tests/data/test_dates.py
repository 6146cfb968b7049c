"""Partial dates are read as they are, never made more exact, and put in order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import PartialDate, day_of, is_date, is_ordered, parse_date


@st.composite
def partial_dates(draw):
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    parts = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


@given(partial_dates())
def test_what_is_printed_is_read_back(when):
    assert parse_date(str(when)) == when
    assert when.first_day <= when.last_day


@given(partial_dates(), partial_dates())
def test_a_period_is_ordered_unless_its_start_is_after_its_end(one, other):
    assert is_ordered(str(one), str(other)) == (one.first_day <= other.last_day)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    when = parse_date(text)
    assert when is None or str(when) == text


@pytest.mark.parametrize("text", ["", "16", "2016-13", "2016-00", "2015-02-29", "2016/12", "2016-12-7", " 2016", "２０１６"])
def test_other_shapes_are_no_dates(text):
    assert not is_date(text)


def test_the_last_day_of_a_month_knows_leap_years():
    assert PartialDate(2016, 2).last_day == date(2016, 2, 29)
    assert PartialDate(2016).last_day == date(2016, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "ordered"),
    [("2011", "2015", True), ("2015", "2011", False), ("2016-12", "2016", True), ("", "2015", True), ("2011", "", True)],
)
def test_periods_known_by_hand(start, end, ordered):
    assert is_ordered(start, end) is ordered


def test_the_two_end_points_of_a_plan_stand_at_its_two_ends():
    assert day_of("2011", "2015", "start") == date(2011, 1, 1)
    assert day_of("2011", "2015", "end") == date(2015, 12, 31)
    assert day_of("", "2018-04", "over") == date(2018, 4, 30)
    assert day_of("", "", "over") is None
    assert day_of("", "", "start") is None
