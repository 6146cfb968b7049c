"""What is recorded is counted, and what is not is there as a gap."""

from __future__ import annotations

from data.figures.recorded import COLUMNS, EVERY, SUMMARY_COLUMNS, grid, summary
from data.load import load_facts
from tests.data.small import small_facts

RATE = "poverty_headcount_ratio"
LINES = [
    "a 540000 rate 2015 2015 25.2 = unstated reported s1 at",
    "b 540000 rate 2015 2015 25.32 = unstated reported s2 at",
    "c 540000 rate 2017 2017 12.4 = survey reported s1 at",
    "d 520000 rate 2015 2018 13 = unstated reported s1 start",
    "e 520000 rate 2015 2018 4.3 = unstated derived s1 end",
    "f 520000 rate 2019 2019 1 = unstated target s1 at",
    "g 520100 rate 2016 2016 11 = unstated reported s1 at",
]


def cells(lines: list[str], basis_id: str = EVERY, level: str = "province") -> dict[tuple[str, str], list[object]]:
    frame = grid(small_facts(lines), RATE, basis_id, level)
    return {(region, year): rest for region, year, *rest in frame.itertuples(index=False) if rest[0]}


def test_a_cell_counts_its_records_and_says_whether_they_differ():
    assert cells(LINES) == {
        ("540000", "2015"): [2, "a;b", True],
        ("540000", "2017"): [1, "c", False],
        ("520000", "2015"): [1, "d", False],
        ("520000", "2018"): [1, "e", False],
    }


def test_every_region_of_the_level_has_a_row_for_every_year_in_the_order_of_the_file():
    frame = grid(small_facts(LINES), RATE)

    assert list(frame.columns) == list(COLUMNS)
    assert list(dict.fromkeys(frame["region_id"])) == ["110000", "520000", "530000", "540000", "620000", "650000"]
    assert list(dict.fromkeys(frame["year"])) == ["2015", "2016", "2017", "2018"]
    assert len(frame) == 6 * 4


def test_a_basis_and_a_level_can_be_chosen():
    assert list(cells(LINES, "survey")) == [("540000", "2017")]
    assert list(cells(LINES, level="prefecture")) == [("520100", "2016")]
    assert {region for region, _ in cells(LINES, level=EVERY)} == {"520000", "520100", "540000"}


def test_two_dates_of_one_year_may_have_two_values():
    found = cells(
        [
            "a 640400 rate 2018-04 2018-04 9 = unstated reported s at".replace("640400", "620000"),
            "b 620000 rate 2018 2018 5.6 = unstated reported s at",
        ]
    )

    assert found == {("620000", "2018"): [2, "a;b", False]}


def test_what_has_no_date_has_the_last_column():
    frame = grid(small_facts([*LINES, "u 620000 rate - - 70 = unstated reported s at"]), RATE)

    assert list(dict.fromkeys(frame["year"])) == ["2015", "2016", "2017", "2018", ""]
    assert list(frame.loc[frame["record_ids"] == "u", "year"]) == [""]


def test_nothing_recorded_gives_an_empty_grid_with_its_columns(tmp_path):
    facts = load_facts(tmp_path)

    assert list(grid(facts, RATE).columns) == list(COLUMNS) and grid(facts, RATE).empty
    assert list(summary(facts).columns) == list(SUMMARY_COLUMNS) and summary(facts).empty


def test_the_summary_counts_by_indicator_and_basis():
    found = summary(small_facts([*LINES, "u 620000 poor - - 70 = unstated reported s at"]))

    assert list(found.itertuples(index=False, name=None)) == [
        (RATE, "survey", 1, 1, 1, "2017", "2017", 0, 0),
        (RATE, "unstated", 5, 3, 2, "2015", "2018", 0, 1),
        ("poor_population", "unstated", 1, 1, 1, "", "", 1, 0),
    ]
