"""Asking an ASGI application without a server or a client library."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def get(app: ASGIApp, address: str, **headers: str) -> Answer:
    """Ask for an address; header names are written with underscores. The path is sent as it is, ``..`` and all."""
    return _ask(app, "GET", address, iter([b""]), headers)


def post(app: ASGIApp, address: str, body: bytes | Iterator[bytes], **headers: str) -> Answer:
    """Send a body to an address, whole or in parts as they are asked for."""
    return _ask(app, "POST", address, iter([body]) if isinstance(body, bytes) else body, headers)


def _ask(app: ASGIApp, method: str, address: str, parts: Iterator[bytes], headers: dict[str, str]) -> Answer:
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    messages: list[Message] = []
    ended: list[bool] = []

    async def receive() -> Message:
        part = next(parts, None)
        if part is not None:
            return {"type": "http.request", "body": part, "more_body": True}
        if ended:
            await asyncio.Event().wait()  # the one who asks stays on the line
        ended.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    async def ask() -> None:
        await app(scope, receive, send)

    # In a thread of its own: where a browser test ran before in this process, a loop is still running in ours.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, ask()).result()
    start = next(m for m in messages if m["type"] == "http.response.start")
    body = b"".join(m.get("body", b"") for m in messages if m["type"] == "http.response.body")
    return Answer(start["status"], {k.decode().lower(): v.decode() for k, v in start["headers"]}, body)
