"""Search: find a place by name, old name, short form, reading, initials or code.

Three thousand places with their other names would be too much for every page to carry: the box
(``ui/client/elements/search.js``) fetches its list once, as a file that a browser keeps, and searches by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from data.load import Facts
from data.places.aliases import aliases_of, fold, readings
from data.places.areas import BELOW_COUNTY, REAL
from data.places.names import short_name, short_of
from data.places.recorded import with_records
from data.places.variants import VARIANTS
from data.rows import records
from text.catalogue import Catalogue
from ui import view
from ui.serving import files
from ui.shared.components import element_of
from views.params import Param

#: Of two places that answer alike the larger comes first, then those of which something is recorded.
_RANKS: Final = {"nation": 0, "province": 1, "prefecture": 2}
_AREA, _COUNTY, _PLAIN, _GROUP = 3, 4, 5, 6


def region_search(facts: Facts, param: Param, t: Catalogue, clears: Sequence[Param] = ()) -> None:
    """Draw the search box; a choice goes into the URL.

    Parameters
    ----------
    param : Param
        Parameter that holds the region.
    clears : sequence of Param
        Parameters without a default that a choice empties.
    """

    def go() -> None:
        place = str((st.session_state.get("search") or {}).get("place") or "")
        if place in param.allowed:
            view.write_all({param: place} | dict.fromkeys(clears, ""))

    box = element_of("search")
    data = {"list": f"./{files.PREFIX}/client/search-{t.lang}.json?v={files.version()}", "words": search_words(t)}
    box(key="search", data=data, on_place_change=go)


def search_words(t: Catalogue) -> dict[str, str]:
    """Return what the box says, with fields that its script fills."""
    return {
        "label": t("search.label"),
        "placeholder": t("search.placeholder"),
        "trouble": t("search.trouble"),
        "none": t("search.none", typed="{typed}"),
        "more": t("search.more", n="{n}"),
    }


def search_list(facts: Facts, t: Catalogue) -> str:
    """Write the list that the box searches.

    Returns
    -------
    str
        JSON object: ``forms``, other forms of characters; ``places``, each a list of id, name, where it lies, rank, its
        folded names and codes joined by ``|``, and its other names, each folded and in words.
    """
    regions = {str(row["region_id"]): row for row in records(facts.regions)}
    aliases, recorded = aliases_of(facts.aliases), with_records(facts)
    places = [
        [
            region_id,
            t.name(row),
            _where(row, regions, t),
            _rank(row, region_id in recorded),
            "|".join(_names(row)),
            [[fold(alias["alias"]), _alias_text(alias, t)] for alias in aliases.get(region_id, ())],
        ]
        for region_id, row in regions.items()
    ]
    return json.dumps({"forms": VARIANTS, "places": places}, ensure_ascii=False, separators=(",", ":"))


def _names(row: Mapping[str, Any]) -> list[str]:
    english = str(row["name_en"])
    code = [] if row["level"] == "area" else [str(row["region_id"])]
    names = (row["name_zh"], row["short_zh"], english, short_name(english), short_of(row, "en"))
    return list(dict.fromkeys([*(fold(str(name)) for name in names), *readings(row["pinyin"]), *code]))


def _rank(row: Mapping[str, Any], is_recorded: bool) -> int:
    if row["level"] == "area":
        return _AREA if row["kind"] in REAL else _PLAIN if row["kind"] in BELOW_COUNTY else _GROUP
    return _RANKS.get(row["level"], _COUNTY if is_recorded else _PLAIN)


def _where(row: Mapping[str, Any], regions: Mapping[str, Mapping[str, Any]], t: Catalogue) -> str:
    """The places above one, the largest first; the country, in which everything lies, is not named."""
    above: list[str] = []
    parent = regions.get(row["parent_id"])
    while parent and parent["level"] != "nation" and len(above) < len(_RANKS):
        above.insert(0, short_of(parent, t.lang))
        parent = regions.get(parent["parent_id"])
    return t("search.within").join(above if t.lang == "zh" else reversed(above))


def _alias_text(alias: Mapping[str, Any], t: Catalogue) -> str:
    if alias["kind"].endswith("_code"):
        words = t("search.code", code=alias["alias"])
        return t("search.code_of", code=words, name=alias["name"]) if alias["name"] and t.lang == "zh" else words
    return t("search.was", name=alias["alias"]) if alias["kind"] == "old_name" else str(alias["alias"])
