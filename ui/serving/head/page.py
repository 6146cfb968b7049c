"""Streamlit's page with the atlas's head: what is asked for early, the theme, what is said where it does not come up.

Streamlit's server hands out one file for every page. It is read once and served from here, with the lines that belong to
the atlas; where a line of Streamlit's is not found any more, the page goes out without that change.
"""

from __future__ import annotations

import asyncio
import gzip
import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.client.assets import digest
from look.palette import Theme
from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Catalogue
from text.markup import element, join
from ui.deployment import map_approval
from ui.serving import failure
from ui.serving.access import address
from ui.serving.access.policy import inline_scripts
from ui.serving.files import PREFIX, version
from ui.serving.head import preload
from views import loaders
from views.memo import Memo

_INDEX: Final = Path(st.__file__).parent / "static" / "index.html"
#: What is changed in it, as of Streamlit 1.67: its name, its language, what is said where no script runs, and a link to a
#: route that is closed.
TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
LANG: Final = re.compile(r'<html lang="en">')
NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
SERVICE: Final = re.compile(r'<link rel="service-desc"[^>]*>')
#: Its program, which ``ui/client/arrival.js`` starts once the first picture is seen; what it imports, which is fetched while
#: that is drawn; and a font that no page of the atlas asks for.
PROGRAM: Final = re.compile(r'<script type="module" crossorigin src="([^"]+)"></script>')
IMPORTED: Final = re.compile(r'<link rel="modulepreload"')
STYLE: Final = re.compile(r'<link rel="stylesheet" crossorigin href="[^"]+">')
FONT: Final = re.compile(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^>]*>')
#: Seconds that a page waits for its first picture; one that takes longer comes at the next visit.
_PATIENCE_S: Final = 1.0
#: By which ``ui/client/arrival.js`` says what the reader's system prefers.
SCHEME: Final = "atlas-scheme"


#: Of small maps, which are large: so many of them are held.
_MOST_LARGE, _LARGE = 6, 300_000
_LARGE_PICTURES: Final = Memo(_MOST_LARGE)
#: Anyone may ask for any address: what is kept, and what is waited for, must have an end.
_PICTURES: Final = Memo(128)
_MOST_MAKING: Final = 16
_MAKERS: Final = ThreadPoolExecutor(8, "first-picture")
_making: Final[set[asyncio.Future[str]]] = set()
#: New ones are made two at a time; whoever finds no room goes without.
_ROOM: Final = threading.BoundedSemaphore(2)


@cache
def shipped() -> str:
    """Return Streamlit's own page."""
    return _INDEX.read_text("utf-8")


@cache
def scripts() -> tuple[str, ...]:
    """Return what the policy calls the scripts that Streamlit wrote into its page."""
    return inline_scripts(shipped())


def html(
    name: str,
    digest_of_files: str,
    counties: bool = False,
    picture: str = "",
    schemes: str = "",
    lang: str = DEFAULT_LANGUAGE,
) -> str:
    """Return a page as a browser gets it.

    Parameters
    ----------
    name : str
        Address of the page within the atlas; empty for the first.
    digest_of_files : str
        As :func:`ui.serving.files.version` gives it; the head's addresses carry it.
    counties : bool
        As :func:`ui.serving.head.preload.has_counties` says it.
    picture : str
        As :func:`ui.first.document.document` gives it; empty for none.
    schemes : str
        Of which themes it is, where the reader's system chooses among them.
    lang : str
        In which the picture's frame is named.
    """
    t = Catalogue.load(DEFAULT_LANGUAGE)
    notices = join(*(element("p", Catalogue.load(lang)("arrival.noscript"), " ", _player(lang)) for lang in LANGUAGES))
    text = SERVICE.sub("", LANG.sub('<html lang="zh-Hans">', shipped()))
    text = TITLE.sub(lambda _: element("title", t("app.title")), text)
    text = NOSCRIPT.sub(lambda _: f"<noscript>{notices}</noscript>", text)
    text = FONT.sub("", PROGRAM.sub(r'<link rel="modulepreload" crossorigin href="\1" id="atlas-program">', text))
    text = text.replace("<head>", f"<head>{_head(name, digest_of_files, counties)}", 1)
    # What Streamlit itself names comes first: nothing runs without it.
    # Styles last: the script that Streamlit wrote into its page would wait for them, and the picture for that.
    styles = f"{_style(digest_of_files)}{''.join(STYLE.findall(text))}"
    text = STYLE.sub("", text).replace("</head>", f"{preload.modules(name, counties)}{styles}</head>", 1)
    text = IMPORTED.sub('<link data-rel="modulepreload"', text)
    return text.replace("<body>", f"<body>{_frame(picture, schemes, Catalogue.load(lang))}", 1) if picture else text


