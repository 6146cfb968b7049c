"""The first picture of a page as a document of its own: the head bar, the page below it, and the map's scene.

It stands in a frame that lies over the page until the living page has painted (``ui/client/first.js``): what it names,
styles and listens to can touch nothing of Streamlit's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

import streamlit as st

from geo.client.assets import base_json, digest, options_json
from geo.payload import to_json
from look.palette import Theme
from ui import theme
from ui.deployment import map_approval
from ui.first.bodies import body
from ui.first.opened import Body, Opened
from ui.first.parts import Origin, switch
from ui.navigation import PAGES
from ui.serving.files import PREFIX, version
from ui.serving.head import preload
from ui.shared.window import Window
from views import loaders
from views.addresses import VIEWS, refused, view_of
from views.declared import Address
from views.params import LANG, READER_PARAMS, THEME, UNVERIFIED, Param, split
from views.parts.markup import Markup, element, join
from views.reader import Reader
from views.unverified import facts_of

#: Parameters of a page that is more than its view.
_MORE: Final = frozenset({"deck", "present", "embed"})
#: What the map asks for once its script runs; named in the head, it comes with the script.
_SHAPES: Final = ("shapes/nation.json", "client/names.json", "shapes/inset.json", "shapes/maritime.json")
#: Streamlit's second ground, of boxes to choose from, and that of the page one is on, which it mixes of the two.
_SECOND: Final[Mapping[Theme, str]] = {"light": "#ece8dd", "dark": "#1e262e"}
_CURRENT: Final[Mapping[Theme, str]] = {"light": "rgba(185,171,131,.25)", "dark": "rgba(93,112,134,.25)"}
#: Streamlit's signs, as its own style sheet names the file.
_MORE_PAGES: Final = "[data-testid='stExpandSidebarButton']"
_SIGNS: Final = "MaterialSymbols-Rounded.*.woff2"


def is_of_window(page: str, query: Mapping[str, str]) -> bool:
    """Whether a picture may be another for another window: it may have small maps."""
    return page == "overview" and (query.get("fill") == "nine" or "compare" in query)


class _Refused(Exception):
    """A value that the page would not take as it stands."""


def document(
    page: str, query: Mapping[str, str], schemes: Sequence[Theme] = ("light", "dark"), window: Window | None = None
) -> str | None:
    """Return the first picture of a page.

    Parameters
    ----------
    page : str
        Name of the page.
    query : mapping of str to str
        Of its address.
    schemes : sequence of {"light", "dark"}
        What the reader's system may prefer; a theme in the address comes before it.
    window : Window, optional
        The reader's, where it is known: small maps are pictures that are drawn for it, and for one theme.

    Returns
    -------
    str or None
        HTML of a document that stands in a frame of the page, at the page's own address. None where the page says something
        that no first picture has: a value that it refuses, records that are left out because they are wrong, a deck; and for
        small maps where window or theme are not known.
    """
    if page not in VIEWS or _MORE & query.keys() or refused(view_of(page, query)):
        return None
    try:
        theme_asked = _read(THEME, query)
        themes = (cast(Theme, theme_asked),) if theme_asked else tuple(schemes)
        known = window if len(themes) == 1 else None
        opened = [each for theme in themes if (each := _opened(page, query, theme, known))]
        bodies = [drawn for each in opened if (drawn := body(each))]
    except _Refused:
        return None
    return _html(opened, bodies) if bodies else None


def _opened(page: str, query: Mapping[str, str], reader_theme: Theme, window: Window | None) -> Opened | None:
    chosen = {param.name: _read(param, query) for param in READER_PARAMS}
    facts, shapes = facts_of(query), loaders.shapes(map_approval())
    # The page puts into its address that it shows unverified records, and says so.
    unasked = facts is not loaders.facts() and UNVERIFIED.name not in query
    if unasked or facts.faults or shapes.faults:
        return None
    carried = tuple((p.name, chosen[p.name]) for p in READER_PARAMS if chosen[p.name] != p.default)
    book = loaders.book(facts, Reader(chosen[LANG.name], reader_theme, carried))
    at = Address(page, facts, book, lambda param: _read(param, query))
    address = next(each.address for each in PAGES if each.name == page)
    return Opened(at, facts, shapes, book, Origin(page, address, query), window)


def _read(param: Param, query: Mapping[str, str]) -> str:
    value = query.get(param.name)
    if value is None:
        return param.default
    parts = split(value) if param.several else [value]
    if value != param.default and not (parts and all(part in param.allowed for part in parts)):
        raise _Refused(param.name)
    return value


def _html(opened: Sequence[Opened], bodies: Sequence[Body]) -> str:
    first, book = opened[0], opened[0].book
    has_map = bodies[0].scene is not None
    sheets = ("page", "first", *(("atlas",) if has_map else ()))
    head = [
        Markup('<meta charset="utf-8"><base target="_parent">'),
        *(Markup(f'<link rel="stylesheet" href="{_file(f"client/{name}.css")}">') for name in sheets),
        Markup(f'<script defer src="{_file("client/picture.js")}"></script>'),
        Markup(preload.map_files(*_SHAPES) if has_map else ""),
        Markup(f"<style>{_signs()}{''.join(_colors(each.book.reader, len(opened) > 1) for each in opened)}</style>"),
    ]
    main = element(
        "div", element("div", _switches(opened), bodies[0].markup, cls="stMainBlockContainer first-page"), cls="stMain"
    )
    app = element("div", _bar(first), main, cls="stApp")
    base = base_json(book.t("map.trouble"))
    scenes = {each.book.reader.theme: to_json(body.scene) for each, body in zip(opened, bodies, strict=True) if body.scene}
    data = Markup("")
    if has_map:
        named_scenes = ",".join(f'"{name}":{scene}' for name, scene in scenes.items())
        payload = f'{{"options":{options_json()},"base":{base},"scenes":{{{named_scenes}}}}}'
        safe = payload.replace("<", r"\u003c")
        data = Markup(f'<script type="application/json" id="first-scene">{safe}</script>')
    attributes = {
        "lang": "zh-CN" if book.t.lang == "zh" else book.t.lang,
        "data_themes": " ".join(each.book.reader.theme for each in opened),
        # What a map drawn for it is kept under: it changes with all that the map is drawn of.
        "data_digests": " ".join(digest(scene, base, version()) for scene in scenes.values()),
        "data_map": _file("client/atlas.js") if has_map else "",
    }
    whole = element("html", element("head", *head), element("body", app, data), **attributes)
    return f"<!DOCTYPE html>{whole}"


def _file(name: str) -> str:
    return f"./{PREFIX}/{name}?v={version()}"


def _colors(reader: Reader, of_several: bool) -> str:
    """The colours of a theme; of several, those of the one that the reader's system prefers."""
    scheme = reader.theme
    own = f":root{{color-scheme:{scheme};--first-second:{_SECOND[scheme]};--first-here:{_CURRENT[scheme]}}}"
    rules = f"{theme.properties(reader.look)}{own}"
    if not of_several:
        return rules
    return f"@media (prefers-color-scheme:{scheme}){{{rules}.first-to-{scheme}{{display:none}}}}"


