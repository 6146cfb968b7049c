"""Fair rankings: who stands where, and what cannot be ranked."""

from __future__ import annotations

from math import isnan

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data.figures.ranking import is_ranked, rankable, ranking
from tests.data.small import small_facts
from tests.fuzz import examples

RATE = "poverty_headcount_ratio"


def line(key: str, region: str, value: float, bound: str = "=", year: str = "2018", basis: str = "survey") -> str:
    return f"{key} {region} rate {year} {year} {value} {bound} {basis} reported s at"


def ranked(*lines: str) -> pd.DataFrame:
    return ranking(small_facts(lines), RATE, "survey", "province", 2018)


def ranks(*lines: str) -> list[tuple[str, float, float]]:
    return list(ranked(*lines)[["observation_id", "rank_first", "rank_last"]].itertuples(index=False, name=None))


def test_the_highest_is_first_and_equal_values_share_a_rank():
    assert ranks(line("a", "520000", 4.3), line("b", "530000", 6.1), line("c", "540000", 4.3), line("d", "620000", 1)) == [
        ("b", 1, 1),
        ("a", 2, 2),
        ("c", 2, 2),
        ("d", 4, 4),
    ]


def test_a_bound_stands_at_the_end_without_a_rank():
    found = ranks(line("a", "520000", 4.3), line("b", "540000", 8, "<"), line("c", "530000", 6.1))

    assert [key for key, *_ in found] == ["c", "a", "b"]
    assert isnan(found[2][1]) and found[1][1:] == (2, 2)


def test_a_region_with_two_values_has_a_span_of_ranks_where_they_matter():
    found = ranks(line("a", "650000", 6.5), line("b", "650000", 4), line("c", "530000", 5), line("d", "520000", 1))

    assert found == [("a", 1, 2), ("c", 1, 2), ("b", 1, 2), ("d", 3, 3)]


def test_another_level_basis_year_or_date_takes_no_part():
    found = ranked(
        line("a", "520000", 4.3),
        line("b", "520100", 6),
        line("c", "530000", 6, basis="unstated"),
        line("d", "540000", 6, year="2017"),
        line("e", "620000", 6, year="2018-04"),
        "f 650000 rate 2018 2018 6 = survey target s at",
        "g 650000 rate 2018 2018 3 = survey reported s at | 6",
    )

    assert list(found["observation_id"]) == ["a"]
    assert list(found.index) == [2]  # the line of its file


def test_a_total_counts_only_over_the_whole_year():
    facts = small_facts(
        [
            "a 520000 counties 2018 2018 18 = survey reported s over",
            "b 530000 counties 2018-05 2018-05 33 = survey reported s over",
            "c 540000 counties - 2018 55 = survey reported s over",
        ]
    )

    assert list(ranking(facts, "counties_delisted", "survey", "province", 2018)["observation_id"]) == ["a"]


def test_groups_of_three_regions_are_offered_stated_bases_first():
    provinces = ("520000", "530000", "540000", "620000")
    lines = [line(f"a{i}", region, 4) for i, region in enumerate(provinces[:3])]
    lines += [line(f"b{i}", region, 4, basis="unstated", year="2019") for i, region in enumerate(provinces)]
    lines += [line(f"c{i}", region, 4, basis="unstated") for i, region in enumerate(provinces[:3])]
    lines += [line("d", "520100", 4), line("e", "520200", 4), line("f", "650000", 4, "<"), line("g", "A-south", 4)]

    found = rankable(small_facts(lines), RATE)

    assert list(found.itertuples(index=False, name=None)) == [
        ("survey", "province", 2018, 3),
        ("unstated", "province", 2019, 4),
        ("unstated", "province", 2018, 3),
    ]


def test_values_without_a_stated_basis_get_no_rank_and_stand_in_the_order_of_regions():
    lines = [
        line("a", "540000", 1, basis="unstated"),
        line("b", "520000", 2, basis="unstated"),
        line("c", "530000", 9, basis="unstated"),
        line("d", "110000", 3, "<", basis="unstated"),
    ]
    found = ranking(small_facts(lines), RATE, "unstated", "province", 2018)
    assert list(found["observation_id"]) == ["b", "c", "a", "d"]
    assert found[["rank_first", "rank_last"]].isna().all(axis=None)
    assert is_ranked("survey") and not is_ranked("unstated")


def test_bands_and_nothing_are_not_offered():
    bands = [
        f"{i} {region} band 2018 2018 3 <= survey reported s at" for i, region in enumerate(("520000", "530000", "540000"))
    ]

    for found in (rankable(small_facts(bands), "poverty_rate_band"), rankable(small_facts(), RATE)):
        assert found.empty and list(found.columns) == ["basis_id", "level", "year", "n"]
    assert list(ranked().columns[-2:]) == ["rank_first", "rank_last"]


@settings(max_examples=examples(20))
@given(st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.5]), min_size=1, max_size=5))
def test_ranks_of_plain_values_are_competition_ranks(values):
    regions = ("520000", "530000", "540000", "620000", "650000")
    found = ranked(*(line(f"o{i}", regions[i], value) for i, value in enumerate(values)))

    expected = pd.Series(values).rank(ascending=False, method="min").sort_values().to_list()
    assert found["rank_first"].to_list() == found["rank_last"].to_list() == expected
