"""Facts and shapes, read once per process and shared by all readers; read anew when a file changes."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import shapely

from data.evidence.verified import verified, with_unverified
from data.load import Facts, load_facts
from data.pairings.pair import pair_id
from data.schema.faults import Fault
from data.schema.model import FACTS_DIR
from data.store.live import Live
from data.store.merge import with_own
from geo.client.assets import digest
from geo.compose.scenes import Gazetteer
from geo.entry import Outline, outlines
from geo.shapes import load as built
from geo.shapes.geometry import Geometry, load_geometry
from geo.shapes.load import SHAPES_DIR
from geo.shapes.neighbours import neighbours
from geo.shapes.own import own_outlines
from views.book import Book
from views.memo import Memo
from views.reader import Reader

#: The figures of one's own, which join the facts wherever these are shown.
STORE: Final = Live()

Point = tuple[float, float]
Stamp = tuple[tuple[str, int, int], ...]

# Few and large, and never to give way to a panel: those of an edited file are read while the ones before are in use.
_FACTS: Final = Memo(2)
_OWN: Final = Memo(2)
_VERIFIED: Final = Memo(4)
_SHAPES: Final = Memo(2)
_BOOKS: Final = Memo(4)
_GAZETTEERS: Final = Memo(4)
_BORDERS: Final = Memo(4)
_PAIRS: Final = Memo(2)
_GEOMETRY: Final = Memo(1)


@dataclass(frozen=True)
class Shapes:
    """What pages need of the built shapes.

    Attributes
    ----------
    places : dict
        As :func:`geo.shapes.load.load_places`; empty where it can't be read.
    manifest : dict
        As :func:`geo.shapes.load.load_manifest`; empty where it can't be read.
    on_land : callable or None
        Says whether a point (x_km, y_km) lies in the country.
    faults : tuple of Fault
        Missing or damaged files.
    version : str
        Changes when the files or the approval number do.
    approval : str
        The deployment's map approval number; empty where it has none.
    outline : callable
        Gives the polygon of a region, in kilometres; None where it has none.
    """

    places: dict[str, dict[str, Any]]
    manifest: dict[str, Any]
    on_land: Callable[[Point], bool] | None
    faults: tuple[Fault, ...]
    version: str = ""
    approval: str = ""
    outline: Outline = field(default=lambda _region: None, compare=False)

    @property
    def anchors(self) -> dict[str, Point]:
        """Region id to the point where its flows end."""
        return {i: (p["anchor"][0], p["anchor"][1]) for i, p in self.places.items()}


def facts_dir() -> Path:
    """Return the folder of the facts: the environment's ``ATLAS_FACTS``, else the atlas's own."""
    return Path(os.environ.get("ATLAS_FACTS") or FACTS_DIR)


def shapes_dir() -> Path:
    """Return the folder of the built shapes: the environment's ``ATLAS_SHAPES``, else the atlas's own."""
    return Path(os.environ.get("ATLAS_SHAPES") or SHAPES_DIR)


def stamp(directory: Path, ending: str) -> Stamp:
    """Return what tells whether the files of a folder have changed: their names, times and sizes.

    Parameters
    ----------
    ending : str
        Of the files' names.

    Returns
    -------
    tuple of (str, int, int)
        Sorted by name; empty where there is no such file, or no such folder.
    """
    # Every page asks a dozen times, for which pathlib takes ten times as long.
    try:
        with os.scandir(directory) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(ending)]
    except FileNotFoundError:
        return ()
    return tuple(sorted((name, s.st_mtime_ns, s.st_size) for name, s in found))


def facts(unverified: bool = False) -> Facts:
    """Return the facts, with the figures of one's own that are stored and not withdrawn.

    Parameters
    ----------
    unverified : bool
        Whether records of unverified pages are among them.

    Returns
    -------
    Facts
        With ``faults`` for whatever was left out because it is wrong.
    """
    directory = facts_dir()
    key = (str(directory), stamp(directory, ".csv"))
    recorded = _FACTS.get(key, lambda: load_facts(directory))
    mark, rows = STORE.rows()
    everything = _OWN.get((recorded.identity, mark), lambda: with_own(recorded, rows, mark)) if mark else recorded
    chosen = with_unverified if unverified else verified
    return _VERIFIED.get((everything.identity, unverified), lambda: chosen(everything))


def shapes(approval: str = "") -> Shapes:
    """Return the shapes.

    Parameters
    ----------
    approval : str
        The deployment's map approval number, which stands on every map.
    """
    directory = shapes_dir()
    key = (str(directory), stamp(directory, ".json"))
    read = _SHAPES.get(key, lambda: _read_shapes(directory, digest(repr(key))))
    return replace(read, approval=approval, version=digest(read.version, approval)) if approval else read


def book(facts: Facts, reader: Reader) -> Book:
    """Return the look-ups of the facts for a reader, gathered once for the facts and a language."""

    def gather() -> Book:
        book = Book.of(facts, Reader(reader.lang))
        # Tens of thousands of records stay as long as the process does: a collection that looks at all of them again finds
        # nothing and holds up a reader by some 150 ms.
        gc.freeze()
        return book

    return replace(_BOOKS.get((facts.identity, reader.lang), gather), version=(facts.identity, reader))


def gazetteer(facts: Facts, shapes: Shapes, lang: str) -> Gazetteer:
    """Return names, levels and places of regions, gathered once for facts and a version of shapes."""

    def gather() -> Gazetteer:
        counties = set(facts.regions[facts.regions["level"] == "county"]["region_id"])
        smaller = _or_empty(built.load_county_places, shapes_dir()) if counties else {}
        places = {i: place for i, place in smaller.items() if i in counties} | shapes.places
        return Gazetteer.build(facts.regions, facts.area_members, places, lang, own_outlines(facts.outlines))

    return _GAZETTEERS.get((facts.identity, shapes.version, lang), gather)


def geometry(shapes: Shapes) -> Geometry | None:
    """Return the shapes that still pictures draw, read once when they are first wanted; None where they can't be read."""
    try:
        return _GEOMETRY.get(shapes.version, lambda: load_geometry(shapes_dir()))
    except (OSError, ValueError, KeyError):
        return None


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
    kind: Final = "province" if level == "province" else "prefecture"
    borders = _BORDERS.get((shapes.version, kind), lambda: _or_empty(lambda root: neighbours(kind, root), shapes_dir()))
    return tuple(borders.get(region_id, ()))


