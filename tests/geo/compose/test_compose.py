"""Scenes from frames of five rows."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from geo.compose.scenes import Gazetteer, Setting, rate_scene, role_scene
from geo.flows import flow_curves
from geo.payload import to_json
from look.palette import palette
from text.catalogue import Catalogue

REGIONS = pd.DataFrame(
    [
        ["100000", "中国", "China", "nation", ""],
        ["350000", "福建省", "Fujian", "province", "100000"],
        ["640000", "宁夏回族自治区", "Ningxia", "province", "100000"],
        ["640400", "固原市", "Guyuan", "prefecture", "640000"],
        ["640500", "中卫市", "Zhongwei", "prefecture", "640000"],
        ["A-xihaigu", "西海固", "Xihaigu", "area", "640000"],
    ],
    columns=["region_id", "name_zh", "name_en", "level", "parent_id"],
)
MEMBERS = pd.DataFrame([["A-xihaigu", "640400"], ["A-xihaigu", "640500"]], columns=["area_id", "region_id"])
PLACES = {
    "350000": {"label": [1200.0, 2600.0]},
    "640000": {"label": [100.0, 3700.0]},
    "640400": {"label": [80.0, 3500.0]},
    "640500": {"label": [20.0, 3700.0]},
}
PAIRINGS = pd.DataFrame([["p-1", "350000", "640000", "1996"]], columns=["pairing_id", "helper_id", "recipient_id", "start"])


def places(lang="en"):
    return Gazetteer.build(REGIONS, MEMBERS, PLACES, lang)


def curves_of(pairings):
    anchors = {i: (p["label"][0], p["label"][1]) for i, p in PLACES.items()}
    return flow_curves(pairings.rename(columns={"pairing_id": "flow_id"}), anchors)[0]


def setting(lang="en", **changes):
    return Setting(palette("light"), Catalogue.load(lang), "Boundaries: a package", "a map", **changes)


def test_a_gazetteer_knows_names_levels_members_and_places():
    found = places("zh")
    assert (found.names["640400"], found.levels["A-xihaigu"]) == ("固原市", "area")
    assert found.members == {"A-xihaigu": ("640400", "640500")}
    assert found.labels["A-xihaigu"] == (50.0, 3600.0)  # the middle of its members


def test_an_area_is_drawn_as_all_prefectures_within_it():
    """A member may be a province or an area; a province without prefectures, such as a municipality, is its own."""
    more = [
        ["110000", "北京市", "Beijing", "province", "100000"],
        ["110101", "东城区", "Dongcheng", "county", "110000"],
        ["A-wide", "大片", "Wide", "area", "100000"],
        ["A-part", "片中", "Part", "area", "A-wide"],
        ["A-empty", "空", "Empty", "area", "100000"],
    ]
    regions = pd.concat([REGIONS, pd.DataFrame(more, columns=REGIONS.columns)], ignore_index=True)
    listed = [["A-wide", "640000"], ["A-part", "110000"]]
    found = Gazetteer.build(regions, pd.DataFrame(listed, columns=MEMBERS.columns), PLACES, "en")
    assert found.members == {"A-part": ("110000",), "A-wide": ("110000", "640400", "640500")}
    assert found.labels["A-wide"] == (100.0, 3700.0)  # the middle of what is listed


def test_an_area_none_of_whose_members_has_a_place_has_none():
    assert "A-xihaigu" not in Gazetteer.build(REGIONS, MEMBERS, {}, "en").labels


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_of_roles(lang):
    scene = role_scene(PAIRINGS, curves_of(PAIRINGS), places(lang), setting(lang))
    t = Catalogue.load(lang)
    assert (list(scene.fill.provinces), scene.fill.prefectures) == (["350000", "640000"], {})
    assert [flow.flow_id for flow in scene.flows] == ["p-1"]
    assert [item.text for item in scene.legend.items] == [
        t("legend.helper_province"),
        t("legend.recipient_province"),
        t("legend.flow"),
    ]
    assert scene.legend.notes == (t("legend.flow_note"),)
    assert (scene.lang, scene.text["credit"], scene.text["alt"]) == (lang, "Boundaries: a package", "a map")


@pytest.mark.parametrize(("count", "named", "context"), [(12, True, False), (13, True, True), (13, False, False)])
def test_many_lines_stand_behind_the_names_that_say_as_much(count, named, context):
    many = pd.concat([PAIRINGS.assign(pairing_id=f"p-{n}") for n in range(count)], ignore_index=True)
    scene = role_scene(many, curves_of(many), places(), setting(), {"640000": "Fujian"} if named else None)
    assert {flow.context for flow in scene.flows} == {context}
    assert ['"c":1' in piece for piece in to_json(scene).split('"h":')[1:]].count(True) == (count if context else 0)


def test_without_pairings_no_line_is_explained():
    none = PAIRINGS.head(0)
    scene = role_scene(none, curves_of(none), places(), setting())
    assert (scene.flows, scene.legend.items, scene.legend.notes) == ((), (), ())
    assert {label.region_id for label in scene.labels} == {"350000", "640000"}


def test_the_map_of_rates():
    values = pd.DataFrame({"region_id": ["640000", "A-xihaigu"], "value": [15.0, 22.7]})
    lines = {"640000": "15%, 2015", "A-xihaigu": "22.7%, 2015"}
    tips = {"640000": ["as reported by a newspaper"]}
    scene = rate_scene(values, lines, tips, curves_of(PAIRINGS), places(), setting(title="Poverty rate (%)"), ("a note",))
    assert (scene.fill.provinces, [a.index for a in scene.fill.areas]) == ({"640000": 4}, [5])
    assert (scene.legend.title, scene.legend.notes) == ("Poverty rate (%)", ("a note", "No data for Taiwan Province"))
    assert {label.region_id: label.text for label in scene.labels} == lines | {"350000": ""}
    assert scene.tips["640000"][-1] == "as reported by a newspaper"
    thin = {flow.width for flow in scene.flows}
    assert len(thin) == 1 and 0 < min(thin) < 2  # the flows step back under the rates, all of them alike


def test_a_choice_and_a_size_go_into_the_scene():
    scene = role_scene(PAIRINGS, curves_of(PAIRINGS), places(), setting(chosen=("flow", "p-1"), scale=1.5))
    back = json.loads(to_json(scene))
    assert (back["chosen"], back["scale"]) == ({"kind": "flow", "id": "p-1"}, 1.5)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_of_the_maps_controls_are_all_there(lang):
    words = setting(lang).words()
    assert {"zoom_in", "zoom_out", "home", "inset", "credit", "alt"} <= set(words)
    assert all(words.values())
