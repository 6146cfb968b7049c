"""Several maps on one picture: each in its cell, one legend, one credit, nothing over anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest

from geo.scene import Legend, Panel
from geo.still.measures import overlap, text_width
from geo.still.picture import Placed
from geo.still.sheet import legend_picture, pictures, small_map
from geo.still.svg.picture import defs
from geo.still.svg.sheet import sheet_svg
from tests.geo.pictures import NINGDE, all_words, geometry, leaving, names, overprinted, story

#: Rooms of slides of both shapes, with and without something beside the map, a page of paper, a phone's square.
ROOMS = [(1200, 500, 16), (768, 500, 16), (900, 620, 21), (1860, 700, 24), (1000, 700, 25)]


def panels(n: int) -> tuple[Panel, ...]:
    return tuple(Panel(f"No. {k}: so many places", story(), said=f"No. {k}") for k in range(n))


def sheet(n: int, width: float = 1200, height: float = 500, smallest: float = 16) -> tuple[Placed, ...]:
    return pictures(None, panels(n), geometry(), names(), width, height, smallest=smallest)


def maps(placed: tuple[Placed, ...]) -> list[Placed]:
    return [one for one in placed if one.picture.patches]


@pytest.mark.parametrize("n", [2, 9])
@pytest.mark.parametrize(("width", "height", "smallest"), ROOMS)
def test_nothing_leaves_the_room_and_nothing_lies_over_anything_else(n, width, height, smallest):
    placed = sheet(n, width, height, smallest)
    boxes = [(p.x, p.y, p.x + p.picture.width, p.y + p.picture.height) for p in placed]
    assert len(maps(placed)) == n and len({p.picture.width for p in maps(placed)}) == 1
    assert all(x0 >= 0 and y0 >= 0 and x1 <= width + 0.01 and y1 <= height + 0.01 for x0, y0, x1, y1 in boxes)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair) and not _touching(*pair)]
    for one in placed:
        assert leaving(one.picture) == [] and overprinted(list(one.picture.words)) == []
        assert all(word.size >= smallest - 0.01 for word in all_words(one.picture))


def _touching(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) < 0.01 or min(a[3], b[3]) - max(a[1], b[1]) < 0.01


def test_legend_and_credit_stand_once_and_titles_over_their_maps():
    placed = sheet(2)
    words = [word.text for one in placed for word in all_words(one.picture)]
    assert [words.count(text) for text in ("helper → recipient", "Boundaries: a data set", "A title")] == [1, 1, 1]
    for n, one in enumerate(maps(placed)):
        (title,) = [p for p in placed if any(w.text.startswith(f"No. {n}") for w in p.picture.words)]
        assert (title.x, title.y + title.picture.height) == pytest.approx((one.x, one.y))


def test_two_maps_have_one_scale():
    first, second = (one.picture.view for one in maps(sheet(2)))
    assert first == second


def test_a_small_map_says_the_same_with_simpler_outlines():
    panel, whole = panels(1)[0], geometry()
    small = small_map(panel, whole, names(), 400, 300, 12)
    assert len(small.patches) < 60, "prefectures that look like their province are left to it"
    assert {NINGDE, "653000", "653100"} <= {p.region_id for p in small.patches if p.level == "prefecture"}
    assert {p.region_id for p in small.patches if p.level == "province"} == set(whole.ids("province"))
    points = [sum(len(ring) for rings in detail.rings.values() for ring in rings) for detail in (whole.coarse, whole.small)]
    assert points[1] < 0.75 * points[0]
    assert all(len(ring) > 2 for rings in whole.small.rings.values() for ring in rings), "no islet is lost"
    assert [len(rings) for rings in whole.small.rings.values()] == [len(rings) for rings in whole.fine.rings.values()]


def test_one_map_alone_fills_the_room_as_before():
    (one,) = pictures(story(), (), geometry(), names(), 1200, 500, smallest=16)
    assert (one.x, one.y, one.picture.small, bool(one.picture.legend)) == (0, 0, False, True)
    assert pictures(None, (), geometry(), names(), 1200, 500, smallest=16) == ()


@pytest.mark.parametrize("shared", [True, False])
def test_as_svg_every_id_is_one_of_its_own_and_outlines_of_both_kinds_are_kept_apart(shared):
    placed = sheet(2)
    svg = sheet_svg(placed, 1200, 500, title="Two <maps>", ids="s-", shared=shared)
    found = [e.get("id") for e in ElementTree.fromstring(svg).iter() if e.get("id")]
    assert len(found) == len(set(found)) and "Two &lt;maps&gt;" in svg
    if shared:
        alone = pictures(story(), (), geometry(), names(), 1200, 500, smallest=16)
        told = {e.get("id") for e in ElementTree.fromstring(defs([*(p.picture for p in placed), alone[0].picture])).iter()}
        assert {"g-province-350000", "g-province-350000-small"} <= told


def test_the_legend_alone_wraps_within_its_width():
    wide, slim = (legend_picture(story(), width, 12) for width in (2000, 300))
    assert wide is not None and slim is not None and slim.height > wide.height and slim.width <= 300
    assert all(w.x + text_width(w.text, w.size, w.weight) <= p.width + 0.1 for p in (wide, slim) for w in p.legend_words)
    assert legend_picture(replace(story(), legend=Legend("", ())), 300, 12) is None


def test_names_in_latin_letters_are_smaller_on_a_slide_and_none_below_the_smallest_text():
    """They are three times as long: Hebei's stood on Shanxi."""
    sizes = {}
    for lang in ("zh", "en"):
        (placed,) = pictures(replace(story(), lang=lang), (), geometry(), names(), 1200, 600, smallest=16)
        sizes[lang] = max(word.size for word in placed.picture.words)
        assert min(word.size for word in placed.picture.words) >= 16
    assert sizes["en"] < sizes["zh"]
