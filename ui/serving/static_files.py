"""Streamlit's own files, kept in memory and packed: a page asks for a hundred of them.

Streamlit reads each from the disk at each request and sends it as it is, 2.7 MB for an empty page. The answers here carry
the same names, types and caching; a file that is not here is Streamlit's to answer for.
"""

from __future__ import annotations

import gzip
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
#: Their names carry a digest of what is in them.
FOR_EVER: Final = "public, immutable, max-age=31536000"
#: What gains nothing by being packed again.
_PACKED: Final = (".woff2", ".woff", ".png", ".jpg", ".gif", ".webp")


#: Where they are asked for. Streamlit lets no app put a route there, so the answer is given before its routes.
FOLDER: Final = "/static/"


class Packed:
    """Middleware that answers requests for Streamlit's files; all else goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.folder = address.base() + FOLDER

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        is_ours = scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self.folder)
        file = scope["path"].removeprefix(self.folder) if is_ours else ""
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
    """Return every file there is, so that no address can lead anywhere else."""
    return {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}


@cache
def _read(path: str) -> tuple[bytes, bytes, str, str]:
    file = names()[path]
    plain = file.read_bytes()
    # By hand for scripts: on Windows the registry may say that .js is plain text, and a browser runs no such module.
    kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    packed = b"" if file.suffix in _PACKED else gzip.compress(plain, 6, mtime=0)
    return plain, packed, f'"{digest(plain.hex())}"', kind
