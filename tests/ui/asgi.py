"""Asking an ASGI application without a server or a client library."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def alone(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: where a browser test ran before in this process, a loop still runs in ours."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def get(app: ASGIApp, address: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for an address; header names are written with underscores. The path is sent as it is, ``..`` and all."""
    return Asking(app, address, method=method, headers=headers).answer()


def post(app: ASGIApp, address: str, body: bytes | Iterator[bytes], **headers: str) -> Answer:
    """Send a body to an address, whole or in parts as they are asked for."""
    parts = iter([body]) if isinstance(body, bytes) else body
    return Asking(app, address, method="POST", parts=parts, headers=headers).answer()


def connect(app: ASGIApp, address: str, **headers: str) -> bool:
    """Try to open a socket, and say whether it was accepted."""
    scope = _scope(address, headers) | {"type": "websocket", "scheme": "ws", "subprotocols": []}
    messages: list[Message] = []
    coming = iter([{"type": "websocket.connect"}])

    async def receive() -> Message:
        message = next(coming, None)
        if message is None:
            await asyncio.Event().wait()  # the one who asks stays on the line
            raise AssertionError("nobody wakes it")
        return message

    async def send(message: Message) -> None:
        messages.append(message)

    async def ask() -> None:
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        failure = pool.submit(asyncio.run, ask()).exception()
    if failure and not messages:
        raise failure
    return bool(messages[0]["type"] == "websocket.accept")


def _scope(address: str, headers: Mapping[str, str], client: str = "127.0.0.1") -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "server": ("localhost", 80),
        "client": (client, 1),
    }


class Asking:
    """A request that is under way: it is waited for, or the one who asks hangs up."""

    def __init__(
        self,
        app: ASGIApp,
        address: str,
        *,
        method: str = "GET",
        parts: Iterator[bytes] | None = None,
        client: str = "127.0.0.1",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._app = app
        self._scope = _scope(address, headers or {}, client) | {"type": "http", "method": method, "scheme": "http"}
        self._parts = parts or iter(())
        self._messages: list[Message] = []
        self._hung_up = threading.Event()
        # In a thread of its own: where a browser test ran before in this process, a loop is still running in ours.
        self._pool = ThreadPoolExecutor(1)
        self._asked = self._pool.submit(lambda: asyncio.run(self._ask()))

    def hang_up(self) -> None:
        self._hung_up.set()

    def answered(self) -> bool:
        return self._asked.done()

    def answer(self) -> Answer:
        failure = self._asked.exception(300)
        self._pool.shutdown()
        if failure and not self._messages:
            raise failure
        start = next(m for m in self._messages if m["type"] == "http.response.start")
        body = b"".join(m.get("body", b"") for m in self._messages if m["type"] == "http.response.body")
        return Answer(start["status"], {k.decode().lower(): v.decode() for k, v in start["headers"]}, body)

    async def _ask(self) -> None:
        asked: list[bool] = []

        async def receive() -> Message:
            part = next(self._parts, None)
            if part is not None:
                return {"type": "http.request", "body": part, "more_body": True}
            if asked and self._hung_up.is_set():
                return {"type": "http.disconnect"}
            if asked:
                await asyncio.Event().wait()  # the one who asks stays on the line
            asked.append(True)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            self._messages.append(message)

        await self._app(self._scope, receive, send)