def pairs(facts: Facts) -> dict[str, str]:
    """Return the pairs of regions that have a page: their key and a pairing of theirs; none if figures alone are known."""
    return _PAIRS.get(facts.identity, lambda: _pairs(facts))


def _pairs(facts: Facts) -> dict[str, str]:
    by_pair: dict[str, str] = {}
    rows = facts.pairings
    for helper, recipient, pairing in zip(rows["helper_id"], rows["recipient_id"], rows["pairing_id"], strict=True):
        by_pair.setdefault(pair_id(helper, recipient), pairing)
    work = facts.cooperation[(facts.cooperation["helper_id"] != "") & (facts.cooperation["recipient_id"] != "")]
    for helper, recipient in zip(work["helper_id"], work["recipient_id"], strict=True):
        by_pair.setdefault(pair_id(helper, recipient), "")
    return by_pair


def _read_shapes(root: Path, version: str) -> Shapes:
    faults = tuple(built.verify(root))
    damaged = {fault.file for fault in faults}
    places = {} if "places.json" in damaged else _or_empty(built.load_places, root)
    on_land = None if "nation.json" in damaged else _land_test(root)
    manifest = {} if built.MANIFEST in damaged else _or_empty(built.load_manifest, root)
    return Shapes(places, manifest, on_land, faults, version, outline=outlines(root))


def _or_empty(load: Callable[[Path], dict[str, Any]], root: Path) -> dict[str, Any]:
    try:
        return load(root)
    except (OSError, ValueError, KeyError):
        return {}


def _land_test(root: Path) -> Callable[[Point], bool] | None:
    try:
        land = shapely.union_all(built.load_regions("province", directory=root).geometry.to_numpy())
    except (OSError, ValueError, KeyError):
        return None
    shapely.prepare(land)
    return lambda point: bool(shapely.contains_xy(land, point[0], point[1]))
