"""All points with a panel a place: the same axes in each, marks in their own panel alone; one plane where that is needed."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from charts.key_points.all_points import MOST, all_points_spec
from charts.trend.plot import TrendOptions, trend_spec
from tests.charts.toy import EN, LOOK, event, events, point, points

WIDE = TrendOptions(indicator="Poverty rate", width_px=900, height_px=500)


def two() -> pd.DataFrame:
    return points(
        point("a", 32.0, "2011", point="start"),
        point("b", 15.0, "2015", point="end"),
        point("c", 0.028, "2018-04", region_id="2", name="Two", short="Two"),
    )


def records_of(panel) -> set[str]:
    return {mark.record for series in panel.series if series.kind == "values" for mark in series.marks}


def marks_of(spec, kind):
    return [mark for panel in spec.panels for series in panel.series if series.kind == kind for mark in series.marks]


def test_each_place_has_a_panel_of_its_own_on_the_same_axes():
    spec = all_points_spec(two(), events(), LOOK, EN, WIDE)
    first, second = spec.panels
    assert first.x and second.x
    assert [records_of(panel) for panel in spec.panels] == [{"a", "b"}, {"c"}]
    assert (first.x.low, first.x.high, first.y.low, first.y.high) == (
        second.x.low,
        second.x.high,
        second.y.low,
        second.y.high,
    )
    assert first.x.span[1] < second.x.span[0] and first.y.span == second.y.span
    heads = [mark.label for mark in marks_of(spec, "head")]
    assert [head and head.lines for head in heads] == [("One",), ("Two",)]
    # Values are named once, at the first column.
    assert any(tick.lines != ("",) for tick in first.y.ticks) and all(tick.lines == ("",) for tick in second.y.ticks)
    assert spec.meta == {"left_out": [], "unlabelled": []}


def test_zeros_have_a_strip_below_the_panel_of_each_place_and_the_years_below_it():
    frame = pd.concat([two(), points(point("z", 0.0, "2020", region_id="2", name="Two", short="Two"))])
    spec = all_points_spec(frame, events(), LOOK, EN, WIDE)
    plots, strips = spec.panels[::2], spec.panels[1::2]
    assert [records_of(strip) for strip in strips] == [set(), {"z"}]
    for plot, strip in zip(plots, strips, strict=True):
        assert strip.x and plot.x
        assert strip.y.span[1] < plot.y.span[0] and strip.x.span == plot.x.span
        assert strip.x.ticks and not plot.x.ticks
    assert len({panel.number for panel in spec.panels}) == 4


def test_a_basis_has_one_symbol_in_all_panels():
    frame = pd.concat(
        [
            points(point("a", 5.0, "2015", basis_id="x", basis="X"), point("b", 4.0, "2016", basis_id="y", basis="Y")),
            points(point("c", 3.0, "2016", basis_id="y", basis="Y", region_id="2", name="Two", short="Two")),
        ]
    )
    spec = all_points_spec(frame, events(), LOOK, EN, WIDE)
    shape = {mark.record: (mark.sign.shape, mark.sign.fill == LOOK.ground) for mark in marks_of(spec, "values")}
    assert shape["b"] == shape["c"] != shape["a"]


@pytest.mark.parametrize(
    ("frame", "happened", "options"),
    [
        (two().iloc[:2], events(), WIDE),
        (two(), events(event("e", "2016-07-20")), WIDE),
        (points(*(point(f"p{n}", 5.0, "2015", region_id=str(n), name=f"P{n}") for n in range(MOST + 1))), events(), WIDE),
        (two(), events(), TrendOptions(indicator="Poverty rate", width_px=300, height_px=320)),
        (two().iloc[:0], events(), WIDE),
    ],
    ids=["one place", "events", "too many places", "no room", "nothing"],
)
def test_one_plane_where_a_panel_a_place_would_not_do(frame, happened, options):
    assert all_points_spec(frame, happened, LOOK, EN, options) == trend_spec(frame, happened, LOOK, EN, options)


def test_first_and_last_values_are_written_and_that_is_told():
    crowd = [point(f"p{n}", 10.0 + n / 100, str(2009 + n % 10), source=f"s{n}") for n in range(40)]
    spec = all_points_spec(pd.concat([points(*crowd), two().iloc[2:]]), events(), LOOK, EN, WIDE)
    bare = spec.meta["unlabelled"]
    # p0 is the first of the four of 2009, p39 the last of those of 2018; those between are in the table.
    assert isinstance(bare, list) and {f"p{n}" for n in range(1, 39)} - {"p9", "p19", "p29", "p38"} <= set(bare)
    assert "p0" not in bare and spec.notes[-1] == EN("chart.ends_labelled")


def test_an_end_without_room_for_its_value_is_counted():
    crowd = [point(f"p{n}", 10.0 + n / 1000, "2015", source="s") for n in range(40)]
    spec = all_points_spec(pd.concat([points(*crowd), two().iloc[2:]]), events(), LOOK, EN, WIDE)
    bare = spec.meta["unlabelled"]
    assert isinstance(bare, list) and bare and EN("chart.left_out.unlabelled", count=len(bare)) in spec.notes[-2]


def test_a_name_that_is_too_long_for_a_line_has_two_and_is_whole():
    name = "Four prefectures of southern Xinjiang"
    rows = [point("a", 46.8, "2011", name=name, short=name), point("c", 9.6, "2018", region_id="2", name="Two", short="Two")]
    spec = all_points_spec(
        points(*rows), events(), LOOK, EN, TrendOptions(indicator="Poverty rate", width_px=520, height_px=500)
    )
    first, second = (mark.label for mark in marks_of(spec, "head"))
    assert first and second and " ".join(first.lines) == name and len(first.lines) == first.bold == 2
    assert second.lines == ("Two",)


@pytest.mark.parametrize("height_px", [380, 440, 500])
def test_a_value_beside_a_band_does_not_stand_over_its_end(height_px):
    """15 % of 2015 over the band of 2016 that is open upwards was read as where that ends."""
    period = {"period_start": "2011", "period": "2011–2015"}
    frame = points(
        point("a", 32.0, "2015", point="start", **period),
        point("b", 15.0, "2015", point="end", **period),
        point("later", 1.2, "2019"),
        point("c", 0.5, "2018", region_id="2", name="Two"),
    )
    band = points(point("band", 12.0, "2016", bound=">=")).assign(value_high=nan)
    spec = all_points_spec(frame, events(), LOOK, EN, replace(WIDE, height_px=height_px, axis="linear"), band)
    (end,) = (mark.label for mark in marks_of(spec, "values") if mark.record == "b")
    assert end is not None and "right" not in end.side


def test_an_end_that_would_be_read_as_a_bound_has_a_line_to_its_mark():
    """In a low panel '15 % (end)' stood at the height of the bound of 10 % beside it."""
    period = {"period_start": "2011", "period": "2011–2015"}
    frame = points(
        point("a", 32.0, "2015", point="start", **period),
        point("b", 15.0, "2015", point="end", **period),
        point("mid", 10.0, "2016"),
        point("c", 0.5, "2018", region_id="2", name="Two"),
    )
    band = points(point("band", 10.0, "2016", bound=">=")).assign(value_high=nan)
    spec = all_points_spec(frame, events(), LOOK, EN, replace(WIDE, height_px=300, axis="linear"), band)
    at, end, _ = marks_of(spec, "leaders")
    assert at.y == 15.0 and at.label is None
    assert end.label and end.label.lines == ("15% (end)",) and end.y != at.y
    assert next(mark for mark in marks_of(spec, "values") if mark.record == "b").label is None
