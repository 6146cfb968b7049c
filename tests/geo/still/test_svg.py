"""A picture as SVG: well-formed whatever a name says, small, its marks told by their ids."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.scene import Label, Legend, LegendItem
from geo.still.draw import draw
from geo.still.picture import Picture
from geo.still.svg.paths import lines_path, number, rings_path
from geo.still.svg.picture import defs, to_svg
from tests.fuzz import examples
from tests.geo.pictures import FUJIAN, NINGDE, NINGXIA, geometry, names, story
from tests.hostile import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def picture(width: float = 1200, height: float = 620) -> Picture:
    return draw(story(), geometry(), names(), width, height, smallest=12)


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_regions_and_flows_are_told_by_their_ids():
    root = read(to_svg(picture(), title="A title"))
    marks = [node for node in root.iter() if "data-region" in node.attrib]
    ningde = next(node for node in marks if node.get("data-region") == NINGDE)
    flow = next(node for node in root.iter() if "data-flow" in node.attrib)

    assert sum(node.get("data-level") != "inset" for node in marks) == 404
    assert (ningde.get("fill"), ningde.get("data-unit")) == ("#445566", NINGDE)
    assert ningde.findtext(f"{SVG}title") == "宁德\n0.028% · 2018年4月\n登记"
    assert [flow.get(f"data-{k}") for k in ("flow", "helper", "recipient")] == ["p-1", FUJIAN, NINGXIA]
    assert flow.findtext(f"{SVG}title") == "福建 → 宁夏"


def test_it_says_what_it_is_and_keeps_text_as_text():
    root = read(to_svg(picture(), title="A title"))

    assert (root.get("role"), root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("img", "A title", "a map")
    assert {"宁夏", "福建", "A title", "南海诸岛", "Boundaries: a data set"} <= {
        node.text for node in root.iter(f"{SVG}text")
    }
    assert "Microsoft YaHei" in str(root.get("font-family"))


def test_nothing_is_fetched():
    svg = to_svg(picture(), title="x") + defs([picture()])

    assert re.findall(r"https?://[^\"\s]+", svg.replace("http://www.w3.org/2000/svg", "")) == []
    assert set(re.findall(r'href="(.)', to_svg(picture(), title="x", shared=True))) == {"#"}


def test_ids_are_its_own():
    """Two pictures on a page: no id twice, and each refers to what is there."""
    pictures = [picture(), picture(900, 700)]
    page = defs(pictures) + "".join(to_svg(p, title="x", ids=f"m{n}-", shared=True) for n, p in enumerate(pictures))
    ids = re.findall(r'\bid="([^"]+)"', page)
    wanted = {*re.findall(r'href="#([^"]+)"', page), *re.findall(r"url\(#([^)]+)\)", page)}

    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


@pytest.mark.parametrize("km_a_px", [2.0, 0.1])
def test_a_part_for_which_its_province_speaks_is_not_drawn_again_however_near(km_a_px):
    whole = picture()
    (province,) = [patch for patch in whole.patches if patch.region_id == FUJIAN and patch.level == "province"]
    part = replace(province, region_id=NINGDE, level="prefecture", unit=FUJIAN)
    other = replace(part, region_id="350200", fill="#123456")
    near = replace(whole, patches=(province, part, other), view=replace(whole.view, scale=1 / km_a_px))

    parts = re.compile(r'data-region="(\d+)" data-level="prefecture"')
    assert parts.findall(to_svg(near, title="x", shared=True)) == ["350200"]
    # Where each has a tip of its own, all are there.
    assert parts.findall(to_svg(near, title="x")) == [NINGDE, "350200"]


def test_the_whole_nation_is_small():
    shared = defs([picture()])
    regions = re.findall(r'<path id="g-(?:province|prefecture)-[^>]*>', shared)

    assert sum(len(path) for path in regions) <= 450_000
    assert len(to_svg(picture(), title="x", shared=True)) <= 160_000


def test_outlines_of_several_pictures_are_there_once():
    one, two = defs([picture()]), defs([picture(), picture(1600, 827)])

    assert len(two) < 1.15 * len(one)


def said_everywhere(text: str) -> Picture:
    scene = story(
        text={"alt": text, "credit": text, "inset": text, "pair": "{helper} → {recipient}"},
        labels=(Label(FUJIAN, 10, "province", text, text),),
        legend=Legend(text, (LegendItem("fill", text, "#123456"),), (text,)),
        tips={FUJIAN: [text]},
        flows=(replace(story().flows[0], flow_id=text),),
    )
    at = names() | {NINGXIA: (text, *names()[NINGXIA][1:]), FUJIAN: (text, *names()[FUJIAN][1:])}
    return draw(scene, geometry(), at, 600, 400, smallest=10)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    root = read(to_svg(said_everywhere(text), title=text, ids='"><script>'))
    flow = next(node for node in root.iter() if "data-flow" in node.attrib)

    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "defs",
        "clipPath",
        "rect",
        "pattern",
        "path",
        "g",
        "linearGradient",
        "stop",
        "circle",
        "text",
    }
    assert not any(name.startswith("on") for node in root.iter() for name in node.attrib)
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc"), flow.get("data-flow")) == (text, text, text)
    assert flow.findtext(f"{SVG}title") == f"{text} → {text}"


@settings(max_examples=examples(20))
@given(st.text(max_size=30))
def test_any_title_gives_a_whole_file(title):
    small = replace(picture(), patches=(), borders=(), words=(), inset=None)

    assert read(to_svg(small, title=title)).tag == f"{SVG}svg"


def test_the_same_picture_gives_the_same_file():
    assert to_svg(picture(), title="x") == to_svg(picture(), title="x")


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (0.126, "0.13"), (-0.001, "0"), (-2.5, "-2.5"), (1200.0, "1200")])
def test_numbers_are_short(value, text):
    assert number(value) == text


def test_paths_are_relative_whole_steps():
    square = ((0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (2.1, 1.0))

    assert rings_path((square,), 0.5) == "M0 0l4 0 0-2z"
    assert lines_path((square, ((1.0, 1.0), (1.1, 1.0))), 0.5) == "M0 0l4 0 0-2M2 -2h0"
    assert rings_path((((0.0, 0.0), (0.1, 0.1), (0.0, 0.1)),), 0.5) == ""


@given(st.lists(st.tuples(st.floats(-3000, 3000), st.floats(0, 6000)), min_size=3, max_size=30))
def test_steps_do_not_drift(points):
    """However many steps there are, every point is within half a step of where it should be."""
    path = lines_path((tuple(points),), 0.5)
    numbers = [int(n) for n in re.findall(r"-?\d+", path.removesuffix("h0"))]
    x, y = numbers[0], numbers[1]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy

    assert abs(x * 0.5 - points[-1][0]) <= 0.2501 and abs(-y * 0.5 - points[-1][1]) <= 0.2501


def test_the_lines_that_tie_names_are_drawn_under_them():
    neighbours = ("520200", "520300", "520400", "520500", "520600", "522300", "522600")
    scene = story(labels=tuple(Label(i, 20, "prefecture") for i in neighbours), flows=())
    picture = draw(scene, geometry(), names(), 1200, 620, smallest=12)
    svg = to_svg(picture, title="a map")

    assert picture.ties and svg.count('class="tie"') == len(picture.ties)
    assert svg.rindex('class="tie"') < svg.index("<text")


def test_maps_of_different_parts_share_their_borders():
    """A published site has hundreds of them: lines cut at each one's edge would be another set a map."""
    west, east = (-2600.0, 2200.0, 900.0, 5400.0), (-1400.0, 2000.0, 2100.0, 5200.0)
    pictures = [draw(story(view_fit=box, flows=()), geometry(), names(), 900, 560, smallest=16) for box in (west, east)]
    ids = [set(re.findall('href="#(g-line-[^"]+)"', to_svg(one, title="a map", shared=True))) for one in pictures]
    assert ids[0] and ids[0] == ids[1]
    # A rim is one map's own.
    framed = draw(story(view_fit=west, framed=(NINGXIA,), flows=()), geometry(), names(), 900, 560, smallest=16)
    svg = to_svg(framed, title="a map", shared=True)
    assert set(re.findall('href="#(g-line-[^"]+)"', svg)) == ids[0] and re.search('<path d="M[^"]+" class="framed"', svg)
    assert set(re.findall('id="(g-line-[^"]+)"', defs([framed]))) == ids[0]
    # Each draws no more of them than its window shows.
    assert pictures[0].borders[0].lines != pictures[1].borders[0].lines
    assert all(border.whole for one in pictures for border in one.borders)
