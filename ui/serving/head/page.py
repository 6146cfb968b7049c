"""Streamlit's page with the atlas's head: what is asked for early, the theme, what is said where it does not come up.

Streamlit's server hands out one file for every page. It is read once and served from here, with the lines that belong to
the atlas; where a line of Streamlit's is not found any more, the page goes out without that change.
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.client.assets import digest
from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Catalogue
from text.markup import element, join
from ui.serving.access import address
from ui.serving.access.policy import inline_scripts
from ui.serving.files import PREFIX, version
from ui.serving.head import preload

_INDEX: Final = Path(st.__file__).parent / "static" / "index.html"
#: What is changed in it, as of Streamlit 1.67: its name, its language, what is said where no script runs, and a link to a
#: route that is closed.
TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
LANG: Final = re.compile(r'<html lang="en">')
NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
SERVICE: Final = re.compile(r'<link rel="service-desc"[^>]*>')


@cache
def shipped() -> str:
    """Return Streamlit's own page."""
    return _INDEX.read_text("utf-8")


@cache
def scripts() -> tuple[str, ...]:
    """Return what the policy calls the scripts that Streamlit wrote into its page."""
    return inline_scripts(shipped())


def html(name: str, digest_of_files: str, counties: bool = False) -> str:
    """Return a page as a browser gets it.

    Parameters
    ----------
    name : str
        Address of the page within the atlas; empty for the first.
    digest_of_files : str
        As :func:`ui.serving.files.version` gives it; the head's addresses carry it.
    counties : bool
        As :func:`ui.serving.head.preload.has_counties` says it.
    """
    t = Catalogue.load(DEFAULT_LANGUAGE)
    notices = join(*(element("p", Catalogue.load(lang)("arrival.noscript"), " ", _player(lang)) for lang in LANGUAGES))
    text = SERVICE.sub("", LANG.sub('<html lang="zh-Hans">', shipped()))
    text = TITLE.sub(lambda _: element("title", t("app.title")), text)
    text = NOSCRIPT.sub(lambda _: f"<noscript>{notices}</noscript>", text)
    text = text.replace("<head>", f"<head>{_head(name, digest_of_files, counties)}", 1)
    # What Streamlit itself names comes first: nothing runs without it.
    return text.replace("</head>", f"{preload.modules(name, counties)}</head>", 1)


def _player(lang: str) -> str:
    return element("a", Catalogue.load(lang)("arrival.deck"), href=f"./{PREFIX}/deck?lang={lang}")


def _head(name: str, digest_of_files: str, counties: bool) -> str:
    return (
        f'<script src="./{PREFIX}/client/arrival.js?v={digest_of_files}"></script>{preload.files(name, counties)}'
        f'<link rel="stylesheet" href="./{PREFIX}/client/page.css?v={digest_of_files}">'
        f'<script defer src="./{PREFIX}/client/page.js?v={digest_of_files}"></script>'
    )


async def _answer(request: Request) -> Response:
    name = address.inside(request.url.path, address.base()) or ""
    plain, packed, tag = _bytes(name, version(), preload.has_counties(name, request.query_params))
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="text/html", headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type="text/html", headers=headers)


@lru_cache(maxsize=32)
def _bytes(name: str, digest_of_files: str, counties: bool) -> tuple[bytes, bytes, str]:
    text = html(name, digest_of_files, counties)
    return text.encode(), gzip.compress(text.encode(), 9, mtime=0), f'"{digest(text)}"'


def routes(prefix: str) -> list[Route]:
    """Return a route for each page.

    Parameters
    ----------
    prefix : str
        As :func:`ui.serving.access.address.base` gives it.
    """
    return [Route(f"{prefix}/{name}", _answer, methods=["GET"]) for name in sorted(address.pages())]
