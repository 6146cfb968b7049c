"""A band is drawn from end to end, and never as a point between."""

from __future__ import annotations

import re
from math import nan

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.base import ChartOptions
from charts.plotly.figure import plotly_figure
from charts.spec import Axis, ChartSpec, Panel
from charts.spec.plane import Plane
from charts.spec.scale import Kind, fit
from charts.spec.time_axis import time_axis
from charts.trend.bands import band_series, band_values, drawn_bands, label_bands, lay_bands
from charts.trend.plot import TrendOptions, trend_spec
from charts.words import describe, figure_to_table
from tests.charts.toy import EN, HOSTILE, LOOK, ZH, drawn_texts, events, point, points, traces
from text.quantity import quantity


def bands(*rows: tuple[dict[str, object], float]) -> pd.DataFrame:
    return points(*(row for row, _ in rows)).assign(value_high=[high for _, high in rows])


def draw(frame: pd.DataFrame, axis: Kind = "linear", colors: dict[str, str] | None = None) -> go.Figure:
    plane = Plane(ChartOptions(), 50, 30, 60, 40, 2015, 2019, fit([0.5, 20], axis, "%"), 0, 0)
    laid = lay_bands(drawn_bands(frame), plane)
    labels = label_bands(laid, plane, EN, "%", region_ids=("1", "2"))
    series = tuple(band_series(laid, labels, plane, LOOK, EN, colors=colors))
    panel = Panel(time_axis(plane, LOOK), Axis(plane.scale.low, plane.scale.high, axis), series)
    return plotly_figure(ChartSpec(ChartOptions(), LOOK, 460, panels=(panel,)))


CLOSED = (point("a", 5, "2016"), 10.0)
OPEN = (point("b", 10, "2016", bound=">="), nan)
LOW = (point("c", 3, "2018", bound="<="), nan)


def test_a_band_runs_from_its_lower_to_its_upper_end_with_caps_at_both():
    figure = draw(bands(CLOSED))

    (bar,) = traces(figure, "bands")
    assert (list(bar.x), list(bar.y), list(bar.customdata)) == (["2016-12-31"] * 2, [5, 10], ["a", "a"])
    assert bar.opacity < 0.5 and bar.mode == "lines"
    (caps,) = traces(figure, "band_caps")
    assert (list(caps.y), caps.marker.symbol) == ([5, 10], "line-ew")
    assert traces(figure, "band_arrows") == []


def test_nothing_marks_the_middle():
    figure = draw(bands(CLOSED))

    assert not [y for trace in figure.data for y in trace.y if 5 < y < 10]


def test_an_open_band_has_one_cap_and_an_arrow():
    figure = draw(bands(OPEN, LOW))

    (caps,) = traces(figure, "band_caps")
    (arrows,) = traces(figure, "band_arrows")
    assert list(caps.y) == [10, 3]
    assert list(arrows.marker.symbol) == ["triangle-up", "triangle-down"]
    assert arrows.y[0] > 10 and 0 <= arrows.y[1] < 3


def test_a_band_down_to_zero_leaves_a_logarithmic_axis_without_a_cap_there():
    figure = draw(bands((point("a", 0, "2016"), 3.0)), "log")

    (bar,) = traces(figure, "bands")
    (caps,) = traces(figure, "band_caps")
    assert (list(bar.y), list(caps.y)) == ([0.1, 3], [3])


def test_bands_of_one_day_stand_side_by_side_and_equal_ones_share_a_label():
    figure = draw(bands(CLOSED, (point("d", 5, "2016", region_id="2"), 10.0), LOW))

    xs = [trace.x[0] for trace in traces(figure, "bands")]
    # None reaches into the year after.
    assert len(set(xs)) == 3 and xs[0] < xs[1] == "2016-12-31"
    (labels,) = traces(figure, "band_labels")
    assert list(labels.text) == ["5–10%", "≤ 3%"]
    assert xs[0] < labels.x[0] < xs[1]


def test_bands_of_a_day_within_a_year_stand_around_it():
    pair = bands((point("d", 5, "2016-06-30"), 10.0), (point("e", 3, "2016-06-30", bound="<="), nan))
    first, second = (trace.x[0] for trace in traces(draw(pair), "bands"))
    assert first < "2016-06-30" < second


def test_each_region_has_its_colour():
    (bar,) = traces(draw(bands(CLOSED), colors={"1": "#123456"}), "bands")

    assert bar.line.color == "#123456"


def test_plain_values_and_undated_bands_are_passed_over():
    assert len(draw(bands((point("p", 5, "2016"), nan), (point("u", 5, ""), 10.0))).data) == 0
    assert len(draw(points(point("p", 5, "2016"))).data) == 0


def test_the_ends_are_what_the_axis_must_reach():
    assert band_values(drawn_bands(bands(CLOSED, LOW))) == [5, 10, 3]
    assert band_values(drawn_bands(points())) == []


def test_a_band_in_words():
    assert (quantity(5, "%", "=", EN, 10), quantity(3, "%", "<", ZH)) == ("5–10%", "<3%")


