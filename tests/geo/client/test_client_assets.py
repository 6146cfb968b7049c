"""What the map's frame fetches: one script with Leaflet in it, nothing that asks for anything off the host."""

from __future__ import annotations

import gzip
import json
import re

import pandas as pd
import pytest

from data.places.lineage import Hierarchy
from geo.client.assets import CLIENT_DIR, CLIENT_FILES, digest, names_json, script, style
from geo.shapes.load import load_places
from tests.data.whole import whole_facts
from tests.hostile import HOSTILE

OUR_FILES = sorted(path for path in CLIENT_DIR.rglob("*") if path.suffix in (".js", ".css"))
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


def test_the_script_is_leaflet_with_our_parts_around_it():
    text = script()
    assert re.search(r"Leaflet 1\.9\.\d", text)
    begin, leaflet, last = (text.index(s) for s in ("document.currentScript", "Leaflet 1.9", "atlas.mount = "))
    assert begin < leaflet < last  # the fetches begin before Leaflet is parsed
    assert "sourceMappingURL" not in text  # a map of the source would be one request more


def test_every_file_of_the_client_is_in_it():
    assert {path.relative_to(CLIENT_DIR).as_posix() for path in OUR_FILES} == {*CLIENT_FILES, "begin.js", "atlas.css"}
    assert all(path.read_text("utf-8") in script() for path in OUR_FILES if path.suffix == ".js")
    assert (CLIENT_DIR / "atlas.css").read_text("utf-8") in style()


@pytest.mark.parametrize("path", OUR_FILES, ids=lambda path: path.name)
def test_our_files_name_no_other_host(path):
    text = path.read_text("utf-8")
    assert set(re.findall(r"""https?://[^\s"'`)]*""", text)) <= {SVG_NAMESPACE}
    assert not re.search(r"""["'`(]//\w|wss?://|@import|url\(""", text)


@pytest.mark.parametrize("path", OUR_FILES, ids=lambda path: path.name)
def test_our_files_never_turn_text_into_markup_or_code(path):
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|bindPopup|bindTooltip"
    assert not re.search(ways, path.read_text("utf-8"))


def test_the_style_asks_only_for_pictures_of_controls_we_do_not_use():
    # Leaflet's own: layers and marker icons, asked for only where such a control or marker stands.
    assert set(re.findall(r"url\(([^)]*)\)", style())) <= {
        "images/layers.png",
        "images/layers-2x.png",
        "images/marker-icon.png",
        "#default#VML",
    }


def regions(*rows):
    return pd.DataFrame(rows, columns=["region_id", "name_zh", "short_zh", "name_en"])


def names_of(table, places):
    return json.loads(names_json(table, places, Hierarchy()))["names"]


def test_names_by_hand():
    table = regions(
        ["640000", "宁夏回族自治区", "宁夏", "Ningxia Hui Autonomous Region"],
        ["640400", "固原市", "", "Guyuan"],
        ["100000", "中国", "中国", "China"],
    )
    labels = {"640000": [100.04, 3700.06], "640400": [80.0, 3500.0], "659999": [1.0, 2.0]}
    places = {region: {"label": label} for region, label in labels.items()}
    assert names_of(table, places) == {
        "640000": {
            "zh": "宁夏",
            "en": "Ningxia",
            "zh_full": "宁夏回族自治区",
            "en_full": "Ningxia Hui Autonomous Region",
            "at": [100.0, 3700.1],
        },
        "640400": {"zh": "固原市", "en": "Guyuan", "zh_full": "固原市", "en_full": "Guyuan", "at": [80, 3500]},
        "659999": {"zh": "659999", "en": "659999", "zh_full": "659999", "en_full": "659999", "at": [1, 2]},
    }


def test_no_names_and_no_places():
    assert json.loads(names_json(regions(), {}, Hierarchy())) == {"names": {}, "within": {}}
    assert names_of(regions(), {"640000": {"label": [1, 2]}})["640000"]["zh"] == "640000"


def test_what_is_drawn_and_where_flows_end_is_told_with_all_it_lies_in():
    hierarchy = Hierarchy({"640422": ("640400",), "640400": ("640000", "A-x"), "640423": ("640400",)})
    read = json.loads(names_json(regions(), {"640000": {"label": [1, 2]}}, hierarchy, ["640422"]))
    assert read["within"] == {"640000": ["640400"], "640400": ["640422"], "A-x": ["640400"]}


def test_the_hierarchy_of_the_facts_is_small():
    """It comes once and stays in the browser's cache: what flows can end at, not all counties."""
    facts, places = whole_facts(), load_places()
    ends = [*facts.pairings["helper_id"], *facts.pairings["recipient_id"]]
    with_it, without = (
        len(gzip.compress(names_json(facts.regions, places, one, some).encode(), 9, mtime=0))
        for one, some in ((facts.hierarchy, ends), (Hierarchy(dict.fromkeys(places, ())), ()))
    )
    print(f"names.json: {without / 1e3:.1f} kB, with the hierarchy {with_it / 1e3:.1f} kB")  # noqa: T201
    assert with_it - without < 4_000


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_comes_through_as_it_is(text):
    (name,) = names_of(regions(["640000", text, text, text]), {"640000": {"label": [1, 2]}}).values()
    assert (name["zh"], name["zh_full"], name["en_full"]) == (text, text, text)


def test_a_digest_changes_with_any_text_and_with_where_one_ends():
    assert digest("a", "b") == digest("a", "b")
    assert len({digest("a", "b"), digest("ab"), digest("a", "c"), digest("b", "a"), digest("a", "b", "")}) == 5
    assert re.fullmatch("[0-9a-f]{12}", digest())
