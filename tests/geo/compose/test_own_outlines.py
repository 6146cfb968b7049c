"""An area by its owner's outline: over the recorded shapes, on the page and in a picture alike, never instead of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest
import shapely

from geo.compose.marked import marked_scene, undrawn
from geo.compose.pairs import place_scene
from geo.compose.scenes import Gazetteer, rate_scene
from geo.payload import to_json
from geo.scene import Frames
from geo.shapes.own import own_outlines
from geo.still.draw import draw
from geo.year import of_year
from tests.geo.compose.test_compose import MEMBERS, PLACES, REGIONS, setting
from tests.geo.pictures import geometry, names

OWN = "A-own-1"
# Two degrees by one, with a hole, around Guyuan.
TEXT = "MULTIPOLYGON (((105 35, 107 35, 107 36, 105 36, 105 35), (106 35.4, 106.2 35.4, 106.2 35.6, 106 35.6, 106 35.4)))"
NOTHING = pd.DataFrame(columns=["flow_id", "helper_id", "recipient_id"])


def places() -> Gazetteer:
    regions = pd.concat([REGIONS, pd.DataFrame([[OWN, "示范带", "Belt", "area", "100000"]], columns=REGIONS.columns)])
    outlines = own_outlines(pd.DataFrame([[OWN, TEXT], ["A-gone", TEXT]], columns=["area_id", "outline"]))
    return Gazetteer.build(regions, MEMBERS, PLACES, "en", outlines)


def rates(values):
    frame = pd.DataFrame(values, columns=["region_id", "value"]).astype({"value": "float64"})
    return rate_scene(frame, {OWN: "12% · 2018"}, {}, NOTHING, places(), setting(), ())


def test_an_outline_has_its_size_a_point_inside_and_its_hole():
    (outline,) = (places().outlines[i] for i in places().outlines)
    shape = shapely.Polygon(outline.rings[0], outline.rings[1:])
    assert shape.area == pytest.approx(0.98 * 2 * 90.7 * 110.9, rel=0.01) and len(outline.rings) == 2
    assert shape.contains(shapely.Point(outline.label)) and places().labels[OWN] == outline.label
    assert undrawn([OWN, "A-gone"], places()) == ["A-gone"]  # what is no area of the facts is not drawn


def test_on_the_map_of_values_it_has_a_class_and_no_prefecture_changes():
    scene = rates([(OWN, 12.0), ("640400", 4.0)])
    (area,) = scene.fill.areas
    assert (area.area_id, area.members, area.index) == (OWN, (), 4) and scene.fill.prefectures == {"640400": 2}
    assert [item.text for item in scene.legend.items if item.kind == "rim"] == [
        "Dotted: an own record, not a boundary of a division"
    ]
    assert not [item for item in rates([("640400", 4.0)]).legend.items if item.kind == "rim"]

    sent = json.loads(to_json(scene))["fill"]["areas"]
    assert [len(ring) % 2 for ring in sent[0]["rings"]] == [0, 0] and sent[0]["class"] == 4

    picture = draw(scene, geometry(), names(), 1200, 620, smallest=12)
    plain = draw(rates([("640400", 4.0)]), geometry(), names(), 1200, 620, smallest=12)
    own = [patch for patch in picture.patches if patch.level == "own"]
    assert [(patch.region_id, patch.fill) for patch in own] == [(OWN, scene.fill.classes[4].color)]
    assert [p for p in picture.patches if p.level != "own"] == list(plain.patches)
    assert picture.patches[-1] is own[0]  # over all others
    assert {border.dash != () for border in picture.borders if border.kind == "own"} == {True, False}
    assert "12% · 2018" in " ".join(word.text for word in picture.words)


def test_a_year_has_it_where_it_is_reported():
    area = places().area(OWN)
    assert area is not None
    frames = Frames((2018, 2019), {OWN: {2018: (4, "12%")}}, {OWN: (area, "示范带", (90.0, 3600.0))}, 2018)
    scene = replace(rates([]), frames=frames)
    (drawn,) = of_year(scene, set(), set()).fill.areas
    assert (drawn.rings, drawn.index) == (area.rings, 4)
    assert not of_year(replace(scene, frames=replace(frames, year=2019)), set(), set()).fill.areas
    assert json.loads(to_json(scene))["frames"]["areas"][OWN]["rings"]


def test_a_place_by_its_outline_is_framed_by_it_and_filled_with_nothing():
    scene = place_scene(NOTHING.assign(pairing_id=[]), NOTHING, places(), setting(framed=(OWN,)))
    (area,) = scene.fill.areas
    assert area.index is None and area.rings
    assert scene.legend.title == "" and [item.kind for item in scene.legend.items] == ["rim"]
    assert next(label for label in scene.labels if label.region_id == OWN).name == "Belt"
    picture = draw(scene, geometry(), names(), 1200, 620, smallest=12)
    assert not [patch for patch in picture.patches if patch.level == "own"]
    assert [border for border in picture.borders if border.kind == "own"]


def test_before_it_is_stored_it_is_marked_like_any_place():
    scene = marked_scene({OWN: "", "640400": ""}, {OWN}, {}, NOTHING, places(), setting(), ("place", "in doubt"))
    assert [(area.area_id, area.index) for area in scene.fill.areas] == [(OWN, 1)]
    assert [item.kind for item in scene.legend.items] == ["fill", "hatch", "rim"]