def _frame(picture: str, schemes: str, t: Catalogue) -> str:
    return element("iframe", data_first="1", data_schemes=schemes, title=t("app.title"), srcdoc=picture, cls="atlas-first")


def _player(lang: str) -> str:
    return element("a", Catalogue.load(lang)("arrival.deck"), href=f"./{PREFIX}/deck?lang={lang}")


def _style(digest_of_files: str) -> str:
    return f'<link rel="stylesheet" href="./{PREFIX}/client/page.css?v={digest_of_files}">'


def _head(name: str, digest_of_files: str, counties: bool) -> str:
    return (
        # Runs before all other scripts, which it starts; but the picture's frame need not wait for it.
        f'<script defer src="./{PREFIX}/client/arrival.js?v={digest_of_files}"></script>{preload.files(name, counties)}'
        f'<script defer src="./{PREFIX}/client/page.js?v={digest_of_files}"></script>'
    )


async def _answer(request: Request) -> Response:
    name = address.inside(request.url.path, address.base()) or ""
    query = dict(request.query_params)
    scheme = request.cookies.get(SCHEME, "")
    schemes: tuple[Theme, ...] = ("dark",) if scheme == "dark" else ("light",) if scheme == "light" else ("light", "dark")
    picture = await _picture_in_time(name, query, schemes, request.cookies)
    # With a theme in the address the picture has that one alone, whatever the system prefers.
    plain, packed, tag = (_large_bytes if len(picture) > _LARGE else _bytes)(
        name,
        version(),
        preload.has_counties(name, query),
        picture,
        "" if query.get("theme") else " ".join(schemes),
        query["lang"] if query.get("lang") in LANGUAGES else DEFAULT_LANGUAGE,
    )
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding, Cookie"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="text/html", headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type="text/html", headers=headers)


async def _picture_in_time(
    name: str, query: Mapping[str, str], schemes: tuple[Theme, ...], cookies: Mapping[str, str]
) -> str:
    """The first picture; empty where there is none, or none yet: it is made all the same, for the next reader."""
    if len(_making) > _MOST_MAKING:
        return ""
    making = asyncio.get_running_loop().run_in_executor(_MAKERS, _picture, name, query, schemes, cookies)
    _making.add(making)
    making.add_done_callback(_making.discard)
    finished, _ = await asyncio.wait({making}, timeout=_PATIENCE_S)
    return making.result() if finished else ""


def _picture(name: str, query: Mapping[str, str], schemes: tuple[Theme, ...], cookies: Mapping[str, str]) -> str:
    # They take addresses from the rooms that import this one.
    from ui.first.document import document, is_of_window
    from ui.shared.window import COOKIE, read

    try:
        everything, shapes = loaders.facts(unverified=True), loaders.shapes(map_approval())
        page = name or address.LANDING
        window = read(cookies.get(COOKIE)) if is_of_window(page, query) else None
        on = (name, tuple(query.items()), schemes, window, everything.version, shapes.version, version())

        def make() -> str:
            if not _ROOM.acquire(timeout=_PATIENCE_S):
                raise TimeoutError("too many are asked for at once")
            try:
                return document(page, query, schemes, window) or ""
            finally:
                _ROOM.release()

        return (_LARGE_PICTURES if window else _PICTURES).get(on, make)
    except TimeoutError:
        return ""
    except Exception as problem:  # the page itself says what is wrong
        failure.report(problem, "a first picture")
        return ""


def _packed(
    name: str, digest_of_files: str, counties: bool, picture: str = "", schemes: str = "", lang: str = DEFAULT_LANGUAGE
) -> tuple[bytes, bytes, str]:
    text = html(name, digest_of_files, counties, picture, schemes, lang)
    return text.encode(), gzip.compress(text.encode(), 6, mtime=0), f'"{digest(text)}"'


_bytes = lru_cache(maxsize=128)(_packed)
_large_bytes = lru_cache(maxsize=_MOST_LARGE)(_packed)


def routes(prefix: str) -> list[Route]:
    """Return a route for each page.

    Parameters
    ----------
    prefix : str
        As :func:`ui.serving.access.address.base` gives it.
    """
    return [Route(f"{prefix}/{name}", _answer, methods=["GET"]) for name in sorted(address.pages())]
