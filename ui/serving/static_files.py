"""Streamlit's own files and those of the map's component, kept in memory and packed: a page asks for a hundred of them.

Streamlit reads each from the disk at each request and sends its own as they are, 2.7 MB for an empty page; it packs those of
a component anew each time, and says nothing by which a browser could keep them. A file that is not here is Streamlit's to
answer for.
"""

from __future__ import annotations

import gzip
import importlib.util
import mimetypes
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.client.assets import digest
from ui.serving.access import address

#: The folder of Streamlit's built files, below the one that holds its index.html.
STATIC: Final = Path(st.__file__).parent / "static" / "static"
#: The same of streamlit-folium, and where its component has them.
COMPONENT: Final = "component/streamlit_folium.st_folium/static/"
#: Names of both carry a digest of what is in the file.
FOR_EVER: Final = "public, immutable, max-age=31536000"
#: What gains nothing by being packed again.
_PACKED: Final = (".woff2", ".woff", ".png", ".jpg", ".gif", ".webp")


class Packed:
    """Middleware that answers requests for these files: Streamlit lets no app put a route there. All else goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = f"{address.base()}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        is_asked = scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self.base)
        file = scope["path"].removeprefix(self.base) if is_asked else ""
        app = _answer(Request(scope), file) if file in names() else self.app
        await app(scope, receive, send)


def _answer(request: Request, file: str) -> Response:
    plain, packed, tag, kind = _read(file)
    headers = {"ETag": tag, "Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(plain, media_type=kind, headers=headers)


@cache
def names() -> dict[str, Path]:
    """Return every file by its address below the atlas, so that no address can lead anywhere else."""
    folders = {"static/": STATIC, COMPONENT: _of_component()}
    return {
        f"{below}{path.relative_to(folder).as_posix()}": path
        for below, folder in folders.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _of_component() -> Path:
    # Not imported: a component that is declared before Streamlit runs is never registered with it.
    found = importlib.util.find_spec("streamlit_folium")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "frontend" / "build" / "static"


@cache
def _read(path: str) -> tuple[bytes, bytes, str, str]:
    file = names()[path]
    plain = file.read_bytes()
    # By hand for scripts: on Windows the registry may say that .js is plain text, and a browser runs no such module.
    kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    packed = b"" if file.suffix in _PACKED else gzip.compress(plain, 6, mtime=0)
    return plain, packed, f'"{digest(plain.hex())}"', kind
