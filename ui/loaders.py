"""Facts and shapes, read once per process and shared by all readers; read anew when a file changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import shapely
import streamlit as st

from data.faults import Fault
from data.load import Facts
from data.pair import pair_id
from data.verified import verified
from geo import shapes as built
from geo.client_assets import digest
from geo.compose import Gazetteer
from geo.neighbours import neighbours
from text.catalogue import Catalogue
from ui import served
from ui.cards import Book
from ui.served import shapes_dir

Point = tuple[float, float]
T = TypeVar("T")


@dataclass(frozen=True)
class Shapes:
    """What pages need of the built shapes.

    Attributes
    ----------
    places : dict
        As :func:`geo.shapes.load_places`; empty where it can't be read.
    manifest : dict
        As :func:`geo.shapes.load_manifest`; empty where it can't be read.
    on_land : callable or None
        Says whether a point (x_km, y_km) lies in the country.
    faults : tuple of Fault
        Missing or damaged files.
    version : str
        Changes when the files do.
    """

    places: dict[str, dict[str, Any]]
    manifest: dict[str, Any]
    on_land: Callable[[Point], bool] | None
    faults: tuple[Fault, ...]
    version: str = ""

    @property
    def anchors(self) -> dict[str, Point]:
        """Region id to the point where its flows end."""
        return {i: (p["anchor"][0], p["anchor"][1]) for i, p in self.places.items()}


def facts(unverified: bool = False) -> Facts:
    """Return the facts.

    Parameters
    ----------
    unverified : bool
        Whether records of unverified pages are among them.

    Returns
    -------
    Facts
        With ``faults`` for whatever was left out because it is wrong.
    """
    everything = served.facts()
    return everything if unverified else _verified(everything.version, _facts=everything)


def shapes() -> Shapes:
    """Return the shapes."""
    return _shapes(str(shapes_dir()), served.stamp(shapes_dir(), "*.json"))


def book(facts: Facts, t: Catalogue) -> Book:
    """Return the look-ups of the facts in the reader's language, gathered once for a version of the facts."""
    return _book(facts.version, t.lang, _facts=facts)


def gazetteer(facts: Facts, shapes: Shapes, lang: str) -> Gazetteer:
    """Return names, levels and places of regions, gathered once for a version of facts and shapes."""
    return _gazetteer(facts.version, shapes.version, lang, _facts=facts, _shapes=shapes)


def bordering(shapes: Shapes, region_id: str, level: str) -> tuple[str, ...]:
    """Return the regions of the same level that share a border with one.

    Parameters
    ----------
    level : str
        Of the region; only provinces and prefectures have drawn neighbours.

    Returns
    -------
    tuple of str
        Ascending; empty for any other level, for a region without a shape, and where the shapes can't be read.
    """
    if level not in ("province", "prefecture") or region_id not in shapes.places:
        return ()
    return _borders(shapes.version, level).get(region_id, ())


def pairs(facts: Facts) -> dict[str, str]:
    """Return the pairs of regions that have a page: their key and a pairing of theirs; none if figures alone are known."""
    return _pairs(facts.version, _facts=facts)


def kept(key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """Return what was made before under the same key, else make it now; shared by all readers.

    Parameters
    ----------
    key : tuple of hashable
        A name, and all that the thing depends on: the facts' version, the language, what was chosen.
    make : callable
        What it returns is never changed by anyone.
    """
    made: T = _kept(key, _make=make)
    return made


@st.cache_resource(max_entries=1024, show_spinner=False)
def _kept(key: tuple[Hashable, ...], *, _make: Callable[[], Any]) -> Any:
    return _make()


@st.cache_resource(max_entries=2, show_spinner=False)
def _pairs(version: str, *, _facts: Facts) -> dict[str, str]:
    known: dict[str, str] = {}
    rows = _facts.pairings
    for helper, recipient, pairing in zip(rows["helper_id"], rows["recipient_id"], rows["pairing_id"], strict=True):
        known.setdefault(pair_id(helper, recipient), pairing)
    work = _facts.cooperation[(_facts.cooperation["helper_id"] != "") & (_facts.cooperation["recipient_id"] != "")]
    for helper, recipient in zip(work["helper_id"], work["recipient_id"], strict=True):
        known.setdefault(pair_id(helper, recipient), "")
    return known


@st.cache_resource(max_entries=4, show_spinner=False)
def _borders(version: str, level: str) -> dict[str, tuple[str, ...]]:
    try:
        return neighbours("province" if level == "province" else "prefecture", shapes_dir())
    except (OSError, ValueError, KeyError):
        return {}


@st.cache_resource(max_entries=4, show_spinner=False)
def _book(version: str, lang: str, *, _facts: Facts) -> Book:
    made = Book.of(_facts, Catalogue.load(lang))
    # Tens of thousands of records stay as long as the process does: a collection that looks at all of them again finds
    # nothing and holds up a reader by some 150 ms.
    gc.freeze()
    return made


@st.cache_resource(max_entries=4, show_spinner=False)
def _gazetteer(version: str, shapes_version: str, lang: str, *, _facts: Facts, _shapes: Shapes) -> Gazetteer:
    counties = set(_facts.regions[_facts.regions["level"] == "county"]["region_id"])
    smaller = _or_empty(built.load_county_places, shapes_dir()) if counties else {}
    places = {i: place for i, place in smaller.items() if i in counties} | _shapes.places
    return Gazetteer.build(_facts.regions, _facts.area_members, places, lang)


@st.cache_resource(max_entries=2, show_spinner=False)
def _verified(version: str, *, _facts: Facts) -> Facts:
    return verified(_facts)


@st.cache_resource(max_entries=2, show_spinner=False)
def _shapes(directory: str, stamp: tuple[Any, ...]) -> Shapes:
    root = Path(directory)
    faults = tuple(built.verify(root))
    damaged = {fault.file for fault in faults}
    places = {} if "places.json" in damaged else _or_empty(built.load_places, root)
    on_land = None if "nation.json" in damaged else _land_test(root)
    manifest = {} if built.MANIFEST in damaged else _or_empty(built.load_manifest, root)
    return Shapes(places, manifest, on_land, faults, digest(repr((directory, stamp))))


def _or_empty(load: Callable[[Path], dict[str, Any]], root: Path) -> dict[str, Any]:
    try:
        return load(root)
    except (OSError, ValueError):
        return {}


def _land_test(root: Path) -> Callable[[Point], bool] | None:
    try:
        land = shapely.union_all(built.load_regions("province", directory=root).geometry.to_numpy())
    except (OSError, ValueError, KeyError):
        return None
    shapely.prepare(land)
    return lambda point: bool(shapely.contains_xy(land, point[0], point[1]))
