"""Every place that is drawn is a region, read as it is called, and lies in what it is a part of."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from data.places.areas import BELOW_COUNTY, REAL, belongs_to, parts_of
from data.places.lineage import chain, parents
from data.places.recorded import with_records
from data.rows import records
from geo.shapes.load import load_county_places, load_places
from tests.data.whole import whole_facts

#: How places are called, written down by hand: all provinces and prefectures, and counties with characters of two readings.
READINGS = Path(__file__).with_name("readings.csv")


@pytest.fixture(scope="module")
def facts():
    return whole_facts()


@pytest.fixture(scope="module")
def rows(facts):
    return {row["region_id"]: row for row in records(facts.regions)}


def test_every_place_that_is_drawn_is_a_region_and_every_unit_is_drawn(rows):
    units = {i for i, row in rows.items() if row["level"] not in ("nation", "area")}
    counties = load_county_places()
    assert len(counties) == 2875
    assert units == {*load_places(), *counties}


def test_a_county_lies_in_the_prefecture_that_draws_it(rows):
    for county, place in load_county_places().items():
        if rows[county]["level"] == "county":
            assert rows[county]["parent_id"] == place["parent_id"]


def test_every_unit_ends_in_the_nation(facts, rows):
    parent_of = parents(facts.regions)
    assert [i for i in rows if chain(i, parent_of)[-1] != "100000"] == []


def test_readings_are_those_written_down_by_hand(rows):
    with READINGS.open(newline="", encoding="utf-8") as file:
        listed = {row["region_id"]: row for row in csv.DictReader(file)}
    larger = {i for i, row in rows.items() if row["level"] in ("province", "prefecture")}
    assert larger <= set(listed) and len(listed) - len(larger) > 250
    assert {i: (row["name_zh"], row["reading"]) for i, row in listed.items()} == {
        i: (rows[i]["name_zh"], rows[i]["pinyin"]) for i in listed
    }


def test_a_reading_has_a_syllable_a_character(rows):
    for row in rows.values():
        if row["level"] != "area":
            assert re.fullmatch("[a-zü]{1,6}(?: [a-zü]{1,6})*", row["pinyin"]), row
            assert len(row["pinyin"].split()) <= len(row["name_zh"])


def test_only_groups_that_a_source_adds_up_have_no_reading(rows):
    without = {row["kind"] for row in rows.values() if not row["pinyin"]}
    assert without <= {"帮扶方合计", "受援方合计", "统计分组", "集中连片特困地区", "组（来源用语）"}
    assert not [row["region_id"] for row in rows.values() if row["level"] != "area" and not row["pinyin"]]


def test_ningde_has_its_nine_counties_and_nothing_else(facts, rows):
    assert [rows[i]["short_zh"] for i in parts_of("350900", facts.regions)] == [
        *("蕉城", "霞浦", "古田", "屏南", "寿宁", "周宁", "柘荣", "福安", "福鼎")
    ]


def test_a_group_of_one_source_is_neither_a_part_nor_an_area_one_belongs_to(facts, rows):
    gansu = parts_of("620000", facts.regions)
    assert len(gansu) == 14 and {rows[i]["level"] for i in gansu} == {"prefecture"}
    assert "A-xiadang" in parts_of("350924", facts.regions)  # a township is a part of its county
    for region in ("620000", "520500", "650000"):
        found = belongs_to(region, facts.regions, facts.area_members)
        assert {rows[i]["kind"] for i in found} <= set(REAL)
    assert belongs_to("653100", facts.regions, facts.area_members) == ["A-nanjiang4"]
    assert belongs_to("620000", facts.regions, facts.area_members) == []  # one of the recipients of 1996


def test_every_kind_of_area_is_known(rows):
    kinds = {row["kind"] for row in rows.values() if row["level"] == "area"}
    groups = {"兵团师", "统计大区", "统计分组", "帮扶方合计", "受援方合计", "开发区", "组（来源用语）"}
    assert kinds == {*REAL, *BELOW_COUNTY, *groups}


def test_what_is_recorded_reaches_up_to_the_province_and_no_county_beside(facts):
    known = with_records(facts)
    assert {"350924", "350900", "350000", "100000", "A-nanjiang4"} <= known
    assert "640424" not in known and "" not in known
