"""Native charts: the numbers in them are the chart's, and so are lines, markers, labels and scales."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from itertools import count

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from charts.bars.delisting import delisting_spec
from charts.bars.matched import matched_spec
from charts.bars.ranking import RankingOptions, ranking_spec
from charts.base import ChartOptions
from charts.grids.matrix import matrix_spec
from charts.grids.recorded import RecordedOptions, recorded_spec
from charts.grids.scorecard import scorecard_spec
from charts.spec import ChartSpec, Mark, Sign, Stroke
from charts.timeline.plot import timeline_spec
from charts.trend.plot import TrendOptions, trend_spec
from charts.trend.slope import slope_spec
from export.pptx.charts.graphic import add_chart
from export.pptx.charts.legend import dot
from export.pptx.charts.native import native as plot_of
from export.pptx.charts.native import year_of
from export.pptx.charts.parts import Setting, _pointing_down
from export.pptx.charts.sheet import workbook
from export.pptx.table import longest_rows
from look.color import contrast
from tests.charts.bars.test_matched import schools
from tests.charts.grids.test_matrix import ROWS as PAIRS
from tests.charts.grids.test_matrix import pairs
from tests.charts.grids.test_recorded import frame as recorded
from tests.charts.grids.test_scorecard import ROWS, card
from tests.charts.test_timeline import span, spans
from tests.charts.toy import EN, HOSTILE, LOOK, event, events, five, point, points
from views.slides.make import slide

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SETTING = Setting(EN, LOOK, 16, 800, 480, datetime(2020, 1, 1))
OPTIONS = TrendOptions(indicator="Poverty rate")


def native(spec: ChartSpec):
    """The native chart, after a round trip through a file."""
    plot = plot_of(spec)
    assert plot is not None
    prs = Presentation()
    slide = prs.slides.add_slide(prs.slide_layouts[6])
    add_chart(slide.shapes, plot, SETTING, 0, 0)
    buffer = io.BytesIO()
    prs.save(buffer)
    return next(s for s in Presentation(io.BytesIO(buffer.getvalue())).slides[0].shapes if s.has_chart).chart


def sheet_of(chart):
    """The sheet of data inside a native chart."""
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def series(chart, name: str):
    return next(s for s in chart.plots[0].series if s.name in (name, f"{name} (%)"))


def points_of(one) -> dict[int, tuple[float, float]]:
    """What a series has in the rows of its sheet: all have the places, but not all a value."""
    at, of = (
        {int(p.get("idx")): float(p.find(f"{C}v").text) for p in one._element.findall(f"{C}{axis}//{C}pt")}
        for axis in ("xVal", "yVal")
    )
    return {row: (round(at[row], 3), value) for row, value in of.items()}


def xs(one) -> list[float]:
    return [place for place, _ in points_of(one).values()]


def ys(one) -> list[float]:
    return [value for _, value in points_of(one).values()]


def columns(sheet) -> dict[str, list]:
    """The columns of a sheet by their heads."""
    return {head: rows for head, *rows in sheet.iter_cols(values_only=True)}


def test_reported_values_stand_where_the_figure_has_them():
    chart = native(trend_spec(five(), events(), LOOK, EN, OPTIONS))

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
    spec = trend_spec(frame, events(), LOOK, EN, OPTIONS)
    dashed = next(one for one in spec.series if one.kind == "end_points")

    chart = native(spec)

    joins = next(s for s in chart.plots[0].series if s._element.find(".//{*}custDash") is not None)
    assert len(ys(joins)) == sum(mark.y is not None for mark in dashed.marks) == 4
    places = [int(p.get("idx")) for p in joins._element.findall(f"{C}yVal//{C}pt")]
    assert places == [0, 1, 3, 4]
    assert chart._chartSpace.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_the_sheet_inside_says_what_the_chart_says():
    sheet = sheet_of(native(trend_spec(five(), events(), LOOK, EN, OPTIONS)))

    column = columns(sheet)
    rows = [n for n, value in enumerate(column["One (%)"]) if value is not None]
    assert [column["One (%)"][n] for n in rows] == [32, 15]
    assert [round(column[EN("pptx.sheet_place")][n], 3) for n in rows] == [2011, 2015.997]
    assert [column[EN("pptx.sheet_date")][n] for n in rows] == ["2011-01-01", "2015-12-31"]
    assert [column[EN("pptx.sheet_record")][n] for n in rows] == ["a-start; b-start", "a-end; b-end"]


def test_the_sheet_has_a_column_for_places_and_one_a_series_that_all_share_their_rows():
    """As PowerPoint's own scatter charts have it: its 'edit data' marks one range, A to the last series."""
    chart = native(trend_spec(five(), events(event("e", "2016-07-20")), LOOK, EN, OPTIONS))
    sheet = sheet_of(chart)
    every = [[f.text for f in one._element.iter(f"{C}f")] for one in chart.plots[0].series]

    last = sheet.max_row
    letters = [openpyxl.utils.get_column_letter(n) for n in range(2, len(every) + 2)]
    assert every == [[f"Sheet1!${c}$1", f"Sheet1!$A$2:$A${last}", f"Sheet1!${c}$2:${c}${last}"] for c in letters]
    assert [sheet.cell(1, n).value for n in range(2, len(every) + 2)] == [one.name for one in chart.plots[0].series]
    # Dated rows come one after the other, but where a line joins two that stand apart.
    places = [row[0].value for row in sheet.iter_rows(min_row=2) if row[0].value is not None]
    assert {type(place) for place in places} <= {int, float} and len(places) < sum(map(len, map(ys, chart.plots[0].series)))
    # Values are numbers; a line that an event draws is no value, and its head says no unit.
    heads = [one.name for one in chart.plots[0].series]
    assert "One (%)" in heads and not any("symposium" in head and "%" in head for head in heads)


