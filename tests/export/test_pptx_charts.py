"""Native charts: the numbers in them are the figure's, and so are lines, markers, labels and scales."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

from charts.base import ChartOptions
from charts.matched import matched_figure
from charts.ranking import RankingOptions, ranking_figure
from charts.slope import slope_figure
from charts.trend import TrendOptions, trend_figure
from export.pptx_charts import chart_data
from export.pptx_paint import contrast
from export.pptx_plot import plain, rejoined, year_of
from export.pptx_read import read
from export.pptx_room import Setting, placed, unnamed
from export.pptx_table import longest_rows
from tests.charts.test_matched import schools
from tests.charts.toy import EN, LOOK, event, events, five, point, points

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SETTING = Setting(EN, LOOK, 16, 800, 480, datetime(2020, 1, 1))
OPTIONS = TrendOptions(indicator="Poverty rate")


def native(figure: go.Figure):
    """The chart of a figure, after a round trip through a file."""
    plot = read(figure)
    assert plot is not None
    prs = Presentation()
    slide = prs.slides.add_slide(prs.slide_layouts[6])
    data = chart_data(plot, SETTING)
    slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, Emu(0), Emu(0), Emu(8000000), Emu(4800000), data)
    buffer = io.BytesIO()
    prs.save(buffer)
    return next(s for s in Presentation(io.BytesIO(buffer.getvalue())).slides[0].shapes if s.has_chart).chart


def series(chart, name: str):
    return next(s for s in chart.plots[0].series if s.name == name)


def xs(one) -> list[float]:
    return [round(float(v.text), 3) for v in one._element.findall(f"{C}xVal//{C}v")]


def ys(one) -> list[float]:
    return [float(v.text) for v in one._element.findall(f"{C}yVal//{C}v")]


def test_reported_values_stand_where_the_figure_has_them():
    chart = native(trend_figure(five(), events(), LOOK, EN, OPTIONS))

    one = series(chart, "One")
    assert xs(one) == [2011.0, 2015.997]
    assert ys(one) == [32.0, 15.0]
    assert ys(series(chart, "Coast")) == [0.028]
    assert chart._chartSpace.find(f".//{C}logBase").get("val") == "10"


def test_lines_are_interrupted_where_nothing_joins_and_dashed_as_drawn():
    frame = points(
        point("a", 5, "2012", period_start="2011", point="start", period="2011–2012"),
        point("b", 4, "2012", period_start="2011", point="end", period="2011–2012"),
        point("c", 3, "2015", period_start="2014", point="start", period="2014–2015"),
        point("d", 2, "2015", period_start="2014", point="end", period="2014–2015"),
    )
    figure = trend_figure(frame, events(), LOOK, EN, OPTIONS)
    dashed = next(trace for trace in figure.data if trace.meta["kind"] == "end_points")

    chart = native(figure)

    joins = next(s for s in chart.plots[0].series if s._element.find(".//{*}custDash") is not None)
    assert len(ys(joins)) == sum(y is not None for y in dashed.y) == 4
    places = [int(p.get("idx")) for p in joins._element.findall(f"{C}yVal//{C}pt")]
    assert places == [0, 1, 3, 4]
    assert chart._chartSpace.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_the_sheet_inside_says_what_the_chart_says():
    plot = read(trend_figure(five(), events(), LOOK, EN, OPTIONS))
    assert plot is not None

    sheet = openpyxl.load_workbook(io.BytesIO(chart_data(plot, SETTING).xlsx_blob)).active

    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("One")
    assert [sheet.cell(row, column + 1).value for row in (2, 3)] == [32, 15]
    assert [sheet.cell(row, column + 2).value for row in (2, 3)] == ["2011-01-01", "2015-12-31"]
    assert [sheet.cell(row, column + 4).value for row in (2, 3)] == ["a-start", "a-end"]


def test_a_name_that_looks_like_a_formula_is_text():
    figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4], name="=1+1", mode="lines"))
    plot = read(figure)
    assert plot is not None

    sheet = openpyxl.load_workbook(io.BytesIO(chart_data(plot, SETTING).xlsx_blob)).active

    assert sheet is not None and sheet["B1"].value == "=1+1" and sheet["B1"].data_type != "f"


def test_the_workbook_holds_no_time_of_its_own():
    plot = read(trend_figure(five(), events(), LOOK, EN, OPTIONS))
    assert plot is not None

    assert chart_data(plot, SETTING).xlsx_blob == chart_data(plot, SETTING).xlsx_blob


def test_labels_legend_and_events_are_the_figures():
    figure = trend_figure(five(), events(event("e", "2016-07-20")), LOOK, EN, OPTIONS)

    chart = native(figure)

    texts = {t.text for t in chart._chartSpace.iter("{*}t")}
    assert any(text.startswith("32%") for text in texts)
    upright = [s for s in chart.plots[0].series if len(set(xs(s))) == 1 and len(xs(s)) == 2]
    assert [xs(s)[0] for s in upright] == [2016.549]
    shown = {trace.name for trace in figure.data if trace.meta["kind"] == "legend"}
    hidden = {int(e.find(f"{C}idx").get("val")) for e in chart._chartSpace.iter(f"{C}legendEntry")}
    assert {s.name for i, s in enumerate(chart.plots[0].series) if i not in hidden} == shown


def test_labels_stand_where_they_cover_nothing_and_those_without_room_are_counted():
    near = points(*(point(f"o{n}", 10 + n / 100, "2015", region_id=str(n), name=f"Region {n}") for n in range(12)))
    plot = read(trend_figure(near, events(), LOOK, EN, TrendOptions(indicator="x", width_px=1200, height_px=900)))
    assert plot is not None
    before = sum(len(line.tags) for line in plot.lines)

    after, bare = placed(plot, SETTING)

    assert bare > 0
    assert sum(len(line.tags) for line in after.lines) == before - bare
    assert {line.name for line in unnamed(after)} <= {line.name for line in plot.lines}
    assert {tag.side for line in after.lines for tag in line.tags.values()} <= {"l", "r", "t", "b"}


def test_zero_on_a_logarithmic_axis_is_told_in_words():
    frame = points(point("a", 5, "2011"), point("b", 0, "2015"))

    plot = read(trend_figure(frame, events(), LOOK, EN, OPTIONS))

    assert plot is not None
    assert len(plot.aside) == 1 and "0%" in plot.aside[0] and "2015" in plot.aside[0]
    assert all(y != 0 for line in plot.lines for y in line.y)


def test_a_ranking_is_bars_with_its_labels():
    rows = points(point("a", 3, "2019"), point("b", 1, "2019", region_id="2", name="South", bound="<="))
    rows["rank_first"], rows["rank_last"] = [1.0, float("nan")], [1.0, float("nan")]
    options = RankingOptions(indicator="Rate", basis="survey", level="province", year=2019)

    chart = native(ranking_figure(rows, LOOK, EN, options))

    values = [list(s.values) for s in chart.plots[0].series]
    assert values == [[3.0, None], [None, 1.0]]
    assert [c.split()[0] for c in chart.plots[0].categories] == ["One", "South"]
    assert {"3%", "≤ 1%"} <= {t.text for t in chart._chartSpace.iter("{*}t")}
    assert chart._chartSpace.find(f".//{C}barDir").get("val") == "bar"
    assert chart._chartSpace.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert chart._chartSpace.find(".//{*}pattFill") is not None


def test_slopes_are_lines_between_two_categories():
    chart = native(slope_figure(five(), LOOK, EN, OPTIONS))

    assert list(chart.plots[0].categories) == [EN("chart.slope.start"), EN("chart.slope.end")]
    assert [s.values for s in chart.plots[0].series][:2] == [(32.0, 15.0), (46.8, 22.7)]
    assert {"32%", "46.8%"} <= {t.text for t in chart._chartSpace.iter("{*}t")}


def test_stacked_bars_stay_stacked():
    bars = [go.Bar(x=["a", "b"], y=[n, n + 1], name=str(n)) for n in (1, 2)]

    chart = native(go.Figure(bars, layout={"barmode": "stack"}))

    assert chart._chartSpace.find(f".//{C}grouping").get("val") == "stacked"
    assert [list(s.values) for s in chart.plots[0].series] == [[1.0, 2.0], [2.0, 3.0]]
    assert list(chart.plots[0].categories) == ["a", "b"]


def test_bars_piled_on_one_another_are_native_with_their_words_on_them():
    """648 schools of the helper beside 422 + 53 + 219 of the recipients, as the source counts them."""
    chart = native(matched_figure(schools(), LOOK, EN, ChartOptions()))

    assert chart._chartSpace.find(f".//{C}grouping").get("val") == "stacked"
    assert [list(s.values) for s in chart.plots[0].series] == [[648.0, None], [None, 422.0], [None, 53.0], [None, 219.0]]
    labels = {label.find(f"{C}dLblPos").get("val") for label in chart._chartSpace.iter(f"{C}dLbl")}
    words = " ".join(t.text for t in chart._chartSpace.iter("{*}t"))
    assert labels == {"ctr"} and all(text in words for text in ("648", "Tongren", "219", "Qinghai", "53"))
    assert float(chart._chartSpace.find(f".//{C}valAx//{C}max").get("val")) >= 694


def test_bars_that_leave_a_gap_are_no_pile():
    gap = [go.Bar(x=[0], y=[2], base=[0]), go.Bar(x=[0], y=[1], base=[2.5])]
    assert read(go.Figure(gap)) is None


def test_letters_take_the_lighter_or_darker_colour_by_contrast():
    assert contrast("#000000", "#fff") == pytest.approx(21) and contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "figure",
    [
        go.Figure(),
        go.Figure(go.Heatmap(z=[[1, 2]])),
        go.Figure(go.Sankey(node={"label": ["a", "b"]}, link={"source": [0], "target": [1], "value": [1]})),
        go.Figure(go.Bar(x=[1], y=["a"], base=[3], orientation="h")),
        go.Figure([go.Scatter(x=[1], y=[1]), go.Scatter(x=[1], y=[1], xaxis="x2", yaxis="y2")]),
        go.Figure(go.Pie(values=[1])),
    ],
)
def test_what_powerpoint_has_no_chart_of_is_left_to_a_table(figure):
    assert read(figure) is None


def test_rows_that_do_not_fit_are_left_out_but_never_all():
    frame = pd.DataFrame({"place": ["新疆"] * 50, "value": ["15%"] * 50})

    assert longest_rows(frame, 400, 200, 16)[0] == 7
    assert longest_rows(frame, 400, 10, 16)[0] == 1
    assert sum(longest_rows(frame, 400, 200, 16)[1]) == pytest.approx(400)


def test_texts_and_dates_of_a_figure():
    assert plain("<b>R&amp;D</b><br>&lt;b&gt;") == "R&D\n<b>"
    assert rejoined("一二三四五六七\n八九十一二三四\n甲乙") == "一二三四五六七八九十一二三四甲乙"
    assert rejoined("one two three\nfour") == "one two three four"
    assert (year_of("2016-07-02"), year_of(2016), year_of("2015-12-31")) == (2016.5, 2016.0, 2015 + 364 / 365)
