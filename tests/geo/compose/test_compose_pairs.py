"""Scenes of two arrangements, a rule, a place and a pair, from frames of three rows."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from geo.compose.pairs import comparison_scene, coverage_scene, place_scene
from geo.compose.scenes import Gazetteer, Setting
from geo.flows import flow_curves
from geo.payload import to_json
from look.palette import palette
from text.catalogue import Catalogue

LOOK = palette("light")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
LEVELS = {"350000": "province", "640000": "province", "640400": "prefecture", "222400": "prefecture"}
LABELS = {"350000": (1200.0, 2600.0), "640000": (100.0, 3700.0), "640400": (80.0, 3500.0), "222400": (1900.0, 4800.0)}
PLACES = Gazetteer({i: i for i in LEVELS}, LEVELS, {}, LABELS)
PAIRS = pd.DataFrame(
    [["p-1", "350000", "640000", "kept"], ["p-2", "350000", "640400", "added"], ["p-3", "350000", "222400", "ended"]],
    columns=["pairing_id", "helper_id", "recipient_id", "change"],
)


def curves_of(pairs):
    return flow_curves(pairs.rename(columns={"pairing_id": "flow_id"}), LABELS)[0]


def setting(lang="en", **changes):
    return Setting(LOOK, Catalogue.load(lang), "Boundaries: a package", "a map", **changes)


@LANGS
def test_a_comparison_draws_and_counts_every_pair_of_both_lists(lang):
    t = Catalogue.load(lang)
    scene = comparison_scene(PAIRS, curves_of(PAIRS), PLACES, setting(lang, title="1996 → 2016"))
    assert [flow.flow_id for flow in scene.flows] == ["p-3", "p-1", "p-2"]  # ended lowest, added on top
    assert [item.text for item in scene.legend.items][:3] == [
        t("legend.kept", n=1),
        t("legend.added", n=1),
        t("legend.ended", n=1),
    ]
    assert scene.legend.title == "1996 → 2016"
    assert (list(scene.fill.provinces), list(scene.fill.prefectures)) == (["350000", "640000"], ["222400", "640400"])


def test_a_comparison_of_nothing_is_a_map_of_land():
    none = PAIRS.head(0)
    scene = comparison_scene(none, curves_of(none), PLACES, setting())
    assert (scene.flows, scene.fill.provinces) == ((), {}) and len(scene.legend.items) == 3


@LANGS
def test_coverage_fills_those_the_rule_names_and_draws_what_covers_them_directly(lang):
    direct = PAIRS.iloc[1:2]
    scene = coverage_scene({"640400": "direct", "222400": "none"}, curves_of(direct), PLACES, setting(lang), ("a note",))
    assert scene.fill.prefectures == {"222400": 3, "640400": 0} and scene.fill.provinces == {}
    assert [flow.flow_id for flow in scene.flows] == ["p-2"]
    assert scene.legend.notes == ("a note",)
    assert {label.region_id for label in scene.labels} == set(LEVELS)


def test_a_place_is_framed_filled_by_role_and_named_first():
    scene = place_scene(
        PAIRS,
        curves_of(PAIRS).head(0),
        PLACES,
        setting(view_id="place-640000", view_fit=(0.0, 3400.0, 200.0, 3900.0), framed=("640000",), counties_of="640000"),
    )
    back = json.loads(to_json(scene))
    assert back["view"] == {"id": "place-640000", "fit": [0, 3400, 200, 3900]}
    assert (back["framed"], back["countiesOf"], back["countyLabels"], back["flows"]) == (["640000"], "640000", True, [])
    assert scene.labels[0].region_id == "640000"
    assert {*scene.fill.provinces, *scene.fill.prefectures} == set(LEVELS)


def test_a_pair_has_its_one_line():
    one = PAIRS.head(1)
    scene = place_scene(one, curves_of(one), PLACES, setting(framed=("350000", "640000")))
    assert [(flow.helper_id, flow.recipient_id, flow.color) for flow in scene.flows] == [("350000", "640000", "")]
    assert [label.region_id for label in scene.labels][:2] == ["350000", "640000"]


def test_a_pair_of_which_only_figures_are_known_has_none():
    none = PAIRS.head(0)
    scene = place_scene(none, curves_of(none), PLACES, setting(framed=("350000", "640400")))
    assert (scene.flows, scene.fill.provinces, scene.framed) == ((), {}, ("350000", "640400"))
