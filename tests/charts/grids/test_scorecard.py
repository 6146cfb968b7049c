from __future__ import annotations

import re

import pandas as pd
import pytest

from charts.base import ChartOptions
from charts.grids.scorecard import COLUMNS, scorecard_spec
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, traces

scorecard_figure = drawn(scorecard_spec)

ROWS = [
    ("p1", "Fujian", "Ningxia", "labour", "Labour", 2),
    ("p1", "Fujian", "Ningxia", "funds", "Funding", 0),
    ("p2", "Beijing", "Hebei", "funds", "Funding", 7),
]


def card(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def draw(frame):
    return scorecard_figure(frame, LOOK, EN, ChartOptions())


def test_a_square_holds_the_number_of_figures_and_a_dash_where_there_is_none():
    figure = draw(card(*ROWS))

    cells = {
        tuple(record): (trace.meta["kind"], text, x, y)
        for trace in figure.data
        for record, text, x, y in zip(trace.customdata, trace.text, trace.x, trace.y, strict=True)
    }
    assert cells == {
        ("p1", "labour"): ("reported", "2", 0, 0),
        ("p1", "funds"): ("none", "—", 1, 0),
        ("p2", "labour"): ("none", "—", 0, 1),
        ("p2", "funds"): ("reported", "7", 1, 1),
    }


def test_all_filled_squares_look_the_same_whatever_their_number():
    (reported,) = traces(draw(card(*ROWS)), "reported")

    assert isinstance(reported.marker.size, int | float)
    assert reported.marker.color == LOOK.series[-1]


def test_none_is_hollow():
    (none,) = traces(draw(card(*ROWS)), "none")

    assert none.marker.color == "rgba(0,0,0,0)"


def test_it_says_that_it_is_no_score():
    figure = draw(card(*ROWS))

    assert "counts, not scores" in figure.layout.annotations[0].text
    assert list(figure.layout.yaxis.ticktext) == ["Fujian → Ningxia", "Beijing → Hebei"]
    assert list(figure.layout.xaxis.ticktext) == ["Labour", "Funding"]


def test_many_pairs_make_it_higher():
    many = card(*[(f"p{i}", "A", f"B{i}", "funds", "Funding", 1) for i in range(60)])

    assert draw(many).layout.height > 60 * 30


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert [one.text for one in draw(card()).layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = draw(card(*ROWS).assign(helper=text, recipient=text, aspect=text))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
