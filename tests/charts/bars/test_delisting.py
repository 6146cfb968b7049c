from __future__ import annotations

import re

import pytest

from charts.bars.delisting import delisting_spec
from charts.base import ChartOptions
from charts.plotly.figure import plotly_figure
from look.color import contrast
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, point, points, traces

delisting_figure = drawn(delisting_spec)

WEST = {"region_id": "520000", "name": "Guizhou", "point": "over"}
EAST = {"region_id": "530000", "name": "Yunnan", "point": "over"}
NATION = {"region_id": "100000", "name": "China", "point": "over"}


def draw(*rows):
    return delisting_figure(points(*rows), LOOK, EN, ChartOptions())


def labels(figure, kind="label"):
    """Words by record, in whichever ink."""
    return {
        record: text for trace in traces(figure, kind) for record, text in zip(trace.customdata, trace.text, strict=True)
    }


def cells(figure, kind):
    """Columns and rows of the tinted cells of a kind, by record."""
    return {
        record: (round(base), round(y))
        for trace in traces(figure, kind)
        for record, base, y in zip(trace.customdata, trace.base, trace.y, strict=True)
    }


def test_a_value_stands_in_the_row_of_its_province_and_the_column_of_its_year():
    figure = draw(point("a", 14, "2017", **WEST), point("b", 31, "2019", bound="~", **EAST))

    assert list(figure.layout.xaxis.ticktext) == ["2017", "2018", "2019"]
    assert list(figure.layout.yaxis.ticktext) == ["Guizhou", "Yunnan"]
    assert cells(figure, "reported") == {"a": (0, 0), "b": (2, 1)}
    assert labels(figure) == {"a": "14", "b": "about 31"}


def test_more_is_darker_and_the_legend_says_how_many_and_each_number_reads_on_its_tint():
    figure = draw(*(point(f"p{n}", n, "2017", region_id=f"{n:06}", name=str(n), point="over") for n in (3, 8, 15, 40)))

    tints = traces(figure, "reported")
    assert [trace.name for trace in tints] == ["1–5", "6–10", "11–20", "21 or more"]
    lightness = [contrast(trace.marker.color, "#000000") for trace in tints]
    assert lightness == sorted(lightness, reverse=True)
    on = {record: trace.marker.color for trace in tints for record in trace.customdata}
    for trace in traces(figure, "label"):
        for record in trace.customdata:
            assert contrast(trace.textfont.color, on[record]) >= 4


def test_what_is_not_reported_is_a_dash_without_a_tint():
    figure = draw(point("a", 14, "2017", **WEST), point("b", 31, "2018", **EAST))

    (missing,) = traces(figure, "missing")
    assert set(zip(missing.x, missing.y, strict=True)) == {(1, 0), (0, 1)}
    assert set(missing.text) == {"—"} and "Not reported" in missing.hovertext[0]


def test_a_zero_is_a_report():
    figure = draw(point("a", 0, "2017", **WEST))

    assert traces(figure, "missing") == []
    assert labels(figure) == {"a": "0"}


def test_nothing_is_added_up():
    figure = draw(point("a", 14, "2017", **WEST), point("b", 15, "2017", **EAST))

    assert "China" not in list(figure.layout.yaxis.ticktext)
    assert "29" not in labels(figure).values()


def test_a_reported_total_has_the_first_row_and_no_tint():
    figure = draw(point("a", 14, "2017", **WEST), point("n", 125, "2017", **NATION))

    assert list(figure.layout.yaxis.ticktext) == ["<b>China</b>", "Guizhou"]
    assert labels(figure)["n"] == "<b>125</b>"
    assert traces(figure, "nation")[0].marker.color == "rgba(0,0,0,0)"


def test_two_sources_of_one_cell_are_both_shown_and_counted():
    figure = draw(point("a", 280, "2018", bound="~", **WEST), point("b", 283, "2018", **WEST))

    (bars,) = traces(figure, "reported")
    assert sorted(bars.customdata) == ["a", "b"]
    assert bars.y[0] == bars.y[1] and bars.base[0] + bars.x[0] <= bars.base[1]
    assert any("all values shown: 1" in one.text for one in figure.layout.annotations)


