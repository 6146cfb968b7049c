"""Key points: what leads is large, what is joined is one report, and all panels share one even scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.key_points.panels import KeyOptions, key_points_spec
from charts.plotly.figure import plotly_figure
from charts.spec import ChartSpec, ringed
from tests.charts.toy import EN, HOSTILE, LOOK, ZH, drawn_texts, event, events, five_rows, point, points
from text.lettering import width_em

LEADS = {"1": ("a-start", "a-end"), "2": ("b-start", "b-end"), "3": ("c",)}
WIDE = KeyOptions(1200, 400, indicator="Poverty rate")


def drawn(*further: dict[str, object], options: KeyOptions = WIDE, leads: dict[str, tuple[str, ...]] = LEADS) -> ChartSpec:
    return key_points_spec(points(*five_rows(), *further), leads, LOOK, EN, options)


def kinds(spec: ChartSpec, kind: str) -> list[list[str]]:
    """The records of the series of a kind, by panel."""
    return [[str(m.record) for one in panel.series if one.kind == kind for m in one.marks] for panel in spec.panels]


def test_each_place_is_a_panel_of_one_even_scale_from_zero():
    spec = drawn()

    assert [panel.number for panel in spec.panels] == [1, 2, 3]
    assert {(panel.y.kind, panel.y.low, panel.y.high) for panel in spec.panels} == {("linear", 0.0, spec.panels[0].y.high)}
    assert len({(panel.x.low, panel.x.high) for panel in spec.panels if panel.x}) == 1
    # The highest figure has room above it.
    assert spec.panels[0].y.share(46.8) < 1


def test_what_leads_is_large_and_bold_and_the_rest_is_small_grey_and_unjoined():
    spec = drawn(point("x", 20, "2013", source="Weekly"), point("y", 12, "2017", source="Weekly"))

    (lead,) = [one for one in spec.panels[0].series if one.kind == "lead"]
    assert [m.label.lines[0] for m in lead.marks if m.label] == ["32%", "15%"]
    assert all(m.label and m.label.bold == 1 and m.label.size >= 20 for m in lead.marks)
    assert kinds(spec, "others")[0] == ["x"]
    assert kinds(spec, "latest")[0] == ["y"], "the last other value says when it is of"
    strokes = [one.kind for panel in spec.panels for one in panel.series if one.stroke]
    assert strokes == ["end_points", "end_points"]
    assert {one.stroke.dash for panel in spec.panels for one in panel.series if one.stroke} == {"dash"}


def test_of_few_other_values_each_is_written_and_of_more_the_last_alone():
    def words(*further: dict[str, object]) -> list[str]:
        spec = drawn(*further, leads={"1": ("a-start", "a-end")})
        small = [one for one in spec.panels[0].series if one.kind in ("others", "latest")]
        return sorted(m.label.lines[0] for one in small for m in one.marks if m.label)

    two = (point("x", 45, "2012"), point("y", 12, "2019"))
    assert words(*two) == ["2012: 45%", "2019: 12%"]
    assert words(*two, point("z", 40, "2016")) == ["2019: 12%"]


@pytest.mark.parametrize("height", range(200, 420, 20))
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_a_large_figure_is_whole_however_low_its_panel(height, scale):
    """32 % that begins outside of the chart reads as 2 %."""
    options = replace(WIDE, width_px=520, height_px=height, scale=scale)
    try:
        spec = drawn(leads={"1": ("a-start", "a-end")}, options=options)
    except ValueError:
        return  # refused: there is no room for a plot
    (panel,) = spec.panels
    (lead,) = [one for one in panel.series if one.kind == "lead"]
    assert panel.x is not None
    margin = plotly_figure(spec).layout.margin
    room = options.width_px - margin.l - margin.r
    left, right = (margin.l + room * share for share in panel.x.span)
    for mark in lead.marks:
        assert mark.label is not None and mark.x is not None
        at, text, side = left + (right - left) * panel.x.share(mark.x), mark.label.lines[0], mark.label.side.split()[1]
        wide = width_em(text) * mark.label.size
        begins = {"left": at - wide, "center": at - wide / 2, "right": at}[side]
        assert begins >= 0 and begins + wide <= options.width_px, text


def test_a_large_figure_is_smaller_rather_than_over_a_value_that_is_reported():
    """Four panels side by side; in the first, another value stands where the figure would reach at its usual size."""

    def size(*further: dict[str, object]) -> float:
        panel = key_points_spec(points(*rows, *further), leads, LOOK, EN, options).panels[0]
        (label,) = [mark.label for one in panel.series if one.kind == "lead" for mark in one.marks]
        assert label is not None and label.side == "top center"
        return label.size / options.scale

    options = replace(WIDE, height_px=526, scale=4 / 3)
    leads = {"1": ("lead",), "2": ("b",), "3": ("c",), "4": ("d",)}
    others = (("b", 46.8, "2008", "2"), ("c", 9, "2020", "3"), ("d", 5, "2015", "4"))
    rows = [point("lead", 0.028, "2018"), *(point(i, v, y, region_id=r, name=r) for i, v, y, r in others)]
    assert size() == pytest.approx(20)
    assert size(point("other", 4.26, "2015-12", source="Weekly")) == pytest.approx(16)


def test_shapes_say_whether_a_basis_is_stated_and_which_way_a_bound_points():
    spec = drawn(
        point("stated", 9, "2014", basis_id="survey", basis="Survey"),
        point("open", 10, "2016", bound="<=", source="Weekly"),
        point("plain", 8, "2013", source="Weekly"),
    )
    shapes = {m.record: m.sign.shape for one in spec.panels[0].series for m in one.marks if m.sign}
    assert shapes == {"stated": "diamond", "open": "triangle-down", "plain": "circle"}


def test_what_would_squeeze_the_years_and_what_has_no_date_is_counted():
    spec = drawn(point("old", 70, "1978"), point("undated", 30, ""))

    assert spec.meta == {"left_out": ["undated"], "earlier": ["old"]}
    assert "old" not in str(kinds(spec, "others"))


@pytest.mark.parametrize(("width", "columns"), [(1300, 3), (470, 2), (300, 1)])
def test_panels_stand_in_as_many_columns_as_have_room_and_never_overlap(width, columns):
    spec = drawn(options=replace(WIDE, width_px=width, height_px=700))

    rooms = [(panel.x.span, panel.y.span) for panel in spec.panels if panel.x]
    assert len({across for across, _ in rooms}) == columns
    for n, (across, up) in enumerate(rooms):
        for other, high in rooms[n + 1 :]:
            assert across[1] < other[0] or other[1] < across[0] or up[1] < high[0] or high[1] < up[0]


def test_without_room_for_the_plots_it_is_refused():
    with pytest.raises(ValueError, match="nothing is left"):
        drawn(options=replace(WIDE, width_px=300, height_px=200))


def test_events_are_strokes_on_the_foot_and_goals_differ():
    rows = events(event("e", "2016-07-20"), event("g", "2020", kind="target"), event("before", "1990"))
    spec = key_points_spec(points(*five_rows()), LEADS, LOOK, EN, WIDE, {"1": rows})

    assert kinds(spec, "event")[0] == ["e"] and kinds(spec, "target")[0] == ["g"]
    assert all(m.y == 0 for one in spec.panels[0].series if one.kind in ("event", "target") for m in one.marks)
    assert not kinds(spec, "event")[1]


def test_a_place_without_a_date_says_so_and_one_without_anything_too():
    spec = key_points_spec(points(*five_rows()), {**LEADS, "9": ()}, LOOK, ZH, WIDE)
    words = [m.label.lines[0] for one in spec.panels[-1].series for m in one.marks if m.label]
    assert words == ["9", ZH("chart.key.undated")]
    assert key_points_spec(points(), {"9": ()}, LOOK, EN, WIDE).message == EN("chart.empty")


def test_a_chosen_point_is_ringed_and_nothing_else():
    spec = ringed(drawn(), "b-end")

    (ring,) = [one for one in spec.series if one.kind == "chosen"]
    assert [(m.record, m.y, m.label) for m in ring.marks] == [("b-end", 22.7, None)]
    assert ring in spec.panels[1].series
    assert ringed(drawn(), "nothing") == drawn() and ringed(drawn(), "") == drawn()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_stay_words(words):
    rows = [row | {"name": words, "short": words, "basis": words, "period": words} for row in five_rows()]
    figure = plotly_figure(key_points_spec(points(*rows), LEADS, LOOK, EN, WIDE))
    assert not [text for text in drawn_texts(figure) if "<img" in text or "<script" in text or "<a " in text]


def test_a_long_name_has_two_lines_and_a_basis_without_room_is_left_to_the_words_around():
    long = {"region_id": "1", "name": "Four prefectures of southern Xinjiang", "basis": "A basis with a long name, of 2010"}
    rows = [{**row, **long, "short": long["name"]} if row["region_id"] == "1" else row for row in five_rows()]
    spec = key_points_spec(points(*rows), LEADS, LOOK, EN, KeyOptions(700, 400))
    head = next(series for series in spec.panels[0].series if series.kind == "head")
    name, when = (mark.label for mark in head.marks)
    assert name and when and " ".join(name.lines) == long["name"] and len(name.lines) == name.bold == 2
    assert not any("…" in line for line in (*name.lines, *when.lines)) and "basis" not in when.lines[0]
