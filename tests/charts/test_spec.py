"""A chart is plain values: words without markup, places on axes, and no chart without room."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.plotly.figure import Finished, plotly_figure
from charts.spec import Axis, Rule, message
from charts.trend.plot import trend_spec
from tests.charts.toy import EN, HOSTILE, LOG, LOOK, event, events, five


@pytest.mark.parametrize(
    ("axis", "place", "share"),
    [
        (Axis(0.0, 50.0), 10.0, 0.2),
        (Axis(3.5, -0.5), 0.5, 0.75),
        (Axis(0.01, 100.0, "log"), 1.0, 0.5),
        (Axis(date(2016, 1, 1), date(2016, 1, 11), "time"), date(2016, 1, 3), 0.2),
    ],
)
def test_a_place_has_a_share_of_its_axis(axis, place, share):
    assert axis.share(place) == pytest.approx(share)


def test_a_rule_of_two_directions_is_a_box():
    assert Rule((0.0, 1.0), (0.0, 1.0)).is_box and Rule((1.0, 1.0), (0.0, 1.0), fill="#000").is_box
    assert not Rule((1.0, 1.0), (0.0, 1.0)).is_box and not Rule((0.0, 1.0), (2.0, 2.0)).is_box


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_record_stand_in_a_spec_as_they_are(text):
    spec = trend_spec(five().assign(name=text, source=text, basis=text), events(event("e", "2016", text)), LOOK, EN, LOG)

    tips = {line for one in spec.series for mark in one.marks if mark.tip for line in (*mark.tip.heads, *mark.tip.lines)}
    assert text in tips and {one.name for one in spec.series if one.kind == "values"} == {text}
    assert text in {one.name for one in spec.legend}


def test_heading_and_legend_that_leave_no_room_are_refused():
    many = events(*(event(f"e{n}", f"2016-07-{n + 1:02}") for n in range(9)))

    with pytest.raises(ValueError, match="nothing is left for the plot"):
        trend_spec(five(), many, LOOK, EN, replace(LOG, width_px=300, height_px=120))


def test_a_message_is_all_there_is():
    spec = message("R&D <b>", LOOK, LOG)

    assert (spec.panels, spec.entries()) == ((), [])
    assert [one.text for one in plotly_figure(spec).layout.annotations] == ["R&amp;D &lt;b&gt;"]


def test_a_finished_figure_says_what_it_said_before_and_is_written_once():
    figure = plotly_figure(trend_spec(five(), events(), LOOK, EN, LOG))
    finished = Finished(figure)
    assert finished.to_dict() == figure.to_dict() and finished.to_dict() is finished.to_dict()
    assert finished.to_json() == figure.to_json()
