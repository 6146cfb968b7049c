"""A chart of several panels in PowerPoint: a chart a panel, each where the panel is, with its own data, under one legend."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Emu

from charts.key_points.panels import KeyOptions, key_points_spec
from charts.spec import BREAK, Mark, Series, Stroke
from export.pptx.charts.drawn import fits, plot_area
from export.pptx.charts.native import native, natives
from export.pptx.charts.panels import panels
from export.pptx.charts.rows import in_rows
from tests.charts.toy import EN, LOOK, event, events, five_rows, point, points
from tests.export.pptx.test_open_xml import faults
from tests.export.pptx.test_pptx import plain_slide, show_of, write
from tests.export.pptx.test_pptx_charts import SETTING, C, columns, sheet_of, xs, ys
from tests.export.pptx.test_pptx_drawn import LEADS, delisting, key_points
from views.slide import Chart

STROKE = Stroke("#123456")
EMU = 914400 / 96


def page_of(spec):
    chart = Chart(spec, "What the panels show", points(*five_rows())[["name", "period"]])
    content = write(show_of(plain_slide(charts=(chart,))))
    return content, Presentation(io.BytesIO(content)).slides[0]


def frames(page):
    return [shape for shape in page.shapes if shape.has_chart]


def with_events():
    rows = [*five_rows(), point("a-later", 1.24, "2019")]
    happened = {"1": events(event("e", "2016-07-20"), event("f", "2012-01-05"))}
    return key_points_spec(points(*rows), LEADS, LOOK, EN, KeyOptions(1200, 500, 4 / 3, lead="Core"), happened)


def test_a_panel_is_a_chart_and_there_is_one_legend():
    _, page = page_of(key_points())

    assert [frame.name.split(" · ")[0] for frame in frames(page)] == ["One", "South", "Coast"]
    assert all(frame.chart._chartSpace.find(f".//{C}legend") is None for frame in frames(page))
    (around,) = [shape for shape in page.shapes if hasattr(shape, "shapes")]
    assert around._element.nvGrpSpPr.cNvPr.get("descr") == "What the panels show"
    words = [shape.text_frame.text for shape in around.shapes if shape.has_text_frame]
    assert {"One", "South", "Coast"} <= set(words)
    legends = [shape for shape in around.shapes if hasattr(shape, "shapes")]
    assert len(legends) == 1
    assert not [shape for shape in page.shapes if shape.has_table]


def test_values_stand_where_the_panel_has_them_and_the_large_figures_are_their_labels():
    _, page = page_of(key_points())

    led = {frame.name.split(" · ")[0]: frame.chart.plots[0].series for frame in frames(page)}
    assert [(xs(s), ys(s)) for s in led["One"] if s.name == "One（%）"] == [([2011.0, 2015.997], [32.0, 15.0])]
    assert [ys(s) for s in led["South"] if s.name == "South（%）"] == [[46.8, 22.7]]
    texts = {
        frame.name.split(" · ")[0]: [t.text for t in frame.chart._chartSpace.iter("{*}t") if t.text.endswith("%")]
        for frame in frames(page)
    }
    assert texts == {"One": ["32%", "15%"], "South": ["46.8%", "22.7%"], "Coast": ["0.028%"]}
    large = [
        run.find("{*}rPr")
        for run in frames(page)[0].chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r")
        if run.find("{*}t").text == "32%"
    ]
    assert [(one.get("b"), int(one.get("sz")) > 2000) for one in large] == [("1", True)]
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr").endswith("%") for frame in frames(page))


def test_what_joins_two_ends_is_a_dashed_series_and_scales_are_the_same():
    _, page = page_of(key_points())

    dashed = [s for s in frames(page)[0].chart.plots[0].series if s._element.find(".//{*}custDash") is not None]
    assert [ys(s) for s in dashed] == [[32.0, 15.0]]
    ends = {
        (axis.find(f".//{C}min").get("val"), axis.find(f".//{C}max").get("val"))
        for frame in frames(page)
        for axis in frame.chart._chartSpace.iter(f"{C}valAx")
        if axis.find(f"{C}axPos").get("val") == "l"
    }
    assert len(ends) == 1
    named = [
        [axis.find(f"{C}tickLblPos").get("val") for axis in frame.chart._chartSpace.iter(f"{C}valAx")][1]
        for frame in frames(page)
    ]
    assert named == ["low", "none", "none"]  # values are named once, at the first


@pytest.mark.parametrize(("wide", "high"), [(1200, 500), (600, 500), (1200, 260)])
def test_each_stands_where_its_panel_does_and_none_lies_on_another(wide, high):
    spec = key_points()
    plots = natives(spec)
    placed = list(panels(spec, plots, 40, 130, wide, high, EN, SETTING.created))

    for plot, one in zip(plots, placed, strict=True):
        area, inner = plot_area(spec, plot, 40, 130, wide, high), one.setting.inner
        assert inner is not None
        assert (one.left + inner.x, one.top + inner.y) == pytest.approx((area.x, area.y))
        assert (inner.w, inner.h) == pytest.approx((area.w, area.h))
        share = plot.spec.panels[0].y.span[0]
        tall = spec.height_px - spec.margin.top - spec.margin.bottom
        foot = 130 + fits(spec, wide, high) * (spec.margin.top + tall * (1 - share))
        assert area.y + area.h == pytest.approx(foot)
    edges = [(one.left, one.left + one.setting.width) for one in placed]
    assert all(end <= begin + 1e-6 for (_, end), (begin, _) in pairwise(edges))
    assert edges[0][0] >= 40 - 1e-6 and edges[-1][1] <= 40 + wide


def test_each_has_a_sheet_of_its_own_with_its_events_as_lines():
    _, page = page_of(with_events())
    one = frames(page)[0].chart
    column = columns(sheet_of(one))

    assert [value for value in column["One（%）"] if value is not None] == [32, 15]
    other = next(rows for head, rows in column.items() if EN("chart.key.others") in head)
    assert [value for value in other if value is not None] == [1.24]
    assert not [head for head in columns(sheet_of(frames(page)[1].chart)) if head.startswith("One")]
    upright = [s for s in one.plots[0].series if len(xs(s)) == 4 and ys(s)[0] == 0]
    assert [sorted(set(xs(s))) for s in upright] == [[2012.011, 2016.549]]


def test_what_the_legend_explains_as_one_is_one_column_with_a_name_of_its_own():
    """Earlier reports and the last one, which says what it is: the same kind of thing."""
    rows = [*five_rows(), point("a-between", 20, "2013"), point("a-later", 1.24, "2019")]
    happened = {"1": events(event("e", "2016-07-20"), event("t", "2020", kind="target"))}
    spec = key_points_spec(points(*rows), LEADS, LOOK, EN, KeyOptions(1200, 500, 4 / 3, lead="Core"), happened)
    first = natives(spec)[0]
    names = [line.name for line in first.series]
    apart = [name for name in names if name != EN("chart.legend.event")]
    assert len(set(apart)) == len(apart)
    others = next(line for line in first.series if EN("chart.key.others") in line.name)
    assert [mark.y for mark in others.marks if mark.y is not None] == [20, 1.24]
    assert "…" not in names


def test_the_slide_breaks_no_rule_and_stays_small(tmp_path):
    content, page = page_of(with_events())
    path = tmp_path / "panels.pptx"
    path.write_bytes(content)

    assert faults(path) == []
    assert len(content) < 1_000_000 and len(list(page.shapes._spTree.iter("{*}cNvPr"))) <= 350
    frame = frames(page)[0]
    assert Emu(frame.width) > 0 and openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))


def test_other_charts_have_no_such_panels_and_an_empty_one_is_drawn():
    spec = key_points()
    assert natives(delisting()) == () and native(spec) is None
    empty = replace(spec.panels[0], series=tuple(s for s in spec.panels[0].series if s.kind == "head"))
    bare = replace(spec, panels=(empty, *spec.panels[1:]))
    assert [plot.spec.panels[0].number for plot in natives(bare)] == [2, 3]
    _, page = page_of(bare)
    (around,) = [shape for shape in page.shapes if hasattr(shape, "shapes")]
    assert len(frames(page)) == 2 and "One" in [shape.text_frame.text for shape in around.shapes if shape.has_text_frame]


def line(*marks: Mark) -> Series:
    return Series("values", marks, stroke=STROKE)


def test_rows_are_shared_and_in_the_order_of_their_places():
    joined = line(Mark(2011.0, 32.0), Mark(2015.0, 15.0))
    alone = Series("others", (Mark(2013.0, 20.0), Mark(2011.0, 30.0), Mark(2013.0, 21.0)))

    one, other = in_rows([joined, alone])

    assert [mark.x for mark in one.marks] == [mark.x for mark in other.marks] == [2011, 2015, 2013, 2013]
    assert [mark.y for mark in one.marks] == [32, 15, None, None]
    assert [mark.y for mark in other.marks] == [30, None, 20, 21]


def test_a_line_is_interrupted_where_it_was():
    (joined,) = in_rows([line(Mark(1.0, 1.0), Mark(2.0, 2.0), BREAK, Mark(2.0, 5.0), Mark(3.0, 6.0))])
    assert [(mark.x, mark.y) for mark in joined.marks] == [(1, 1), (2, 2), (None, None), (2, 5), (3, 6)]


def test_an_entry_without_values_has_a_column_of_nothing():
    entry, values = in_rows([Series("legend", (BREAK,), "entry"), line(Mark(1.0, 1.0))])
    assert [mark.y for mark in entry.marks] == [None] and [mark.y for mark in values.marks] == [1]
    assert [len(series.marks) for series in in_rows([Series("legend", (BREAK,), "entry")])] == [1]
