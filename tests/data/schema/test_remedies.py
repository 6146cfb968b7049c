"""A fault names the way out where there is one."""

from __future__ import annotations

import pytest

from data.schema.remedies import closest, date_remedy, number_remedy


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [("32%", "32"), ("174万", "1740000"), ("1,740,000", "1740000"), ("三十", "30"), ("5-10", ""), ("很多", "")],
)
def test_numbers(cell, remedy):
    assert number_remedy(cell) == remedy


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [("2016年12月7日", "2016-12-07"), ("2016/12", "2016-12"), ("2016-2-30", ""), ("12月7日", ""), ("去年", "")],
)
def test_dates(cell, remedy):
    assert date_remedy(cell) == remedy


def test_a_slip_of_the_pen_is_seen_but_no_other_place_is_offered():
    assert closest("east_wset", ["east_west", "tibet_aid"]) == "east_west"
    assert closest("640001", ["640000"]) == ""
