"""The built shapes, read: regions, places, dashes, and whether the files are whole."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from geopandas import GeoDataFrame

from data.places.areas import NATION
from data.schema.faults import Fault
from geo.projection import ALBERS
from geo.shapes.topology import decode

SHAPES_DIR = Path(__file__).resolve().parents[2] / "static" / "shapes"
MANIFEST = "manifest.json"
REMEDY = "python -m geo.build"
#: The counties of all provinces in one file, coarser than those of each.
ALL_COUNTIES = f"counties/{NATION}.json"

Level = Literal["province", "prefecture", "county"]


def load_manifest(directory: Path = SHAPES_DIR) -> dict[str, Any]:
    """Read how the shapes were made.

    Returns
    -------
    dict
        ``package``, ``version``, ``licence``, ``projection``, ``unit``, ``built_with``; ``nation`` and
        ``counties`` with tolerance, grid and what was left out; ``files``: name to sha256, bytes and counts.

    Raises
    ------
    FileNotFoundError
        Where there is none; `verify` says the same without raising.
    """
    return _read(directory / MANIFEST)


def load_places(directory: Path = SHAPES_DIR) -> dict[str, dict[str, Any]]:
    """Read where the names of provinces and prefectures stand and where flows end.

    Returns
    -------
    dict of region id to dict
        ``level``, ``label``, ``anchor``, ``bbox``, ``area_km2``, ``lonlat``, at times ``main_bbox``; see
        `geo.build.places.place`. The seven that are both province and prefecture stand once, as province.
    """
    return _read(directory / "places.json")


def load_county_places(directory: Path = SHAPES_DIR) -> dict[str, dict[str, Any]]:
    """Read the same of counties.

    Returns
    -------
    dict of region id to dict
        As `load_places`, and ``name_zh`` and ``parent_id`` (prefecture, or province where there is none).
    """
    return _read(directory / "counties" / "places.json")


def load_inset(directory: Path = SHAPES_DIR) -> dict[str, Any]:
    """Read the South China Sea inset.

    Returns
    -------
    dict
        ``frame``, ``coast``, ``islands``, ``lines``; see `geo.build.inset.build_inset`. Kilometres.
    """
    return _read(directory / "inset.json")


def load_maritime(directory: Path = SHAPES_DIR) -> list[list[list[float]]]:
    """Read the dashes of the maritime boundary.

    Returns
    -------
    list
        One list of [x, y] a dash, in kilometres.
    """
    lines: list[list[list[float]]] = _read(directory / "maritime.json")["lines"]
    return lines


def load_regions(level: Level, province: str | None = None, directory: Path = SHAPES_DIR) -> GeoDataFrame:
    """Read the shapes of a level.

    Parameters
    ----------
    level : {'province', 'prefecture', 'county'}
        'prefecture' has all 370, among them the seven that carry their province's code.
    province : str, optional
        Six-digit code; only regions of that province. Without it all, for counties from 34 files.

    Returns
    -------
    GeoDataFrame
        ``region_id`` (str) and ``geometry`` (polygon or multipolygon), ascending by ``region_id``. CRS is
        `geo.projection.ALBERS`, whose unit is the **kilometre**. An unknown province gives an empty frame.

    Raises
    ------
    FileNotFoundError
        Where a file is missing; `verify` names it and the remedy.
    """
    shapes = {}
    for path in _files(level, province, directory):
        shapes.update(decode(_read(path), "counties" if level == "county" else f"{level}s"))
    if province is not None:
        shapes = {region_id: shape for region_id, shape in shapes.items() if region_id[:2] == province[:2]}
    return GeoDataFrame({"region_id": list(shapes)}, geometry=list(shapes.values()), crs=ALBERS)


def _files(level: Level, province: str | None, directory: Path) -> list[Path]:
    if level != "county":
        return [directory / "nation.json"]
    listed = [name for name in load_manifest(directory)["files"] if name.startswith("counties/")]
    names = {f"counties/{province}.json"} if province else set(listed) - {"counties/places.json", ALL_COUNTIES}
    return [directory / name for name in sorted(names & set(listed))]


def verify(directory: Path = SHAPES_DIR) -> list[Fault]:
    """Compare every file with the manifest.

    Returns
    -------
    list of Fault
        Empty when all is well. Each names a file (relative to ``directory``) that is missing or whose
        checksum is not the manifest's, and the remedy; a missing or unreadable manifest gives one fault.
    """
    try:
        sums = {name: entry["sha256"] for name, entry in load_manifest(directory)["files"].items()}
    except FileNotFoundError:
        return [_fault(MANIFEST, "fault.shape_missing")]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [_fault(MANIFEST, "fault.shape_damaged")]
    return [fault for name, sha256 in sums.items() if (fault := _check(directory, name, sha256)) is not None]


def _check(directory: Path, name: str, sha256: str) -> Fault | None:
    try:
        content = (directory / name).read_bytes()
    except OSError:
        return _fault(name, "fault.shape_missing")
    return None if hashlib.sha256(content).hexdigest() == sha256 else _fault(name, "fault.shape_damaged")


def _fault(name: str, key: str) -> Fault:
    return Fault(file=name, row=0, column="", value="", key=key, fields={"remedy": REMEDY})


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
