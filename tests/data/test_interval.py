"""What a printed value can mean."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.interval import Interval, all_meet, printed, printed_step, stated


def row(value: float, bound: str = "=", quote: str = "", high: float = nan) -> dict[str, object]:
    return {"value": value, "bound": bound, "quote": quote, "value_high": high}


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [("=", 20, 20), ("~", 19, 21), (">=", 20, inf), (">", 20, inf), ("<=", -inf, 20), ("<", -inf, 20)],
)
def test_a_bound_opens_one_side_and_about_reaches_five_per_cent(bound, low, high):
    found = stated(row(20, bound))

    assert (found.low, found.high) == (low, high)


def test_a_band_runs_from_end_to_end():
    assert stated(row(5, high=10)) == Interval(5, 10)


def test_a_row_without_the_column_of_bands_is_a_plain_value():
    assert stated({"value": 5, "bound": "="}) == Interval(5, 5)


AGREE = [
    (row(770000, ">="), row(775000), True),
    (row(770000, ">="), row(769999), False),
    (row(3, "<"), row(3), False),
    (row(3, "<="), row(3), True),
    (row(3, "<"), row(3, ">="), False),
    (row(200000, "~"), row(192800), True),
    (row(200000, "~"), row(180000), False),
    (row(12.4), row(7.9), False),
    (row(5, high=10), row(10), True),
    (row(10, "<"), row(3, "<"), True),
]


@pytest.mark.parametrize(("one", "other", "agree"), AGREE)
def test_two_values_agree_when_they_have_a_number_in_common(one, other, agree):
    assert stated(one).meets(stated(other)) is agree
    assert stated(other).meets(stated(one)) is agree


STEPS = [
    (1740000, "累计脱贫174万人", "person", 1e4),
    (266500, "26.65万人脱贫", "person", 100),
    (46.8, "由46.8%下降", "%", 0.1),
    (15, "下降到15%", "%", 1),
    (0.028, "降至0.028%", "%", 0.001),
    (648, "648所学校", "school", 1),
    (3029, "3029个贫困村", "village", 1),
    (330000, "330,000 people", "person", 1e4),
    (1330000, "1.33 million people", "person", 1e4),
    (1740000, "没有这个数", "person", 1e4),
    (0, "下降到0", "%", 1),
]


@pytest.mark.parametrize(("value", "quote", "unit", "step"), STEPS)
def test_the_last_printed_digit(value, quote, unit, step):
    assert printed_step(value, quote, unit) == pytest.approx(step)


def test_rounding_reaches_half_a_digit_and_a_count_to_the_last_one_is_exact():
    assert printed(row(1740000, quote="174万人"), "person") == Interval(1735000, 1745000)
    assert printed(row(648, quote="648所"), "school") == Interval(648, 648)
    assert printed(row(15, quote="15%"), "%") == Interval(14.5, 15.5)


def test_a_quotient_by_what_may_be_nothing_is_refused():
    with pytest.raises(ZeroDivisionError):
        Interval(1, 2).over(Interval(0, 1))


def test_none_and_one_never_disagree():
    assert all_meet([]) and all_meet([Interval(1, 1)])


numbers = st.floats(0.001, 1e9)
ranges = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))


@given(ranges, ranges, st.floats(0, 1), st.floats(0, 1))
def test_arithmetic_on_ranges_holds_every_result(one, other, first, second):
    x, y = one.low + first * (one.high - one.low), other.low + second * (other.high - other.low)
    for found, exact in (
        (one.plus(other), x + y),
        (one.minus(other), x - y),
        (one.over(other), x / y),
        (one.times(2), 2 * x),
    ):
        slack = 1e-6 * max(1, abs(exact))
        assert found.low - slack <= exact <= found.high + slack


@given(ranges, ranges)
def test_meeting_is_mutual_and_means_an_overlap(one, other):
    assert one.meets(other) == other.meets(one)
    if max(one.low, other.low) <= min(one.high, other.high):
        assert one.meets(other)
