"""The scene crosses to the browser as JSON: whole, and unable to be anything but data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.payload import to_json
from geo.scene import Area, Fill, FillClass, FlowLine, Label, Legend, LegendItem, Scene
from look.palette import palette
from tests.hostile import DANGEROUS, HOSTILE

SCENE = Scene(
    lang="zh",
    look=palette("light"),
    text={"alt": "a map"},
    fill=Fill((FillClass("#fff", "land"),), {"350000": 0}, {"350900": 0}, (Area("A-x", ("653100", "653200"), 0),), rest=0),
    legend=Legend("Roles", (LegendItem("fill", "helps", "#fff"),), ("a note",)),
    flows=(FlowLine("p-1", "350000", "640000", (0.04, 1.06, 2.0, 3.0, 4.0, 5.0)),),
    labels=(Label("350000", 10, "province"), Label("A-x", 15, "value", "22.7%", "an area", (1.04, 2.06))),
    tips={"350000": ["Fujian", "helps Ningxia"]},
)


def said_everywhere(text: str) -> Scene:
    """A scene that says one text wherever words can stand."""
    return replace(
        SCENE,
        text={"alt": text, text: "key"},
        legend=Legend(text, (LegendItem("fill", text, text),), (text,)),
        labels=(Label("350000", 10, "province", text, text),),
        flows=(replace(SCENE.flows[0], flow_id=text),),
        tips={"350000": [text, text]},
        chosen=("region", text),
    )


def check_it_stays_data(text: str) -> None:
    written = to_json(said_everywhere(text))
    back = json.loads(written)

    assert not set(DANGEROUS) & set(written)
    assert back["text"]["alt"] == back["legend"]["title"] == back["tips"]["350000"][0] == back["chosen"]["id"] == text
    assert back["flows"][0]["id"] == text and back["text"][text] == "key"
    assert back["legend"]["notes"] == [text]
    assert (back["labels"][0].get("text", ""), back["legend"]["items"][0].get("text", "")) == (text, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text):
    check_it_stays_data(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from(DANGEROUS + '\\"/\n')))
def test_any_words_stay_words(text):
    check_it_stays_data(text)


def test_the_parts_by_hand():
    back = json.loads(to_json(SCENE))
    assert back["fill"] == {
        "classes": [{"color": "#fff"}],
        "provinces": {"350000": 0},
        "prefectures": {"350900": 0},
        "areas": [{"id": "A-x", "members": ["653100", "653200"], "class": 0}],
        "rest": 0,
    }
    assert back["flows"] == [{"id": "p-1", "h": "350000", "r": "640000", "p": [0.0, 1.1, 2.0, 3.0, 4.0, 5.0]}]
    assert back["labels"][1] == {
        "ids": ["A-x"],
        "rank": 15,
        "style": "value",
        "text": "22.7%",
        "name": "an area",
        "at": [1.0, 2.1],
    }
    assert (back["chosen"], back["view"]) == (None, {"id": "nation", "fit": None})
    assert back["look"]["flowFrom"] == palette("light").flow_from
    assert "theme" not in back["look"] and "rates" not in back["look"]


@pytest.mark.parametrize(
    "change",
    [
        {"flows": (FlowLine("p-1", "a", "b", (float("nan"), 0, 0, 0, 0, 0)),)},
        {"labels": (Label("a", 1, "value", at=(0.0, float("nan"))),)},
        {"view_fit": (0.0, 0.0, float("inf"), 1.0)},
        {"scale": float("nan")},
    ],
    ids=["flow", "label", "view", "scale"],
)
def test_a_number_that_is_none_is_refused(change):
    with pytest.raises(ValueError):
        to_json(replace(SCENE, **change))


def test_names_that_say_no_more_than_their_name_share_an_entry_a_rank_and_style():
    plain = [Label("a", 10, "province"), Label("b", 20, "prefecture"), Label("c", 10, "province"), Label("d", 10, "quiet")]
    written = json.loads(to_json(replace(SCENE, labels=(*plain, Label("e", 10, "province", "15%")))))["labels"]
    assert [(entry["ids"], entry["style"]) for entry in written] == [
        (["a", "c"], "province"),
        (["b"], "prefecture"),
        (["d"], "quiet"),
        (["e"], "province"),
    ]


def test_a_choice_is_made_and_taken_back():
    chosen = SCENE.with_choice("flow", "p-1")
    assert (chosen.chosen, SCENE.chosen) == (("flow", "p-1"), None)
    assert chosen.with_choice("flow", "").chosen is None
    assert json.loads(to_json(chosen))["chosen"] == {"kind": "flow", "id": "p-1"}
