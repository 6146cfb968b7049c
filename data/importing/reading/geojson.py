"""GeoJSON: what each feature says of itself as a row of cells, and its geometry as it was given."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

from data.importing.reading.limits import MAX_CELL_TEXT, MAX_CELLS, Allowance, Unreadable
from data.importing.reading.printed import number_text, tidy
from data.importing.reading.sheet import Cell, Sheet, sheet_of
from text.markup import on_one_line

#: Features of a file, properties that are read of them, and points of all their rings.
MOST_FEATURES, MOST_PROPERTIES, MOST_POINTS = 500, 60, 500_000
#: The head of the column that says what a geometry is.
GEOMETRY: Final = "geometry"
_WGS_84: Final = re.compile(
    r"(?:(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?OGC[:/][\d.]*[:/]?CRS84h?"
    r"|(?:urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?EPSG[:/](?:[\d.]*[:/])?4326|WGS ?-?84)",
    re.IGNORECASE,
)
_GEOMETRIES: Final = (
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"),
)
_BRACKETS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')
#: Brackets within one another: a multipolygon in a collection has eight.
_DEEP: Final = 40


def is_json(text: str) -> bool:
    """Say whether a text begins as JSON does: a table never does."""
    return text.lstrip("\ufeff \t\r\n").startswith(("{", "[{", "[ {"))


def read_geojson(text: str, name: str, left: Allowance) -> tuple[Sheet, Mapping[int, object]]:
    """Read features.

    Parameters
    ----------
    name : str
        Of the sheet.

    Returns
    -------
    Sheet
        Names of properties in the first row, below them a feature a row; nested properties are left out. The last column
        names each geometry, with its points.
    mapping of int to object
        Row to its geometry, as JSON gives it.

    Raises
    ------
    Unreadable
        For what is no GeoJSON with features, is in other coordinates than those of WGS 84, or is too much.
    """
    collection = _parse(text)
    left.take(0)
    features = _features(collection)
    if len(features) > MOST_FEATURES:
        raise Unreadable("importing.geojson_many", limit=MOST_FEATURES, n=len(features))
    rows = [_properties(feature) for feature in features]
    heads = list(dict.fromkeys(head for row in rows for head in row if head != GEOMETRY))[:MOST_PROPERTIES]
    geometries = {
        row: feature.get("geometry") if isinstance(feature, dict) else None for row, feature in enumerate(features, 2)
    }
    cells = [Cell(1, column, head) for column, head in enumerate([*heads, GEOMETRY], start=1)]
    points = 0
    for row, (properties, geometry) in enumerate(zip(rows, geometries.values(), strict=True), start=2):
        n = _count(geometry)
        points += n
        if points > MOST_POINTS:
            raise Unreadable("importing.geojson_points", limit=f"{MOST_POINTS:,}")
        cells += [Cell(row, column, properties[head]) for column, head in enumerate(heads, start=1) if properties.get(head)]
        cells.append(Cell(row, len(heads) + 1, f"{_kind(geometry)} · {n:,}"))
        left.take(min(MAX_CELLS, len(heads) + 1))
    return sheet_of(name, cells), geometries


def _parse(text: str) -> dict[str, Any]:
    # Before it is parsed, since a parser falls into what is nested without an end.
    depth = 0
    for match in _BRACKETS.finditer(text):
        sign = match[0]
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        if depth > _DEEP:
            raise Unreadable("importing.geojson_deep")
    try:
        parsed = json.loads(text.lstrip("\ufeff \t\r\n"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Unreadable("importing.geojson_broken", line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:  # a whole number of thousands of digits
        raise Unreadable("importing.geojson_broken", line=1, column=1) from error
    if not isinstance(parsed, dict):
        raise Unreadable("importing.geojson_other")
    return parsed


def _no_number(_word: str) -> NoReturn:
    raise Unreadable("importing.geojson_nan")


def _features(collection: dict[str, Any]) -> Sequence[object]:
    kind = collection.get("type")
    if kind == "Topology":
        raise Unreadable("importing.geojson_topology")
    if kind in _GEOMETRIES:
        raise Unreadable("importing.geojson_bare")
    features = [collection] if kind == "Feature" else collection.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list):
        raise Unreadable("importing.geojson_other")
    if not features:
        raise Unreadable("importing.empty")
    for holder in (collection, *features):
        _check_system(holder.get("crs") if isinstance(holder, dict) else None)
    return features


def _check_system(system: object) -> None:
    """Raise for coordinates of another system; none that is named is WGS 84, as the format has it."""
    if system is None:
        return
    properties = system.get("properties") if isinstance(system, dict) else None
    named = (
        (properties.get("name") or properties.get("href") or properties.get("code"))
        if isinstance(properties, dict)
        else None
    )
    name = f"EPSG:{named}" if isinstance(named, int) or (isinstance(named, str) and named.isdecimal()) else str(named)
    if not _WGS_84.fullmatch(name.strip()):
        raise Unreadable("importing.geojson_system", system=on_one_line(name)[:80])


def _properties(feature: object) -> dict[str, str]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return {}
    cells: dict[str, str] = {}
    for name, value in properties.items():
        head, text = " ".join(tidy(name[:MAX_CELL_TEXT]).split())[:80], _text(value)
        if head:
            cells.setdefault(head, text)
    return cells


def _text(value: object) -> str:
    if isinstance(value, str):
        return tidy(value[:MAX_CELL_TEXT])
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return number_text(float(value)) if abs(value) < 1e15 else ""


def _kind(geometry: object) -> str:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return kind if kind in _GEOMETRIES else "—"


def _count(geometry: object) -> int:
    """How many positions a geometry has, without a look at what they are."""
    waiting, n = [geometry.get("coordinates") if isinstance(geometry, dict) else None], 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            if value and not isinstance(value[0], list):
                n += 1
            else:
                waiting += value
    return n
