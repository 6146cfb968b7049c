"""What the atlas serves beside Streamlit's own pages: the map frame's files, cached well, and headers that keep it at home.

- ``/atlas/…`` serves the client script, its style, the names and the built shapes, gzipped, with an ETag; an address that
  carries the digest may be kept for ever.
- A Content-Security-Policy lets a browser load nothing from anywhere else.
- The page's head asks for the map's files early and sets the theme that the URL names, before Streamlit starts.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from ui import early, static_files, works
from ui.served import PREFIX, content, version
from ui.serving import failure, for_streamlit, for_uvicorn
from ui.text import catalogue

FOR_EVER: Final = "public, max-age=31536000, immutable"
CSP: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; "
    "connect-src 'self' {sockets} data: blob:; "
    "worker-src 'self' blob:; frame-src 'self' blob: data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
#: Streamlit keeps the chosen theme per page address; it has no way to take it from the URL of a page that is not embedded.
_THEME: Final = (
    "<script>(function(){var t=new URLSearchParams(location.search).get('theme');"
    "if(t==='light'||t==='dark')try{localStorage.setItem('stActiveTheme-'+location.pathname+'-v2',"
    "JSON.stringify(t==='dark'?'Dark':'Light'))}catch(e){}})()</script>"
)


def policy(host: str) -> str:
    """Return the policy of an answer: everything from this host, nothing from any other.

    Parameters
    ----------
    host : str
        The request's Host header. It is named because older browsers do not count WebSockets among 'self'; anything that is
        no plain host name is left out.

    Returns
    -------
    str
    """
    named = re.fullmatch(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:]+\](?::\d{1,5})?", host)
    return CSP.format(sockets=f"ws://{host} wss://{host}" if named else "")


async def _serve(request: Request) -> Response:
    path = request.path_params["path"]
    found = content(path, version())
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


async def _deck(request: Request) -> Response:
    # Imported when asked for: what draws slides imports the map's component, and one that is declared before Streamlit
    # runs is never registered with it.
    from ui import deck_route

    return await deck_route.answer(request)


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
                allowed = policy(_header(scope, b"host").decode("latin-1"))
                message["headers"] = [*message["headers"], (b"content-security-policy", allowed.encode())]
                kind = dict(message["headers"]).get(b"content-type", b"")
                packed = b"content-encoding" in dict(message["headers"])
                # The player is a page of its own, under a policy that lets no script in but its own.
                own = "/component/" in scope["path"] or f"/{PREFIX}/" in scope["path"]
                if kind.startswith(b"text/html") and not packed and not own:
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = body.replace(b"<head>", b"<head>" + _head(scope["path"]).encode(), 1)
                # What Streamlit itself names comes first: nothing runs without it.
                body = body.replace(b"</head>", early.modules(scope["path"]).encode() + b"</head>", 1)
                headers = [h for h in start["headers"] if h[0] not in (b"content-length", b"etag", b"last-modified")]
                start["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
                await send(start)
                message = {"type": "http.response.body", "body": body}
                start = None
            await send(message)

        page = b"text/html" in _header(scope, b"accept") and f"/{PREFIX}/" not in scope["path"]
        await self.app(_whole(scope) if page else scope, receive, out)


def _header(scope: Scope, name: bytes) -> bytes:
    return b",".join(value for key, value in scope["headers"] if key == name)


def _whole(scope: Scope) -> Scope:
    """Ask for the whole answer: a page that is added to can be neither 'not modified', nor a range, nor packed."""
    drop = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in drop]}


def _head(path: str) -> str:
    return (
        f'{_THEME}{early.files(path)}<link rel="stylesheet" href="./{PREFIX}/client/page.css?v={version()}">'
        f'<script defer src="./{PREFIX}/client/page.js?v={version()}"></script>'
    )


def routes() -> list[Route]:
    """Return the atlas's own routes, and see to it that every page is run through the front door and well packed.

    A folder named ``pages`` makes Streamlit run its files by themselves until ``st.navigation`` is called for the first
    time in the process: the first reader after a start who opened a link to a page would get it bare.

    Returns
    -------
    list of Route
    """
    PagesManager.uses_pages_directory = False
    for_uvicorn.change()
    return [
        Route(f"/{PREFIX}/deck", _deck, methods=["GET", "POST"]),
        Route(f"/{PREFIX}/{{path:path}}", _serve, methods=["GET"]),
    ]


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """While the atlas is served, have workers ready, and see to its log and to sessions of those who left."""
    async with for_streamlit.lifespan(app):
        works.prepare()
        yield
        works.close()


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
    name = failure.report(problem, "a page")
    st.error(catalogue()("trouble.unexpected", name=name), icon=":material/error:")
    return True


def middleware() -> list[Middleware]:
    """Return the middleware that adds headers, and within it the one that answers for Streamlit's files.

    Returns
    -------
    list of Middleware
    """
    return [Middleware(_Headers), Middleware(static_files.Packed)]
