"""GeoJSON becomes areas of one's own with an outline: what is mended is said, what is none is named, and nothing is lost."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing.preview import Preview, preview
from data.importing.reading.limits import MAX_BYTES, Unreadable
from data.importing.reading.workbook import read_pasted, read_workbook
from data.load import Facts, load_facts
from data.places.outlines import LIMIT, MOST_POINTS, area_km2, is_outline, lonlat_of, outline_of
from data.rows import records
from data.store.merge import with_own
from export.tables.sheets import write_xlsx
from tests.fuzz import examples, seeds
from text.catalogue import Catalogue

SQUARE = [[104.0, 35.0], [105.0, 35.0], [105.0, 36.0], [104.0, 36.0], [104.0, 35.0]]
BOW = [[106.0, 35.0], [107.0, 36.0], [107.0, 35.0], [106.0, 36.0]]
TOLD = {"document-title": "规划图"}


@cache
def facts() -> Facts:
    return load_facts()


def feature(said: dict[str, Any] | None, *rings: Any, kind: str = "Polygon", **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": said, "geometry": {"type": kind, "coordinates": list(rings)}} | more


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features} | more, ensure_ascii=False).encode()


def read(content: bytes, known: Facts | None = None, **answers: str) -> Preview:
    return preview(read_workbook("片区.geojson", content), known or facts(), TOLD | answers)


def keys(result: Preview) -> list[str]:
    return [refusal.key.removeprefix("importing.") for refusal in result.refusals]


def why(content: bytes, name: str = "片区.geojson") -> str:
    with pytest.raises(Unreadable) as raised:
        read_workbook(name, content)
    assert all(raised.value.message(Catalogue.load(lang)) for lang in ("zh", "en"))
    return raised.value.key.removeprefix("importing.")


def test_features_become_areas_with_an_outline_that_later_tables_may_name():
    said = {"名称": "沿河示范带", "name_en": "River Belt", "code": "YH-01", "来源": "本办规划图"}
    result = preview(read_workbook("a.geojson", collection(feature(said, SQUARE), feature({"名称": "山片"}, BOW))), facts())
    # Two features, of which one names a source: it is not that of both, and the file's name is suggested.
    assert [(decision.key, decision.suggested) for decision in result.open] == [("document-title", "a")]

    result = read(collection(feature(said, SQUARE)))
    assert result.ready and result.rows == 1 and not result.refusals
    (region,) = records(result.tables["regions"])
    (outline,) = records(result.tables["outlines"])
    assert (region["name_zh"], region["name_en"], region["level"], region["parent_id"]) == (
        *("沿河示范带", "River Belt", "area", "100000"),
    )
    assert outline["code"] == "YH-01" and outline["quote"] == "沿河示范带 River Belt YH-01 本办规划图"
    # One degree by one, at 35° north: 91 km by 111 km.
    assert 9_900 < area_km2(outline["outline"]) < 10_300

    own = with_own(facts(), result.tables, "own")
    assert not own.faults and own.outlines["area_id"].tolist() == [region["region_id"]]
    told = TOLD | {"1.basis": "survey"}
    for table in ("地区\t2018年贫困人口（人）\n沿河示范带\t300", "代码\t2018年贫困人口（人）\nYH-01\t300"):
        figures = preview(read_pasted(table), own, told)
        assert figures.tables["observations"]["region_id"].tolist() == [region["region_id"]], figures.refusals


def test_the_one_source_of_all_features_is_suggested_and_none_is_no_way_round():
    content = collection(*(feature({"name": name, "source": "测绘院 2024"}, SQUARE) for name in ("甲片", "乙片")))
    result = preview(read_workbook("a.json", content), facts())
    assert [decision.suggested for decision in result.open] == ["测绘院 2024"] and not result.ready


def test_an_outline_is_taken_again_only_where_the_keeper_says_so():
    first = read(collection(feature({"名称": "甲片"}, SQUARE)))
    own = with_own(facts(), first.tables, "own")
    again = read(collection(feature({"名称": "甲片"}, SQUARE)), own)
    assert not again.rows and any(decision.message == "importing.said_outline_recorded" for decision in again.decisions)

    other = collection(feature({"名称": "甲片"}, BOW[:3]))
    assert [decision.key for decision in read(other, own).open] == ["1.outline:甲片"]
    assert not read(other, own, **{"1.outline:甲片": "leave"}).rows
    taken = read(other, own, **{"1.outline:甲片": "replace"})
    assert taken.ready and "regions" not in taken.tables
    both = {table: pd.concat([first.tables.get(table), taken.tables.get(table)]) for table in first.tables}
    replaced = with_own(facts(), both, "both")
    assert replaced.outlines["outline"].tolist() == taken.tables["outlines"]["outline"].tolist() and not replaced.faults


def test_each_geometry_that_is_none_is_named():
    features = [
        feature({"名称": "好"}, SQUARE),
        feature({"名称": "好"}, SQUARE),
        feature({"名称": "点"}, 104, 35, kind="Point"),
        feature({"名称": "线"}, *SQUARE, kind="LineString"),
        feature({"名称": "空"}) | {"geometry": None},
        feature({"名称": "反"}, [[y, x] for x, y in SQUARE]),
        feature({"名称": "米"}, [[x * 1e5, y * 1e5] for x, y in SQUARE]),
        feature({"名称": "远"}, [[x - 100, y] for x, y in SQUARE]),
        feature({"名称": "扁"}, [[104, 35], [105, 35], [106, 35]]),
        feature({"名称": "两点"}, [[104, 35], [105, 35]]),
        feature({"名称": "字"}, [["104", "35"], ["105", "35"], ["105", "36"]]),
        feature({"名称": "固原市"}, SQUARE),
        feature(None, SQUARE),
        "feature",
    ]
    result = read(collection(*features))
    assert result.rows == 1
    assert sorted(keys(result)) == sorted(
        [
            *("outline_twice", "outline_kind", "outline_kind", "outline_kind", "outline_swapped", "outline_not_degrees"),
            *("outline_elsewhere", "outline_empty", "outline_short", "outline_not_numbers", "area_recorded"),
            *("outline_unnamed", "outline_unnamed"),
        ]
    )
    for lang in ("zh", "en"):
        assert all(refusal.sentence(Catalogue.load(lang)) for refusal in result.refusals)


def test_what_is_mended_closed_or_thinned_is_said_and_is_drawn_the_same():
    bow = outline_of({"type": "Polygon", "coordinates": [BOW]})
    assert bow.mended and bow.closed and bow.points == 4
    shape = lonlat_of(bow.text)
    assert len(shape.geoms) == 2 and shape.area == pytest.approx(0.5)  # two triangles of a quarter each

    ring = shapely.Point(105, 35).buffer(1, quad_segs=20_000).exterior.coords
    fine = outline_of({"type": "Polygon", "coordinates": [[list(p) for p in ring]]})
    assert fine.points == len(ring) - 1 and fine.kept <= MOST_POINTS and 0 < fine.moved_m < 20
    assert lonlat_of(fine.text).area == pytest.approx(shapely.Polygon(ring).area, rel=1e-4)
    result = read(collection(feature({"名称": "结"}, BOW), feature({"名称": "圆"}, [list(p) for p in ring])))
    said = {decision.message.removeprefix("importing.") for decision in result.decisions}
    assert {"said_outline_mended", "said_outline_closed", "said_outline_thinned", "said_wgs84", "said_outlines"} <= said


def test_a_hole_stays_a_hole_and_heights_are_left_out():
    hole = [[104.4, 35.4], [104.6, 35.4], [104.6, 35.6], [104.4, 35.6], [104.4, 35.4]]
    shape = lonlat_of(outline_of({"type": "Polygon", "coordinates": [[[*p, 1200.5] for p in SQUARE], hole]}).text)
    assert shape.area == pytest.approx(0.96) and not shape.has_z
    several = outline_of({"type": "MultiPolygon", "coordinates": [[SQUARE], [BOW[:3]]]})
    assert len(lonlat_of(several.text).geoms) == 2


def test_which_property_is_the_name_is_asked_where_it_is_not_plain():
    content = collection(feature({"甲": "一号", "乙": "二号"}, SQUARE))
    asked = read(content)
    (question,) = asked.open
    assert (question.key, [option.value for option in question.options]) == ("1.outline-name", ["甲", "乙"])
    assert read(content, facts(), **{"1.outline-name": "乙"}).tables["regions"]["name_zh"].tolist() == ["二号"]
    assert keys(read(collection(feature({}, SQUARE)))) == ["outline_no_names"]


def test_a_code_of_a_recorded_place_is_not_taken_for_ones_own():
    result = read(collection(feature({"名称": "甲片", "adcode": "640400"}, SQUARE)))
    assert result.tables["outlines"]["code"].tolist() == [""]
    assert any(decision.message == "importing.said_outline_code" for decision in result.decisions)


def test_a_register_of_persons_is_refused_whole():
    result = read(collection(feature({"名称": "甲片", "联系电话": "13800138000"}, SQUARE)))
    assert result.register and not result.tables and not result.workbook.sheets and "138" not in repr(result)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"type": "FeatureCollection", "features": [', "geojson_broken"),
        (collection(feature({"name": "a"}, [[float("nan"), 35]])), "geojson_nan"),
        (collection(feature({"name": "a"}, [[float("inf"), 35]])), "geojson_nan"),
        (b'{"a":' * 100_000, "geojson_deep"),
        (b'{"type":"Polygon","coordinates":' + b"[" * 100_000, "geojson_deep"),
        (b'{"type": "Polygon", "coordinates": []}', "geojson_bare"),
        (b'{"type": "Topology", "objects": {}}', "geojson_topology"),
        (b'[{"a": 1}]', "geojson_other"),
        (b'{"type": "FeatureCollection", "features": {}}', "geojson_other"),
        (collection(), "empty"),
        (collection(*[feature({"name": "a"}, SQUARE)] * 501), "geojson_many"),
        (collection(feature({"name": "a"}, SQUARE * 100_001)), "geojson_points"),
        (b'{"type": "FeatureCollection", "features": [' + b" " * MAX_BYTES, "too_large"),
        (b'{"type": "Feature", "properties": {"n": ' + b"9" * 5000 + b"}}", "geojson_broken"),
        (collection(feature({}, SQUARE), crs={"type": "name", "properties": {"name": "EPSG:4490"}}), "geojson_system"),
        (collection(feature({}, SQUARE, crs={"type": "EPSG", "properties": {"code": 3857}})), "geojson_system"),
        (collection(feature({}, SQUARE), crs="beijing54"), "geojson_system"),
    ],
)
def test_a_file_that_is_not_taken_says_why(content, key):
    assert why(content) == key


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    ],
)
def test_wgs_84_by_any_of_its_names(name):
    crs = {"type": "name", "properties": {"name": name}}
    assert read(collection(feature({"name": "甲片"}, SQUARE), crs=crs)).rows == 1


def test_a_huge_number_is_no_coordinate():
    assert keys(read(collection(feature({"name": "甲片"}, SQUARE)).replace(b"104.0", b"1e999"))) == ["outline_not_numbers"]


def test_what_is_stored_comes_back_from_a_workbook():
    ring = [list(p) for p in shapely.Point(105, 35).buffer(1, quad_segs=370).exterior.coords]
    result = read(collection(feature({"name": "圆片"}, ring)))
    (text,) = result.tables["outlines"]["outline"]
    assert 25_000 < len(text) <= LIMIT
    saved = write_xlsx(
        dict(result.tables), about=[(Catalogue.load("zh")("export.about_title"), "导入 1")], created="2026-11-27"
    )
    back = preview(read_workbook("x.xlsx", saved), facts())
    assert back.tables["outlines"]["outline"].tolist() == [text] and not back.refusals


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.floats(90, 120), st.floats(20, 50)), min_size=0, max_size=12), min_size=1, max_size=3),
    st.booleans(),
)
def test_any_rings_give_a_valid_outline_or_a_reason(rings, closed):
    drawn = [[list(p) for p in ring] + ([list(ring[0])] if closed and ring else []) for ring in rings]
    result = read(collection(feature({"name": "甲片"}, *drawn)))
    assert result.rows + len(result.refusals) == 1
    if result.rows:
        assert is_outline(result.tables["outlines"]["outline"].iloc[0])


WHOLE = collection(
    *(feature({"名称": f"{n}号片区", "code": f"P{n}", "面积": n / 3}, SQUARE, BOW) for n in range(4)),
    crs={"type": "name", "properties": {"name": "EPSG:4326"}},
)


@pytest.mark.fuzz
def test_damaged_files_give_a_reason_or_whole_rows():
    pieces = [b"null", b"NaN", b"1e400", b"true", b"[[[[", *(bytes([sign]) for sign in b'[]{},"\\\x00\xff-0')]
    pieces += [b'"type"', b'"Point"', b'"coordinates"', b'"features"', b'"crs"']
    outcomes = {"rows": 0, "reasons": 0}
    for seed in seeds(1000):
        rng, content = random.Random(seed), bytearray(WHOLE)
        for _ in range(rng.randint(1, 4)):
            # Half of the damage is within a number or a word, so that it is not always the first bracket that tells.
            numbers = [match.start() for match in re.finditer(rb"\d", content)]
            at, length = rng.choice(numbers) if rng.random() < 0.6 else rng.randrange(len(content)), rng.choice((0, 1, 1, 3))
            within = (b"9", b"-9", b"1e9", b"0.5", b"null", b"true") if content[at : at + 1].isdigit() else pieces
            content[at : at + length] = rng.choice(within)
        try:
            result = read(bytes(content))
        except Unreadable as error:
            outcomes["reasons"] += bool(error.message(Catalogue.load("zh")))
            continue
        outcomes["rows"] += 1
        assert not with_own(facts(), result.tables, f"s{seed}").faults, seed
        assert (
            all(is_outline(text) for text in result.tables["outlines"]["outline"]) if "outlines" in result.tables else True
        )
    assert min(outcomes.values()) > 50, outcomes
