"""No picture has anything on Taiwan or Hainan, whatever its size: the shapes themselves are asked, not their boxes."""

from __future__ import annotations

from functools import cache

import pytest
import shapely
from shapely.affinity import affine_transform

from export.deck.layout import HEIGHTS, layout
from export.pictures.still import SIZES, SMALLEST
from geo.scene import FlowLine, Legend, LegendItem, Scene
from geo.shapes.load import load_places, load_regions
from geo.still.draw import draw
from geo.still.fit import Fit, fit
from geo.still.legend import credit_height, credit_words
from geo.still.measures import Measures, rect, text_width
from tests.geo.pictures import geometry, names, story

TAIWAN, HAINAN = "710000", "460000"
CREDIT = "Boundaries: a data set 1.2.3 (MIT); map approval no. not set; Albers equal-area conic projection"
#: Rooms of slides with and without something beside the map, pages to show or hand on, thumbnails, and odd ones.
ROOMS = (
    [
        (room.w, room.h, layout(shape).small_size)
        for shape in HEIGHTS
        for room in (layout(shape).rooms(1)[0], layout(shape).rooms(2)[0], layout(shape).rooms(2, even=True)[0])
    ]
    + [(w * 0.97, h * share, SMALLEST[name]) for name, (w, h) in SIZES.items() for share in (0.5, 0.8)]
    + [(320.0, 180.0, 6.0), (320.0, 240.0, 7.0), (700.0, 700.0, 14.0), (390.0, 844.0, 12.0), (2400.0, 700.0, 18.0)]
)
PLACES = ("110000", "350000", "360000", "430000", "440000", "440300", "450000", "460000", "520000", "650000", "710000")
PAIRS = (("350000", "640000"), ("440000", "450000"), ("330000", "510000"), ("310000", "530000"))


@cache
def shapes() -> tuple[dict[str, shapely.Geometry], shapely.Geometry]:
    """Taiwan with its islets, the island of Hainan, and all land but small islands."""
    provinces = load_regions("province").set_index("region_id").geometry
    land = [part for part in shapely.get_parts(shapely.union_all(provinces.to_numpy())) if part.area > 200]
    hainan = max(shapely.get_parts(provinces[HAINAN]), key=shapely.area)
    return {TAIWAN: provinces[TAIWAN], HAINAN: hainan}, shapely.union_all(land)


def placed(scene: Scene, width: float, height: float, smallest: float) -> tuple[Fit, dict[str, shapely.Polygon]]:
    """Where a picture's country stands, and everything that lies on it."""
    measures = Measures(width, height, smallest)
    words = credit_words(scene, measures)
    wide, high = max(text_width(word.text, word.size) for word in words), credit_height(words)
    found = fit(scene, geometry(), measures, high, wide)
    boxes = {"credit": (words[0].x - wide, height - high, width, height)}
    boxes |= {"legend": rect(found.legend.box)} if found.legend else {}
    boxes |= {"inset": found.inset.rect} if found.inset else {}
    return found, {name: shapely.box(*box) for name, box in boxes.items()}


def covered(found: Fit, shape: shapely.Geometry, box: shapely.Polygon, room: tuple[float, float]) -> float:
    """Square units of a shape that a box covers, as far as it is in the room."""
    v = found.view
    moved = affine_transform(shape, [v.scale, 0, 0, -v.scale, v.dx, v.dy])
    return float(shapely.area(moved & box & shapely.box(0, 0, *room)))


def national(items: int, lang: str) -> Scene:
    legend = Legend(
        "A title that is not short", tuple(LegendItem("fill", f"a class, number {n}", "#123456") for n in range(items))
    )
    caption = {"zh": "南海诸岛", "en": "South China Sea"}[lang]
    return story(lang=lang, legend=legend, text=story().text | {"credit": CREDIT, "inset": caption})


