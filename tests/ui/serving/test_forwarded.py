"""What a proxy says of the client is believed of the proxies that are named, and of nobody else."""

from __future__ import annotations

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from tests.ui.asgi import get
from ui.serving import server


async def who(scope: Scope, receive: Receive, send: Send) -> None:
    said = f"{scope['client'][0]} {scope['scheme']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": said})


@pytest.mark.parametrize(
    ("named", "seen"),
    [
        ("", "127.0.0.1 http"),
        ("10.9.9.9", "127.0.0.1 http"),
        ("127.0.0.1", "10.0.0.7 https"),
        ("127.0.0.0/8", "10.0.0.7 https"),
    ],
)
def test_forwarded_headers(monkeypatch, named, seen):
    monkeypatch.setattr(uvicorn.config, "ProxyHeadersMiddleware", None)  # put back afterwards
    monkeypatch.setenv("ATLAS_PROXIES", named)
    server.routes()
    config = uvicorn.Config(who, log_config=None)  # as Streamlit sets it up: with uvicorn's own list
    config.load()

    assert get(config.loaded_app, "/", x_forwarded_for="10.0.0.7", x_forwarded_proto="https").text == seen
