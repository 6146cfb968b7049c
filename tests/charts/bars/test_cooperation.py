from __future__ import annotations

import re

import pandas as pd
import pytest

from charts.bars.cooperation import COLUMNS, cooperation_spec
from charts.base import ChartOptions
from tests.charts.toy import EN, HOSTILE, LOOK, ZH, drawn, drawn_texts, traces

cooperation_figure = drawn(cooperation_spec)


def row(cooperation_id, value, helper="Jiangsu", recipient="Shaanxi", bound="=", **other):
    given = {
        "cooperation_id": cooperation_id,
        "measure": "Paired schools",
        "who": " → ".join(filter(None, (helper, recipient))),
        "helper": helper,
        "recipient": recipient,
        "value": value,
        "bound": bound,
        "unit": "school",
        "period": "2019",
        "source": "Daily",
    }
    return given | other


def group(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def draw(frame, t=EN):
    return cooperation_figure(frame, LOOK, t, ChartOptions())


def texts(figure):
    return [one.text for one in figure.layout.annotations]


def test_bars_stand_by_value_and_know_their_records():
    (bars,) = traces(draw(group(row("a", 53), row("b", 422), row("c", 219))), "reported")

    assert list(zip(bars.customdata, bars.x, bars.y, strict=True)) == [("b", 422, 0), ("c", 219, 1), ("a", 53, 2)]


@pytest.mark.parametrize(("t", "labels"), [(EN, ["≥ 770 schools", "about 12 schools"]), (ZH, ["≥770所学校", "约12所学校"])])
def test_values_are_written_as_reported(t, labels):
    (bars,) = traces(draw(group(row("a", 770, bound=">="), row("b", 12, bound="~")), t), "reported")

    assert [text.strip("\u00a0") for text in bars.text] == labels


def test_who_and_when_stand_at_the_bar():
    figure = draw(group(row("a", 2), row("b", 1, recipient="", period="")))

    assert list(figure.layout.yaxis.ticktext) == [
        "<b>Jiangsu → Shaanxi</b><br>2019 · Daily",
        "<b>Jiangsu (total over all partners, as</b><br><b>reported)</b><br>no date in the source · Daily",
    ]


def test_different_periods_are_pointed_out():
    assert not any("Periods differ" in text for text in texts(draw(group(row("a", 2), row("b", 1)))))
    assert any("Periods differ" in text for text in texts(draw(group(row("a", 2), row("b", 1, period="2018")))))


def test_a_bound_has_an_arrow():
    (arrow,) = traces(draw(group(row("a", 2), row("b", 1, bound=">="))), "bounds")

    assert (list(arrow.x), list(arrow.y), list(arrow.marker.symbol)) == ([1], [1], ["triangle-right"])


def test_units_do_not_share_an_axis():
    with pytest.raises(ValueError, match="hospital, school"):
        draw(group(row("a", 2), row("b", 1, unit="hospital")))


def test_a_figure_without_a_number_is_counted():
    figure = draw(group(row("a", 2), row("b", float("nan"))))

    assert list(figure.layout.meta["left_out"]) == ["b"]


def test_an_empty_frame_says_that_nothing_is_recorded():
    assert texts(draw(group())) == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    figure = draw(group(row("a", 2, text, text, measure=text, unit=text, period=text, source=text)))

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
