from __future__ import annotations

from dataclasses import replace

import pytest

from charts.trend.pair_trend import START_ID, pair_trend_spec
from tests.charts.toy import EN, LOG, LOOK, drawn, five, points, traces

pair_trend_figure = drawn(pair_trend_spec)


def annotation(figure, name):
    return next(one for one in figure.layout.annotations if one.name == name)


def draw(start="2016-12", frame=None, **other):
    return pair_trend_figure(five() if frame is None else frame, start, LOOK, EN, LOG, **other)


def test_both_regions_and_the_start_of_the_pairing_are_drawn():
    figure = draw()

    assert {one.meta["region_id"] for one in traces(figure, "values")} == {"1", "2", "3"}
    assert [list(one.customdata) for one in traces(figure, "event")] == [[START_ID]]


def test_the_flag_may_lead_to_the_pairing():
    assert [list(one.customdata) for one in traces(draw(pairing_id="p1"), "event")] == [["p1"]]


def test_it_says_that_nothing_is_concluded_and_when_the_pairing_began():
    lines = annotation(draw(), "subtitle").text.split("<br>")

    assert lines[-1] == "Shown together; not a causal estimate · ① Dec 2016: start of the pairing"


def test_a_start_that_no_source_gives_is_not_made_up():
    figure = draw("")

    assert traces(figure, "event") == []
    assert annotation(figure, "subtitle").text.endswith("No source says when the pairing began")


def test_the_lines_have_room_between_the_title_and_the_plot():
    figure = draw()

    lines = annotation(figure, "subtitle").text.count("<br>") + 1
    assert figure.layout.height == LOG.height_px
    assert annotation(figure, "title").yshift == pytest.approx(figure.layout.margin.t)
    assert annotation(figure, "subtitle").yshift - lines * 12 * 1.32 > 0


def test_an_empty_frame_says_that_nothing_is_recorded():
    figure = draw(frame=points())

    assert [one.text for one in figure.layout.annotations] == ["No data recorded"]
    assert figure.layout.height == LOG.height_px


def test_the_helper_has_the_first_colour_whoever_is_reported_first():
    """Blue is the helper's on the map; a recipient reported first, or alone, must not take it."""
    sided = replace(LOG, sides=("3", "1"))
    figure = pair_trend_figure(five(), "2016-12", LOOK, EN, sided)
    colors = {one.meta["region_id"]: one.textfont.color for one in traces(figure, "values")}
    assert (colors["3"], colors["1"]) == LOOK.series[:2]
    alone = five()[five()["region_id"] == "1"]
    (only,) = {one.textfont.color for one in traces(pair_trend_figure(alone, "", LOOK, EN, sided), "values")}
    assert only == LOOK.series[1]
