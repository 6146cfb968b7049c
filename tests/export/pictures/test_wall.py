"""A map for the wall: its scale is true on paper, and everything that a map of China has to say stands on it."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from export.pictures.scale_bar import round_length, scale_bar
from export.pictures.still import SIZES, WALLS, still
from export.pictures.wall import inches, wall_page
from look.palette import palette
from tests.export.pictures.test_still import SVG, WORDS, rooms
from tests.geo.pictures import geometry, names, story
from views.slide import Footnote, Show, Slide

LOOK = palette("light")


def slide() -> Slide:
    notes = (Footnote(1, "s1", "国务院扶贫办，《指导意见》，2016年12月"),)
    return Slide("s", "谁帮扶谁 <1> & 2", scene=story(), names=names(), footnotes=notes, period="2016年12月")


def test_the_bar_is_as_long_as_it_says():
    """At 0.3 units a kilometre, a third of a millimetre each: 500 km are 50 mm, which is 1 to 10 million."""
    drawn = scale_bar(0.3, 1000, 50, 9, LOOK, "zh")
    assert "500 千米" in drawn and "1:10,000,000" in drawn
    widths = [float(width) for width in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', drawn)]
    assert sum(widths) == pytest.approx(500 * 0.3)


@pytest.mark.parametrize(("most", "length"), [(1000, 1000), (999, 500), (499, 200), (7.5, 5), (0.19, 0.1)])
def test_its_length_is_round(most, length):
    assert round_length(most) == pytest.approx(length)


@pytest.mark.parametrize("paper", WALLS)
def test_everything_stands_on_the_sheet_and_apart(paper):
    root = ElementTree.fromstring(still(slide(), geometry(), WORDS, paper))
    width, height = WALLS[paper]
    texts = [text for text, _ in rooms(root)]
    joined = "".join(texts)
    for words in (
        WORDS.title,
        "千米",
        "2016年12月",
        "[5]",
        slide().scenes[0].legend.items[0].text,
        "Boundaries: a data set",
    ):
        assert words in joined
    assert root.findall(f".//{SVG}g[@class='scale-bar']")
    for text, (x0, y0, x1, y1) in rooms(root):
        assert x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height, text


def test_only_a_wall_map_has_a_bar():
    assert all("scale-bar" not in still(slide(), geometry(), WORDS, size) for size in SIZES)


def test_a_sheet_has_the_size_of_its_paper_and_its_title_is_escaped():
    show = Show("D", "zh", "light", (slide(),), "b", "v", "2026-11-26")
    page = wall_page(slide(), show, geometry(), "a2")
    assert "@page{size:594.0mm 420.0mm" in page and "谁帮扶谁 &lt;1&gt; &amp; 2</title>" in page
    assert 'data-ready="1"' in page and inches("a3") == pytest.approx((16.54, 11.69), abs=0.01)
    assert page == wall_page(replace(slide()), show, geometry(), "a2")
