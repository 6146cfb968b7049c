"""What a geographer opens: layers with codes as text, both ends of a flow in columns of their own, the right places."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from functools import cache
from itertools import pairwise
from zipfile import ZipFile

import geopandas
import pyogrio
import pytest

from data.schema.place_model import BATCHES
from export.geodata.geojson import write_geojson
from export.geodata.geopackage import write_geopackage
from text.catalogue import Catalogue
from views.layers.make import (
    COOPERATION_COLUMNS,
    DELISTING_COLUMNS,
    FLOW_COLUMNS,
    REGION_COLUMNS,
    VALUE_COLUMNS,
    Layers,
    layers_of,
)

PAIRS, RATES, LEFT = "pairings", "overview?fill=rate", "trends?show=delisted&as=map"
REGION, PAIR = "region?region=650000", "region?pair=350000-640000"
ZH = Catalogue.load("zh")


@cache
def layers(view: str) -> Layers:
    return layers_of(view)


@pytest.fixture
def package(tmp_path):
    """Return a function that writes a view's layers and gives the path of the GeoPackage."""

    def write(view: str) -> str:
        path = tmp_path / "atlas.gpkg"
        path.write_bytes(write_geopackage(layers(view), ZH, "2026-11-27"))
        return str(path)

    return write


def names(path: str) -> list[str]:
    return [str(name) for name, _ in pyogrio.list_layers(path)]


def test_the_format_is_of_a_version_that_older_programs_open_without_a_warning(package):
    with closing(sqlite3.connect(package(PAIRS))) as base:
        (version,) = base.execute("PRAGMA user_version").fetchone()
    assert version == 10_200


def test_a_map_of_pairs_has_its_regions_and_its_flows_in_both_systems(package):
    path = package(PAIRS)
    assert names(path) == ["regions", "flows", "regions_albers", "flows_albers"]
    flows = geopandas.read_file(path, layer="flows")
    assert tuple(flows.columns) == (*FLOW_COLUMNS, "geometry") and flows.crs.to_epsg() == 4326
    row = flows.set_index("pairing_id").loc["p-201612-01"]
    assert (row["helper_id"], row["recipient_id"]) == ("110000", "150000")
    assert row["source_id"] == "seed-003" and row["quote"] and row["source_title"]
    (x0, y0), (x1, y1) = row.geometry.coords[0], row.geometry.coords[-1]
    assert (x0, y0) == pytest.approx((116.4, 40.2), abs=0.7), "from Beijing"
    assert x1 == pytest.approx(112, abs=6) and y1 == pytest.approx(43, abs=4), "to Inner Mongolia"


def test_a_map_of_amounts_has_them_on_the_lines_that_they_went_along(package):
    """A side that the map does not draw, such as twelve counties together, has its figure and no line."""
    rows = geopandas.read_file(package("overview?fill=money"), layer="cooperation")
    assert tuple(rows.columns) == (*COOPERATION_COLUMNS, "geometry")
    row = rows[(rows["helper_id"] == "210000") & (rows["recipient_id"] == "630000")].iloc[0]
    assert (row["value"], row["unit"], row["measure_zh"][:4]) == (37_300_000, "yuan", "援助资金")
    assert row["quote"] and row.geometry.geom_type == "LineString"
    assert 0 < rows.geometry.isna().sum() < len(rows)


def test_the_projection_of_the_map_is_written_in_metres(package):
    path = package(PAIRS)
    albers = geopandas.read_file(path, layer="regions_albers").set_index("region_id")
    assert {unit.unit_name for unit in albers.crs.axis_info} == {"metre"}
    parameters = {p.name: p.value for p in albers.crs.coordinate_operation.params}
    assert parameters["Longitude of false origin"] == 105
    assert (parameters["Latitude of 1st standard parallel"], parameters["Latitude of 2nd standard parallel"]) == (25, 47)
    assert albers.geometry.area["650000"] / 1e6 == pytest.approx(1_640_000, rel=0.02), "square kilometres of Xinjiang"
    own = geopandas.read_file(path, layer="regions").set_index("region_id").to_crs(albers.crs)
    assert own.geometry["650000"].hausdorff_distance(albers.geometry["650000"]) < 1


