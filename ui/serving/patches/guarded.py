"""Uvicorn's two kinds of connection, which may not keep the server waiting, and refuse in words of ours."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import sys
from typing import Any, Final

from uvicorn.protocols.http import h11_impl
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ui.deployment import Deployment
from ui.serving.access.answers import Answers
from ui.serving.access.connections import Allowance, Connections, Draining, Limits

#: How far the other end is with a request, as uvicorn's own parser tells it.
h11: Final[Any] = h11_impl.h11  # type: ignore[attr-defined]
#: Linger: on, for no time at all.
_AT_ONCE: Final = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
#: WebSocket close codes.
_NO_SUCH_DATA: Final = 1003
_AGAINST_THE_RULES: Final = 1008

_log = logging.getLogger("atlas.connections")
#: The connections of this process; the limits are known once it serves.
connections: Final = Connections(Limits())


class GuardedRequests(H11Protocol):
    """A connection for requests that may not keep the server waiting."""

    reader = False
    answers = Answers.of(Deployment())

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.begun = self.heard = connections.clock()
        self.draining = Draining()
        connections.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        connections.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take note of when a request began."""
        self.heard = connections.clock()
        waited = self.conn.their_state is h11.IDLE
        super().data_received(data)
        if waited and self.conn.their_state is not h11.IDLE:
            self.begun = self.heard

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self.begun = connections.clock()
        super().on_response_complete()

    def handle_websocket_upgrade(self, event: Any) -> None:
        """Hand over to the WebSocket, if one more reader finds room."""
        connections.leave(self)
        if connections.full:
            _log.warning("as many pages are open as there may be: another was refused")
            self.transport.write(self.answers.busy)
            self.transport.close()
            return
        super().handle_websocket_upgrade(event)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; where its answer has begun, all that is left is to end it."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(self.answers.unreadable)
        if self.cycle is not None:  # whoever is at the answer hears that nobody takes it
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()

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
        self.begun = connections.clock()
        self.asked = False
        self.draining = Draining()
        self.allowance = Allowance()
        connections.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        connections.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Send the answer to a head that cannot be read or is too long; uvicorn waits for more of it."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            # What cannot be read at all websockets leaves without an answer.
            self.transport.write(b"".join(self.conn.data_to_send()) or GuardedRequests.answers.unreadable)
            self.transport.close()

    def handle_text(self, event: Any) -> None:
        """Refuse text: pages speak in bytes, and Streamlit answers text with an error in its log."""
        self._refuse(_NO_SUCH_DATA)

    def send_receive_event_to_app(self) -> None:
        """Pass a message on, unless there are too many."""
        self.asked = True
        if self.allowance.take(connections.clock()):
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
    sock = transport.get_extra_info("socket")
    return sock.fileno() if sock is not None else -1


def _drop(transport: asyncio.Transport) -> None:
    """End a connection together with what the system still holds to be sent: nobody takes it."""
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    transport.abort()
