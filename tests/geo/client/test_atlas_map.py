"""The map's base never changes, an update is small, and neither asks for anything off the host."""

from __future__ import annotations

import re

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from geo.client.assets import Addresses
from geo.client.folium_map import SceneUpdate, build_map
from geo.fitting import NATION_FIT
from geo.scene import Fill, Legend, Scene
from look.palette import palette
from tests.hostile import HOSTILE

ADDRESSES = Addresses("../../atlas/client/atlas.js?v=0", "../../atlas/client/atlas.css?v=0")


def scene(text=""):
    return Scene("en", palette("light"), {"alt": text}, Fill(()), Legend(text, ()))


def base_script(trouble="Shapes could not be read.") -> str:
    """The script as the component gets it, and as its identity is computed from: without folium's random ids."""
    return re.sub(r"_[0-9a-f]{32}", "", generate_leaflet_string(build_map(ADDRESSES, trouble)))


def test_two_maps_have_the_same_base_script():
    assert base_script() == base_script()
    assert "atlas.mount(" in base_script()


def test_streamlit_folium_takes_both_for_one_map():
    # Whatever looks like an id is taken out before the script is hashed; nothing else may differ.
    first, second = (generate_leaflet_string(build_map(ADDRESSES, "x")) for _ in range(2))
    assert re.sub(r"_[a-z0-9]+", "", first) == re.sub(r"_[a-z0-9]+", "", second)


def test_a_map_is_made_anew_each_time():
    assert build_map(ADDRESSES, "x") is not build_map(ADDRESSES, "x")


def test_nothing_comes_from_a_cdn():
    atlas = build_map(ADDRESSES, "x")
    assert atlas.default_js == [("atlas", ADDRESSES.script)]
    assert atlas.default_css == [("atlas", ADDRESSES.style)]
    assert not re.search("https?://", base_script())
    assert not any(isinstance(child, folium.TileLayer) for child in atlas._children.values())


def test_folium_itself_is_left_as_it_was():
    build_map(ADDRESSES, "x")
    assert any("leaflet" in url for _, url in folium.Map.default_js)


def test_the_nation_fits_the_frame():
    west, south, east, north = NATION_FIT
    assert west < 0 < east and south < north and 1.1 < (east - west) / (north - south) < 1.4


def test_an_update_only_shows_a_scene():
    update = generate_leaflet_string(SceneUpdate(scene("Roles")))
    assert "atlas.show({" in update and "Roles" in update
    assert not re.search("https?://|L\\.(marker|polygon|geoJson|tileLayer)", update)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_an_update_stay_inside_their_quotes(text):
    plain = generate_leaflet_string(SceneUpdate(scene("Roles")))
    update = generate_leaflet_string(SceneUpdate(scene(text)))
    assert {c: update.count(c) for c in "<>`$\u2028\u2029"} == {c: plain.count(c) for c in "<>`$\u2028\u2029"}
    assert ("{{7*7}}" in update) == ("{{7*7}}" in text)  # no template worked it out
