"""Dates as words: never more exact than they were given."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.catalogue import Catalogue
from text.dates import format_date, format_period, record_period

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@st.composite
def partial(draw):
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


def parts(text: str, lang: str) -> list[int]:
    """Read year, month, day out of a printed date, as far as they are there."""
    words = re.findall(r"[0-9]+|[A-Z][a-z]{2}", text)
    numbers = [MONTHS.index(w) + 1 if w in MONTHS else int(w) for w in words]
    return numbers if lang == "zh" else numbers[::-1]


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2016", "2016年", "2016"),
        ("2016-12", "2016年12月", "Dec 2016"),
        ("2016-12-07", "2016年12月7日", "7 Dec 2016"),
        ("2018-04", "2018年4月", "Apr 2018"),
        ("", "", ""),
    ],
)
def test_by_hand(iso, zh, en):
    assert (format_date(iso, "zh"), format_date(iso, "en")) == (zh, en)


@LANGS
@given(iso=partial())
def test_what_is_printed_is_neither_more_nor_less_exact(lang, iso):
    assert parts(format_date(iso, lang), lang) == [int(part) for part in iso.split("-")]


@LANGS
@given(start=partial(), end=partial())
def test_a_period_names_no_number_that_was_not_given(lang, start, end):
    given_parts = {int(part) for part in (*start.split("-"), *end.split("-"))}
    assert set(parts(format_period(start, end, lang), lang)) == given_parts


@LANGS
@pytest.mark.parametrize(
    "text", ["soon", "2016-", "2016-13", "2016-00", "2016-12-32", "16-12", "²⁰¹⁶", "2016/12", "2016-12-07-1"]
)
def test_what_is_no_date_is_left_as_it_is(lang, text):
    assert format_date(text, lang) == text


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ("2011", "2015", "2011–2015年", "2011–2015"),
        ("2018-04", "2018-04", "2018年4月", "Apr 2018"),
        ("2018-04", "2018-07", "2018年4月至7月", "Apr to Jul 2018"),
        ("2017", "2018-07", "2017年至2018年7月", "2017 to Jul 2018"),
        ("", "2018", "2018年", "2018"),
        ("2018", "", "2018年", "2018"),
        ("", "", "", ""),
    ],
)
def test_periods_by_hand(start, end, zh, en):
    assert (format_period(start, end, "zh"), format_period(start, end, "en")) == (zh, en)


ROW = {"period_start": "", "period_end": "2019", "point": "over", "span": ""}


@pytest.mark.parametrize(
    ("changed", "zh", "en"),
    [
        ({}, "截至2019年", "up to 2019"),
        # 14.88 % 'up to 2019' was what Enshi began with.
        ({"point": "start"}, "截至2019年的时期，期初", "the period to 2019, start of period"),
        ({"span": "past-3"}, "近3年，截至2019年", "the 3 years to 2019"),
        (
            {"span": "past-2", "period_end": "", "period_start": "2016"},
            "近2年，来源没有写明年份",
            "the past 2 years, no year given",
        ),
        ({"span": "nth-3"}, "第3年，2019年报道", "year 3, reported 2019"),
        ({"span": "reported", "period_start": "2019"}, "2019年报道", "as reported 2019"),
        ({"span": "reported", "period_start": "2018-04"}, "2018年4月至2019年报道", "as reported Apr 2018 to 2019"),
        ({"span": "since", "period_start": "2016"}, "2016年以来，截至2019年", "since 2016, to 2019"),
        ({"span": "part", "period_start": "2020", "period_end": "2020-07"}, "2020年，截至2020年7月", "2020, to Jul 2020"),
        ({"period_start": "2013", "period_end": "", "point": "end"}, "2013年以来，期末", "since 2013, end of period"),
        ({"period_end": ""}, "来源没有说明具体年份", "The source gives no exact year"),
    ],
)
def test_a_period_prints_in_its_own_form(changed, zh, en):
    assert record_period(ROW | changed, Catalogue.load("zh")) == zh
    assert record_period(ROW | changed, Catalogue.load("en")) == en
