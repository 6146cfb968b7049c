from __future__ import annotations

import json

import pytest

from charts.base import FONT_FAMILY, PLOTLY_CONFIG, ChartOptions, heading
from charts.lifted import lifted_figure
from charts.slope import slope_figure
from tests.charts.toy import EN, LINEAR, LOOK, draw, event, events, five

ALL = {
    "trend": lambda: draw(five(), events(event("a", "2016-07-20"), event("goal", "2020", kind="target"))),
    "lifted": lambda: lifted_figure(five(), LOOK, EN),
    "slope": lambda: slope_figure(five(), LOOK, EN, LINEAR),
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