def test_a_click_reaches_the_record_at_every_end_of_a_bar():
    figure = draw(bands(CLOSED, LOW))

    markers = [trace for kind in ("band_caps", "band_arrows") for trace in traces(figure, kind)]
    assert [list(trace.customdata) for trace in markers] == [["a", "a", "c"], ["c"]]
    assert all("click" in told.lower() for trace in markers for told in trace.hovertext)


def trend(points_frame, bands_frame, axis: Kind = "linear"):
    options = TrendOptions(axis=axis, indicator="Poverty rate")
    return plotly_figure(trend_spec(points_frame, events(), LOOK, EN, options, bands_frame))


def test_a_trend_draws_bands_beside_its_points_and_joins_them_to_nothing():
    figure = trend(points(point("p", 20, "2014"), point("q", 4, "2018")), bands(CLOSED))

    assert [list(trace.customdata) for trace in traces(figure, "bands")] == [["a", "a"]]
    assert "a" not in [record for trace in traces(figure, "values") for record in trace.customdata]
    assert [list(line.y)[:2] for line in traces(figure, "same_source")] == [[20, 4]]
    assert "Band · Basis not stated" in [trace.name for trace in traces(figure, "legend")]


def test_a_trend_of_nothing_but_a_band_names_its_region_and_reaches_it():
    figure = trend(points(), bands(CLOSED), "log")

    (labels,) = traces(figure, "band_labels")
    assert [text.strip() for text in labels.text] == ["One 5–10%"]
    low, high = figure.layout.yaxis.range
    assert low <= 0 and high >= 1


@pytest.mark.parametrize(
    ("value", "high", "bound", "ends", "caps"),
    [
        (0, 3.0, "=", (1, 3), [3]),  # 0–3%: from below what the axis shows
        (0, nan, "<=", (1, 1), []),
        (0, nan, ">=", (1, None), []),
        (2, nan, "<=", (None, 2), [2]),
    ],
)
def test_a_zero_is_below_a_logarithmic_axis_and_gets_no_cap_there(value, high, bound, ends, caps):
    figure = trend(points(point("p", 5, "2014")), bands((point("z", value, "2016", bound=bound), high)), "log")

    ((low, top),) = [trace.y for trace in traces(figure, "bands")]
    assert all(wanted is None or got == pytest.approx(wanted) for got, wanted in zip((low, top), ends, strict=True))
    assert low <= top and [y for trace in traces(figure, "band_caps") for y in trace.y] == caps
    (labels,) = traces(figure, "band_labels")
    assert len(labels.text) == 1, "it is named all the same"


@pytest.mark.parametrize("axis", ["log", "linear"])
def test_nothing_but_a_zero_is_a_picture_too(axis):
    figure = trend(points(), bands((point("z", 0, "2016", bound="<="), nan)), axis)

    assert len(traces(figure, "bands")) == 1


def test_what_was_worked_out_and_not_reported_is_counted_and_not_drawn():
    figure = trend(points(point("p", 20, "2014")), bands((point("d", 3, "2018", status="derived"), 6.0)))

    assert traces(figure, "bands") == [] and list(figure.layout.meta["left_out"]) == ["d"]
    assert any("calculated, not reported, are left out: 1" in one.text for one in figure.layout.annotations)


def test_bases_of_bands_are_told_apart_where_there_are_several():
    other = point("s", 5, "2018", basis_id="survey", basis="Survey")
    (labels,) = traces(draw(bands(CLOSED, (other, 10.0))), "band_labels")

    assert list(labels.text) == ["5–10% · Basis not stated", "5–10% · Survey"]


def test_the_table_and_the_sentence_print_the_band():
    frame = bands(CLOSED, OPEN)

    assert list(figure_to_table(frame, EN)[EN("chart.table.value")]) == ["5–10%", "≥ 10%"]
    assert "5–10%" in describe(frame, EN) and "7.5" not in describe(frame, EN)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = draw(bands((point("a", 5, "2016", name=text, basis=text, source=text, period=text), 10.0)))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]


def test_the_arrow_of_a_bound_says_which_way_and_not_how_far():
    plane = Plane(ChartOptions(), 50, 30, 60, 40, 2010, 2020, fit([0.5, 50], "linear", "%"), 0, 0)
    marks = drawn_bands(bands(OPEN, (point("f", 40, "2014", bound=">="), nan), (point("g", 6, "2018", bound="<"), nan)))
    at_mark = (plane.x_px(marks[1].on) - 5, plane.y_px(10) - 5, plane.x_px(marks[1].on) + 5, plane.y_px(10) + 5)

    far = {
        band.mark.observation_id: abs(plane.y_px(band.ends[1]) - plane.y_px(band.ends[0]))
        for band in lay_bands(marks, plane)
    }
    beside = {band.mark.observation_id: band for band in lay_bands(marks, plane, [at_mark])}

    # One length for all, and shorter than the cap is wide: none passes the axis, and none seems to end at a value.
    assert all(length == pytest.approx(13) for length in far.values()) and far.keys() == {"b", "f", "g"}
    # Where a marker would hide it, it stands beside that, as long as ever.
    moved = beside["b"]
    assert moved.aside_px < 0 and plane.y_px(moved.ends[0]) - plane.y_px(moved.ends[1]) == pytest.approx(13)
    assert beside["f"].aside_px == beside["g"].aside_px == 0
