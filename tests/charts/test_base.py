from __future__ import annotations

import json

import pytest

from charts.bars.lifted import lifted_spec
from charts.base import (
    FONT_FAMILY,
    PLOTLY_CONFIG,
    ChartOptions,
    columned_legends,
    heading,
    legend_columns,
    legend_height_px,
    legend_order,
)
from charts.trend.slope import slope_spec
from look.palette import palette
from tests.charts.toy import EN, LINEAR, LOOK, draw, drawn, event, events, five

ALL = {
    "trend": lambda: draw(five(), events(event("a", "2016-07-20"), event("goal", "2020", kind="target"))),
    "lifted": lambda: drawn(lifted_spec)(five(), LOOK, EN),
    "slope": lambda: drawn(slope_spec)(five(), LOOK, EN, LINEAR),
}


@pytest.mark.parametrize("name", ALL)
def test_nothing_in_a_figure_leads_off_the_host(name):
    figure = ALL[name]()

    assert {trace.type for trace in figure.data} <= {"scatter", "bar"}
    written = figure.to_json()
    assert "http" not in written
    assert not {"geo", "map", "mapbox", "images"} & set(json.loads(written)["layout"])


def test_the_configuration_offers_no_way_out():
    assert "http" not in json.dumps(PLOTLY_CONFIG)
    assert PLOTLY_CONFIG["typesetMath"] is False
    assert PLOTLY_CONFIG["displayModeBar"] is False
    assert PLOTLY_CONFIG["displaylogo"] is False


@pytest.mark.parametrize("name", ALL)
def test_chinese_type_comes_first_and_the_paper_shows_through(name):
    figure = ALL[name]()

    assert figure.layout.font.family == FONT_FAMILY
    assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.uirevision == "charts"


@pytest.mark.parametrize("name", ALL)
def test_a_click_is_a_click(name):
    figure = ALL[name]()

    assert figure.layout.dragmode is False
    assert all(axis.fixedrange for axis in [*figure.select_xaxes(), *figure.select_yaxes()])


def test_a_heading_is_broken_for_a_narrow_chart_and_gets_the_room():
    wide = heading("Poverty rate at the start and end", ["One line"], ChartOptions(860))
    narrow = heading("Poverty rate at the start and end", ["One line"], ChartOptions(200))

    assert len(wide.title) == 1
    assert len(narrow.title) > 1
    assert narrow.height_px > wide.height_px


def test_a_legend_too_wide_for_the_plot_stands_in_columns_over_the_whole_chart():
    """592 px wide, 16 px type: ten characters take some 240 px with their sign, so that two stand side by side."""
    options = ChartOptions(592, 384, 16 / 12)
    names = ["一二三四五六七八九十"] * 6
    columns = legend_columns(names, options, 450.0)
    assert len(columns) == 2 and columns[0] == 0 and 0.4 < columns[1] < 0.5
    assert legend_height_px(names, options, 450.0) == pytest.approx(16 / 12 * (12 * 1.6 * 3 + 12))
    legends = columned_legends(palette("light"), options, columns, 3)
    assert {name: one["x"] for name, one in legends.items()} == {"legend": 0.0, "legend2": columns[1]}
    assert all(one["entrywidth"] > 0.5 and 0 < one["y"] < 0.25 for one in legends.values())


def test_a_legend_higher_than_half_of_the_chart_hangs_from_its_foot():
    """Plotly takes one that begins in the upper half for one over the plot, and fails for want of room."""
    options = ChartOptions(444, 408, 16 / 12)
    (low,) = columned_legends(palette("light"), options, (0.0,), 6).values()
    (high,) = columned_legends(palette("light"), options, (0.0,), 8).values()
    assert (low["yanchor"], high["yanchor"], high["y"]) == ("top", "bottom", 0) and low["y"] < 0.5


def test_columns_are_as_wide_as_what_stands_in_them():
    options = ChartOptions(592, 384, 16 / 12)
    long, short = "一" * 18, "一二"
    columns = legend_columns([long, long, short, short], options, 300.0)
    assert len(columns) == 2 and columns[1] > 0.6  # halves would be too narrow for the long ones


def test_a_legend_in_one_row_is_plotlys_own_and_one_too_wide_for_any_column_is_a_column():
    options = ChartOptions(592, 384, 16 / 12)
    assert legend_columns([], options, 450.0) == legend_columns(["一", "二", "三"], options, 450.0) == ()
    assert list(columned_legends(palette("light"), options, (), 1)) == ["legend"]
    assert legend_columns(["一" * 60] * 4, options, 450.0) == (0.0,)


def test_long_entries_share_a_column_where_else_all_would_stand_in_one():
    """Long and short by turns: no two columns fit as they are given, and four rows leave a plot more than eight."""
    options, names = ChartOptions(520, 300), ["n" * 50 if n % 2 else f"s{n}" for n in range(8)]
    assert len(legend_columns(names, options, 0.0)) == 1
    order = legend_order(names, options)
    assert order == [1, 3, 5, 7, 0, 2, 4, 6]
    assert len(legend_columns([names[n] for n in order], options, 0.0)) == 2
    short = ["a", "b" * 9, "c"]
    assert legend_order(short, options) == [0, 1, 2] and legend_order([], options) == []
