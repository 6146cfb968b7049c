"""What is changed in uvicorn, written for its version 0.54 and checked against what is installed.

- Slow and silent connections end, and their number is bounded: uvicorn has none (:mod:`~ui.serving.access.connections`).
  Without it a few hundred half requests stop the server; a proxy in front prevents that too.
- Messages to a page are packed with a window of 32 kB: uvicorn has no option for it. Without it an update is a tenth to a
  half larger.
- What a proxy says of the client is believed of those that the deployment names alone. uvicorn believes whatever runs on
  the same machine, and takes its list before the app is read; without it anyone who reaches a proxy there that passes
  such headers on can make up an address.

Where uvicorn has become another, it is left alone and the log says so.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import uvicorn
from uvicorn._types import ASGI3Application
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http import h11_impl
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets import websockets_sansio_impl as sansio
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from ui.serving.access.connections import Allowance, Connections, Draining, Limits, of_this_process

VERSION: Final = "0.54"
#: How far the other end is with a request, as uvicorn's own parser tells it.
h11: Final[Any] = h11_impl.h11  # type: ignore[attr-defined]
#: log2 of the bytes of what was sent before that a message can point back to: 32 kB, the most there is.
WINDOW_BITS: Final = 15
#: zlib's usual room for its tables. Both together take 256 kB a reader, where uvicorn's own settings take 32.
MEMORY_LEVEL: Final = 8
#: Bytes of a message from a page: what its controls hold. Files come another way.
MOST_MESSAGE: Final = 2 * 1024 * 1024
#: Connections taken from the system's queue at a time: as many are open before the first of them is counted.
_AT_A_TIME: Final = 16
#: Linger: on, for no time at all.
_AT_ONCE: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
#: WebSocket close codes.
_NO_SUCH_DATA: Final = 1003
_AGAINST_THE_RULES: Final = 1008
_BUSY: Final = b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 10\r\ncontent-length: 0\r\n\r\n"
#: What the classes below rely on, a name of theirs at a time.
_RELIED_ON: Final = {
    H11Protocol: ("connection_made", "connection_lost", "data_received", "on_response_complete", "handle_websocket_upgrade"),
    WebSocketsSansIOProtocol: ("connection_made", "connection_lost", "handle_text", "send_receive_event_to_app"),
    uvicorn.Server: ("startup",),
}

_log = logging.getLogger("atlas.connections")
#: The connections of this process; the limits are known once it serves.
_connections = Connections(Limits())


def connections() -> Connections:
    """Return the connections of this process, for what is told of them."""
    return _connections


class WideWindow(ServerPerMessageDeflateFactory):
    """Messages packed with the widest window.

    Most of what an update sends was sent before (navigation, styles, cards of the same source), but longer ago than the 4 kB
    of uvicorn's own window.
    """

    def __init__(self, **_settings: Any) -> None:
        settings = {"memLevel": MEMORY_LEVEL}
        super().__init__(server_max_window_bits=WINDOW_BITS, client_max_window_bits=12, compress_settings=settings)


class GuardedRequests(H11Protocol):
    """A connection for requests that may not keep the server waiting."""

    reader = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.begun = self.heard = _connections.clock()
        self.draining = Draining()
        _connections.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        _connections.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take note of when a request began."""
        self.heard = _connections.clock()
        waited = self.conn.their_state is h11.IDLE
        super().data_received(data)
        if waited and self.conn.their_state is not h11.IDLE:
            self.begun = self.heard

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self.begun = _connections.clock()
        super().on_response_complete()

    def handle_websocket_upgrade(self, event: Any) -> None:
        """Hand over to the WebSocket, if one more reader finds room."""
        _connections.leave(self)
        if _connections.full:
            _log.warning("as many pages are open as there may be: another was refused")
            self.transport.write(_BUSY)
            self.transport.close()
            return
        super().handle_websocket_upgrade(event)

    @property
    def idle_since(self) -> float | None:
        """When it began to wait for a request; None while one is on its way or being answered."""
        return self.begun if self.conn.their_state is h11.IDLE else None

    @property
    def descriptor(self) -> int:
        """Number of the socket."""
        return _descriptor(self.transport)

    def overdue(self, now: float, limits: Limits) -> str:
        """Return what has been waited for too long."""
        if self.draining.stalled(self.transport.get_write_buffer_size(), now, limits):
            return "answer"
        if self.transport.is_closing():
            return ""
        state = self.conn.their_state
        if state is h11.IDLE and now - self.begun > limits.request_s:
            return "request"
        paused = now - self.heard > limits.pause_s and not self.flow.read_paused
        return "body" if state is h11.SEND_BODY and (paused or now - self.begun > limits.body_s) else ""

    def end(self, reason: str) -> None:
        """Close it; what nobody takes is thrown away."""
        if reason == "answer":
            _drop(self.transport)
        else:
            self.transport.close()


