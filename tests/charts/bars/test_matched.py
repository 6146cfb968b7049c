from __future__ import annotations

import re
from itertools import pairwise

import pytest

from charts.bars.matched import matched_spec
from charts.base import ChartOptions
from tests.charts.bars.test_cooperation import group, row
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, traces

matched_figure = drawn(matched_spec)


def schools():
    return group(
        row("js", 648, recipient="", measure="Paired schools, helper's side"),
        row("sn", 422, measure="Paired schools, recipient's side"),
        row("qh", 53, recipient="Qinghai", measure="Paired schools, recipient's side"),
        row("tr", 219, recipient="Tongren", measure="Paired schools, recipient's side"),
    )


def draw(frame):
    return matched_figure(frame, LOOK, EN, ChartOptions())


def texts(figure):
    return [re.sub("<[^>]*>", " ", one.text) for one in figure.layout.annotations]


def test_the_recipients_counts_are_stacked_beside_the_helpers():
    figure = draw(schools())

    (own,) = traces(figure, "helper")
    assert (list(own.customdata), list(own.x), list(own.y)) == (["js"], [0], [648])
    stacked = [(list(one.customdata), list(one.base), list(one.y)) for one in traces(figure, "recipient")]
    assert stacked == [(["sn"], [0], [422]), (["qh"], [422], [53]), (["tr"], [475], [219])]


def test_the_sum_is_shown_as_arithmetic_and_not_as_a_figure():
    figure = draw(schools())

    assert figure.layout.meta["sum"] == 694
    assert any(
        "Arithmetic of this chart, not reported: 422 + 53 + 219 = 694, not the 648 that the source gives of the helper"
        in text
        for text in texts(figure)
    )
    assert any("count different things" in text for text in texts(figure))


def test_counts_stand_beside_their_bars():
    labels = [one.text for one in draw(schools()).layout.annotations if one.name == "label"]

    assert labels == [
        "<b>Jiangsu</b><br>648 schools",
        "<b>Shaanxi</b><br>422 schools",
        "<b>Qinghai</b><br>53 schools",
        "<b>Tongren</b><br>219 schools",
    ]


def test_a_sum_that_matches_is_said_to_match():
    figure = draw(group(row("js", 5, recipient=""), row("sn", 2), row("qh", 3, recipient="Qinghai")))

    assert any("2 + 3 = 5, the same as at the left" in text for text in texts(figure))


def test_bounds_are_not_added_up():
    figure = draw(group(row("js", 5, recipient=""), row("sn", 2, bound="~"), row("qh", 3, recipient="Qinghai")))

    assert figure.layout.meta["sum"] is None
    assert not any("Arithmetic" in text for text in texts(figure))


def test_labels_of_thin_slices_do_not_touch():
    thin = [row(f"r{i}", 1, recipient=f"R{i}") for i in range(6)]
    figure = draw(group(row("js", 600, recipient=""), row("sn", 594), *thin))

    scale = (460 - figure.layout.margin.t - figure.layout.margin.b) / figure.layout.yaxis.range[1]
    places = [one.y * scale + one.yshift for one in figure.layout.annotations if one.name == "label" and one.x > 0.5]
    assert all(upper - lower >= 34 for lower, upper in pairwise(places))


@pytest.mark.parametrize("keep", [["js"], ["sn", "qh"]])
def test_one_side_alone_is_not_set_against_anything(keep):
    frame = schools()

    figure = draw(frame[frame["cooperation_id"].isin(keep)])

    assert texts(figure) == ["Only one side's count is reported: nothing to set against it"]


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert texts(draw(group())) == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = draw(schools().assign(helper=text, measure=text, unit=text, period=text, source=text))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
