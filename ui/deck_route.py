"""The player's page: a deck by its address, without Streamlit in between, so that a step asks no server."""

from __future__ import annotations

import gzip
import logging
import threading
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final, cast
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from data.faults import Fault
from export.deck import Deck, unpack
from export.html import write_html
from export.story import NAME, story
from geo.geometry import Geometry, load_geometry
from look.palette import Theme, palette
from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Catalogue
from ui import loaders
from ui.deployment import map_approval
from ui.markup import element, join
from ui.served import PREFIX, shapes_dir
from ui.slides import show

THEMES: Final = ("light", "dark")
#: Faults that are told at once.
_MOST: Final = 20
#: One deck is made at a time: it takes seconds of one processor, and every page waits with it.
_MAKING: Final = threading.Lock()


def player_href(packed: str, lang: str, theme: str) -> str:
    """Return the address of the player, relative to any page of the atlas.

    Parameters
    ----------
    packed : str
        As :func:`export.deck.pack` writes it, or the name of the built-in deck.
    lang : str
    theme : {"light", "dark"}

    Returns
    -------
    str
    """
    return f"./{PREFIX}/deck?{urlencode({'d': packed, 'lang': lang, 'theme': theme})}"


async def answer(request: Request) -> Response:
    """Answer a request for a deck: the player, or a plain page that says what is wrong with the address."""
    values = request.query_params
    packed = "gzip" in request.headers.get("accept-encoding", "")
    return await run_in_threadpool(_answer, dict(values), packed)


def _answer(values: Mapping[str, str], packed: bool) -> Response:
    lang = values.get("lang", DEFAULT_LANGUAGE)
    lang = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    theme = cast(Theme, values.get("theme", "light") if values.get("theme") in THEMES else "light")
    t, named = Catalogue.load(lang), values.get("d", NAME)
    deck, faults = (story(lang), ()) if named == NAME else unpack(named)
    if deck is None:
        return _trouble(t, faults)
    try:
        page = player(named, lang, theme)
    except Exception:  # a reader in front of a room gets a sentence, the log the rest
        logging.getLogger("atlas").exception("a deck failed")
        return _trouble(t, (), 500)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if packed:
        return Response(page, media_type="text/html", headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(page), media_type="text/html", headers=headers)


def player(named: str, lang: str, theme: Theme) -> bytes:
    """Return the player of a deck, gzipped; made once for a version of facts and shapes and a day.

    Parameters
    ----------
    named : str
        The deck as its address names it; one that can be read.
    lang : str
    theme : {"light", "dark"}

    Returns
    -------
    bytes
    """
    facts, shapes = loaders.facts(), loaders.shapes()
    with _MAKING:
        return _made(named, lang, theme, date.today().isoformat(), facts.version, shapes.version, map_approval())


@lru_cache(maxsize=8)  # a few megabytes each
def _made(named: str, lang: str, theme: Theme, made: str, _facts: str, shapes: str, _approval: str) -> bytes:
    deck = story(lang) if named == NAME else unpack(named)[0]
    assert deck is not None
    t = Catalogue.load(lang)
    told = write_html(
        show(deck, lang, theme, made), geometry(shapes), t, palette(theme), back=back(named, deck, lang, theme)
    )
    return gzip.compress(told.encode(), 5, mtime=0)


@lru_cache(maxsize=1)
def geometry(_version: str) -> Geometry:
    """Return the shapes for still pictures, read once for a version of them."""
    return load_geometry(shapes_dir())


def back(named: str, deck: Deck, lang: str, theme: str) -> str:
    """Return where leaving the player leads: a view presented alone to itself, a deck to its page."""
    reader = {"lang": lang, "theme": theme}
    if named != NAME and len(deck.slides) == 1:
        view = deck.slides[0].view
        return f"../{view}{'&' if '?' in view else '?'}{urlencode(reader)}"
    held = {} if named == NAME else {"deck": named}
    return f"../present?{urlencode(held | reader, quote_via=quote)}"


def _trouble(t: Catalogue, faults: tuple[Fault, ...], status: int = 400) -> Response:
    said = [element("li", fault.message(t)) for fault in faults[:_MOST]]
    body = join(
        element("h1", t("deck.trouble")), element("ul", *said) if said else element("p", t("deck.trouble_ours")),
        element("p", element("a", t("deck.trouble_back"), href="../present")),
    )  # fmt: skip
    page = f'<!doctype html><html lang="{t.lang}"><head><meta charset="utf-8"><title>{t("deck.trouble")}</title></head>'
    return Response(f"{page}<body>{body}</body></html>", status, media_type="text/html")
