"""The search box of the published site: the script that the atlas has, and its list as a script too."""

from __future__ import annotations

import json

from data.load import Facts
from data.places.lineage import chain, parents
from text.catalogue import Catalogue
from ui.client import CLIENT_DIR
from ui.published.pages import with_pages
from ui.shared.search import search_list


def search_script() -> bytes:
    """Return the script of the search box, as the atlas has it, for pages that load no modules: they may lie in a folder."""
    script = (CLIENT_DIR / "elements" / "search.js").read_text("utf-8")
    plain = script.replace("export default function", "window.placeSearch = function").replace("export function", "function")
    return f"(function () {{\n{plain}\n}})();\n".encode()


def places_script(facts: Facts, t: Catalogue) -> bytes:
    """Return the list that the search box searches, as a script; a place without a page opens that of what it lies in."""
    listed, own = json.loads(search_list(facts, t)), with_pages(facts)
    parent_of = parents(facts.regions)
    places = []
    for region_id, *rest in listed["places"]:
        page = next((i for i in chain(region_id, parent_of) if i in own), "")
        if page:
            places.append([region_id, *rest, page])
    text = json.dumps(listed | {"places": places}, ensure_ascii=False, separators=(",", ":"))
    return f"atlasPlaces({text});\n".encode()


def search_style() -> bytes:
    """Return the rules of the search box, without the name of the frame they have in the atlas."""
    lines = (CLIENT_DIR / "style.css").read_text("utf-8").splitlines()
    return "".join(f"{line.replace('.stApp ', '')}\n" for line in lines if ".place-search" in line).encode()