def test_bands_are_named_as_the_legend_names_them():
    low = points(point("l", 3, "2018", bound="<=", basis_id="survey", basis="Survey")).assign(value_high=float("nan"))
    spec = trend_spec(five(), events(), LOOK, EN, OPTIONS, low)
    plot = plot_of(spec)
    assert plot is not None
    named = {line.name for line in plot.series if line.kind.startswith("band")}
    band = EN("chart.legend.band", basis="Survey")
    assert named and all(band in name for name in named) and f"One – {band}" in named


def test_heads_say_the_unit_in_bars_too():
    """648 schools of the helper: the head of the sheet says of what."""
    sheet = sheet_of(native(matched_spec(schools(), LOOK, EN, ChartOptions())))
    heads, first = list(sheet.iter_rows(min_row=1, max_row=2, values_only=True))
    assert heads[0] == EN("pptx.sheet_category") and heads[1].endswith("(schools)") and first[1] == 648
    assert heads[-2:] == (EN("pptx.sheet_label"), EN("pptx.sheet_record"))


def test_every_reference_of_a_chart_leads_to_its_numbers_in_the_sheet():
    for spec in (
        trend_spec(five(), events(event("e", "2016-07-20")), LOOK, EN, OPTIONS),
        slope_spec(five(), LOOK, EN, OPTIONS),
    ):
        chart = native(spec)
        sheet = sheet_of(chart)
        for cache in chart._chartSpace.iter(f"{C}numCache", f"{C}strCache"):
            cells = sheet[cache.getparent().find(f"{C}f").text.split("!")[1].replace("$", "")]
            column = [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]
            said = {int(p.get("idx")): p.find(f"{C}v").text for p in cache.iter(f"{C}pt")}
            assert len(column) >= len(said) > 0 or not any(column)
            for n, text in said.items():
                assert str(column[n]) == text or float(column[n]) == pytest.approx(float(text))


def test_a_name_that_looks_like_a_formula_is_text():
    frame = five().assign(name="=1+1", short="=1+1")
    sheet = sheet_of(native(trend_spec(frame, events(), LOOK, EN, OPTIONS)))

    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert cells and all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_text_in_chart_and_sheet(text):
    trend = native(trend_spec(five().assign(name=text, short=text, basis=text), events(), LOOK, EN, OPTIONS))
    slope = native(slope_spec(five().assign(name=text, basis=text), LOOK, EN, OPTIONS))

    for chart in (trend, slope):
        head = EN("pptx.sheet_head", name=text, unit="%")
        assert head in {one.name for one in chart.plots[0].series}
        assert head in {cell.value for row in sheet_of(chart).iter_rows() for cell in row}


def test_the_workbook_holds_no_time_of_its_own():
    plot = plot_of(trend_spec(five(), events(), LOOK, EN, OPTIONS))
    assert plot is not None

    assert workbook(plot, EN, SETTING.created) == workbook(plot, EN, SETTING.created)