def test_every_province_stands_in_it_with_its_code_as_text(package):
    regions = geopandas.read_file(package(RATES), layer="regions")
    assert tuple(regions.columns) == (*REGION_COLUMNS, "geometry")
    provinces = regions[regions["level"] == "province"]
    assert len(provinces) == 34 and "710000" in set(provinces["region_id"])
    assert all(isinstance(code, str) and len(code) == 6 for code in provinces["region_id"])
    assert not regions.geometry.isna().any()


def test_values_are_numbers_with_their_unit_basis_and_words(package):
    values = geopandas.read_file(package(RATES), layer="values")
    assert tuple(values.columns) == (*VALUE_COLUMNS, "geometry")
    assert values["value"].dtype.kind == "f" and set(values["unit"]) == {"%"}
    assert values["quote"].str.len().min() > 0 and values["basis_zh"].nunique() == 1


def test_the_832_counties_have_their_batch(package):
    left = geopandas.read_file(package(LEFT), layer="delistings")
    assert tuple(left.columns) == (*DELISTING_COLUMNS, "geometry")
    assert len(left) == left["region_id"].nunique() == 832
    assert set(left["batch"]) == set(BATCHES)
    other = left[left["province_id"].str[:2] != left["region_id"].str[:2]]
    assert list(other["region_id"]) == ["A-lenghu"], "which had no code of its own"


def test_what_has_no_place_is_a_row_without_a_shape(package):
    """Two pairs of Xinjiang end at divisions that no map draws."""
    flows = geopandas.read_file(package(REGION), layer="flows")
    assert len(flows) == 9 and int(flows.geometry.isna().sum()) == 2


def test_a_layer_says_what_it_is(package):
    notes = pyogrio.read_info(package(PAIRS), layer="flows")["layer_metadata"]
    assert notes["TITLE"] == layers(PAIRS).title and "2016" in notes["PERIOD"] and "cnmaps" in notes["BOUNDARIES"]


def test_the_same_view_gives_the_same_bytes():
    again = layers_of(REGION)
    assert write_geopackage(again, ZH, "2026-11-27") == write_geopackage(layers(REGION), ZH, "2026-11-27")
    assert write_geojson(again, ZH) == write_geojson(layers(REGION), ZH)


@pytest.mark.parametrize("view", [PAIRS, REGION, PAIR])
def test_geojson_is_as_the_standard_wants_it(view, tmp_path):
    with ZipFile(io.BytesIO(write_geojson(layers(view), ZH))) as packed:
        assert packed.namelist() == [f"{layer.name}.geojson" for layer in layers(view).layers]
        packed.extractall(tmp_path)
    for layer in layers(view).layers:
        path = tmp_path / f"{layer.name}.geojson"
        frame = geopandas.read_file(path)
        assert len(frame) == len(layer.frame) and frame.crs.to_epsg() == 4326
        drawn = frame[frame.geometry.notna()]
        assert drawn.total_bounds[0] > 70 and drawn.total_bounds[2] < 140
        content = json.loads(path.read_text(encoding="utf-8"))
        assert "crs" not in content and content["title"] == layers(view).title
    regions = json.loads((tmp_path / "regions.geojson").read_text(encoding="utf-8"))["features"]
    assert all(isinstance(feature["properties"]["region_id"], str) for feature in regions)
    polygon = next(f["geometry"] for f in regions if f["geometry"]["type"] == "Polygon")["coordinates"][0]
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(polygon))
    assert area > 0, "against the clock"


def test_a_view_without_places_has_no_layers():
    assert layers("cooperation?show=terms").layers == ()
    with pytest.raises(ValueError, match="no view"):
        layers_of("nothing")
