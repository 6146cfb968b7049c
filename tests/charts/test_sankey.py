"""A Sankey diagram: bands as wide as their pairings are many, none over another, every name in its line."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.base import ChartOptions
from charts.plotly.figure import plotly_figure
from charts.sankey.chart import is_crowded, sankey_spec
from charts.sankey.graph import COLUMNS, Node, to_bands, widths
from charts.sankey.layout import arrange
from look.palette import palette
from tests.charts.toy import EN, HOSTILE, LOOK

# One pairing of two provinces, one with a prefecture of a third, one with an area of no province.
ROWS = [
    ("p1", "35", "Fujian", "64", "Ningxia", "64", "Ningxia"),
    ("p2", "3205", "Suzhou", "52", "Guizhou", "5206", "Tongren"),
    ("p3", "35", "Fujian", "", "", "A-x", "Borderland"),
]
FUJIAN, SUZHOU = Node(0, "35", "Fujian"), Node(0, "3205", "Suzhou")
GUIZHOU, NINGXIA = Node(1, "52", "Guizhou"), Node(1, "64", "Ningxia")
TONGREN, BORDERLAND = Node(2, "5206", "Tongren"), Node(2, "A-x", "Borderland")


def links(*rows):
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")


def draw(frame, options=None, **further):
    return sankey_spec(frame, LOOK, EN, options or ChartOptions(), **further)


def test_a_pairing_is_one_band_or_two():
    bands = to_bands(links(*ROWS))

    assert [(band.pairing_id, band.source, band.target, band.width, band.last) for band in bands] == [
        ("p1", FUJIAN, NINGXIA, 1, True),
        ("p2", SUZHOU, GUIZHOU, 1, False),
        ("p2", GUIZHOU, TONGREN, 1, True),
        ("p3", FUJIAN, BORDERLAND, 1, True),
    ]


def test_a_node_is_as_wide_as_what_passes_through_it():
    assert widths(to_bands(links(*ROWS))) == {SUZHOU: 1, FUJIAN: 2, GUIZHOU: 1, NINGXIA: 1, TONGREN: 1, BORDERLAND: 1}


def test_followed_straight_through_its_province_each_band_leads_to_its_own_recipient():
    """By the codes of places the eye would be led from Suzhou, which helps Tongren, to Anshun, and so on: false pairs."""
    pairs = {"2102": "5202", "3100": "5203", "3205": "5206", "3301": "5226", "3302": "5223", "3702": "5204", "4401": "5227"}
    frame = links(
        *((f"p{h}", h, h, "52", "Guizhou", r, r) for h, r in pairs.items()),
        ("p8", "4401", "4401", "52", "Guizhou", "5205", "5205"),
    )
    bands = to_bands(frame)
    layout = arrange(bands, 400, ChartOptions())
    came, left = (
        {bands[n].pairing_id: layout.ends[n] for n in range(len(bands)) if bands[n].last is last} for last in (False, True)
    )

    assert len(came) == len(left) == 8
    assert all(came[i][1] == left[i][0] for i in came)
    for side in ([ends[0] for ends in came.values()], [ends[1] for ends in left.values()]):  # from above, all in one order
        assert sorted(came, key=lambda i: came[i][1]) == [i for _, i in sorted(zip(side, came, strict=True))]


def test_two_bands_to_one_recipient_do_not_cross():
    """Dongguan and Zhongshan both help Zhaotong."""
    rows = [(f"p{h}", h, h, "53", "Yunnan", r, r) for h, r in (("1", "53"), ("3", "5306"), ("2", "5306"))]
    bands = to_bands(links(*rows))
    layout = arrange(bands, 400, ChartOptions())
    first, second = (layout.ends[n] for n, band in enumerate(bands) if band.last and band.target.region_id == "5306")
    assert (first[0] < second[0]) == (first[1] < second[1])


def test_rows_that_stand_for_several_are_bands_of_several():
    frame = links(("p1", "44", "Guangdong", "52", "Guizhou", "52", "Guizhou")).assign(count=7)
    spec = draw(frame)

    assert widths(to_bands(frame)) == {Node(0, "44", "Guangdong"): 7, Node(1, "52", "Guizhou"): 7}
    assert spec.notes == (EN("chart.sankey.note_provinces"),)
    assert [mark.label.lines for mark in spec.panels[0].series[1].marks] == [("Guangdong 7",)]


def test_two_regions_of_one_name_are_two_nodes():
    frame = links(("p1", "1", "A", "2", "West", "21", "Same"), ("p2", "1", "A", "3", "South", "31", "Same"))
    names = [mark.label.lines[0] for one in draw(frame).series if one.kind == "names" for mark in one.marks]

    assert names.count("Same") == 2


def test_a_band_ends_at_a_mark_that_leads_to_its_pairing():
    (pairs,) = [one for one in draw(links(*ROWS)).series if one.kind == "pairs"]

    assert [mark.record for mark in pairs.marks] == ["p1", "p2", "p3"]
    assert pairs.marks[1].tip.heads == ("Suzhou → Tongren",)


def test_what_is_chosen_stands_out_in_all_its_bands():
    spec = draw(links(*ROWS).assign(chosen=[False, True, False]))

    ribbons = spec.panels[0].ribbons
    assert [ribbon.paint.fill == LOOK.accent for ribbon in ribbons] == [False, True, True, False]
    plain = draw(links(*ROWS)).panels[0].ribbons
    assert ribbons[0].paint.opacity < plain[0].paint.opacity < ribbons[1].paint.opacity, "the others are paler"


def test_names_of_the_middle_column_need_room_and_headings_stand_straight():
    frame, phone = links(*ROWS), ChartOptions(width_px=300)

    assert is_crowded(frame, LOOK, EN, phone) and not is_crowded(frame, LOOK, EN, ChartOptions(width_px=900))
    # Without a third column there is nothing to run into.
    assert not is_crowded(links(ROWS[0]), LOOK, EN, phone)
    (panel,) = draw(frame, phone).panels
    assert panel.x.angle == 0 and [len(tick.lines) for tick in panel.x.ticks] == [1, 2, 3]


def test_roles_have_the_colours_of_the_palette():
    dark = palette("dark")
    panel = sankey_spec(links(*ROWS), dark, EN, ChartOptions()).panels[0]

    assert {rule.fill for rule in panel.rules} == {dark.helper_deep, dark.recipient_deep}
    assert {ribbon.paint.fill for ribbon in panel.ribbons} == {dark.helper_strong, dark.recipient_strong}


def test_the_chart_is_as_high_as_its_bands_need():
    def height(count):
        rows = [(f"p{i}", "1", "A", "2", "West", f"2{i}", f"Part {i}") for i in range(count)]
        return draw(links(*rows), ChartOptions(height_px=300)).height_px

    assert height(1) < 150
    assert height(10) == 300
    assert height(60) > 60 * 14


def test_places_of_a_province_stand_together_and_bands_do_not_cross_for_nothing():
    rows = [
        ("p1", "1", "A", "5", "West", "51", "W1"),
        ("p2", "2", "B", "4", "South", "41", "S1"),
        ("p3", "1", "A", "5", "West", "52", "W2"),
        ("p4", "2", "B", "4", "South", "42", "S2"),
    ]
    bands = to_bands(links(*rows))
    nodes = arrange(bands, 400.0, ChartOptions()).nodes

    assert [node.name for node in sorted(nodes, key=lambda node: (node.column, nodes[node])) if node.column] == [
        "West",
        "South",
        "W1",
        "W2",
        "S1",
        "S2",
    ]


PLACES = st.integers(0, 8)


@given(st.lists(st.tuples(PLACES, PLACES, PLACES), min_size=1, max_size=40), st.floats(60, 900))
def test_nodes_lie_apart_and_bands_fill_no_more_than_their_nodes(pairs, room):
    rows = [(f"p{n}", f"h{a}", "H", f"v{b}", "P", f"c{b}{c}", "C") for n, (a, b, c) in enumerate(pairs)]
    bands = to_bands(links(*rows))
    layout = arrange(bands, room, ChartOptions())

    for column in range(3):
        extents = sorted(extent for node, extent in layout.nodes.items() if node.column == column)
        assert extents[0][0] >= -1e-6 and extents[-1][1] <= layout.height_px + 1e-6
        assert all(low[1] < high[0] for low, high in pairwise(extents))
    for node, (top, bottom) in layout.nodes.items():
        for end, side in ((0, "source"), (1, "target")):
            ends = sorted(e[end] for b, e in zip(bands, layout.ends, strict=True) if getattr(b, side) == node)
            assert all(low[1] <= high[0] + 1e-6 for low, high in pairwise(ends))
            assert not ends or (ends[0][0] >= top - 1e-6 and ends[-1][1] <= bottom + 1e-6)


def test_an_empty_frame_says_that_nothing_is_recorded():
    spec = draw(links())

    assert spec.message == "No data recorded" and not spec.panels


def test_the_browser_draws_each_band_as_a_path_behind_the_marks():
    figure = plotly_figure(draw(links(*ROWS)))
    paths = [shape for shape in figure.layout.shapes if shape.type == "path"]

    assert len(paths) == 4 and {shape.layer for shape in paths} == {"below"}


@pytest.mark.parametrize("text", [*HOSTILE, "{a} {b} {c} {@[0]}"])
def test_hostile_text_is_shown_as_text(text):
    frame = links(("p1", "1", text, "2", text, "21", text)).assign(detail=text)

    spec = draw(frame)

    assert all(text in mark.label.lines[0] for one in spec.series if one.kind == "names" for mark in one.marks)
    drawn = plotly_figure(spec).to_json()
    assert "<img" not in drawn and "<script" not in drawn and "<a href" not in drawn
