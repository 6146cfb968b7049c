"""What the atlas serves beside Streamlit's own pages, in one place: routes and middleware for ``app.py``.

- ``/atlas/…`` serves the client scripts, styles, the names and the built shapes, gzipped, with an ETag; an address that
  carries the digest may be kept for ever.
- :mod:`ui.serving` holds who is let in, the headers of every answer, and Streamlit's page with the atlas's head.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit import runtime
from streamlit.runtime.pages_manager import PagesManager

from ui import deployment
from ui.present.jobs import queues
from ui.serving import failure, metrics, ready, static_files
from ui.serving.access import address, configured, reach
from ui.serving.access.answers import Answers
from ui.serving.access.gate import Gate
from ui.serving.access.headers import Headers
from ui.serving.access.sign_in import Return
from ui.serving.files import PREFIX, content, version
from ui.serving.head import page, plain
from ui.serving.patches import for_streamlit, for_uvicorn, for_websockets
from ui.serving.rehearsal import rehearsal
from ui.text import catalogue
from views.parts.markup import as_plain

FOR_EVER: Final = "public, max-age=31536000, immutable"
_PREPARED_AFTER_S: Final = 20.0


async def _serve(request: Request) -> Response:
    path = request.path_params["path"]
    # The list of places takes a moment to write, once: nobody else is to wait for it.
    answer = await asyncio.to_thread(content, path, version())
    if answer is None:
        return Response("not found", 404, media_type="text/plain")
    whole, packed, tag, kind = answer
    current = request.query_params.get("v") == version()
    headers = {"ETag": tag, "Cache-Control": FOR_EVER if current else "no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(whole, media_type=kind, headers=headers)


async def _deck(request: Request) -> Response:
    # Imported when asked for: what draws slides imports the map's component, and one that is declared before Streamlit
    # runs is never registered with it.
    from ui.present import route

    return await route.answer(request)


async def _too_long(_request: Request) -> Response:
    return plain.unreadable(414)


def routes() -> list[BaseRoute]:
    """Return the atlas's own routes, and see to it that every page is run through the front door and well packed.

    A folder named ``pages`` makes Streamlit run its files by themselves until ``st.navigation`` is called for the first
    time in the process: the first reader after a start who opened a link to a page would get it bare.

    Raises
    ------
    SystemExit
        If the deployment set something that cannot be used.
    """
    PagesManager.uses_pages_directory = False
    settings, prefix = _settings(), address.base()
    for_uvicorn.change(settings)
    for_websockets.change(Answers.of(settings).headers)
    return [
        *page.routes(prefix),
        *reach.routes(prefix, settings),
        Route(f"{prefix}/{configured.TOO_LONG}", _too_long, methods=["GET"]),
        *ready.routes(prefix),
        Route(f"{prefix}/{PREFIX}/deck", _deck, methods=["GET", "POST"]),
        Route(f"{prefix}/{PREFIX}/{{path:path}}", _serve, methods=["GET"]),
    ]


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """While the atlas is served, have workers ready, and see to its log and to sessions of those who left."""
    async with for_streamlit.lifespan(app):
        # The first page comes first: reading all once more for the workers takes a core for some seconds.
        later = threading.Timer(_PREPARED_AFTER_S, queues.prepare)
        later.daemon = True
        later.start()
        runtime.get_instance().stats_mgr.register_provider(metrics.Counted())
        settings = _settings()
        if settings.proxies or settings.hosts:  # served to many; else when somebody asks whether it is ready
            rehearsal.begin()
        yield
        later.cancel()
        queues.leave()


def _settings() -> deployment.Deployment:
    try:
        deployment.name_store()
        return deployment.read()
    except deployment.WrongSetting as wrong:
        raise SystemExit(str(wrong)) from None


def on_error(problem: Exception) -> bool:
    """Tell the reader in plain words that something failed; the traceback goes to the server's log.

    Returns
    -------
    bool
        True: Streamlit shows nothing of its own.
    """
    name = failure.report(problem, "a page")
    st.error(as_plain(catalogue()("trouble.unexpected", name=name)), icon=":material/error:")
    return True


def middleware() -> list[Middleware]:
    """Return what stands before every route: the headers of all answers, who is let in, the way back, Streamlit's files."""
    settings = _settings()
    return [
        Middleware(Headers, settings=settings),
        Middleware(Gate, settings=settings),
        *([Middleware(Return)] if deployment.signs_in() else []),
        Middleware(static_files.Packed),
    ]