def test_labels_legend_and_events_are_the_charts():
    spec = trend_spec(five(), events(event("e", "2016-07-20")), LOOK, EN, OPTIONS)

    chart = native(spec)

    texts = {t.text for t in chart._chartSpace.iter("{*}t")}
    assert any(text.startswith("32%") for text in texts)
    upright = [s for s in chart.plots[0].series if len(set(xs(s))) == 1 and len(xs(s)) == 2]
    assert [xs(s)[0] for s in upright] == [2016.549]
    shown = {one.name for one in spec.legend}
    hidden = {int(e.find(f"{C}idx").get("val")) for e in chart._chartSpace.iter(f"{C}legendEntry")}
    assert {s.name for i, s in enumerate(chart.plots[0].series) if i not in hidden} == shown


def test_labels_stand_where_the_chart_has_put_them():
    near = points(*(point(f"o{n}", 10 + n / 100, "2015", region_id=str(n), name=f"Region {n}") for n in range(12)))
    spec = trend_spec(near, events(), LOOK, EN, OPTIONS)
    placed = {" ".join(mark.label.lines): mark.label.side for one in spec.series for mark in one.marks if mark.label}

    chart = native(spec)

    labels = {
        " ".join(t.text for t in label.iter("{*}t")): (label.find(f"{C}dLblPos").get("val"), label.find(f".//{C}y"))
        for label in chart._chartSpace.iter(f"{C}dLbl")
    }
    unlabelled = spec.meta["unlabelled"]
    assert isinstance(unlabelled, list) and unlabelled and len(placed) == 12 - len(unlabelled)
    assert placed.items() <= {text: placed.get(text) for text in labels}.items()
    for text, side in placed.items():
        upright, across = side.split()
        where, lift = labels[text]
        assert where == {"center": upright[0]}.get(across, across[0])
        assert (lift is not None) == (across != "center" and upright != "middle")
        assert lift is None or (float(lift.get("val")) < 0) == (upright == "top")


def test_words_beside_the_end_of_a_band_keep_off_it():
    """PowerPoint keeps words off a marker; a band's end has none."""
    (chart,) = slide("region?region=620000", "zh").charts
    asides = {}
    for label in native(chart.spec)._chartSpace.iter(f"{C}dLbl"):
        x, where = label.find(f".//{C}x"), label.find(f"{C}dLblPos").get("val")
        asides[" ".join(t.text for t in label.iter("{*}t"))] = (where, float(x.get("val")) if x is not None else 0.0)

    where, aside = asides["<6%"]
    assert (aside > 0.01 and where == "r") or (aside < -0.01 and where == "l")
    assert {aside for text, (_, aside) in asides.items() if text in ("21.3%", "14.8%", "12.97%")} == {0.0}


def test_zero_on_a_logarithmic_axis_is_told_in_words():
    frame = points(point("a", 5, "2011"), point("b", 0, "2015"))

    plot = plot_of(trend_spec(frame, events(), LOOK, EN, OPTIONS))

    assert plot is not None
    assert len(plot.aside) == 1 and "0%" in plot.aside[0] and "2015" in plot.aside[0]
    assert all(mark.y != 0 for one in plot.series for mark in one.marks)


def test_a_ranking_is_bars_with_its_labels():
    rows = points(point("a", 3, "2019"), point("b", 1, "2019", region_id="2", name="South", bound="<="))
    rows["rank_first"], rows["rank_last"] = [1.0, float("nan")], [1.0, float("nan")]
    options = RankingOptions(indicator="Rate", basis="survey", level="province", year=2019)

    chart = native(ranking_spec(rows, LOOK, EN, options))

    values = [list(s.values) for s in chart.plots[0].series]
    assert values == [[3.0, None], [None, 1.0]]
    assert [c.split()[0] for c in chart.plots[0].categories] == ["One", "South"]
    assert {"3%", "≤ 1%"} <= {t.text for t in chart._chartSpace.iter("{*}t")}
    assert chart._chartSpace.find(f".//{C}barDir").get("val") == "bar"
    assert chart._chartSpace.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert chart._chartSpace.find(".//{*}pattFill") is not None


def test_slopes_are_lines_between_two_categories():
    chart = native(slope_spec(five(), LOOK, EN, OPTIONS))

    assert list(chart.plots[0].categories) == [EN("chart.slope.start"), EN("chart.slope.end")]
    assert [s.values for s in chart.plots[0].series][:2] == [(32.0, 15.0), (46.8, 22.7)]
    assert {"32%", "46.8%"} <= {t.text for t in chart._chartSpace.iter("{*}t")}


