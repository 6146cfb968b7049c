"""What a page's head asks for early: the map's files, and the parts of Streamlit that a page with a map is sure to need.

Streamlit fetches the code of an element when the element arrives, and what that code imports after it: three round trips
in a row before the map's frame is opened. Named in the head, they come with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from data.places.areas import NATION
from geo.shapes.load import ALL_COUNTIES
from ui.navigation import PAGES
from ui.serving import static_files
from ui.serving.files import PREFIX, version

#: Addresses of pages that open with a map: only they ask for its files early.
MAP_PAGES: Final = frozenset(page.address for page in PAGES if page.has_map)
#: The elements of such a page, as Streamlit's built files are named; the frame of the map comes first.
ELEMENTS: Final = ("ComponentInstance", "Html", "ButtonGroup", "Button", "BidiComponent", "Checkbox")
_IMPORTED: Final = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def has_counties(page: str, query: Mapping[str, str]) -> bool:
    """Say whether a page opens with the map of all counties.

    Parameters
    ----------
    page : str
        Address of the page within the atlas.
    query : mapping of str to str
        Of the request.
    """
    return page == "trends" and query.get("show") == "delisted" and query.get("as", "map") == "map"


def files(page: str, counties: bool = False) -> str:
    """Return the links to the map's own files, for the beginning of a page's head.

    Parameters
    ----------
    page : str
        Address of the page within the atlas; one without a map gets none.
    counties : bool
        As :func:`has_counties` says it.

    Returns
    -------
    str
        HTML.
    """
    if page not in MAP_PAGES and not counties:
        return ""
    return map_files(
        "shapes/nation.json", *((f"shapes/{ALL_COUNTIES}", f"client/counties-{NATION}.json") if counties else ())
    )


def map_files(*fetched: str) -> str:
    """Return the links to the map's script and to some of what it will fetch; addresses below ``/atlas/``."""
    named = (("client/atlas.js", "script", ""), *((file, "fetch", " crossorigin") for file in fetched))
    return "".join(
        f'<link rel="preload" as="{kind}" href="./{PREFIX}/{file}?v={version()}"{cross}>' for file, kind, cross in named
    )


def modules(page: str, counties: bool = False) -> str:
    """Return the links to Streamlit's elements and to the script of the map's frame, for the end of a page's head.

    Parameters
    ----------
    page : str
        Address of the page within the atlas; one without a map gets none.
    counties : bool
        As :func:`has_counties` says it.

    Returns
    -------
    str
        HTML.
    """
    if not counties and page not in MAP_PAGES:
        return ""
    # It waits as the modules do, for `ui/client/arrival.js`; a frame runs it, so that it is fetched ahead and not preloaded.
    of_frame = (name for name in static_files.names() if name.startswith(static_files.COMPONENT) and name.endswith(".js"))
    return "".join(
        (
            *(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in chunks()),
            *(f'<link data-rel="prefetch" href="./{name}">' for name in of_frame),
        )
    )


@cache
def chunks() -> tuple[str, ...]:
    """Return the built files of the elements of a page with a map, with all they import that the page itself does not name.

    Returns
    -------
    tuple of str
        File names; empty where Streamlit is built otherwise than we know, which costs time and nothing else.
    """
    static = Path(st.__file__).parent / "static"
    code = static / "static" / "js"
    try:
        linked = set(re.findall(r"static/js/([\w.-]+\.js)", (static / "index.html").read_text("utf-8")))
        pending = [path.name for element in ELEMENTS for path in sorted(code.glob(f"{element}.*.js"))]
        names: dict[str, None] = {}
        while pending:
            name = pending.pop(0)
            if name not in linked and name not in names:
                names[name] = None
                pending += _IMPORTED.findall((code / name).read_text("utf-8"))
    except OSError:
        return ()
    return tuple(names)
