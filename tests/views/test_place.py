"""The map of a place or pair: what is framed, how far the window reaches, which counties are fetched."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from data.pairings.pair import find_pair, pair_keys
from geo.fitting import NATION_FIT
from geo.flows import bezier
from tests.data.seeds import seed_facts
from tests.data.whole import whole_facts
from tests.ui.page import address as address
from text.catalogue import Catalogue
from views import loaders
from views.book import Book
from views.reader import Reader
from views.region.place import drawn_as, frame, pair_scene, region_scene

EN = Catalogue.load("en")


@pytest.fixture
def seeds():
    facts = seed_facts()
    return facts, loaders.shapes(), Book.of(facts, Reader(EN.lang))


def pair_of(facts, key):
    pair = find_pair(facts, key)
    assert pair is not None
    return pair


def holds(window, box):
    return window[0] <= box[0] and window[1] <= box[1] and window[2] >= box[2] and window[3] >= box[3]


def along(p):
    return [bezier(p[0:2], p[2:4], p[4:6], n / 12) for n in range(13)]


def main_box(shapes, region):
    place = shapes.places[region]
    return place.get("main_bbox", place["bbox"])


@pytest.mark.parametrize("region", ["640000", "640400", "230000", "820000"])
def test_a_region_fills_the_window_with_air_around_it(address, seeds, region):
    facts, shapes, book = seeds
    scene = region_scene(facts, shapes, region, book)
    box, window = main_box(shapes, region), scene.view_fit
    assert holds(window, box) and box[0] - window[0] >= 40 and window[3] - box[3] >= 40
    assert (window[2] - window[0]) <= 1.3 * (box[2] - box[0]) + 80
    assert (scene.framed, scene.view_id) == ((region,), f"place-{region}")
    assert scene.counties_of == region[:2] + "0000"


def test_far_islands_do_not_shrink_hainan(address, seeds):
    facts, shapes, book = seeds
    _, south, _, north = region_scene(facts, shapes, "460000", book).view_fit
    assert north - south < 800  # the island is some 270 km from north to south; the province reaches 1,700 km farther


def test_an_area_is_its_members(address, seeds):
    facts, shapes, book = seeds
    scene = region_scene(facts, shapes, "A-nanjiang4", book)
    assert sorted(scene.framed) == ["652900", "653000", "653100", "653200"]
    assert scene.counties_of == "650000"
    assert all(holds(scene.view_fit, main_box(shapes, i)) for i in scene.framed)


def test_what_has_no_shape_shows_what_it_lies_in(address, seeds):
    facts, shapes, book = seeds
    parent = book.regions["A-chixi"]["parent_id"]
    assert drawn_as(facts, shapes, "A-chixi", book) == drawn_as(facts, shapes, parent, book) != []


def test_an_area_of_counties_alone_shows_what_they_lie_in(address, seeds):
    facts, shapes, _ = seeds
    area = facts.regions[facts.regions["region_id"] == "A-nanjiang4"].assign(
        region_id="A-own", name_zh="片区", parent_id="100000"
    )
    member = facts.area_members.iloc[:1]
    members = [member.assign(area_id="A-own", region_id=county) for county in ("350921", "350981", "621102")]
    own = replace(
        facts,
        regions=pd.concat([facts.regions, area]),
        area_members=pd.concat([facts.area_members, *members]),
        version="own",
    )
    assert drawn_as(own, shapes, "A-own", Book.of(own, Reader(EN.lang))) == ["350900", "621100"]


def test_the_nation_and_the_unknown_frame_nothing(address, seeds):
    facts, shapes, book = seeds
    assert drawn_as(facts, shapes, "100000", book) == drawn_as(facts, shapes, "A-nowhere", book) == []
    assert frame(shapes, []) == ()
    scene = region_scene(facts, shapes, "100000", book)
    # Named, since a map that is there already would else stay at the place before.
    assert (scene.view_fit, scene.framed, scene.counties_of) == (NATION_FIT, (), "")


def test_a_pair_frames_both_and_draws_its_line_once_over_two_arrangements(address, seeds):
    facts, shapes, book = seeds
    pair = pair_of(facts, "350000-640000")
    assert len(pair.pairings) == 2  # 1996 and 2016
    scene = pair_scene(facts, shapes, pair, book)
    assert (scene.framed, scene.view_id, scene.counties_of) == (("350000", "640000"), "pair-350000-640000", "")
    assert [flow.flow_id for flow in scene.flows] == ["p-1996-fj-nx"]
    assert all(holds(scene.view_fit, main_box(shapes, i)) for i in scene.framed)


def test_a_pair_of_which_only_figures_are_recorded_has_no_line(address, seeds):
    facts, shapes, book = seeds
    pair = pair_of(facts, "320000-520600")  # schools and hospitals of Jiangsu and Tongren
    assert pair.pairings.empty and len(pair.cooperation) == 2
    scene = pair_scene(facts, shapes, pair, book)
    assert (scene.flows, scene.framed, scene.view_id) == ((), ("320000", "520600"), "pair-320000-520600")
    assert (scene.legend.title, scene.legend.items) == ("Jiangsu Province → Tongren", ())
    assert scene.legend.notes == (EN("place.figures_alone"),)


def test_a_helper_shows_whom_it_helps_each_pair_once(address, seeds):
    """The seeds record two arrangements of Fujian and Ningxia, which are one line."""
    facts, shapes, book = seeds
    scene = region_scene(facts, shapes, "350000", book)
    assert [flow.flow_id for flow in scene.flows if flow.recipient_id == "640000"] == ["p-1996-fj-nx"]
    assert all(holds(scene.view_fit, main_box(shapes, i)) for i in ("350000", "640000"))
    assert any(item.kind == "flow" for item in scene.legend.items) and EN("legend.flow_note") in scene.legend.notes


def test_a_recipient_far_from_its_helpers_has_their_names_and_no_line_that_leaves_the_map(address, seeds):
    """Of Guizhou the seeds record its eight prefectures and itself, nine lines from the coast."""
    facts, shapes, book = seeds
    scene = region_scene(facts, shapes, "520000", book)
    under = {label.region_id: label.text for label in scene.labels if label.text}
    assert scene.flows == () and under["520600"] == "←Suzhou" and len(under) == 9
    assert under["520300"] == "←Shanghai" and EN("legend.named_helpers_alone") in scene.legend.notes
    assert {*scene.fill.provinces, *scene.fill.prefectures} == under.keys(), "the helpers lie outside and explain nothing"


@pytest.mark.parametrize(
    "region", ["650000", "640000", "520000", "620000", "320000", "440000", "510000", "520600", "450000"]
)
def test_no_line_of_a_place_leaves_its_window(address, region):
    facts, shapes = whole_facts(), loaders.shapes()
    book = Book.of(facts, Reader(EN.lang))
    scene = region_scene(facts, shapes, region, book)
    x0, y0, x1, y1 = scene.view_fit
    ends = [point for flow in scene.flows for point in along(flow.points)]
    assert all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in ends)
    helped = {label.region_id for label in scene.labels if label.text}
    assert ends or helped, "each pair is a line or a name"


def test_a_county_that_is_helped_is_filled_itself_with_its_helper_under_its_name(address):
    facts, shapes = whole_facts(), loaders.shapes()
    book = Book.of(facts, Reader(EN.lang))
    scene = region_scene(facts, shapes, "650000", book)
    assert {"653201", "653221", "653222", "653224"} <= scene.fill.counties.keys()
    named = {label.region_id: (label.name, label.text) for label in scene.labels}
    assert named["653222"] == (book.short("653222"), "←Beijing") and "653200" not in scene.fill.prefectures


def test_what_is_framed_in_the_place_of_something_else_is_said(address, seeds):
    facts, shapes, book = seeds
    (note,) = region_scene(facts, shapes, "A-chixi", book).legend.notes
    assert note == EN("place.drawn_as", name=book.short("A-chixi"), shown=book.short("350900"))
    assert not any("Framed" in one for one in region_scene(facts, shapes, "A-nanjiang4", book).legend.notes)


def test_a_place_with_nothing_to_explain_has_no_legend(address, seeds):
    facts, shapes, book = seeds
    legend = region_scene(facts, shapes, "820000", book).legend
    assert (legend.title, legend.items, legend.notes) == ("", (), ())


def test_every_recorded_pair_frames_both_regions(address):
    facts, shapes = whole_facts(), loaders.shapes()
    book = Book.of(facts, Reader(EN.lang))
    wrong = []
    for key in pair_keys(facts.pairings):
        pair = pair_of(facts, key)
        scene = pair_scene(facts, shapes, pair, book)
        ends = [drawn_as(facts, shapes, i, book) for i in (pair.helper_id, pair.recipient_id)]
        inside = [i for end in ends for i in end]
        if list(scene.framed) != inside or not all(holds(scene.view_fit, main_box(shapes, i)) for i in inside):
            wrong.append(key)
        if {pair.helper_id, pair.recipient_id} <= set(shapes.places) and len(scene.flows) != 1:
            wrong.append(f"{key}: no line")
        if not all(holds(scene.view_fit, (*point, *point)) for flow in scene.flows for point in along(flow.points)):
            wrong.append(f"{key}: its line leaves the window")
    assert wrong == []
