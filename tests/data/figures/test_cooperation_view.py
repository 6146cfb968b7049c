"""Which figures may share a chart, and why the others may not."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.figures.cooperation import ASPECTS, TASKS, Group, comparable_groups, scorecard
from data.figures.cooperation_headline import headline
from data.load import load_facts
from data.schema.model import DIMENSIONS, columns
from tests.data.toy import write_toy
from tests.data.whole import whole_facts


def figures(*rows: str) -> pd.DataFrame:
    """Rows written short: 'fj nx grant 2016 2016 yuan over', '-' for empty."""
    names = ["helper_id", "recipient_id", "measure_id", "period_start", "period_end", "unit", "point"]
    cells = [["" if cell == "-" else cell for cell in row.split()] for row in rows]
    frame = pd.DataFrame(cells, columns=names, index=range(2, len(cells) + 2), dtype="str")
    return frame.assign(cooperation_id=[f"c-{row}" for row in frame.index])


def said(rows: pd.DataFrame) -> list[tuple[str, list[int]]]:
    """Kind of period, or reason, with the lines of the rows."""
    return [(group.period or group.reason, list(group.rows.index)) for group in comparable_groups(rows)]


def test_tasks_and_aspects_are_dimensions():
    assert {*TASKS, *ASPECTS} <= set(DIMENSIONS) and len(TASKS) == len(ASPECTS) == 5


CHARTED = [
    ("year", ["fj nx grant 2016 2016 yuan over", "js sn grant 2016 2016 yuan over"]),
    ("year", ["fj nx grant 2016-01 2016-12 yuan over", "js sn grant 2016-01-01 2016-12-31 yuan over"]),
    ("same_period", ["fj nx grant 2016 2020 yuan over", "js sn grant 2016 2020 yuan over"]),
    ("same_period", ["js sn grant 2019-04-02 2019-04-02 school at", "js qh grant 2019-04-02 2019-04-02 school at"]),
    ("cumulative", ["fj nx grant - 2018 yuan over", "js sn grant - 2018 yuan over"]),
    ("year", ["fj - grant 2016 2016 yuan over", "js - grant 2016 2016 yuan over"]),
]


@pytest.mark.parametrize(("period", "rows"), CHARTED)
def test_these_share_a_chart(period, rows):
    (group,) = comparable_groups(figures(*rows))
    assert (group.period, group.reason, list(group.rows.index)) == (period, "", [2, 3])


APART = [
    ("reason.different_period", "js sn grant 2016 2019 yuan over"),
    ("reason.different_period", "js sn grant 2016-01 2016-06 yuan over"),
    ("reason.unit", "js sn grant 2016 2016 person over"),
    ("reason.total_and_pair", "js - grant 2016 2020 yuan over"),
    ("reason.level_and_total", "js sn grant 2016 2020 yuan at"),
    ("reason.cumulative_and_yearly", "js sn grant 2016 2016 yuan over"),
]


@pytest.mark.parametrize(("reason", "row"), APART)
def test_these_do_not(reason, row):
    assert said(figures("fj nx grant 2016 2020 yuan over", row)) == [(reason, [2, 3])]


@pytest.mark.parametrize(
    "other", ["js sn grant 2018 2018 yuan over", "fj nx grant 2017 2017 yuan over", "fj nx grant 2016-01 2016-06 yuan over"]
)
def test_a_chart_is_of_one_period(other):
    assert said(figures("fj nx grant 2016 2016 yuan over", other)) == [("reason.different_period", [2, 3])]


def test_totals_at_two_dates_are_two_periods():
    rows = figures("fj nx grant 1996 2016 yuan over", "fj nx grant 1996 2020 yuan over")
    assert said(rows) == [("reason.different_period", [2, 3])]


def test_sums_over_many_pairs_stand_apart_from_pairs():
    rows = figures(
        "fj nx grant 2016 2016 yuan over",
        "A-east A-west grant 2016 2016 yuan over",
        "js sn grant 2016 2016 yuan over",
        "A-east sn grant 2016 2016 yuan over",
    )
    found = [(group.party, list(group.rows.index)) for group in comparable_groups(rows)]
    assert found == [("pair", [2, 4]), ("aggregate", [3, 5])]


def headline_of(*lines: str, tiers: str = "press"):
    rows = figures(*lines).assign(dimension="funds", source_id="s", measure_id="fiscal_aid", value=1.0)
    parents = {"A-east": "100000", "A-west": "100000", "A-four-counties": "520000", "A-zone": "370100"}
    found = headline(rows, "funds", {"s": tiers}, {i: {"parent_id": parent} for i, parent in parents.items()})
    return None if found is None else found["cooperation_id"]


def test_the_figure_in_large_type_is_the_widest_then_of_a_year_then_the_latest():
    one, side, wide = "fj nx x 2020 2020 yuan over", "fj - x 2018 2018 yuan over", "A-east A-west x 2012 2012 yuan over"
    assert headline_of(one, side, wide, "A-east A-west x 2011 2020 yuan over", "A-east - x 2011 2011 yuan over") == "c-4"
    assert headline_of(one, side) == "c-3" and headline_of(one) == "c-2"
    assert headline_of(one, tiers="copy") is None and headline_of("fj nx x - - yuan over") is None


def test_a_part_of_a_city_is_no_wider_than_a_city_and_an_area_of_a_province_is():
    zone, city, area = (
        "A-zone yj x 2018 2018 yuan over",
        "qd yj x 2017 2020 yuan over",
        "qd A-four-counties x 2016 2019 yuan over",
    )
    assert headline_of(zone, city, area) == "c-4" and headline_of(zone, city) == "c-2"


def test_a_figure_alone_and_figures_without_a_date():
    assert said(figures("fj nx grant 2016 2016 yuan over")) == [("reason.only_one", [2])]
    undated = figures("fj nx grant - - yuan over", "js sn grant - - yuan over")
    assert said(undated) == [("reason.undated", [2, 3])]
    assert comparable_groups(undated.head(0)) == []


def test_charts_come_first_and_measures_in_their_order():
    rows = figures(
        "fj nx posts 2016 2016 person over",
        "fj nx grant - 2020 yuan over",
        "fj nx grant 2016 2016 yuan over",
        "js sn grant 2016 2016 yuan over",
    )
    assert said(rows) == [("reason.only_one", [2]), ("year", [4, 5]), ("reason.cumulative_and_yearly", [3])]
    charted = comparable_groups(rows)[1]
    assert (charted.measure_id, charted.unit, charted.point, charted.party) == ("grant", "yuan", "over", "pair")


dates = st.sampled_from(["", "2016", "2018", "2018-06"])
lines = st.builds(
    lambda *cells: " ".join(cell or "-" for cell in cells),
    st.sampled_from(["fj", "js", ""]),
    st.sampled_from(["nx", "sn"]),
    st.sampled_from(["grant", "posts"]),
    dates,
    dates,
    st.sampled_from(["yuan", "person"]),
    st.sampled_from(["at", "over"]),
)


@given(st.lists(lines, max_size=12))
def test_each_figure_is_in_one_group_and_a_chart_never_mixes(rows):
    groups = comparable_groups(figures(*rows))
    assert sorted(row for group in groups for row in group.rows.index) == list(range(2, len(rows) + 2))
    for group in groups:
        assert bool(group.period) != bool(group.reason)
        if group.period:
            assert len(group.rows) >= 2 and _alike(group)


def _alike(group: Group) -> bool:
    return all(group.rows[name].nunique() == 1 for name in ("measure_id", "unit", "point"))


def test_jiangsus_figures():
    facts = whole_facts()
    found = {g.measure_id: g for g in comparable_groups(facts.cooperation[facts.cooperation["source_id"] == "seed-004"])}
    assert (found["schools_recipient"].period, len(found["schools_recipient"].rows)) == ("same_period", 3)
    assert found["town_pairs"].reason == "reason.only_one"


# --- scorecard


def test_a_scorecard_counts_figures(tmp_path):
    def figure(key: str, dimension: str, recipient: str) -> list[str]:
        return [key, "350000", recipient, dimension, dimension, "2016", "2016", "8", "=", "person", "toy", "八所", "at"]

    kinds = ("labour", "outcome", "society")
    measures = [[kind, kind, kind, "person", kind] for kind in kinds]
    rows = [
        figure("c-1", "labour", "640000"),
        figure("c-2", "labour", "640000"),
        figure("c-3", "outcome", "640000"),
        figure("c-4", "society", "640000"),
        figure("c-5", "labour", ""),
    ]
    facts = load_facts(write_toy(tmp_path, measures=measures, cooperation=rows))
    pairs = pd.DataFrame(
        [["350000", "640400"], ["350000", "640000"], ["350000", "640000"]], columns=["helper_id", "recipient_id"]
    )
    found = scorecard(facts, pairs)
    assert list(found.columns) == ["pair_id", "helper_id", "recipient_id", *ASPECTS]
    assert list(found["pair_id"]) == ["350000-640400", "350000-640000"]
    assert found[list(ASPECTS)].to_numpy().tolist() == [[0] * 5, [1, 2, 0, 0, 0]], "society is a task, no aspect"


def test_an_empty_scorecard(tmp_path):
    facts = load_facts(tmp_path)
    assert scorecard(facts, facts.pairings).empty
    some = pd.DataFrame([["350000", "640000"]], columns=columns("pairings")[2:4])
    assert scorecard(facts, some)[list(ASPECTS)].to_numpy().tolist() == [[0] * 5]
