"""Who is let in, and where: names the atlas answers to, pages that may open its socket, addresses that it has.

Streamlit has more routes than the atlas uses (metrics, an interface for programs, sign-in) and
answers every other address with its page. Here what is not listed is closed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui import deployment
from ui.deployment import Deployment
from ui.serving import static_files
from ui.serving.access import address, hosts
from ui.serving.access.headers import header
from ui.serving.files import PREFIX
from ui.serving.head import plain

READ: Final = ("GET", "HEAD")
HEALTH: Final = "_stcore/health"
READY: Final = f"{PREFIX}/ready"
ALIVE: Final = f"{PREFIX}/alive"
#: Streamlit's socket, and one that opens and closes again, to find out whether a proxy lets any through.
SOCKETS: Final = ("_stcore/stream", f"{PREFIX}/socket")

_log = logging.getLogger("atlas")


@dataclass(frozen=True)
class Open:
    """Addresses that are open.

    Attributes
    ----------
    path : str
        Regular expression of the path within the atlas.
    """

    path: str
    methods: tuple[str, ...] = READ


def open_paths(settings: Deployment) -> Iterator[Open]:
    """Give every address that the atlas needs, and those that the deployment has opened."""
    yield Open("|".join(re.escape(name) for name in address.pages()))
    yield Open(rf"{PREFIX}/.+", (*READ, "POST"))  # its own routes say what each of them takes
    yield Open(r"static/.+|component/.+|media/.+|favicon\.png")
    yield Open(rf"{HEALTH}|_stcore/host-config")
    yield Open(r"_stcore/upload_file/.+", ("PUT", "DELETE"))
    yield Open(r"_stcore/bidi-components/.+")
    if settings.metrics:
        yield Open(r"_stcore/metrics")
    if st.get_option("server.scriptHealthCheckEnabled"):
        yield Open(r"_stcore/script-health-check")
    if deployment.signs_in():
        yield Open(r"auth/(?:login|logout)|oauth2callback")


class Gate:
    """Middleware that refuses or passes on."""

    def __init__(self, app: ASGIApp, settings: Deployment) -> None:
        self.app, self.settings = app, settings
        self.prefix = address.base()
        self.open = [(re.compile(item.path), item.methods) for item in open_paths(settings)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, send to the right address, or pass on."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http" and (refusal := self._refusal(scope)):
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        path, host = scope["path"], header(scope, b"host")
        inner = address.inside(path, self.prefix)
        # Whoever watches over servers asks under the machine's address; a request without a name comes from no browser.
        if inner not in (HEALTH, READY) and host and not hosts.answers(host, self.settings.hosts):
            named = hosts.parts(host)
            return plain.refused_host(named[0] if named else "atlas.example.cn")
        if inner is None:
            return _to(scope, f"{path.rpartition('/')[2]}/") if path == self.prefix else self._lost(scope)
        if inner.strip("/") == address.LANDING:
            return _to(scope, "../" if inner.endswith("/") else "./")
        if inner.endswith("/") and inner.strip("/") in address.pages():
            return _to(scope, f"../{inner.strip('/')}")
        methods = next((allowed for pattern, allowed in self.open if pattern.fullmatch(inner)), None)
        # Streamlit answers for a file that it does not have with its page.
        missing = inner.startswith("static/") and inner not in static_files.names()
        if methods is None or missing:
            return self._lost(scope)
        if scope["method"] not in methods:
            return PlainTextResponse("method not allowed", 405, headers={"Allow": ", ".join(methods)})
        return None

    def _lost(self, scope: Scope) -> Response:
        if "text/html" in header(scope, b"accept"):
            return plain.lost(address.root(scope["path"], self.prefix))
        return PlainTextResponse("not found", 404)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        host, origin = header(scope, b"host"), header(scope, b"origin")
        is_socket = address.inside(scope["path"], self.prefix) in SOCKETS
        if is_socket and hosts.answers(host, self.settings.hosts) and hosts.opens(origin, host, self.settings.hosts):
            # Streamlit compares the two as well; behind a proxy that writes a Host of its own they differ.
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            host_header = (b"host", urlsplit(origin).netloc.encode("latin-1"))
            await self.app({**scope, "headers": [host_header, *headers]}, receive, send)
            return
        # Neither is written down: both are the reader's. The page itself tells what to set.
        _log.warning("a socket was refused: its page stands under another address than the request")
        await receive()
        await send({"type": "websocket.close", "code": 1008})


def _to(scope: Scope, target: str) -> Response:
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"{target}?{query}" if query else target, 307, headers={"Cache-Control": "no-cache"})
