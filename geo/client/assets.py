"""What the map frame fetches from the host: one script, one style sheet, the names of regions, the shapes.

The script is Leaflet, taken from its wheel, and the browser's part of this room (``geo/client``) in one file, so that the
frame asks once. The address carries a digest of everything behind it: it may be cached for ever and is never stale.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.places.areas import NATION
from data.places.lineage import Hierarchy
from data.places.names import romanised, short_of
from geo.fitting import NATION_FIT, WHOLE_FIT, rules
from geo.projection import leaflet

CLIENT_DIR: Final = Path(__file__).parent
#: Order matters: the fetches begin before Leaflet is parsed, parts come before the scene that uses them.
CLIENT_FILES: Final = (
    "hierarchy.js",
    "units.js",
    "topology.js",
    "drawing/canvas.js",
    "drawing/regions.js",
    "drawing/borders.js",
    "drawing/counties.js",
    "drawing/manyflows.js",
    "drawing/flows.js",
    "drawing/placing.js",
    "drawing/labels.js",
    "controls/inset.js",
    "controls/legend.js",
    "fit.js",
    "room.js",
    "controls/hover.js",
    "controls/keys.js",
    "controls/time.js",
    "scene.js",
)
LEAFLET: Final = "js_lib_leaflet"
#: How the map answers to keys, wheel and double click, as folium names Leaflet's options.
MAP_OPTIONS: Final[Mapping[str, Any]] = {
    "keyboard": False,
    "zoom_snap": 0,
    "zoom_delta": 0.75,
    "wheel_px_per_zoom_level": 90,
    "double_click_zoom": False,
}


@dataclass(frozen=True)
class Addresses:
    """Addresses relative to the map component's frame, so that a proxy's base path survives."""

    script: str
    style: str


@cache
def script() -> str:
    """Return the one script of the map frame.

    Raises
    ------
    FileNotFoundError
        If the Leaflet wheel or a client file is missing.
    """
    leaflet = _leaflet_file("leaflet.js").replace("//# sourceMappingURL=leaflet.js.map", "")
    parts = [(CLIENT_DIR / name).read_text("utf-8") for name in CLIENT_FILES]
    return "\n;\n".join([(CLIENT_DIR / "begin.js").read_text("utf-8"), leaflet, *parts])


@cache
def style() -> str:
    """Return the one style sheet of the map frame: Leaflet's and the atlas's."""
    return _leaflet_file("leaflet.css") + (CLIENT_DIR / "atlas.css").read_text("utf-8")


def _leaflet_file(name: str) -> str:
    return resources.files(LEAFLET).joinpath("static", LEAFLET, name).read_text("utf-8")


def base_json(trouble: str) -> str:
    """Write what ``atlas.mount`` is given beside the map: the windows and the rules by which a view is placed.

    Parameters
    ----------
    trouble : str
        Words put before the reason when shapes can't be fetched.

    Returns
    -------
    str
        JSON object in ASCII: ``fit, whole, rules, trouble``.
    """
    windows = {"fit": NATION_FIT, "whole": WHOLE_FIT, "rules": rules()}
    return json.dumps(windows | {"trouble": trouble}, ensure_ascii=True, sort_keys=True)


def options_json() -> str:
    """Write the options of the map, and its centre before a view is placed, as ``L.map`` takes them.

    Returns
    -------
    str
        JSON object.
    """
    centre = leaflet((NATION_FIT[0] + NATION_FIT[2]) / 2, (NATION_FIT[1] + NATION_FIT[3]) / 2)
    options = {re.sub(r"_(\w)", lambda letter: letter[1].upper(), name): value for name, value in MAP_OPTIONS.items()}
    return json.dumps({"center": centre, "zoom": -2, "zoomControl": False} | options, sort_keys=True)


def hierarchy_script() -> str:
    """Return the part that says what a region stands for, for other pages of ours that ask it too."""
    return (CLIENT_DIR / "hierarchy.js").read_text("utf-8")


def names_json(
    regions: pd.DataFrame, places: Mapping[str, Mapping[str, Any]], hierarchy: Hierarchy, ends: Iterable[str] = ()
) -> str:
    """Write names and label points of provinces and prefectures for the browser, and what lies in what.

    Parameters
    ----------
    regions : DataFrame
        Columns ``region_id, name_zh, short_zh, name_en``.
    places : mapping
        Region id to a mapping with ``label`` (x_km, y_km); regions without a place are left out, places without a
        record keep their code as name.
    ends : iterable of str
        Regions at which flows may end, beside these.

    Returns
    -------
    str
        JSON object. ``names``: region id to ``zh, en`` (short), ``zh_full, en_full`` and ``at`` [x, y]. ``within``: as
        :meth:`data.places.lineage.Hierarchy.parts` gives it.
    """
    records = regions.set_index("region_id").to_dict("index")
    names = {}
    for region_id, place in sorted(places.items()):
        row = records.get(region_id)
        words = (
            {"zh": short_of(row, "zh"), "en": short_of(row, "en"), "zh_full": row["name_zh"], "en_full": row["name_en"]}
            if row
            else dict.fromkeys(("zh", "en", "zh_full", "en_full"), region_id)
        )
        names[region_id] = words | {"at": [round(v, 1) for v in place["label"]]}
    within = hierarchy.parts([*places, *ends])
    return json.dumps({"names": names, "within": within}, ensure_ascii=False, separators=(",", ":"))


def counties_json(province: str, places: Mapping[str, Mapping[str, Any]], regions: pd.DataFrame) -> str:
    """Write names and label points of the counties of a province for the browser.

    Parameters
    ----------
    province : str
        Six-digit code; that of the nation gives all counties.
    places : mapping
        As :func:`geo.shapes.load.load_county_places`.
    regions : DataFrame
        Columns ``region_id, short_zh, name_zh, name_en, parent_id``: a county with a record is named by it, any other by the
        boundary data set, in English by its pinyin.

    Returns
    -------
    str
        JSON object: county id to ``zh, en`` and ``at`` [x, y]; of the nation also ``in``, what it lies in. Empty for an
        unknown province.
    """
    records = regions.set_index("region_id").to_dict("index")
    names: dict[str, dict[str, Any]] = {}
    for county, place in sorted(places.items()):
        if province not in (NATION, f"{county[:2]}0000"):
            continue
        row = records.get(county)
        zh = str(place["name_zh"])
        words = {"zh": short_of(row, "zh"), "en": short_of(row, "en")} if row else {"zh": zh, "en": romanised(zh)}
        names[county] = words | {"at": [round(v, 1) for v in place["label"]]}
        if province == NATION:
            names[county]["in"] = str(row["parent_id"] if row else place["parent_id"])
    return json.dumps(names, ensure_ascii=False, separators=(",", ":"))


def packed_topology(text: str) -> str:
    """Write the arcs of a topology as one list of numbers, which a browser reads in a third of the time.

    Pairs of numbers by the ten thousand are as many small things to keep.

    Parameters
    ----------
    text : str
        A JSON file of built shapes; what is not TopoJSON stays as it is.

    Returns
    -------
    str
        JSON object: as TopoJSON, but ``arcs`` is x and y of all arcs in turn, and ``lengths`` says how many points each has.

    Raises
    ------
    ValueError
        If the text is not JSON.
    """
    topology = json.loads(text)
    if not isinstance(topology, dict) or "arcs" not in topology:
        return text
    arcs = topology["arcs"]
    flat = [value for arc in arcs for point in arc for value in point]
    packed = topology | {"arcs": flat, "lengths": [len(arc) for arc in arcs]}
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def digest(*texts: str) -> str:
    """Return a short digest of texts, for addresses.

    Returns
    -------
    str
        Twelve hexadecimal digits.
    """
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
