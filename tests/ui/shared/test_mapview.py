"""What goes to the map is written once for all readers, as streamlit-folium writes it; a click stays with who made it."""

from __future__ import annotations

import json
from collections.abc import Callable

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit_folium import st_folium

from geo.client.assets import Addresses
from geo.client.folium_map import SceneUpdate, build_map
from geo.scene import Fill, Legend, Scene
from look.palette import palette
from tests.pages import app
from text.catalogue import Catalogue
from ui.serving import files
from ui.serving.patches import for_streamlit_folium
from ui.shared import mapview


def scene(text="Roles"):
    return Scene("en", palette("light"), {"alt": text}, Fill(()), Legend(text, ()))


def shown(one, chosen=None):
    """A page of one reader that shows a map."""
    t, clicks = Catalogue.load("en"), [] if chosen is None else chosen
    return run(lambda: mapview.show_map(one, "map", t, lambda *click: clicks.append(click)))


def run(draw):
    def page(draw):
        draw()

    at = AppTest.from_function(page, default_timeout=60, args=(draw,)).run()
    assert not at.exception
    return at


def sent(at):
    return [json.loads(component.proto.json_args) for component in at.get("component_instance")]


def test_it_is_what_streamlit_folium_sends():
    def draw():
        base, size = build_map(files.addresses(), Catalogue.load("en")("map.trouble")), {"use_container_width": True}
        st_folium(base, key="map", height=560, returned_objects=[], feature_group_to_add=SceneUpdate(scene()), **size)

    assert sent(run(draw)) == sent(shown(scene()))


def test_a_scene_is_written_once_for_all_readers(monkeypatch):
    written: list[Scene] = []

    def update(one):
        written.append(one)
        return SceneUpdate(one)

    monkeypatch.setattr(mapview, "SceneUpdate", update)
    one, other = scene("one"), scene("other")
    first, second = shown(one), shown(one)
    assert sent(first) == sent(second) and written == [one]
    assert "other" in app.scene(shown(other))["text"]["alt"] and written == [one, other]


def test_another_address_of_the_scripts_is_another_message(monkeypatch):
    one = scene()
    before = sent(shown(one))
    monkeypatch.setattr(files, "addresses", lambda: Addresses("../../atlas/new.js", "../../atlas/new.css"))
    assert sent(shown(one))[0]["js_links"] == ["../../atlas/new.js"] != before[0]["js_links"]


def test_a_click_comes_back_to_the_reader_who_made_it(monkeypatch):
    one, send = scene(), for_streamlit_folium.send
    handlers, mine, others = dict[str, list[Callable[[], None]]](), list[tuple[str, str]](), list[tuple[str, str]]()

    def noted(what, on_change):
        handlers.setdefault(what["key"], []).append(on_change)
        send(what, on_change)

    monkeypatch.setattr(for_streamlit_folium, "send", noted)
    shown(one, chosen=mine)
    shown(one, chosen=others)
    ((key, (clicked, _)),) = handlers.items()
    monkeypatch.setattr(st, "session_state", {key: {"n": 1, "kind": "region", "id": "650000"}})
    clicked()
    clicked()  # told once more, as a page that runs again is
    assert mine == [("region", "650000")] and others == []


def test_without_what_it_relies_on_every_map_is_drawn_by_streamlit_folium_itself(monkeypatch):
    expected, component = sent(shown(scene("as ever"))), for_streamlit_folium._component
    monkeypatch.setattr(for_streamlit_folium, "_component", None)
    monkeypatch.setattr("streamlit_folium._component_func", component)
    assert sent(shown(scene("as ever"))) == expected