class GuardedPage(WebSocketsSansIOProtocol):
    """The connection of an open page: it asks for a run when it is new, in messages of the right kind and not too many."""

    reader = True
    #: A page that is open is never closed to make room.
    idle_since = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the page's first wish."""
        super().connection_made(transport)
        self.begun = _connections.clock()
        self.asked = False
        self.draining = Draining()
        self.allowance = Allowance()
        _connections.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        _connections.leave(self)
        super().connection_lost(exc)

    def handle_text(self, event: Any) -> None:
        """Refuse text: pages speak in bytes, and Streamlit answers text with an error in its log."""
        self._refuse(_NO_SUCH_DATA)

    def send_receive_event_to_app(self) -> None:
        """Pass a message on, unless there are too many."""
        self.asked = True
        if self.allowance.take(_connections.clock()):
            super().send_receive_event_to_app()
        else:
            self._refuse(_AGAINST_THE_RULES)

    @property
    def descriptor(self) -> int:
        """Number of the socket."""
        return _descriptor(self.transport)

    def overdue(self, now: float, limits: Limits) -> str:
        """Return what has been waited for too long. A page that comes back to its session need not ask for anything."""
        if self.draining.stalled(self.transport.get_write_buffer_size(), now, limits):
            return "answer"
        returns = self.handshake_initiated and len(getattr(self, "scope", {}).get("subprotocols", ())) > 2
        silent = not (self.asked or returns or self.transport.is_closing())
        return "request" if silent and now - self.begun > limits.pause_s else ""

    def end(self, reason: str) -> None:
        """Close it; what nobody takes is thrown away."""
        if reason == "answer":
            _drop(self.transport)
        else:
            self._refuse(_AGAINST_THE_RULES)

    def _refuse(self, code: int) -> None:
        self.frames = []
        if self.close_sent or self.transport.is_closing():
            return
        if self.handshake_complete:
            self.conn.fail(code)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.transport.close()


def _descriptor(transport: asyncio.BaseTransport) -> int:
    found = transport.get_extra_info("socket")
    return found.fileno() if found is not None else -1


def _drop(transport: asyncio.Transport) -> None:
    """End a connection together with what the system still holds to be sent: nobody takes it."""
    found = transport.get_extra_info("socket")
    if found is not None:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    transport.abort()


def change(proxies: Sequence[str] = ()) -> None:
    """Let connections be guarded and well packed from now on; where uvicorn has changed, say so and do less.

    Parameters
    ----------
    proxies : sequence of str
        Addresses or networks of those whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed.
    """
    _believe(proxies)
    sansio.ServerPerMessageDeflateFactory = WideWindow  # type: ignore[attr-defined, assignment]
    lacking = [
        f"{owner.__name__}.{name}" for owner, names in _RELIED_ON.items() for name in names if not hasattr(owner, name)
    ]
    if lacking:
        _unguarded(", ".join(lacking))
    elif getattr(uvicorn.Server.startup, "__module__", "") != __name__:
        uvicorn.Server.startup = _guarded(uvicorn.Server.startup)  # type: ignore[method-assign]


def _believe(proxies: Sequence[str]) -> None:
    class Named(ProxyHeadersMiddleware):
        def __init__(self, app: ASGI3Application, trusted_hosts: list[str] | str = "") -> None:
            super().__init__(app, trusted_hosts=list(proxies))

    # ``Config.load`` reads the app, and after it wraps it in what stands under this name.
    if hasattr(uvicorn.config, "ProxyHeadersMiddleware"):
        setattr(uvicorn.config, "ProxyHeadersMiddleware", Named)  # noqa: B010
    else:
        _log.warning("uvicorn %s is not as %s was: this machine's word on clients is taken", uvicorn.__version__, VERSION)


def _guarded(startup: Any) -> Any:
    async def start(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        config = server.config
        fits = config.http_protocol_class is H11Protocol and config.ws_protocol_class is WebSocketsSansIOProtocol
        if fits:
            config.http_protocol_class, config.ws_protocol_class = GuardedRequests, GuardedPage
            config.ws_max_size = min(config.ws_max_size, MOST_MESSAGE)
            _connections.limits = of_this_process()
        else:
            _unguarded("its classes for HTTP and WebSockets are others")
        with _few_at_a_time(config, sockets or []):
            await startup(server, sockets)
        if fits:
            server.atlas_sweeper = asyncio.create_task(_sweep(), name="atlas-connections")  # type: ignore[attr-defined]

    return start


def _unguarded(why: str) -> None:
    _log.warning("connections are not limited: uvicorn %s is not as %s was (%s)", uvicorn.__version__, VERSION, why)


@contextmanager
def _few_at_a_time(config: uvicorn.Config, sockets: list[socket.socket]) -> Iterator[None]:
    """Take few connections at once, whereas the system's own queue stays as long as it was."""
    queue, config.backlog = config.backlog, _AT_A_TIME
    try:
        yield
    finally:
        config.backlog = queue
        for each in sockets:
            each.listen(queue)


async def _sweep() -> None:
    while True:
        await asyncio.sleep(min(1.0, _connections.limits.request_s / 4))
        _connections.sweep()
