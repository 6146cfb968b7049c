from __future__ import annotations

import re

import pytest

from charts.bars.lifted import lifted_spec
from tests.charts.toy import EN, HOSTILE, LOOK, ZH, drawn, drawn_texts, point, points, traces

lifted_figure = drawn(lifted_spec)


def lifted():
    return points(
        point("goal", 2610000, "2020", region_id="2", name="Two", status="target", point="over", period_start=""),
        point("two", 1740000, "2015", region_id="2", name="Two", point="over", period_start="2011", period="2011–2015"),
        point("one", 770000, "2018-04", bound=">=", point="over", period_start="", period="Apr 2018"),
    )


def test_bars_are_in_the_order_of_regions_and_know_their_records():
    figure = lifted_figure(lifted(), LOOK, EN)

    (reported,), (target,) = traces(figure, "reported"), traces(figure, "target")
    assert list(zip(reported.customdata, reported.x, reported.y, strict=True)) == [("one", 770000, 0), ("two", 1740000, 1)]
    assert (list(target.customdata), list(target.y)) == (["goal"], [2])


def test_a_target_is_hollow():
    (target,) = traces(lifted_figure(lifted(), LOOK, EN), "target")

    assert target.marker.color == "rgba(0,0,0,0)"
    assert target.marker.line.color == LOOK.accent


@pytest.mark.parametrize(("t", "labels"), [(EN, ["≥ 770,000 people", "1,740,000 people"]), (ZH, ["≥77万人", "174万人"])])
def test_values_are_written_as_reported(t, labels):
    (reported,) = traces(lifted_figure(lifted(), LOOK, t), "reported")

    assert [text.strip("\u00a0") for text in reported.text] == labels


def test_periods_stand_with_the_names_and_the_bars_are_said_not_to_compare():
    figure = lifted_figure(lifted(), LOOK, EN)

    assert list(figure.layout.yaxis.ticktext) == [
        "<b>One</b><br>up to Apr 2018 · Basis not stated",
        "<b>Two</b><br>2011–2015 · Basis not stated",
        "<b>Two</b><br>by 2020 · Basis not stated",
    ]
    assert any("not comparable" in one.text for one in figure.layout.annotations)


def test_a_figure_without_a_number_is_counted():
    figure = lifted_figure(points(point("a", 5, "2018"), point("b", float("nan"), "2018")), LOOK, EN)

    assert list(figure.layout.meta["left_out"]) == ["b"]


def test_an_empty_frame_says_that_nothing_is_recorded():
    figure = lifted_figure(points(), LOOK, EN)

    assert [one.text for one in figure.layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = lifted_figure(points(point("a", 5, "2018", name=text, basis=text, source=text, period=text)), LOOK, EN)

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
