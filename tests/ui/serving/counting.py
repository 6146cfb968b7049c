"""The atlas as it is served, with an address that tells how many sessions are in memory. For tests, run by Streamlit."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.runtime.app_session import AppSession

from ui.serving import server
from ui.serving.patches import for_streamlit

ROOT = Path(__file__).resolve().parents[3]
sessions: weakref.WeakSet[AppSession] = weakref.WeakSet()
made = AppSession.__init__


def counted(session: AppSession, *args: Any, **kwargs: Any) -> None:
    made(session, *args, **kwargs)
    sessions.add(session)


async def count(_request: Request) -> JSONResponse:
    return JSONResponse(len(sessions))


AppSession.__init__ = counted  # type: ignore[method-assign, assignment]
for_streamlit.LOOK_S = 0.2  # type: ignore[misc]
app = st.App(
    ROOT / "app.py",
    lifespan=for_streamlit.lifespan,
    routes=[Route("/atlas/count", count), *server.routes()],
    middleware=server.middleware(),
    on_script_error=server.on_error,
)
