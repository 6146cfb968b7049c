"""Two values for one thing at one time are found, and what only looks like it is not."""

from __future__ import annotations

import pytest

from data.figures.conflicts import conflicts, cooperation_conflicts
from data.load import load_facts
from tests.data.small import small_facts


def found(*lines: str) -> list[tuple[str, list[str]]]:
    return [(one.kind, list(one.rows["observation_id"])) for one in conflicts(small_facts(lines))]


def test_two_values_for_one_year_and_basis_are_a_conflict():
    facts = small_facts(
        [
            "a 540000 rate 2015 2015 25.2 = unstated reported s1 at 25.2%",
            "b 540000 rate 2015 2015 25.32 = unstated reported s2 at 25.32%",
            "c 540000 rate 2015 2015 25.2 = unstated reported s3 at 25.2%",
        ]
    )

    (one,) = conflicts(facts)

    assert (one.region_id, one.indicator_id, one.period_end, one.point) == (
        "540000",
        "poverty_headcount_ratio",
        "2015",
        "at",
    )
    assert list(one.rows.index) == [2, 3, 4]
    assert (one.spread, one.kind, one.may_agree) == (0.12, "same_basis", False)


APART = [
    ("a 540000 rate 2015 2015 25 = unstated reported s1 at", "b 540000 rate 2016 2016 20 = unstated reported s1 at"),
    ("a 540000 rate 2015 2015 25 = unstated reported s1 at", "b 530000 rate 2015 2015 20 = unstated reported s1 at"),
    ("a 540000 rate 2011 2015 25 = unstated reported s1 start", "b 540000 rate 2011 2015 20 = unstated reported s1 end"),
    ("a 540000 rate 2015 2015 25 = unstated reported s1 at", "b 540000 rate 2015 2015 20 = unstated target s1 at"),
    ("a 540000 rate - - 25 = unstated reported s1 at", "b 540000 rate - - 20 = unstated reported s2 at"),
    (
        "a 540000 lifted - 2018 770000 >= unstated reported s1 over",
        "b 540000 lifted - 2018 775000 = unstated reported s2 over",
    ),
    ("a 540000 poor 2018 2018 200000 ~ unstated reported s1 at", "b 540000 poor 2018 2018 192800 = unstated reported s2 at"),
    ("a 540000 rate 2018 2018 8 < unstated reported s1 at", "b 540000 rate 2018 2018 7.9 = unstated reported s2 at"),
    ("a 540000 band 2016 2016 5 = survey reported s1 at | 10", "b 540000 band 2016 2016 10 <= survey reported s2 at"),
]


@pytest.mark.parametrize("lines", APART)
def test_these_do_not_conflict(lines):
    assert found(*lines) == []


def test_the_end_of_a_period_and_its_last_year_are_one_time():
    lines = (
        "a 540000 rate 2011 2015 5.85 = unstated reported s1 end 5.85%",
        "b 540000 rate 2015 2015 6 = unstated reported s2 at 6%",
    )

    (one,) = conflicts(small_facts(lines))

    assert one.may_agree  # 5.85 is printed as 6


def test_bounds_that_exclude_a_value_conflict_with_it():
    assert found(
        "a 540000 rate 2018 2018 8 < unstated reported s1 at", "b 540000 rate 2018 2018 8.2 = unstated reported s2 at"
    ) == [("same_basis", ["a", "b"])]


def test_two_bands_that_do_not_touch_conflict():
    assert found(
        "a 540000 band 2016 2016 5 = survey reported s1 at | 10", "b 540000 band 2016 2016 3 = survey reported s2 at | 4.9"
    )


def test_different_bases_are_another_kind_and_come_after():
    lines = [
        "a 530000 rate 2018 2018 4.8 = survey reported s1 at",
        "b 530000 rate 2018 2018 5.39 = unstated reported s2 at",
        "c 650000 rate 2018 2018 6.1 = unstated reported s3 at",
        "d 650000 rate 2018 2018 6.51 = unstated reported s4 at",
    ]

    assert found(*lines) == [("same_basis", ["c", "d"]), ("across_bases", ["a", "b"])]


def test_one_value_on_two_bases_is_nothing_to_list():
    assert (
        found(
            "a 530000 rate 2012 2012 21.7 = survey reported s1 at", "b 530000 rate 2012 2012 21.7 = unstated reported s2 at"
        )
        == []
    )


def test_the_order_is_that_of_the_regions_then_indicators_then_dates():
    lines = [
        f"{i} {region} {name} {year} {year} {i} = unstated reported s1 at"
        for i, (region, name, year) in enumerate(
            [("650000", "rate", 2018)] * 2
            + [("540000", "poor", 2018)] * 2
            + [("540000", "rate", 2018)] * 2
            + [("540000", "rate", 2016)] * 2
        )
    ]

    keys = [(one.region_id, one.indicator_id, one.period_end) for one in conflicts(small_facts(lines))]

    assert keys == [
        ("540000", "poverty_headcount_ratio", "2016"),
        ("540000", "poverty_headcount_ratio", "2018"),
        ("540000", "poor_population", "2018"),
        ("650000", "poverty_headcount_ratio", "2018"),
    ]


def test_co_operation_figures_conflict_by_pair_measure_and_time():
    facts = small_facts(
        cooperation=[
            "a 110000 520000 funds - 2020 2425000000 = s1 over",
            "b 110000 520000 funds - 2020 2450000000 = s2 over",
            "c 110000 - funds - 2020 9000000000 = s2 over",
            "d 110000 530000 funds - 2020 1000 = s2 over",
        ]
    )

    (one,) = cooperation_conflicts(facts)

    assert (one.helper_id, one.recipient_id, one.measure_id, one.spread) == ("110000", "520000", "funds", 25_000_000)
    assert list(one.rows["cooperation_id"]) == ["a", "b"]


def test_no_facts_no_conflicts(tmp_path):
    facts = load_facts(tmp_path)

    assert conflicts(facts) == [] and cooperation_conflicts(facts) == []
