"""A choice shows its own pairs: those of the map as they are, others dashed; without any the map says so."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geo.compose.chosen import standing_out, with_own_pairs
from geo.flows import CURVE_COLUMNS
from geo.scene import Label
from tests.geo.pictures import FUJIAN, NINGXIA, story
from text.catalogue import Catalogue

T = Catalogue.load("zh")
XINJIANG, SHANXI = "650000", "140000"
NONE = pd.DataFrame(columns=CURVE_COLUMNS)
OTHER = pd.DataFrame([["p-x", "110000", XINJIANG, 0.0, 0.0, 1.0, 1.0, 2.0, 2.0]], columns=CURVE_COLUMNS)


def test_without_a_choice_nothing_is_added():
    assert with_own_pairs(story(), OTHER, "新疆", T) == story()


def test_pairs_of_another_arrangement_are_dashed_and_explained():
    scene = with_own_pairs(story(chosen=("region", XINJIANG)), OTHER, "新疆", T)

    assert [(flow.flow_id, bool(flow.dash)) for flow in scene.flows] == [
        ("p-x", True),
        ("p-1", False),
    ]  # under the map's own
    assert scene.legend.items[-1].text == "新疆的其他结对（画出 1 对）：不在本图名单内" and scene.legend.items[-1].dash
    assert scene.legend.notes[0] == "本图名单里没有新疆的结对；虚线是别的安排"


def test_many_pairs_of_other_arrangements_do_not_hide_those_of_the_map():
    many = pd.concat([OTHER.assign(flow_id=f"p-{n}") for n in range(13)], ignore_index=True)
    few, lots = (with_own_pairs(story(chosen=("region", XINJIANG)), rows, "新疆", T) for rows in (OTHER, many))
    assert max(flow.width for flow in lots.flows) < few.flows[0].width


def test_a_choice_that_the_map_draws_needs_no_word():
    scene = with_own_pairs(story(chosen=("region", FUJIAN)), NONE, "福建", T)

    assert scene == story(chosen=("region", FUJIAN))


def test_a_choice_without_any_pair_is_said_to_have_none():
    scene = with_own_pairs(story(chosen=("region", SHANXI)), NONE, "山西", T)

    assert (scene.flows, scene.legend.notes[0]) == (story().flows, "没有记录到山西的结对")


def test_names_without_a_part_in_a_choice_step_back_and_its_ends_do_not():
    more = (Label("110000", 10, "province"), Label("130700", 20, "prefecture", "a helper"), Label("650000", 90, "quiet"))
    scene = replace(story(chosen=("flow", "p-1")), labels=(*story().labels, *more))
    looks = {label.region_id: (label.rank, label.style) for label in standing_out(scene).labels}

    assert looks["110000"] == (90, "quiet") and looks["130700"] == (91, "quiet")
    assert {i: look for i, look in looks.items() if i not in ("110000", "130700")} == {
        label.region_id: (label.rank, label.style) for label in scene.labels if label not in more[:2]
    }


def test_an_end_without_a_name_is_known_by_what_it_lies_in():
    flow = replace(story().flows[0], helper_id="350921")
    scene = replace(story(chosen=("region", NINGXIA)), flows=(flow,), labels=(Label(FUJIAN, 10, "province"),))
    assert standing_out(scene) == scene
    other = replace(flow, helper_id="440981")
    assert standing_out(replace(scene, flows=(other,))).labels[0].style == "quiet"


def test_without_a_choice_or_without_lines_no_name_steps_back():
    assert standing_out(story()) == story()
    bare = replace(story(chosen=("region", SHANXI)), flows=())
    assert standing_out(bare) == bare
    # Figures are what such a map is about.
    chosen = standing_out(story(chosen=("region", SHANXI)))
    assert [label for label in story().labels if label.style == "value"] == [
        label for label in chosen.labels if label.style == "value"
    ]
