"""A scene drawn without a browser: every region in its colour, every name where it belongs, nothing lost or covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.scene import Area, Fill, FillClass, FlowLine, Frames, Label, Scene
from geo.shapes.load import load_regions
from geo.still.draw import draw
from geo.still.measures import Measures, overlap, rect, solid
from geo.still.names.boxes import crossing, holding, rows
from geo.still.names.unnamed import unnamed
from geo.still.picture import Picture, Word
from geo.year import of_year
from tests.fuzz import examples
from tests.geo.pictures import (
    FUJIAN,
    HELPED,
    HELPS,
    NANJIANG,
    NINGDE,
    NINGXIA,
    all_words,
    geometry,
    leaving,
    names,
    overprinted,
    room_of,
    story,
)

SIZES = [(1200.0, 620.0, 12.0), (1920.0, 1080.0, 24.0), (1080.0, 1080.0, 24.0), (768.0, 500.0, 16.0), (1200.0, 667.0, 21.0)]


def drawn(scene: Scene | None = None, width: float = 1200, height: float = 620, smallest: float = 12) -> Picture:
    return draw(scene or story(), geometry(), names(), width, height, smallest=smallest)


def colors(picture: Picture) -> dict[tuple[str, str], tuple[str, str]]:
    return {(patch.level, patch.region_id): (patch.fill, patch.hatch) for patch in picture.patches}


def test_all_regions_are_drawn_each_in_the_colour_of_its_class():
    scene, picture = story(), drawn()
    found = colors(picture)
    helps, helped, nothing = ((c.color, c.hatch) for c in scene.fill.classes)

    assert len(picture.patches) == len(found) == 404
    assert found["province", FUJIAN] == found["prefecture", "350100"] == helps
    assert found["province", NINGXIA] == found["prefecture", "640100"] == helped
    assert found["prefecture", NINGDE] == helped
    assert {found["prefecture", i] for i in NANJIANG} == {helped}
    assert found["province", "650000"] == found["prefecture", "650100"] == nothing
    assert sum(color == helps for color in found.values()) == 1 + 8  # Fujian and all its prefectures but Ningde
    assert sum(color == helped for color in found.values()) == 1 + 5 + 1 + 2  # Ningxia with five, Ningde, the area's two


def test_what_speaks_for_a_region_is_named_with_what_is_known_of_it():
    patches = {(patch.level, patch.region_id): patch for patch in drawn().patches}

    assert (patches["prefecture", NINGDE].unit, patches["prefecture", NINGDE].tip) == (
        NINGDE,
        ("0.028% · 2018年4月", "登记"),
    )
    assert (patches["prefecture", "350100"].unit, patches["prefecture", "350100"].tip) == (FUJIAN, ("福建", "帮扶：宁夏"))
    assert patches["province", NINGXIA].tip == ("帮扶方：福建",)
    assert (patches["prefecture", "653100"].unit, patches["prefecture", "653100"].tip[0]) == ("A-x", "南疆")
    assert patches["province", "650000"].tip == ()


def test_a_map_without_a_class_for_the_rest_leaves_land():
    fill = replace(story().fill, rest=None)

    assert colors(drawn(story(fill=fill)))["province", "650000"] == (story().look.land, "")


@pytest.mark.parametrize(("width", "height", "smallest"), SIZES)
def test_words_are_large_enough_and_apart_and_nothing_leaves_the_picture(width, height, smallest):
    picture = drawn(width=width, height=height, smallest=smallest)
    words = all_words(picture)

    assert min(word.size for word in words) >= smallest
    assert overprinted(words) == []
    assert leaving(picture) == []


@pytest.mark.parametrize(("width", "height", "smallest"), SIZES)
def test_legend_and_inset_leave_the_country_free(width, height, smallest):
    picture = drawn(width=width, height=height, smallest=smallest)
    assert picture.legend and picture.inset
    boxes = [rect(picture.legend), rect(picture.inset.box)]
    land = [picture.view.at((x, y)) for x, y in geometry().land.tolist() if y > 1700]

    assert not overlap(*boxes)
    assert [p for p in land if any(overlap((*p, *p), box) for box in boxes)] == []
    assert picture.inset.box.x > picture.legend.x and boxes[0][3] <= height and boxes[1][3] <= height


def test_lines_grow_with_the_smallest_text():
    small, large = drawn(), drawn(width=2400, height=1240, smallest=24)

    assert large.view.scale == pytest.approx(2 * small.view.scale)
    assert [b.width for b in large.borders] == pytest.approx([2 * b.width for b in small.borders])
    assert (large.arrows[0].width, large.arrows[0].dot) == pytest.approx(
        (2 * small.arrows[0].width, 2 * small.arrows[0].dot)
    )
    assert [word.text for word in small.words] == [word.text for word in large.words]


def test_a_flow_runs_from_helper_to_recipient_and_ends_in_its_head():
    (arrow,) = drawn().arrows

    assert (arrow.name, arrow.helper_id, arrow.recipient_id) == ("福建 → 宁夏", FUJIAN, NINGXIA)
    assert arrow.start[0] > arrow.end[0] and arrow.start[1] > arrow.end[1]  # to the north-west
    assert arrow.head[0] == arrow.end and len(arrow.head) == 4
    assert arrow.strength == 1 and arrow.color_from != arrow.color_to


@pytest.mark.parametrize(
    ("chosen", "strengths"),
    [
        (None, [1, 1]),
        (("flow", "p-1"), [0, 2]),
        (("region", FUJIAN), [0, 2]),
        (("region", "650000"), [0, 0]),  # it has none: no other line may look as if it were its own
    ],
)
def test_what_is_not_meant_stands_back(chosen, strengths):
    other = FlowLine("p-2", "110000", "150000", (0.0, 4000.0, 100.0, 4200.0, 300.0, 4300.0), color="#123456", dash=(5, 4))
    picture = drawn(story(flows=(*story().flows, other), chosen=chosen))

    assert [arrow.strength for arrow in picture.arrows] == strengths
    assert {arrow.flow_id: arrow.dash for arrow in picture.arrows} == {"p-1": (), "p-2": (5.0, 4.0)}


@pytest.mark.parametrize(
    ("chosen", "looks"),
    [
        (None, [(1.0, 0.7), (1.0, 0.7)]),
        (("flow", "p-1"), [(1.0, 0.13), (1.7 * 1.45, 1.0)]),  # thin and pale no longer: this one is meant
    ],
)
def test_lines_behind_the_names_come_forward_when_they_are_meant(chosen, looks):
    flows = [replace(flow, flow_id=f"p-{n}", context=True) for n, flow in enumerate(story().flows * 2)]
    arrows = drawn(story(flows=tuple(flows), chosen=chosen)).arrows
    grow = arrows[0].halo_width / 2.2
    assert [(pytest.approx(arrow.width / grow), arrow.opacity) for arrow in arrows] == looks
    assert [bool(arrow.halo) for arrow in arrows] == [opacity == 1 for _, opacity in looks]


def test_more_flows_than_can_be_told_apart_are_hair_lines():
    flows = tuple(
        FlowLine(f"p-{n}", FUJIAN, NINGXIA, (1400.0, 2800.0 + n, 900.0, 4000.0, 150.0, 4000.0)) for n in range(401)
    )
    arrows = drawn(story(flows=flows)).arrows

    assert len(arrows) == 401 and not any(arrow.head or arrow.dot for arrow in arrows)


def test_a_close_view_draws_what_is_seen_and_names_counties():
    box = geometry().boxes["province", NINGXIA]
    scene = story(view_id="place", view_fit=box, framed=(NINGXIA,), counties_of=NINGXIA)
    picture = drawn(scene)
    found = {(patch.level, patch.region_id): patch for patch in picture.patches}

    assert ("province", "460000") not in found and found["province", "620000"].cut and not found["province", NINGXIA].cut
    assert leaving(picture) == []
    assert [border.color for border in picture.borders if border.kind == "framed"] == [scene.look.halo, scene.look.accent]
    assert {"宁夏", "盐池县"} <= {word.text for word in picture.words}
    assert any(border.kind == "county" for border in picture.borders)
    assert overprinted(all_words(picture)) == []


def test_a_county_with_a_class_lies_over_its_prefecture_and_one_that_is_framed_has_its_rim():
    base, box = story(), geometry().boxes["province", NINGXIA]
    fill = replace(base.fill, counties={"640424": HELPS, "350902": HELPS})  # one of another province is not drawn
    scene = replace(base, fill=fill, view_fit=box, view_id="place", framed=("640424",), counties_of=NINGXIA)
    picture = drawn(scene)
    counties = [patch for patch in picture.patches if patch.level == "county"]

    assert [(patch.region_id, patch.fill, patch.name) for patch in counties] == [("640424", "#112233", "泾源县")]
    assert picture.patches[-1] is counties[0], "over all prefectures"
    rim = [border for border in picture.borders if border.kind == "framed"]
    xs = [x for line in rim[0].lines for x, _ in line]
    assert len(rim) == 2 and box[0] < min(xs) < max(xs) < box[2]


def test_names_stand_by_their_own_region():
    """With type too large for the map, a value is left out and counted rather than set on another province."""
    label = Label("500000", 10, "value", "0.12%, 14 Jan 2020 and so on")
    picture = drawn(story(labels=(label, *story().labels)), 500, 330, 20)
    chongqing = [word for word in picture.words if word.text == "500000"]
    where = geometry().regions_at([picture.view.back((word.x, word.y)) for word in chongqing])

    # On its own land; or on none at all, tied to it.
    assert all("500000" in found or (not found and picture.ties) for found in where)
    assert bool(chongqing) != any(line.startswith("500000") for line in picture.left_out)


def test_a_name_that_has_no_room_on_its_place_is_tied_to_it():
    """Seven neighbours in Guizhou, in type as large as they are: all are named, some aside, none on another's line."""
    neighbours = ("520200", "520300", "520400", "520500", "520600", "522300", "522600")
    picture = drawn(story(labels=tuple(Label(i, 20, "prefecture") for i in neighbours), flows=()))
    stand = {word.text: (word.x, word.y) for word in picture.words}
    starts = geometry().regions_at([picture.view.back(tie.start) for tie in picture.ties])
    on = geometry().regions_at([picture.view.back(stand[i]) for i in neighbours])

    aside = {i for i, found in zip(neighbours, on, strict=True) if i not in found}
    assert aside and aside == {i for i in neighbours if any(i in found for found in starts)}
    assert len(picture.ties) == len(aside) and picture.left_out == ()
    rooms = {word.text: room_of(word) for word in picture.words}
    lines = [(*tie.start, *tie.end) for tie in picture.ties]
    assert not crossing(rows(lines), rows([inner(room) for room in rooms.values()])).any()