def test_what_was_counted_over_years_keeps_its_period_the_latest_first_and_goals_last():
    span = {"period_start": "2016", "period": "2016–2020"}
    figure = draw(
        point("a", 9, "2020", **WEST, **span),
        point("early", 4, "2018", **WEST, **span | {"period": "2016–2018"}),
        point("goal", 12, "2021", **WEST, **span | {"period": "2016–2021", "status": "target"}),
        point("b", 3, "2017", **WEST),
    )

    assert list(figure.layout.xaxis.ticktext) == ["2017", "Several years"]
    (total,) = traces(figure, "total")
    assert list(total.customdata) == ["a", "early", "goal"] and list(total.x) == sorted(total.x)
    assert total.text[0] == "9 (2016–2020)" and "target" in total.text[2]


def test_totals_without_room_are_counted_and_never_push_a_cell_away():
    span = {"period_start": "2016", "period": "a very long period, from 2016 to the end of 2020"}
    rows = [point(f"y{year}", 3, str(year), **WEST) for year in range(2016, 2021)]
    spec = delisting_spec(points(*rows, point("a", 9, "2020", **WEST, **span)), LOOK, EN, ChartOptions(300, 200))

    assert spec.meta["totals_left_out"] == 1
    assert EN("chart.delisting.totals_left_out", count=1) in spec.notes
    across = spec.panels[0].x
    assert across and [tick.lines[0] for tick in across.ticks] == ["2016", "2017", "2018", "2019", "2020"]


def test_what_was_worked_out_and_goals_are_hollow():
    figure = draw(point("t", 31, "2019", status="target", **WEST), point("d", 4, "2018", status="derived", **WEST))
    for kind in ("target", "derived"):
        (trace,) = traces(figure, kind)
        assert trace.marker.color == "rgba(0,0,0,0)" and trace.marker.line.width > 0 and trace.showlegend


def test_many_rows_stand_in_blocks_beside_one_another():
    rows = [point(f"p{n}", n + 1, "2017", region_id=f"{n:06}", name=f"P{n}", point="over") for n in range(7)]
    spec = delisting_spec(points(*rows), LOOK, EN, ChartOptions(1200, 500), blocks=2)

    first, second = spec.panels
    assert [len(panel.y.ticks) for panel in spec.panels] == [4, 3]
    assert first.x and second.x and first.x.span[1] < second.x.span[0] <= second.x.span[1] <= 1
    entries = [one.name for one in spec.entries()]
    assert sorted(set(entries)) == sorted(entries), "the legend says each class once"


def test_a_class_that_the_first_block_shows_of_the_nation_alone_is_in_the_legend():
    """The nation's cells bear the name of their class and no entry: a province's of the same class has it."""
    nation = point("n", 3, "2017", region_id="100000", name="China", point="over")
    rows = [point(f"p{n}", 30 if n < 3 else 2, "2017", region_id=f"{n:06}", name=f"P{n}", point="over") for n in range(6)]
    spec = delisting_spec(points(nation, *rows), LOOK, EN, ChartOptions(1200, 500), blocks=2)
    assert {series.name for panel in spec.panels for series in panel.series if series.kind == "reported"} == {
        one.name for one in spec.entries()
    }


def test_what_has_no_date_is_counted():
    figure = draw(point("a", 31, "2019", **WEST), point("b", 5, "", **EAST))

    assert list(figure.layout.meta["left_out"]) == ["b"]
    assert any("want of a date" in one.text for one in figure.layout.annotations)


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert [one.text for one in draw().layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = draw(point("a", 31, "2019", region_id="1", name=text, basis=text, source=text, period=text))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]


