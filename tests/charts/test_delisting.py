from __future__ import annotations

import re

import pytest

from charts.bars.delisting import delisting_spec
from charts.base import ChartOptions
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, point, points, traces

delisting_figure = drawn(delisting_spec)

WEST = {"region_id": "520000", "name": "Guizhou", "point": "over"}
EAST = {"region_id": "530000", "name": "Yunnan", "point": "over"}
NATION = {"region_id": "100000", "name": "China", "point": "over"}


def draw(*rows):
    return delisting_figure(points(*rows), LOOK, EN, ChartOptions())


def labels(figure):
    (trace,) = traces(figure, "label")
    return dict(zip(trace.customdata, [text.strip("\u00a0") for text in trace.text], strict=True))


def cells(figure, kind):
    return {
        (round(base + 0.43), round(y)) for trace in traces(figure, kind) for base, y in zip(trace.base, trace.y, strict=True)
    }


def test_a_value_stands_in_the_row_of_its_province_and_the_column_of_its_year():
    figure = draw(point("a", 14, "2017", **WEST), point("b", 31, "2019", bound="~", **EAST))

    assert list(figure.layout.xaxis.ticktext) == ["2017", "2018", "2019"]
    assert list(figure.layout.yaxis.ticktext) == ["Guizhou", "Yunnan"]
    (bars,) = traces(figure, "reported")
    assert dict(zip(bars.customdata, zip(bars.base, bars.y, strict=True), strict=True)) == {
        "a": (pytest.approx(-0.43), pytest.approx(0)),
        "b": (pytest.approx(1.57), pytest.approx(1)),
    }
    assert labels(figure) == {"a": "14", "b": "about 31"}


def test_what_is_not_reported_is_hatched_and_named():
    figure = draw(point("a", 14, "2017", **WEST), point("b", 31, "2018", **EAST))

    (missing,) = traces(figure, "missing")
    assert cells(figure, "missing") == {(1, 0), (0, 1)}
    assert missing.marker.pattern.shape == "/"
    assert (missing.name, missing.showlegend) == ("Not reported", True)


def test_a_zero_is_a_report():
    figure = draw(point("a", 0, "2017", **WEST))

    assert traces(figure, "missing") == []
    assert labels(figure) == {"a": "0"}


def test_nothing_is_added_up():
    figure = draw(point("a", 14, "2017", **WEST), point("b", 15, "2017", **EAST))

    assert "China" not in list(figure.layout.yaxis.ticktext)
    assert "29" not in labels(figure).values()


def test_a_reported_total_has_the_first_row():
    figure = draw(point("a", 14, "2017", **WEST), point("n", 125, "2017", **NATION))

    assert list(figure.layout.yaxis.ticktext) == ["<b>China</b>", "Guizhou"]
    assert labels(figure)["n"] == "125"


def test_two_sources_of_one_cell_are_both_shown_and_counted():
    figure = draw(point("a", 280, "2018", bound="~", **WEST), point("b", 283, "2018", **WEST))

    (bars,) = traces(figure, "reported")
    assert sorted(bars.customdata) == ["a", "b"]
    assert bars.y[0] != bars.y[1]
    assert any("all values shown: 1" in one.text for one in figure.layout.annotations)


def test_what_was_counted_over_years_keeps_its_period():
    span = {"period_start": "2016", "period": "2016–2020"}
    figure = draw(point("a", 9, "2020", **WEST, **span), point("b", 3, "2017", **WEST))

    assert list(figure.layout.xaxis.ticktext) == ["2017", "Several years"]
    assert labels(figure)["a"] == "9 (2016–2020)"


def test_a_target_is_hollow():
    (target,) = traces(draw(point("a", 31, "2019", status="target", **WEST)), "target")

    assert target.marker.color == "rgba(0,0,0,0)"


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