def _bar(opened: Opened) -> Markup:
    book = opened.book
    links = (
        element(
            "a",
            element("span", _sign(each.icon.removeprefix(":material/").removesuffix(":"))),
            element("span", element("p", book.t(f"page.{each.name}"), data_words=book.t(f"page.{each.name}"))),
            href=book.href(each.address),
            data_testid="stTopNavLink",
            cls="first-here" if each.name == opened.origin.page else "",
        )
        for each in PAGES
    )
    more = element("button", _sign("keyboard_double_arrow_right"), type="button", cls="first-more", data_press=_MORE_PAGES)
    return element("header", element("nav", more, *links), data_testid="stHeader")


def _switches(opened: Sequence[Opened]) -> Markup:
    origin, t = opened[0].origin, opened[0].book.t
    boxes = []
    if origin.page in VIEWS:
        boxes = [
            _button("deck_add", "add", t("deck.add")),
            _button("view_export", "download", t("deck.export")),
            element("div", element("a", t("deck.present_view"), cls="frame-link"), cls="stElementContainer first-grows"),
        ]
    boxes.append(
        element("div", switch(LANG, {i: t(f"switch.{i}") for i in LANG.allowed}, t.lang, origin), cls="st-key-w_lang")
    )
    other_themes = ["light" if each.book.reader.theme == "dark" else "dark" for each in opened]
    links = (
        element("a", t(f"switch.to_{other}"), cls=f"theme-switch first-to-{other}", href=origin.otherwise({THEME: other}))
        for other in other_themes
    )
    boxes.append(element("div", *links, cls="stElementContainer first-grows"))
    return element("div", join(*boxes), cls="stHorizontalBlock st-key-switches")


def _button(key: str, sign: str, words: str) -> Markup:
    text = element("span", words, data_testid="stMarkdownContainer")
    inner = element("span", _sign(sign), text, cls="first-button", data_press=f".st-key-{key} button")
    return element("div", inner, cls=f"stElementContainer st-key-{key}")


def _sign(name: str) -> Markup:
    return element("i", name, data_testid="stIconMaterial", aria_hidden="true")


def _signs() -> str:
    media = Path(st.__file__).parent / "static" / "static" / "media"
    file = next(media.glob(_SIGNS), None)
    if file is None:
        return ""
    return (
        "@font-face{font-family:'Material Symbols Rounded';font-display:block;font-weight:400;"
        f"src:url('./static/media/{file.name}') format('woff2')}}"
    )