def close(*regions: str) -> Scene:
    bounds = [load_places()[i].get("main_bbox", load_places()[i]["bbox"]) for i in regions]
    x0, y0 = min(b[0] for b in bounds), min(b[1] for b in bounds)
    x1, y1 = max(b[2] for b in bounds), max(b[3] for b in bounds)
    dx, dy = max(40.0, (x1 - x0) * 0.12), max(40.0, (y1 - y0) * 0.12)
    ends = [load_places()[i]["anchor"] for i in regions]
    flows = (FlowLine("p-1", *regions, (*ends[0], *ends[0], *ends[1])),) if len(regions) == 2 else ()
    view = (x0 - dx, y0 - dy, x1 + dx, y1 + dy)
    text = story().text | {"credit": CREDIT}
    return story(view_id="place", view_fit=view, framed=regions, flows=flows, labels=(), text=text)


def faults(scene: Scene) -> list[tuple[object, ...]]:
    """What lies on an island, in which room."""
    islands, _ = shapes()
    return [
        (width, height, what, island)
        for width, height, smallest in ROOMS
        for found, boxes in [placed(scene, width, height, smallest)]
        for what, box in boxes.items()
        for island, shape in islands.items()
        if covered(found, shape, box, (width, height)) > 0.01
    ]


@pytest.mark.parametrize(("items", "lang"), [(2, "zh"), (6, "en"), (10, "zh")])
def test_on_the_national_map_nothing_lies_on_taiwan_or_hainan_and_the_inset_on_no_coast(items, lang):
    scene, (islands, land) = national(items, lang), shapes()

    assert faults(scene) == []
    for width, height, smallest in ROOMS:
        found, boxes = placed(scene, width, height, smallest)
        if "inset" in boxes:
            assert covered(found, land, boxes["inset"], (width, height)) <= 0.01, (width, height)
        for shape in islands.values():  # whole, with Hainan's southern tip
            seen = covered(found, shape, shapely.box(0, 0, width, height), (width, height))
            assert seen == pytest.approx(shapely.area(shape) * found.view.scale**2)


@pytest.mark.parametrize("regions", [*((i,) for i in PLACES), *PAIRS], ids="-".join)
def test_in_close_views_nothing_lies_on_taiwan_or_hainan(regions):
    assert faults(close(*regions)) == []


def test_a_room_high_enough_for_the_sea_shows_it_whole_and_needs_no_inset():
    scene = national(4, "zh")
    high = draw(scene, geometry(), names(), 390, 844, smallest=12)
    wide = draw(scene, geometry(), names(), 1200, 500, smallest=16)

    assert high.inset is None and wide.inset is not None
    southmost = high.view.at((905.0, 363.0))
    assert 0 < southmost[0] < 390 and 0 < southmost[1] < 844


def test_only_the_view_of_hainan_keeps_the_inset_at_any_price():
    for width, height, smallest in ROOMS:
        assert placed(close("460000"), width, height, smallest)[0].inset is not None


def test_a_legend_that_reaches_everywhere_still_gives_a_picture():
    tall = Legend("Title", tuple(LegendItem("fill", f"class {n}", "#123456") for n in range(60)))

    assert draw(story(legend=tall), geometry(), names(), 600, 400, smallest=16).legend is not None


@pytest.mark.parametrize(("width", "height", "smallest"), ROOMS)
def test_the_map_of_a_place_ends_above_its_credit(width, height, smallest):
    """Its neighbours' borders would else run through the words."""
    scene, measures = close("520000"), Measures(width, height, smallest)
    drawn = draw(scene, geometry(), names(), width, height, smallest=smallest)
    foot = height - credit_height(credit_words(scene, measures))
    ends = [at for border in drawn.borders for line in border.lines for at in line]
    ends += [at for patch in drawn.patches if patch.cut for ring in patch.rings for at in ring]

    assert ends and max(drawn.view.at(at)[1] for at in ends) <= foot + 0.5
