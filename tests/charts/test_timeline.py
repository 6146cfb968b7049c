from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from charts.base import ChartOptions
from charts.timeline.plot import timeline_spec
from charts.timeline.rows import COLUMNS
from tests.charts.toy import EN, HOSTILE, LOOK, drawn, drawn_texts, event, events, traces

timeline_figure = drawn(timeline_spec)


def spans(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")


def span(pairing_id, start="", end="", attested="", partner="64", name="Ningxia", programme="ew"):
    return (pairing_id, partner, name, programme, "East–West", start, end, attested)


def draw(*rows, given=None, options=None):
    frame = spans(*rows)
    return timeline_figure(frame, events() if given is None else given, LOOK, EN, options or ChartOptions())


def bars(figure, kind):
    """First and last day of each bar of a kind, by pairing."""
    day = 86_400_000
    return {
        record: (base, date.fromisoformat(base).toordinal() + round(x / day))
        for trace in traces(figure, kind)
        for record, base, x in zip(trace.customdata, trace.base, trace.x, strict=True)
    }


def ordinal(text):
    return date.fromisoformat(text).toordinal()


def test_a_bar_runs_from_the_start_to_the_end():
    figure = draw(span("p", "2016-12-07", "2020-03-01"))

    assert bars(figure, "span") == {"p": ("2016-12-07", ordinal("2020-03-01"))}
    assert traces(figure, "onward") == []
    assert traces(figure, "arrow") == []


def test_a_year_is_not_made_a_day():
    figure = draw(span("p", "1996", "2020-03-01"))

    assert bars(figure, "within") == {"p": ("1996-01-01", ordinal("1996-12-31"))}
    assert bars(figure, "span") == {"p": ("1996-12-31", ordinal("2020-03-01"))}


def test_without_an_end_it_is_dark_as_far_as_it_is_attested_and_goes_on_pale_to_an_arrow():
    figure = draw(span("p", "1996-01-01", attested="2016-07-22"))

    assert bars(figure, "span") == {"p": ("1996-01-01", ordinal("2016-07-22"))}
    assert bars(figure, "onward")["p"][0] == "2016-07-22"
    (arrow,) = traces(figure, "arrow")
    assert (list(arrow.customdata), arrow.marker.symbol) == (["p"], "triangle-right")
    assert any("No end recorded" in one.name for one in traces(figure, "legend"))


def test_without_a_start_a_dotted_line_leads_to_the_date_it_is_attested_at():
    figure = draw(span("p", attested="2019-04-02"))

    (dotted,) = traces(figure, "unknown_start")
    (attested,) = traces(figure, "attested")
    assert dotted.line.dash == "dot"
    assert str(dotted.x[1]) == str(attested.x[0]) == "2019-04-02"
    assert list(traces(figure, "label")[0].text) == ["start not stated; source of 2 Apr 2019"]
    assert traces(figure, "span") == []


def test_there_is_a_row_a_partner_and_programme_and_a_lane_for_what_overlaps():
    figure = draw(
        span("p1", "1996", attested="2016-07"),
        span("p2", "2016-12", attested="2016-12"),
        span("p3", "2010", "2012", programme="other"),
    )

    assert len(figure.layout.yaxis.tickvals) == 2
    heights = {record: y for trace in traces(figure, "onward") for record, y in zip(trace.customdata, trace.y, strict=True)}
    assert heights["p1"] != heights["p2"]


def test_what_has_no_date_is_counted():
    figure = draw(span("p", "1996"), span("q"))

    assert list(figure.layout.meta["left_out"]) == ["q"]
    assert any("want of any date: 1" in one.text for one in figure.layout.annotations)


def test_events_are_numbered_flags_with_their_captions():
    figure = draw(span("p", "1996"), given=events(event("e", "2016-07-20", "They meet")))

    assert [list(one.customdata) for one in traces(figure, "event")] == [["e"]]
    assert any("① 20 Jul 2016: They meet" in one.text for one in figure.layout.annotations)


def test_the_chart_is_as_high_as_its_rows_need():
    many = [span(f"p{i}", "2016", partner=str(i)) for i in range(30)]

    assert draw(span("p", "2016")).layout.height < 300
    assert draw(*many).layout.height > 30 * 40


@pytest.mark.parametrize("frame", [(), (span("p"),)])
def test_without_a_date_the_figure_says_that_nothing_is_recorded(frame):
    assert [one.text for one in draw(*frame).layout.annotations] == ["No data recorded"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text):
    frame = spans(span("p", "1996", attested="2016")).assign(partner=text, programme=text)

    figure = timeline_figure(frame, events(event("e", "2016", text)), LOOK, EN, ChartOptions())

    assert not [text_ for text_ in drawn_texts(figure) if re.search(r"<(?!/?b>|br>)", text_)]
