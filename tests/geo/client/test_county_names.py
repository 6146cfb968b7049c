"""Names of counties for the browser: the record's where there is one, else the boundary data set's and its pinyin."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from geo.client.assets import counties_json
from geo.shapes.load import load_county_places
from tests.hostile import HOSTILE

COLUMNS = ["region_id", "name_zh", "short_zh", "name_en", "parent_id"]
NONE = pd.DataFrame(columns=COLUMNS)
PLACES = {
    "640402": {"name_zh": "原州区", "label": [80.04, 3500.06]},
    "640423": {"name_zh": "隆德县", "label": [1, 2]},
    "620102": {"name_zh": "城关区", "label": [3, 4]},
}


def read(province, places=PLACES, *rows):
    return json.loads(counties_json(province, places, pd.DataFrame(rows, columns=COLUMNS)))


def test_counties_of_one_province_by_hand():
    assert read("640000") == {
        "640402": {"zh": "原州区", "en": "Yuanzhou", "at": [80.0, 3500.1]},
        "640423": {"zh": "隆德县", "en": "Longde", "at": [1, 2]},
    }


def test_a_county_with_a_record_has_the_records_name():
    found = read("640000", PLACES, ["640423", "隆德县", "隆德", "Longde County of Guyuan", "640400"])
    assert (found["640423"]["zh"], found["640423"]["en"]) == ("隆德", "Longde County of Guyuan")


def test_all_counties_say_what_they_lie_in():
    places = {i: place | {"parent_id": f"{i[:4]}00"} for i, place in PLACES.items()}
    found = read("100000", places, ["640423", "隆德县", "隆德", "Longde", "A-elsewhere"])
    assert {i: one["in"] for i, one in found.items()} == {"640402": "640400", "640423": "A-elsewhere", "620102": "620100"}
    assert found["640402"]["zh"] == "原州区"


def test_an_unknown_province_has_no_counties():
    assert read("990000") == read("640000", {}) == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_comes_through_as_it_is(text):
    assert read("640000", {"640402": {"name_zh": text, "label": [1, 2]}})["640402"]["zh"] == text


def test_every_county_of_the_shapes_has_a_name_in_both_languages():
    places = load_county_places()
    provinces = {county[:2] + "0000" for county in places}
    named = {i: one for p in provinces for i, one in json.loads(counties_json(p, places, NONE)).items()}
    assert set(named) == set(places)
    assert [i for i, one in named.items() if not one["zh"] or not re.fullmatch(r"[A-Za-zü']+", one["en"])] == []
