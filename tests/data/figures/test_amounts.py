"""Money that may share a scale: one measure, one year, pairs alone; what differs or sums up stands apart."""

from __future__ import annotations

import pandas as pd

from data.figures.amounts import comparable_amounts

FUJIAN, NINGXIA = ("350000", "640000"), ("210000", "630000")
COLUMNS = [
    "helper_id",
    "recipient_id",
    "measure_id",
    "period_start",
    "period_end",
    "value",
    "bound",
    "unit",
    "point",
    "span",
]


def recorded(*rows: tuple[str, str, str, str, float, str]) -> pd.DataFrame:
    """Rows of ``cooperation``: helper, recipient, measure, year, value, bound."""
    made = [(h, r, m, year, year, value, bound, "yuan", "over", "") for h, r, m, year, value, bound in rows]
    return pd.DataFrame(made, columns=COLUMNS).assign(cooperation_id=[f"c-{n}" for n in range(len(made))])


def test_two_pairs_of_one_year_can_be_compared_and_a_sum_over_many_stands_apart():
    (found,) = comparable_amounts(
        recorded(
            (*FUJIAN, "aid", "2011", 30.0, "="),
            (*NINGXIA, "aid", "2011", 20.0, "="),
            ("A-east", "A-west", "aid", "2011", 900.0, "="),
            ("350000", "", "aid", "2011", 70.0, "="),
            (*FUJIAN, "aid", "2012", 40.0, "="),
            (*FUJIAN, "gifts", "2011", 5.0, "="),
        )
    )
    assert (found.key, found.total) == ("aid~2011", (50.0, "="))
    assert {pair: row["value"] for pair, row in found.pairs.items()} == {FUJIAN: 30.0, NINGXIA: 20.0}
    assert [row["value"] for row in found.apart] == [900.0] and found.differing == {}


def test_of_a_pair_whose_sources_differ_none_is_taken():
    rows = [(*FUJIAN, "aid", "2011", value, "=") for value in (30.0, 31.0)]
    others = [(*NINGXIA, "aid", "2011", 20.0, "="), ("110000", "150000", "aid", "2011", 10.0, "=")]
    (found,) = comparable_amounts(recorded(*rows, *others, others[0]))
    assert (list(found.pairs), found.total) == ([NINGXIA, ("110000", "150000")], (30.0, "="))
    assert [row["value"] for row in found.differing[FUJIAN]] == [30.0, 31.0]
    assert comparable_amounts(recorded(*rows, others[0])) == [], "one pair alone compares with nothing"


def test_a_sum_says_no_more_than_its_parts():
    def total(*bounds: str) -> str:
        pairs = [(f"11{n}000", "150000") for n in range(len(bounds))]
        return comparable_amounts(recorded(*((*p, "aid", "2011", 1.0, b) for p, b in zip(pairs, bounds, strict=True))))[
            0
        ].total[1]

    assert (total("=", "="), total("=", ">"), total(">", ">="), total("<", ">")) == ("=", ">", "~", "~")


def test_most_pairs_come_first_then_the_latest_year():
    def some(year: str, n: int) -> list[tuple[str, str, str, str, float, str]]:
        return [(f"11{k}000", "150000", "aid", year, 1.0, "=") for k in range(n)]

    found = comparable_amounts(recorded(*some("2010", 2), *some("2011", 3), *some("2012", 2)))
    assert [one.year for one in found] == [2011, 2012, 2010]
    assert comparable_amounts(recorded()) == []
