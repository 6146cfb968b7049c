from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from charts.trend.plot import TrendOptions, trend_spec
from tests.charts.toy import (
    EN,
    HOSTILE,
    LINEAR,
    LOG,
    LOOK,
    ZH,
    draw,
    drawn,
    drawn_texts,
    event,
    events,
    five,
    point,
    points,
    traces,
)

trend_figure = drawn(trend_spec)


def plain(text):
    """What a reader sees of a text with plotly's tags."""
    return html.unescape(re.sub("<[^>]*>", " ", text)).strip()


def annotation(figure, name):
    return next(one.text for one in figure.layout.annotations if one.name == name)


def test_every_reported_value_is_a_marker_that_knows_its_record():
    figure = draw(five())

    values = {
        record: (str(day), value)
        for trace in traces(figure, "values")
        for record, day, value in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    assert values == {
        "a-start": ("2011-01-01", 32),
        "a-end": ("2015-12-31", 15),
        "b-start": ("2011-01-01", 46.8),
        "b-end": ("2015-12-31", 22.7),
        "c": ("2018-04-30", 0.028),
    }


def test_values_are_labelled_as_reported_and_series_named_at_their_end():
    labels = {
        record: plain(text)
        for trace in traces(draw(five()), "values")
        for record, text in zip(trace.customdata, trace.text, strict=True)
    }

    assert labels == {
        "a-start": "32% (start)",
        "a-end": "One  15% (end)",
        "b-start": "46.8% (start)",
        "b-end": "South  22.7% (end)",
        "c": "Coast  0.028%",
    }


def test_a_value_of_which_the_source_names_no_year_is_marked_and_the_chart_says_why():
    """Guizhou's 33.4% of a report of January 2014, which is 2011's, beside 20.6% of 2013."""
    figure = draw(points(point("a", 33.4, "2014-01-17", span="reported"), point("b", 20.6, "2013", source="Weekly")))
    (labels,) = [dict(zip(t.customdata, map(plain, t.text), strict=True)) for t in traces(figure, "values")]

    assert (labels["a"], labels["b"]) == ("One  33.4%*", "20.6%")
    assert annotation(figure, "subtitle").count("* The source does not give the year") == 1
    assert "*" not in annotation(draw(five()), "subtitle")


@pytest.mark.parametrize("starred", [0, 20])
def test_a_star_is_explained_where_its_label_found_room(starred):
    """Of thirty places with nearly the same value on one day a few are labelled, the first among them."""
    rows = [point(f"p{n}", 20 + n / 50, "2014-01-17", region_id=str(n), name=f"Place {n}") for n in range(30)]
    rows[starred] |= {"span": "reported"}
    figure = draw(points(*rows))
    labelled = {
        record: plain(text)
        for trace in traces(figure, "values")
        for record, text in zip(trace.customdata, trace.text or (), strict=False)
        if text
    }

    assert 0 < len(labelled) < 15 and (f"p{starred}" in labelled) == (starred == 0)
    assert ("* The source" in annotation(figure, "subtitle")) == (starred == 0)


def test_end_points_are_joined_by_a_dashed_line_the_legend_names():
    figure = draw(five())

    lines = traces(figure, "end_points")
    assert [line.line.dash for line in lines] == ["dash", "dash"]
    assert [list(line.y)[:2] for line in lines] == [[32, 15], [46.8, 22.7]]
    assert "Reported end points" in [trace.name for trace in traces(figure, "legend")]
    assert "no year between them is reported" in plain(traces(figure, "values")[0].hovertext[0]).replace("  ", " ")


def test_only_figures_of_one_source_are_joined_and_by_no_solid_line():
    one = draw(points(point("a", 9, "2014"), point("b", 5, "2016")))
    two = draw(points(point("a", 9, "2014"), point("b", 5, "2016", source="Weekly")))

    assert [line.line.dash for line in traces(one, "same_source")] == ["dot"]
    assert [trace.meta["kind"] for trace in two.data if trace.mode == "lines"] == []


def test_bases_are_series_of_their_own_with_markers_of_their_own():
    figure = draw(
        points(
            point("a", 9, "2014", basis_id="survey", basis="Survey"),
            point("b", 7, "2015", basis_id="registration", basis="Register"),
            point("c", 5, "2016"),
        )
    )

    assert [(t.meta["basis_id"], t.marker.symbol[0], t.marker.color == LOOK.ground) for t in traces(figure, "values")] == [
        ("survey", "circle", False),
        ("registration", "square", False),
        ("unstated", "circle", True),
    ]
    assert not [trace for trace in figure.data if trace.mode == "lines" and trace.x[0] is not None]
    assert [trace.name for trace in traces(figure, "legend")] == ["Survey", "Register", "Basis not stated"]
    assert plain(traces(figure, "values")[0].text[0]).startswith("One · Survey")


def test_a_logarithmic_axis_says_so_and_shows_powers_of_ten():
    figure = draw(five())

    assert figure.layout.yaxis.type == "log"
    assert list(figure.layout.yaxis.ticktext) == ["0.01%", "0.1%", "1%", "10%", "100%"]
    assert "each gridline is ten times the one below" in annotation(figure, "subtitle")
    assert "logarithmic" not in annotation(draw(five(), options=LINEAR), "subtitle").lower()


def test_a_zero_stands_in_a_strip_of_its_own_and_no_line_runs_to_it():
    figure = draw(points(point("a", 5, "2018"), point("zero", 0, "2020")))

    main, strip = traces(figure, "values")
    assert (list(main.customdata), main.yaxis) == (["a"], "y")
    assert (list(strip.customdata), strip.yaxis) == (["zero"], "y2")
    assert list(figure.layout.yaxis2.ticktext) == ["0%"]
    assert figure.layout.yaxis2.domain[1] < figure.layout.yaxis.domain[0]
    assert "strip of their own" in annotation(figure, "subtitle")
    assert traces(figure, "same_source") == []


def test_a_zero_on_a_linear_axis_needs_no_strip():
    figure = draw(points(point("a", 5, "2018"), point("zero", 0, "2020")), options=LINEAR)

    assert list(traces(figure, "values")[0].y) == [5, 0]
    assert "yaxis2" not in figure.layout


@pytest.mark.parametrize(("bound", "head"), [(">=", "triangle-up"), (">", "triangle-up"), ("<=", "triangle-down")])
def test_a_bound_points_to_where_the_true_value_lies(bound, head):
    (arrow,) = traces(draw(points(point("a", 5, "2018", bound=bound))), "bounds")

    start, end = arrow.y[0], arrow.y[1]
    assert start == 5
    assert (end > 5) == (head == "triangle-up")
    assert arrow.marker.symbol[1] == head


def test_an_exact_value_has_no_arrow():
    assert traces(draw(five()), "bounds") == []


def test_a_span_of_dates_is_drawn_as_a_span():
    (span,) = traces(draw(points(point("a", 9.6, "2018-07", period_start="2017-10"))), "spans")

    assert [str(day) for day in span.x[:2]] == ["2017-10-01", "2018-07-31"]


def test_a_span_that_its_marker_hides_is_neither_drawn_nor_explained():
    chart = draw(points(point("a", 9.6, "2018-07", period_start="2018-04"), point("b", 21.3, "2008")))

    assert traces(chart, "spans") == []
    assert ZH("chart.legend.spans") not in [trace.name for trace in traces(chart, "legend")]


def test_events_are_numbered_flags_that_know_their_record():
    given = events(event("b", "2016-12-07"), event("a", "2016-07-20"), event("c", "2016-12-07"))

    (flags,) = traces(draw(five(), given), "event")

    assert list(zip(flags.customdata, flags.text, strict=True)) == [("a", "1"), ("b", "2"), ("c", "3")]
    assert [str(day) for day in flags.x[:2]] == ["2016-07-20", "2016-12-07"]
    assert flags.yaxis == "y3"


def test_a_target_date_is_a_line_and_never_a_value():
    figure = draw(five(), events(event("goal", "2020", kind="target")))

    (flag,) = traces(figure, "target")
    assert list(flag.customdata) == ["goal"]
    assert [(shape.type, shape.x0) for shape in figure.layout.shapes] == [("line", "2020-12-31")]
    assert 0 not in [value for trace in traces(figure, "values") for value in trace.y]
    assert "Target date (not a value)" in [trace.name for trace in traces(figure, "legend")]


def test_the_line_of_an_event_leaves_out_the_labels_it_would_strike():
    figure = draw(points(point("a", 5, "2018-06-01", name="A very long name of a region")), events(event("e", "2018-12-01")))

    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert len(lines) == 2 and lines[0].y1 < lines[1].y0


def test_a_name_at_the_end_has_room_beside_its_marker():
    figure = draw(points(point("a", 20, "2014"), point("b", 10, "2018", name="A long name of a region")))

    (values,) = traces(figure, "values")
    assert values.textposition[1].endswith("right") and figure.layout.margin.r > 60


def test_several_sources_of_one_value_share_a_label():
    figure = draw(points(point("a", 5, "2018"), point("b", 5, "2018", source="Weekly")))

    (values,) = traces(figure, "values")
    assert [bool(text) for text in values.text] == [False, True] and not figure.layout.meta["unlabelled"]


def test_an_event_known_to_the_year_is_a_band_as_wide_as_the_year():
    (shape,) = draw(five(), events(event("a", "2018"))).layout.shapes

    assert (shape.type, shape.x0, shape.x1) == ("rect", "2018-01-01", "2018-12-31")


def test_an_empty_frame_says_that_nothing_is_recorded():
    figure = draw(points())

    assert len(figure.data) == 0
    assert [one.text for one in figure.layout.annotations] == ["No data recorded"]


def test_what_cannot_be_drawn_is_counted_and_named():
    figure = draw(points(point("a", 5, "2018"), point("undated", 4, ""), point("minus", -1, "2019")))

    assert list(figure.layout.meta["left_out"]) == ["undated", "minus"]
    assert "want of a date or a number: 1" in annotation(figure, "subtitle")
    assert "which a logarithmic scale cannot show: 1" in annotation(figure, "subtitle")


def test_without_any_date_the_figure_says_so():
    figure = draw(points(point("a", 5, "")))

    assert len(figure.data) == 0
    assert "no source gives a date" in figure.layout.annotations[0].text


def test_labels_without_room_are_counted_and_the_marks_stay():
    crowd = points(*(point(str(i), 5 + i / 100, "2018-06-01", region_id=str(i), name=f"Region {i}") for i in range(60)))

    figure = draw(crowd)

    unlabelled = list(figure.layout.meta["unlabelled"])
    assert sum(len(trace.customdata) for trace in traces(figure, "values")) == 60
    assert unlabelled
    assert f"want of room: {len(unlabelled)}" in annotation(figure, "subtitle")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_of_a_record_is_drawn_as_text(text):
    frame = points(point("a", 5, "2018", name=text, basis=text, source=text, period=text))

    figure = trend_figure(frame, events(event("e", "2018-01-01", text)), LOOK, EN, TrendOptions(indicator=text))

    for text in drawn_texts(figure):
        assert not re.search(r"<(?!/?b>|br>)", text)
        assert "$" not in text


def test_a_selected_marker_lets_no_other_fade():
    for trace in traces(draw(five()), "values"):
        assert trace.unselected.marker.opacity == 1


def test_type_grows_with_the_scale():
    big = draw(five(), options=TrendOptions(1300, 640, 2.0, "Poverty rate"))
    sizes = [one.font.size for one in big.layout.annotations] + [big.layout.xaxis.tickfont.size, big.layout.legend.font.size]

    assert min(sizes) >= 24


def test_chinese_and_english_draw_the_same_marks():
    zh = trend_figure(five(), events(), LOOK, ZH, LOG)

    assert [t.customdata for t in traces(zh, "values")] == [t.customdata for t in traces(draw(five()), "values")]
    assert plain(traces(zh, "values")[0].text[0]) == "32%（期初）"


def test_in_a_small_room_only_what_is_not_drawn_is_said_and_flags_are_explained_elsewhere():
    flags = events(event("a", "2012"))
    brief = trend_figure(five(), flags, LOOK, EN, replace(LINEAR, brief=True))
    whole = trend_figure(five(), flags, LOOK, EN, LINEAR)

    def kinds(figure):
        return {one.meta["of"].partition(":")[0] for one in traces(figure, "legend")}

    subtitles = [one.text for one in brief.layout.annotations if one.name == "subtitle"]
    assert not any(EN("chart.scale.linear") in text for text in subtitles)
    assert kinds(whole) - kinds(brief) == {"event"} and traces(brief, "event")


def test_a_line_that_no_label_names_is_named_in_the_legend():
    """Five regions that end at one value on one day: there is room for one name."""
    rows = [
        point(f"o{n}-{end}", value, end, region_id=str(n), name=f"Region {n}")
        for n in range(5)
        for end, value in (("2012", 20.0 + n / 10), ("2016", 10.0))
    ]
    figure = trend_figure(points(*rows), events(), LOOK, EN, replace(LINEAR, width_px=360, height_px=260))
    told = {one.meta["of"].partition(":")[2] for one in traces(figure, "legend") if one.meta["of"].startswith("region:")}
    labels = " ".join(str(text) for one in traces(figure, "values") for text in one.text)
    named = {str(n) for n in range(5) if f"<b>Region {n}</b>" in labels}
    assert told and told | named == {"0", "1", "2", "3", "4"} and not told & named
