from __future__ import annotations

import pytest

from charts.trend.series import to_marks
from charts.words import describe, figure_to_table, tip_of
from tests.charts.toy import EN, ZH, five, point, points


def test_the_table_holds_every_value_as_reported():
    table = figure_to_table(five(), EN)

    assert list(table.columns) == ["Region", "Value", "Period", "Statistical basis", "Source"]
    assert list(table.loc["b-end"]) == ["South", "22.7% (end)", "2011–2015", "Basis not stated", "Daily"]
    assert table.loc["c", "Value"] == "0.028%"


def test_the_table_keeps_what_has_no_date():
    table = figure_to_table(points(point("a", 5, "")), EN)

    assert table.loc["a", "Period"] == "no date in the source"


def test_an_empty_table_has_its_heads():
    table = figure_to_table(points(), ZH)

    assert table.empty
    assert list(table.columns) == ["地区", "数值", "时间", "统计口径", "来源"]


def test_the_sentence_names_values_periods_bases_and_sources():
    assert describe(five(), EN) == (
        "One (Basis not stated): from 32% to 15% over 2011–2015 (as reported by Daily). "
        "South (Basis not stated): from 46.8% to 22.7% over 2011–2015 (as reported by Daily). "
        "Coast (Basis not stated): 0.028% in 2018-04 (as reported by Daily)."
    )


def test_targets_and_undated_values_are_said_to_be_so():
    frame = points(
        point("a", 3, "2020", status="target"), point("b", 5, "2018", bound="<="), point("c", 4, "", status="derived")
    )

    said = describe(frame, EN)

    assert "target: 3% in 2020" in said
    assert "≤ 5% in 2018" in said
    assert said.endswith("Without a date in the source: One 4% (worked out from quoted figures).")


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert describe(points(), ZH) == "没有记录的数据"


@pytest.mark.parametrize(
    ("unit", "value", "en", "zh"),
    [
        ("person", 1_740_000, "1,740,000 people", "174万人"),
        ("county", 28, "28 counties", "28个县"),
        ("household", 5_300, "5,300 households", "5,300户"),
        ("yuan", 120_128_000_000, "¥120.128 bn", "1,201.28亿元"),
        ("%", 22.7, "22.7%", "22.7%"),
    ],
)
def test_every_unit_is_said_in_tips_tables_and_the_sentence(unit, value, en, zh):
    frame = points(point("a", value, "2017", bound="~"))
    for t, words in ((EN, f"about {en}"), (ZH, f"约{zh}")):
        assert figure_to_table(frame, t, unit).loc["a", t("chart.table.value")] == words
        assert words in tip_of(to_marks(frame)[0], t, unit).heads
        assert words in describe(frame, t, unit)


def test_both_ends_of_a_period_have_their_unit():
    ends = points(
        point("a", 5, "2015", period_start="2011", point="start", period="2011–2015"),
        point("b", 9, "2015", period_start="2011", point="end", period="2011–2015"),
    )
    assert "from 5 schools to 9 schools" in describe(ends, EN, "school")