def test_the_legend_goes_from_few_to_many_whichever_block_has_them():
    few, many = (
        [point(f"{n}", n, "2017", region_id=f"{n:06}", name=f"P{n}", point="over") for n in ns] for ns in ((2, 7), (12, 30))
    )
    rows = [{**row, "region_id": f"{at:06}"} for at, row in enumerate([*many, *few], start=1)]
    spec = delisting_spec(points(*rows), LOOK, EN, ChartOptions(1200, 500), blocks=2)
    assert [one.name for one in spec.entries()] == ["1–5", "6–10", "11–20", "21 or more"]
    shown = [trace for trace in plotly_figure(spec).data if trace.showlegend]
    assert [trace.name for trace in shown] == [one.name for one in spec.entries()]
    assert [trace.marker.color for trace in shown] == [one.paint.fill for one in spec.entries() if one.paint]


COUNTED = {"520000": {"2016": 1, "2017": 14, "2018": 18, "2019": 0}}


def test_where_nothing_is_reported_the_counties_of_the_list_are_counted_in_a_smaller_cell_of_the_same_tint():
    """Of Guizhou 18 are reported for 2018; the list has 1 and 14 for the years before, none for the one after."""
    rows = points(point("a", 18, "2018", **WEST), point("b", 3, "2018", **EAST))
    spec = delisting_spec(rows, LOOK, EN, ChartOptions(), counted=COUNTED)
    series = [series for panel in spec.panels for series in panel.series]
    tint = {each.name: each.paint for each in series if each.kind == "reported"}
    small = {each.name: each for each in series if each.kind == "counted"}
    assert small["11–20"].paint == tint["11–20"] and small["1–5"].paint == tint["1–5"]
    (reported,) = (mark for each in series if each.kind == "reported" and each.name == "11–20" for mark in each.marks)
    (mark,) = small["11–20"].marks
    assert mark.thickness < reported.thickness and not mark.record
    assert [entry.name for entry in spec.entries()] == ["1–5", "11–20"], "a class is explained once"
    (missing,) = (each for each in series if each.kind == "missing")
    assert {(mark.x, mark.y): mark.label.lines for mark in missing.marks if mark.label} == {(0, 1): ("—",), (1, 1): ("—",)}
    assert EN("chart.delisting.counted_note") in spec.notes
    assert EN("chart.delisting.counted_note") not in delisting_spec(rows, LOOK, EN, ChartOptions()).notes


def test_what_was_counted_of_the_nation_is_grey_and_a_class_of_counted_cells_alone_is_in_the_legend():
    rows = points(point("a", 18, "2018", **WEST), point("n", 283, "2018", **NATION))
    counted = {"520000": {"2017": 2}, "100000": {"2017": 125}}
    spec = delisting_spec(rows, LOOK, EN, ChartOptions(), counted=counted)
    (missing,) = (series for panel in spec.panels for series in panel.series if series.kind == "missing")
    assert [(mark.label.lines, mark.label.color) for mark in missing.marks if mark.label] == [(("125",), LOOK.quiet)]
    assert [entry.name for entry in spec.entries()] == ["1–5", "11–20"]


@pytest.mark.parametrize(("value", "basis", "sign"), [(33, "", ""), (34, "", "†"), (34, "delisting_all", "*")])
def test_a_total_that_is_more_than_the_list_has_says_so(value, basis, sign):
    """The list has 33 counties of Guizhou; a basis that has counties of other lists is no surprise."""
    total = {**WEST, "period_start": "", "basis_id": basis} if basis else {**WEST, "period_start": ""}
    rows = points(point("a", 18, "2018", **WEST), point("b", value, "2020", **total))
    spec = delisting_spec(rows, LOOK, EN, ChartOptions(1200, 400), counted=COUNTED)
    (totals,) = (series for panel in spec.panels for series in panel.series if series.kind == "total")
    label = totals.marks[0].label
    assert label and label.lines[0].startswith(f"{value}{sign} ")
    assert (EN("chart.delisting.beyond") in spec.notes) == (sign == "†")