def test_bars_piled_on_one_another_are_native_with_their_words_on_them():
    """648 schools of the helper beside 422 + 53 + 219 of the recipients, as the source counts them."""
    chart = native(matched_spec(schools(), LOOK, EN, ChartOptions()))

    assert chart._chartSpace.find(f".//{C}grouping").get("val") == "stacked"
    assert [list(s.values) for s in chart.plots[0].series] == [[648.0, None], [None, 422.0], [None, 53.0], [None, 219.0]]
    labels = {label.find(f"{C}dLblPos").get("val") for label in chart._chartSpace.iter(f"{C}dLbl")}
    words = " ".join(t.text for t in chart._chartSpace.iter("{*}t"))
    assert labels == {"ctr"} and all(text in words for text in ("648", "Tongren", "219", "Qinghai", "53"))
    assert float(chart._chartSpace.find(f".//{C}valAx//{C}max").get("val")) >= 694


def test_bars_that_leave_a_gap_are_no_pile():
    spec = matched_spec(schools(), LOOK, EN, ChartOptions())
    (panel,) = spec.panels
    last = panel.series[-1]
    lifted = replace(last, marks=(replace(last.marks[0], base=476.0),))
    assert plot_of(replace(spec, panels=(replace(panel, series=(*panel.series[:-1], lifted)),))) is None


def test_letters_take_the_lighter_or_darker_colour_by_contrast():
    assert contrast("#000000", "#fff") == pytest.approx(21) and contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "spec",
    [
        trend_spec(points(), events(), LOOK, EN, OPTIONS),
        delisting_spec(points(point("a", 14, "2017")), LOOK, EN, ChartOptions()),
        recorded_spec(recorded(("1", "One", "2015", 1, "a", False)), LOOK, EN, RecordedOptions()),
        scorecard_spec(card(*ROWS), LOOK, EN, ChartOptions()),
        matrix_spec(pairs(*PAIRS), LOOK, EN, ChartOptions()),
        timeline_spec(spans(span("p", "1996")), events(), LOOK, EN, ChartOptions()),
    ],
)
def test_what_powerpoint_has_no_chart_of_is_left_to_a_table(spec):
    assert plot_of(spec) is None


def test_rows_that_do_not_fit_are_left_out_but_never_all():
    frame = pd.DataFrame({"place": ["新疆"] * 50, "value": ["15%"] * 50})

    assert longest_rows(frame, 400, 200, 16)[0] == 7
    assert longest_rows(frame, 400, 10, 16)[0] == 1
    assert sum(longest_rows(frame, 400, 200, 16)[1]) == pytest.approx(400)


def test_a_date_is_a_year_with_its_part():
    assert (year_of(date(2016, 7, 2)), year_of(2016.0), year_of(date(2015, 12, 31))) == (2016.5, 2016.0, 2015 + 364 / 365)


def test_a_hollow_sign_that_points_down_is_a_letter_of_the_colour_of_its_edge():
    """In the colour of its fill, which is the slide's ground, a value of the key points was not to be seen."""
    edge = Stroke(LOOK.quiet, 1.0)
    hollow, filled = (Sign("triangle-down", 8.0, fill, edge) for fill in (LOOK.ground, LOOK.ink))
    mark = Mark(2018.0, 10.0, "a")
    colors = [label.color for sign in (hollow, filled) if (label := _pointing_down(mark, sign, LOOK))]
    assert colors == [LOOK.quiet, LOOK.ink]


def test_an_end_that_is_open_downwards_points_there_in_chart_and_key():
    """PowerPoint has no marker that points down: a dash would end it there, so that a letter stands in its place."""
    sign = Sign("triangle-down", 8.0, LOOK.quiet)
    key = "".join(part.xml for part in dot(sign, 10, 10, LOOK, "", count(1), True))
    assert key.count("<a:lnTo>") == 2
    frame = points(point("a", 20, "2012"), point("b", 3, "2018", bound="<="))
    chart = native(trend_spec(frame, events(), LOOK, EN, OPTIONS))._chartSpace
    assert [node.text for node in chart.iter("{*}t")].count("▼") == 1
    assert "dash" not in [node.get("val") for node in chart.iter("{*}symbol")]