def inner(room: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A line may touch the name that it ties."""
    return room[0] + 1, room[1] + 1, room[2] - 1, room[3] - 1


def test_a_name_beside_its_place_stands_at_sea_and_never_abroad():
    """Dalian may stand at sea; Nujiang, as small, has another country beside it and is tied where it leaves its land."""
    picture = drawn(
        story(labels=(Label("210200", 20, "prefecture"), Label("533300", 20, "prefecture")), flows=()), smallest=30
    )
    stand = {word.text: (word.x, word.y) for word in picture.words}
    starts = geometry().regions_at([picture.view.back(tie.start) for tie in picture.ties])
    (nujiang,) = geometry().regions_at([picture.view.back(stand["533300"])])

    assert "533300" in nujiang or any("533300" in found for found in starts)
    assert not any("210200" in found for found in starts)


@pytest.mark.parametrize("smallest", [24, 30])
def test_no_name_lies_on_an_island_but_its_own(smallest):
    """Places around the strait and the gulf, in type as large as Taiwan is wide: their names give way to the islands."""
    provinces, cities = ("350000", "440000", "710000", "460000"), ("350100", "350200", "350500", "440800")
    labels = tuple(Label(i, 10, "province") for i in provinces) + tuple(Label(i, 20, "prefecture") for i in cities)
    picture = drawn(story(labels=labels, flows=()), smallest=smallest)
    stand = {word.text for word in picture.words}
    assert {"710000", "460000"} <= stand and stand & set(cities)
    for island, points in geometry().landmarks.islands.items():
        coast = rows([picture.view.at(at) for at in points.tolist()], 2)
        rooms = rows([room_of(word) for word in picture.words if word.text != island])
        assert not holding(rooms, coast).any()


@pytest.mark.parametrize("before", ["510700", "513200"])
def test_a_province_is_not_named_on_a_prefecture_of_its_own_that_has_another_colour(before):
    """'Sichuan' on Garze, with the head of the arrow to Garze under it, read as an arrow to Sichuan."""
    sichuan, ganzi = "510000", "513300"
    fill = Fill((FillClass("#eeddcc", "province"), FillClass("#cc8844", "prefecture")), {sichuan: 0}, {ganzi: 1})
    labels = (Label(before, 5, "prefecture"), Label(sichuan, 10, "province"))
    picture = drawn(story(labels=labels, fill=fill, flows=()), smallest=24)
    (word,) = (word for word in picture.words if word.text == sichuan)
    left, _, right, _ = room_of(word)
    places = [picture.view.back((left + (right - left) * share, word.y)) for share in (0, 0.25, 0.5, 0.75, 1)]
    assert not any(ganzi in found for found in geometry().regions_at(places))


def test_the_year_shown_is_drawn():
    frames = Frames(
        (2015, 2016),
        {NINGXIA: {2015: (HELPS, "15%")}, "A-x": {2016: (HELPED, "9%")}},
        {"A-x": (Area("A-x", NANJIANG, None), "南疆", (-2100.0, 4300.0))},
        2016,
        within=1,
    )
    scene = story(frames=frames)
    found, words = colors(drawn(scene)), {word.text for word in drawn(scene).words}

    assert found["province", NINGXIA] == ("#112233", "") and found["prefecture", "653100"] == ("#445566", "")
    assert found["province", FUJIAN][1] != ""  # nothing is known of it that year
    assert {"15%", "2015", "9% · 2016"} <= words  # a value that is wider than its region has its date below
    exact = replace(scene, frames=replace(frames, within=0))
    assert colors(drawn(exact))["province", NINGXIA][1] != ""
    assert "9%" in {word.text for word in drawn(exact).words}  # of the year that the title names


def test_what_is_known_on_another_basis_only_is_hatched_apart_and_said_in_words():
    classes = tuple(
        FillClass("#ffffff", text, hatch) for text, hatch in (("low", ""), ("none", "#111111"), ("else", "#222222"))
    )
    fill = Fill((*classes, FillClass("#333333", "differ")), rest=1)
    others: dict[str, tuple[str, ...]] = {NINGXIA: ("15% (2015)",), FUJIAN: ("3%",), NINGDE: ("0.028%",)}
    frames = Frames((2018,), {FUJIAN: {2018: (0, "≤3%")}}, {}, 2018, others=others)
    shown = of_year(replace(story(frames=frames), fill=fill), {NINGXIA, FUJIAN}, {NINGDE})

    assert shown.fill.provinces == {FUJIAN: 0, NINGXIA: 2}
    assert shown.fill.prefectures == {}  # the province around it has a colour
    assert shown.tips[NINGXIA] == ["15% (2015)"] and shown.tips[FUJIAN] != ["3%"]


def test_of_two_classes_the_names_of_the_one_that_fewer_provinces_share_go_first():
    """Two of 3 % and one of 6 %: the one is what a reader looks for, and what the headline names."""
    frames = Frames(
        (2018,), {FUJIAN: {2018: (0, "≤3%")}, "360000": {2018: (0, "≤3%")}, NINGXIA: {2018: (1, "<6%")}}, {}, 2018
    )
    year = of_year(story(frames=frames), {NINGXIA, FUJIAN, "360000", "440000"}, set())
    first, *others = sorted(year.labels, key=lambda label: label.rank)
    assert first.region_id == NINGXIA and [label.region_id for label in others] == [FUJIAN, "360000", "440000"]


def test_the_same_scene_gives_the_same_picture():
    assert drawn() == drawn()


def test_the_rim_of_an_area_has_no_border_within():
    rim = geometry().rim([("prefecture", i) for i in NANJIANG], geometry().fine)
    regions = load_regions("prefecture").set_index("region_id").geometry
    joined = shapely.union_all([regions[i] for i in NANJIANG])

    assert sum(shapely.LineString(line).length for line in rim) == pytest.approx(joined.length, rel=1e-6)


def test_coarse_outlines_keep_every_region_and_its_place():
    fine, coarse = geometry().fine.rings, geometry().coarse.rings

    assert fine.keys() == coarse.keys()
    for key in fine:
        assert len(fine[key]) == len(coarse[key])
        a, b = (max(shapely.Polygon(r).area for r in rings[key]) for rings in (fine, coarse))
        assert b == pytest.approx(a, rel=0.05, abs=8)


@settings(max_examples=examples(6))
@given(st.floats(420, 2500), st.floats(360, 1800), st.floats(9, 26), st.sampled_from(["zh", "en"]))
def test_any_size_of_picture_holds_its_words(width, height, smallest, lang):
    picture = drawn(story(lang=lang), width, height, min(smallest, width / 30, height / 22))

    assert overprinted(list(picture.words)) == []
    assert leaving(picture) == []


@pytest.mark.parametrize(
    ("color", "seen"), [("rgba(0,0,0,0.5)", "#808080"), ("#abc", "#aabbcc"), ("#123456", "#123456"), ("tomato", "tomato")]
)
def test_translucent_colours_become_solid(color, seen):
    assert solid(color, "#ffffff") == seen


def test_names_without_room_are_counted_in_a_free_corner():
    """The 21 cities of Guangdong have no room for their names at the size of a slide, and one has for Yunnan's alone."""
    text = story().text | {"unnamed": "{n} left out"}
    guangdong = tuple(Label(i, 20, "prefecture") for i in names() if i.startswith("44") and i != "440000")
    small = drawn(story(text=text, labels=guangdong), 768, 500, 16)
    (note,) = [word for word in small.legend_words if word.text == f"{len(small.left_out)} left out"]
    assert 3 < len(small.left_out) < 21 == len(guangdong)
    left, top, right, bottom = room_of(note)
    assert left >= 0 and top >= 0 and right <= 768 and bottom <= 500 and note.size >= 16
    assert overprinted(all_words(small)) == []

    wide = drawn(story(text=text, labels=(Label("530100", 20, "prefecture"),)), 768, 500, 16)
    assert wide.left_out == () and not any("left out" in word.text for word in wide.legend_words)


@pytest.mark.parametrize(("x", "corner"), [(58, "right"), (90, "left")])
def test_how_many_have_no_room_stands_apart_from_the_names(x, corner):
    """A name that begins where the words end would be read as one with them."""
    scene, m = story(text={"unnamed": "{n} left"}), Measures(400, 300, 12)
    name = Word("内蒙古", x, m.pad + 7, 12, "#000000")
    (note,), standing = unnamed(("a",), scene, [name], [], m)
    assert standing == (name,)
    assert corner == ("left" if note.x < 200 else "right")


def test_where_all_corners_are_taken_it_stands_at_an_edge_and_quiet_names_give_way():
    scene, m = story(text={"unnamed": "{n} left"}), Measures(400, 300, 12)
    corners = [(0.0, 0.0, 120.0, 60.0), (280.0, 0.0, 400.0, 60.0), (0.0, 240.0, 120.0, 298.0), (280.0, 240.0, 400.0, 298.0)]
    (note,), _ = unnamed(("a",), scene, [], corners, m)
    assert 120 < note.x < 280 and note.y < 60
    assert unnamed(("a",), scene, [], [(0.0, 0.0, 400.0, 300.0)], m) == ((), ())

    # Between the corners stand three names too close for it: a quiet one gives way, Taiwan's and that of a county do not.
    middle = [(0.0, 60.0, 400.0, 240.0), (120.0, 240.0, 280.0, 298.0)]
    quiet = [Word(text, x, 20, 12, scene.look.quiet) for text, x in (("云南", 150), ("广西", 200), ("台湾", 255))]
    (note,), standing = unnamed(("a",), scene, quiet, [*corners, *middle], m, ["台湾"])
    assert "台湾" in {word.text for word in standing} and len(standing) < 3 and 120 < note.x < 255 and note.y < 60
    helped = [replace(word, color=scene.look.ink) for word in quiet]
    assert unnamed(("a",), scene, helped, [*corners, *middle], m) == ((), tuple(helped))


def test_how_many_have_no_room_stands_off_the_country_where_there_is_room_beside_it():
    """It lay on the northern boundary."""
    scene, m = story(text={"unnamed": "{n} left"}), Measures(400, 300, 12)
    taken = [(0.0, 0.0, 60.0, 60.0)]
    (free,), _ = unnamed(("a",), scene, [], taken, m)
    (note,), _ = unnamed(("a",), scene, [], taken, m, on_land=lambda box: box[1] < 100)
    assert free.y < 60 < 240 < note.y
    (note,), _ = unnamed(("a",), scene, [], taken, m, on_land=lambda box: True)
    assert (note.x, note.y) == (free.x, free.y), "where there is none it says so all the same"
