from __future__ import annotations

import re

import pytest

from charts.trend.plot import TrendOptions
from charts.trend.slope import slope_spec
from tests.charts.toy import EN, HOSTILE, LINEAR, LOOK, drawn, drawn_texts, five, five_rows, point, points, traces

slope_figure = drawn(slope_spec)


def texts(figure):
    return [re.sub("<[^>]*>", " ", one.text).strip() for one in figure.layout.annotations]


def test_each_pair_is_a_dashed_line_between_two_columns():
    figure = slope_figure(five(), LOOK, EN, LINEAR)

    lines = traces(figure, "end_points")
    assert [(list(line.x), list(line.y), line.line.dash) for line in lines] == [
        ([0, 1], [32, 15], "dash"),
        ([0, 1], [46.8, 22.7], "dash"),
    ]
    assert list(lines[0].customdata) == ["a-start", "a-end"]
    assert list(figure.layout.xaxis.ticktext) == ["Start", "End"]


def test_both_values_are_written_and_the_period_is_in_the_title():
    written = texts(slope_figure(five(), LOOK, EN, LINEAR))

    assert written[0].endswith("2011–2015")
    assert {"32%", "46.8%"} <= set(written)
    assert any(re.fullmatch(r"South\s+22\.7%", text) for text in written)


def test_different_periods_stand_with_the_names():
    other = {"period_start": "2012", "period": "2012–2016", "region_id": "9", "name": "Nine"}
    frame = points(
        *five_rows(), point("n-start", 20, "2016", point="start", **other), point("n-end", 10, "2016", point="end", **other)
    )

    written = texts(slope_figure(frame, LOOK, EN, LINEAR))

    assert not written[0].endswith("2015")
    assert any("2012–2016" in text and "Nine" in text for text in written)


def test_what_is_no_pair_is_counted():
    figure = slope_figure(five(), LOOK, EN, LINEAR)

    assert list(figure.layout.meta["left_out"]) == ["c"]


def test_without_a_pair_the_figure_says_so():
    figure = slope_figure(points(point("a", 5, "2018")), LOOK, EN, LINEAR)

    assert len(figure.data) == 0
    assert texts(figure) == ["No start and end are reported as a pair"]


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert texts(slope_figure(points(), LOOK, EN, LINEAR)) == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    frame = five().assign(name=text, basis=text, source=text, period=text)

    figure = slope_figure(frame, LOOK, EN, TrendOptions(indicator=text, axis="linear"))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
