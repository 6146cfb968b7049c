"""Which pairs stood when: two arrangements of one programme, and pairs outside any."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.load import load_facts
from data.pairings.arrangements import GROUNDS, choices, governing, in_force, spans, standing
from data.rows import records
from tests.data.toy import ROWS, write_toy
from tests.data.whole import whole_facts

ARRANGEMENTS = pd.DataFrame(
    [
        ["ew-1996", "east_west", "1996", "no"],
        ["ew-2016", "east_west", "2016-12", "yes"],
        ["xj-2010", "xinjiang_aid", "2010-03", "yes"],
    ],
    columns=["arrangement_id", "programme_id", "date", "complete"],
)
SOURCES = pd.DataFrame([["s-2015", "2015-06"], ["s-none", ""]], columns=["source_id", "published"])


def paired(*rows: str) -> pd.DataFrame:
    """Rows written short: 'p-1 east_west 350000 640000 1996 - s-2015 ew-1996', '-' for empty."""
    names = ["pairing_id", "programme_id", "helper_id", "recipient_id", "start", "end", "source_id", "arrangement_id"]
    cells = [["" if cell == "-" else cell for cell in row.split()] for row in rows]
    return pd.DataFrame(cells, columns=names, index=range(2, len(cells) + 2), dtype="str")


PAIRINGS = paired(
    "p-1 east_west 350000 640000 1996 - s-2015 ew-1996",
    "p-2 east_west 210000 630000 1996 - s-2015 ew-1996",
    "p-3 east_west 350000 640000 2016-12 - s-2015 ew-2016",
    "p-4 east_west 110000 150000 2016-12 - s-2015 ew-2016",
    "p-5 xinjiang_aid 310000 653100 2010 - s-2015 xj-2010",
)


def ids(frame: pd.DataFrame) -> list[str]:
    return list(frame["pairing_id"])


def on(day: str, pairings: pd.DataFrame = PAIRINGS, programmes: list[str] | None = None) -> list[str]:
    return ids(in_force(pairings, ARRANGEMENTS, day, programmes, sources=SOURCES))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1995", []),
        ("1996", ["p-1", "p-2"]),
        ("2010-02", ["p-1", "p-2"]),
        ("2010-03", ["p-1", "p-2", "p-5"]),
        ("2016-11-30", ["p-1", "p-2", "p-5"]),
        ("2016-12", ["p-3", "p-4", "p-5"]),
        ("2016-12-07", ["p-3", "p-4", "p-5"]),
        ("2016", ["p-3", "p-4", "p-5"]),  # its last day
        ("2030", ["p-3", "p-4", "p-5"]),
    ],
)
def test_of_each_programme_the_latest_arrangement_counts(day, expected):
    assert on(day) == expected


def test_programmes_can_be_chosen():
    assert on("2016-12", programmes=["xinjiang_aid"]) == ["p-5"]
    assert on("2016-12", programmes=[]) == []


def test_without_an_arrangement_a_pair_has_its_own_dates():
    pairings = paired("p-6 tibet_aid 310000 540200 1995 2015 s-2015 -")
    assert [on(day, pairings) for day in ("1994", "1995", "2015-06", "2015", "2016")] == [[], ["p-6"], ["p-6"], [], []]
    found = in_force(pairings, ARRANGEMENTS, "1995", sources=SOURCES)
    assert records(found)[0]["ground"] == "dated"


def test_without_a_start_it_is_attested_from_its_sources_date():
    pairings = paired("p-7 tibet_aid 310000 540200 - - s-2015 -", "p-8 tibet_aid 310000 540300 - - s-none -")
    assert (on("2015-05", pairings), on("2015-06", pairings)) == ([], ["p-7"])
    assert list(spans(pairings, ARRANGEMENTS, SOURCES)["ground"]) == ["attested", "undated"], "no date is known of p-8"


def test_a_complete_list_ends_what_its_programme_had_before_at_the_levels_it_names():
    pairings = paired(
        "p-9 east_west 210000 520000 1996 - s-2015 -",
        "p-county east_west 320582 610821 2013 - s-2015 -",
        "p-later east_west 320000 610000 2017 - s-2015 -",
        "p-else unstated 320000 610000 2013 - s-2015 -",
    )
    assert on("2016-11", pairings) == ["p-9", "p-county", "p-else"]
    assert on("2017", pairings) == ["p-county", "p-later", "p-else"]


def test_a_pair_of_an_arrangement_keeps_to_its_own_start_and_end():
    pairings = paired(
        "p-1 east_west 350000 640000 1999 - s-2015 ew-1996", "p-2 east_west 210000 630000 1996 2010 s-2015 ew-1996"
    )
    assert [on(day, pairings) for day in ("1998", "1999", "2010")] == [["p-2"], ["p-1", "p-2"], ["p-1"]]


def test_empty_frames_have_the_columns_and_no_rows():
    none = in_force(PAIRINGS.head(0), ARRANGEMENTS.head(0), "2016", sources=SOURCES.head(0))
    assert none.empty and list(none.columns) == [*PAIRINGS.columns, "first_day", "until_day", "ground"]


def test_what_is_no_date_is_refused_with_the_way_out():
    with pytest.raises(ValueError, match="write 2016, 2016-12 or 2016-12-07"):
        on("December")


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 4000))
def test_a_span_holds_every_day_between_two_it_holds(day, more):
    rows = spans(PAIRINGS, ARRANGEMENTS, SOURCES)
    early, late = (set(ids(standing(rows, str(d)))) for d in (day, day + timedelta(days=2 * more)))
    assert early & late <= set(ids(standing(rows, str(day + timedelta(days=more)))))
    assert set(rows["ground"]) <= set(GROUNDS)


def test_governing_is_the_latest_of_each_programme():
    def names(day: str) -> list[str]:
        return list(governing(ARRANGEMENTS, day)["arrangement_id"])

    assert [names(day) for day in ("1990", "2000", "2010-03", "2016", "soon")] == [
        [],
        ["ew-1996"],
        ["ew-1996", "xj-2010"],
        ["ew-2016", "xj-2010"],
        [],
    ]


# --- what is recorded


def test_choices_come_by_date_with_their_pairs(tmp_path):
    later = ["ew-2016", "east_west", "2016-12", "调整", "Adjusted", "yes", "toy", "福建帮扶宁夏", "", ""]
    facts = load_facts(write_toy(tmp_path, arrangements=[later, *ROWS["arrangements"]]))
    assert choices(facts)[["arrangement_id", "pairs"]].to_numpy().tolist() == [["ew-1996", 1], ["ew-2016", 0]]
    assert choices(load_facts(tmp_path / "nowhere")).empty


def test_the_recorded_arrangements():
    facts = whole_facts()
    rows = {row["arrangement_id"]: row for row in records(choices(facts))}
    assert (rows["ew-2016-12"]["pairs"], rows["ew-2016-12"]["complete"]) == (32, "yes")
    assert rows["ew-2010"]["complete"] == "no"
    then = in_force(facts.pairings, facts.arrangements, "2016-12", ["east_west"], sources=facts.sources)
    seen = then[then["source_id"] == "seed-003"]
    assert len(seen) == 32 and set(seen["ground"]) == {"listed"}
