"""What the atlas serves beside Streamlit's own pages: the map frame's files, cached well, and headers that keep it at home.

- ``/atlas/…`` serves the client script, its style, the names and the built shapes, gzipped, with an ETag; an address that
  carries the digest may be kept for ever.
- A Content-Security-Policy lets a browser load nothing from anywhere else.
- The page's head asks for the map's files early and sets the theme that the URL names, before Streamlit starts.
"""

from __future__ import annotations

import gzip
import logging
import os
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from data.load import load_facts
from data.model import FACTS_DIR
from geo import client_assets
from geo.shapes import SHAPES_DIR, load_county_places, load_places
from ui.text import catalogue

PREFIX: Final = "atlas"
#: Pages that open with a map, by the end of their address: only they ask for its files early.
MAP_PAGES: Final = ("", "overview", "pairings", "region")
FOR_EVER: Final = "public, max-age=31536000, immutable"
CSP: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; "
    "connect-src 'self' ws: wss: data: blob:; "
    "worker-src 'self' blob:; frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
#: Streamlit keeps the chosen theme per page address; it has no way to take it from the URL of a page that is not embedded.
_THEME: Final = (
    "<script>(function(){var t=new URLSearchParams(location.search).get('theme');"
    "if(t==='light'||t==='dark')try{localStorage.setItem('stActiveTheme-'+location.pathname+'-v2',"
    "JSON.stringify(t==='dark'?'Dark':'Light'))}catch(e){}})()</script>"
)


def facts_dir() -> Path:
    """Return the folder of the facts: the environment's ``ATLAS_FACTS``, else the atlas's own.

    Returns
    -------
    Path
    """
    return Path(os.environ.get("ATLAS_FACTS") or FACTS_DIR)


def shapes_dir() -> Path:
    """Return the folder of the built shapes: the environment's ``ATLAS_SHAPES``, else the atlas's own.

    Returns
    -------
    Path
    """
    return Path(os.environ.get("ATLAS_SHAPES") or SHAPES_DIR)


@cache
def version() -> str:
    """Return the digest that map files are addressed with; changes when any of them does.

    Returns
    -------
    str
    """
    shapes = [path.read_bytes().hex() for path in sorted(shapes_dir().glob("*.json"))]
    return client_assets.digest(client_assets.script(), client_assets.style(), page_style(), names(), *shapes)


@cache
def names() -> str:
    """Return the names of regions for the browser; an empty object where shapes can't be read.

    Returns
    -------
    str
    """
    try:
        places = load_places(shapes_dir())
    except (OSError, ValueError, KeyError):
        return "{}"
    return client_assets.names_json(load_facts(facts_dir()).regions, places)


@cache
def page_style() -> str:
    """Return the style sheet of the pages; it is linked from their head, so that no update carries it.

    Returns
    -------
    str
    """
    return Path(__file__).with_name("style.css").read_text("utf-8")


def _counties(province: str) -> str:
    try:
        places = load_county_places(shapes_dir())
    except (OSError, ValueError):
        return "{}"
    return client_assets.counties_json(province, places, load_facts(facts_dir()).regions)


def addresses() -> client_assets.Addresses:
    """Return the addresses the map frame uses, relative to the component's own folder.

    Returns
    -------
    client_assets.Addresses
    """
    base = f"../../{PREFIX}"
    return client_assets.Addresses(f"{base}/client/atlas.js?v={version()}", f"{base}/client/atlas.css?v={version()}")


async def _serve(request: Request) -> Response:
    path = request.path_params["path"]
    found = _content(path, version())
    if found is None:
        return Response("not found", 404, media_type="text/plain")
    plain, packed, tag, kind = found
    current = request.query_params.get("v") == version()
    headers = {"ETag": tag, "Cache-Control": FOR_EVER if current else "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type=kind, headers=headers)


@lru_cache(maxsize=64)  # anyone may ask for any path: the answers kept must have an end
def _content(path: str, _version: str) -> tuple[bytes, bytes, str, str] | None:
    generated = {
        "client/atlas.js": (client_assets.script, "text/javascript"),
        "client/atlas.css": (client_assets.style, "text/css"),
        "client/names.json": (names, "application/json"),
        "client/page.css": (page_style, "text/css"),
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
            plain = file.read_bytes()
        except (OSError, ValueError):  # no such file, or a name no file can have
            return None
    return plain, gzip.compress(plain, 9, mtime=0), f'"{client_assets.digest(plain.hex())}"', kind


class _Headers:
    """Adds the policy to every answer, and the early requests to the page itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def out(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", CSP.encode())]
                kind = dict(message["headers"]).get(b"content-type", b"")
                packed = b"content-encoding" in dict(message["headers"])
                if kind.startswith(b"text/html") and not packed and "/component/" not in scope["path"]:
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = body.replace(b"<head>", b"<head>" + _head(scope["path"]).encode(), 1)
                headers = [h for h in start["headers"] if h[0] not in (b"content-length", b"etag", b"last-modified")]
                start["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
                await send(start)
                message = {"type": "http.response.body", "body": body}
                start = None
            await send(message)

        await self.app(_whole(scope) if b"text/html" in _header(scope, b"accept") else scope, receive, out)


def _header(scope: Scope, name: bytes) -> bytes:
    return b",".join(value for key, value in scope["headers"] if key == name)


def _whole(scope: Scope) -> Scope:
    """Ask for the whole answer: a page that is added to can be neither 'not modified', nor a range, nor packed."""
    drop = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in drop]}


def _head(path: str) -> str:
    early = "" if path.rstrip("/").rpartition("/")[2] not in MAP_PAGES else "".join(
        f'<link rel="preload" as="{kind}" href="./{PREFIX}/{path}?v={version()}"{cross}>'
        for path, kind, cross in (
            ("client/atlas.js", "script", ""),
            ("shapes/nation.json", "fetch", " crossorigin"),
        )
    )
    return f'{_THEME}{early}<link rel="stylesheet" href="./{PREFIX}/client/page.css?v={version()}">'


def routes() -> list[Route]:
    """Return the atlas's own routes, and see to it that every page is run through the front door.

    A folder named ``pages`` makes Streamlit run its files by themselves until ``st.navigation`` is called for the first
    time in the process: the first reader after a start who opened a link to a page would get it bare.

    Returns
    -------
    list of Route
    """
    PagesManager.uses_pages_directory = False
    return [Route(f"/{PREFIX}/{{path:path}}", _serve, methods=["GET"])]


def on_error(problem: Exception) -> bool:
    """Tell the reader in plain words that something failed; the traceback goes to the server's log.

    Parameters
    ----------
    problem : Exception

    Returns
    -------
    bool
        True: Streamlit shows nothing of its own.
    """
    logging.getLogger("atlas").error("a page failed", exc_info=problem)
    st.error(catalogue()("trouble.unexpected", kind=type(problem).__name__), icon=":material/error:")
    return True


def middleware() -> list[Middleware]:
    """Return the middleware that adds headers.

    Returns
    -------
    list of Middleware
    """
    return [Middleware(_Headers)]
