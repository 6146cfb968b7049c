"""The files that pages and the map's frame fetch from the host: scripts, styles, names, citations, shapes."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Final

from data.rows import Row, records
from geo.client import assets
from geo.shapes.load import load_county_places, load_places
from text.catalogue import LANGUAGES, Catalogue
from text.citation import cite_gbt7714, cite_plain, cited_title
from ui import deployment
from ui.client import CLIENT_DIR
from ui.serving.head.client_words import client_words
from views.loaders import Stamp, facts, shapes_dir, stamp

#: First part of the address of everything the atlas serves itself.
PREFIX: Final = "atlas"


def version() -> str:
    """Return the digest that map files are addressed with; changes when any of them does."""
    return _version(facts(unverified=True).version, str(shapes_dir()), stamp(shapes_dir(), ".json"))


@lru_cache(maxsize=2)
def _version(facts_version: str, _shapes: str, _stamp: Stamp) -> str:
    shapes = [path.read_bytes().hex() for path in sorted(shapes_dir().glob("*.json"))]
    scripts = (page_script(), deck_script(), arrival_script(), picture_script())
    ours = (page_style(), picture_style(), *scripts, citations(), names())
    texts = (assets.script(), assets.style(), *ours, facts_version)
    return assets.digest(*texts, *shapes)


def names() -> str:
    """Return the names of regions for the browser; an empty object where shapes can't be read."""
    try:
        places = load_places(shapes_dir())
    except (OSError, ValueError, KeyError):
        return "{}"
    all_facts = facts(unverified=True)
    ends = [*all_facts.pairings["helper_id"], *all_facts.pairings["recipient_id"]]
    return assets.names_json(all_facts.regions, places, all_facts.hierarchy, ends)


@cache
def page_style() -> str:
    """Return the style sheet of the pages; it is linked from their head, so that no update carries it."""
    return (CLIENT_DIR / "style.css").read_text("utf-8")


@cache
def page_script() -> str:
    """Return the script of the pages: what is said when the server is away, their keys, and copying a citation."""
    connection = (CLIENT_DIR / "connection.js").read_text("utf-8").replace("(WORDS)", f"({client_words()})")
    return connection + "".join((CLIENT_DIR / name).read_text("utf-8") for name in ("page.js", "marks.js"))


@cache
def picture_style() -> str:
    """Return what lays out a first picture as Streamlit lays out the page."""
    return (CLIENT_DIR / "first.css").read_text("utf-8")


@cache
def picture_script() -> str:
    """Return the script that draws a first picture's map and keeps what is pressed in it."""
    return (CLIENT_DIR / "picture.js").read_text("utf-8")


@cache
def deck_script() -> str:
    """Return the script that fetches a deck anew for the player from the browser that keeps it."""
    return (CLIENT_DIR / "again.js").read_text("utf-8")


@cache
def arrival_script() -> str:
    """Return the script that a page runs first, with what it may have to say in both languages."""
    faults = ("old", "away", "host", "upgrade", "slow")
    keys = (*faults, *(f"{fault}_what" for fault in faults), "again", "deck", "site")
    texts = [{"lang": lang} | {key: Catalogue.load(lang)(f"arrival.{key}") for key in keys} for lang in LANGUAGES]
    from ui.serving.access import configured  # it takes its addresses from here

    words = {
        "said": texts,
        "site": deployment.read().site,
        "lines": {"host": configured.HOST, "upgrade": configured.UPGRADE},
    }
    parts = "".join((CLIENT_DIR / name).read_text("utf-8") for name in ("first.js", "arrival.js"))
    return f"{parts}atlasArrival({json.dumps(words, ensure_ascii=False)});\n"


def _search_list(lang: str) -> str:
    from ui.shared.search import search_list  # it takes addresses from here

    return search_list(facts(unverified=True), Catalogue.load(lang))


def citations() -> str:
    """Return how to cite each source, for the buttons on its figures.

    Returns
    -------
    str
        JSON object: source id to ``gbt`` (GB/T 7714), ``plain-zh`` and ``plain-en``.
    """
    cited = {}
    for row in records(facts(unverified=True).sources):
        parts = (cited_title(row["title"], row["title_from"]), row["publisher"], row["published"], row["url"])
        plain = {f"plain-{lang}": _cited(row, Catalogue.load(lang)) for lang in LANGUAGES}
        cited[row["source_id"]] = {"gbt": cite_gbt7714(*parts)} | plain
    return json.dumps(cited, ensure_ascii=False, separators=(",", ":"))


def _cited(row: Row, t: Catalogue) -> str:
    """Cite a source in words; one that was seen at neither its publisher's nor a paper's own site says what it is."""
    cited = cite_plain(cited_title(row["title"], row["title_from"]), row["publisher"], row["published"], row["url"], t)
    weak = row["tier"] in ("copy", "unverified")
    return t("cite.seen_as", cited=cited, tier=t(f"tier.{row['tier']}")) if weak else cited


def _counties(province: str) -> str:
    try:
        places = load_county_places(shapes_dir())
    except (OSError, ValueError):
        return "{}"
    return assets.counties_json(province, places, facts(unverified=True).regions)


def addresses() -> assets.Addresses:
    """Return the addresses the map frame uses, relative to the component's own folder."""
    base = f"../../{PREFIX}"
    return assets.Addresses(f"{base}/client/atlas.js?v={version()}", f"{base}/client/atlas.css?v={version()}")


@lru_cache(maxsize=64)  # anyone may ask for any path: the answers kept must have an end
def content(path: str, _version: str) -> tuple[bytes, bytes, str, str] | None:
    """Return a file by its address, read once for a version of everything.

    Parameters
    ----------
    path : str
        Below ``/atlas/``.
    _version : str
        As :func:`version` gives it; part of what an answer is remembered by.

    Returns
    -------
    (plain, gzipped, etag, media type) or None
        None where there is no such file, or the path leads out of the folder of shapes.
    """
    generated: dict[str, tuple[Callable[[], str], str]] = {
        "client/atlas.js": (assets.script, "text/javascript"),
        "client/atlas.css": (assets.style, "text/css"),
        "client/names.json": (names, "application/json"),
        "client/page.css": (page_style, "text/css"),
        "client/page.js": (page_script, "text/javascript"),
        "client/arrival.js": (arrival_script, "text/javascript"),
        "client/first.css": (picture_style, "text/css"),
        "client/picture.js": (picture_script, "text/javascript"),
        "client/again.js": (deck_script, "text/javascript"),
        **{f"client/search-{lang}.json": (partial(_search_list, lang), "application/json") for lang in LANGUAGES},
        "client/citations.json": (citations, "application/json"),
    }
    county = re.fullmatch(r"client/counties-(\d{6})\.json", path)
    if county:
        plain, kind = _counties(county[1]).encode(), "application/json"
    elif path in generated:
        make, kind = generated[path]
        plain = make().encode()
    else:
        root, kind = shapes_dir().resolve(), "application/json"
        try:
            file = (root / path.removeprefix("shapes/")).resolve()
            if not path.startswith("shapes/") or not file.is_relative_to(root) or file.suffix != ".json":
                return None
            plain = assets.packed_topology(file.read_text("utf-8")).encode()
        except (OSError, ValueError):  # no such file, a name no file can have, or no JSON
            return None
    return plain, gzip.compress(plain, 9, mtime=0), f'"{assets.digest(plain.hex())}"', kind
