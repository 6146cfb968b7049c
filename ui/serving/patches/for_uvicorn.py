"""What is changed in uvicorn, written for its version 0.54 and checked against what is installed.

- Slow and silent connections end, and their number is bounded: uvicorn has none (:mod:`~ui.serving.access.connections`).
  Without it a few hundred half requests stop the server; a proxy in front prevents that too.
- What is no request is answered in words of ours, with the headers of every other answer: uvicorn's own has none.
- What a proxy says of the client is believed of those that the deployment names alone. uvicorn believes whatever runs on
  the same machine, and takes its list before the app is read; without it anyone who reaches a proxy there that passes
  such headers on can make up an address.
- Messages leave at once. The accepted sockets of a server that was handed its own hold a small message back until the one
  before it is acknowledged, for which a reader's system takes its time: some 30 ms in every update of a page.

Where uvicorn has become another, it is left alone and the log says so.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_network
from typing import Any, Final

import uvicorn
from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ui.deployment import Deployment
from ui.serving.access.answers import Answers
from ui.serving.access.connections import of_this_process
from ui.serving.access.identity import carry
from ui.serving.patches.guarded import GuardedPage, GuardedRequests, connections

VERSION: Final = "0.54"
#: Bytes of a message from a page: what its controls hold. Files come another way.
MOST_MESSAGE: Final = 2 * 1024 * 1024
#: Connections taken from the system's queue at a time: as many are open before the first of them is counted.
_AT_A_TIME: Final = 16
#: What the classes below rely on, a name of theirs at a time.
_RELIED_ON: Final = {
    H11Protocol: (
        "connection_made",
        "connection_lost",
        "data_received",
        "on_response_complete",
        "handle_websocket_upgrade",
        "send_400_response",
    ),
    WebSocketsSansIOProtocol: (
        "connection_made",
        "connection_lost",
        "data_received",
        "handle_text",
        "send_receive_event_to_app",
    ),
    uvicorn.Server: ("startup",),
}

_log = logging.getLogger("atlas.connections")


def change(settings: Deployment) -> None:
    """Let connections be guarded from now on, and proxies believed; where uvicorn has changed, say so and do less."""
    _believe(settings.proxies, settings.identity)
    GuardedRequests.answers = Answers.of(settings)
    lacking = [
        f"{owner.__name__}.{name}" for owner, names in _RELIED_ON.items() for name in names if not hasattr(owner, name)
    ]
    if lacking:
        _unguarded(", ".join(lacking))
    elif getattr(uvicorn.Server.startup, "__module__", "") != __name__:
        uvicorn.Server.startup = _guarded(uvicorn.Server.startup)  # type: ignore[method-assign]


def _believe(proxies: Sequence[str], identity: str) -> None:
    class Named(ProxyHeadersMiddleware):
        def __init__(self, app: ASGI3Application, trusted_hosts: list[str] | str = "") -> None:
            # A network that is not written by its first address would be taken for a name.
            super().__init__(app, trusted_hosts=[str(ip_network(each, strict=False)) for each in proxies])

        async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
            if scope["type"] != "lifespan" and (client := scope.get("client")):
                scope["client"] = (_plain_address(client[0]), client[1])
                # Before the client's own address takes the place of the proxy's.
                scope["headers"] = carry(scope, identity, self.trusted_hosts.__contains__)
            await super().__call__(scope, receive, send)

    # ``Config.load`` reads the app, and after it wraps it in what stands under this name.
    if hasattr(uvicorn.config, "ProxyHeadersMiddleware"):
        setattr(uvicorn.config, "ProxyHeadersMiddleware", Named)  # noqa: B010
    else:
        _log.warning("uvicorn %s is not as %s was: this machine's word on clients is taken", uvicorn.__version__, VERSION)


def _plain_address(host: str) -> str:
    """Write an IPv4 address as such: a socket that takes both kinds hands it over as an IPv6 one (``::ffff:…``)."""
    try:
        mapped = IPv6Address(host).ipv4_mapped
    except ValueError:
        return host
    return str(mapped) if mapped else host


def _guarded(startup: Any) -> Any:
    async def start(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        config = server.config
        fits = config.http_protocol_class is H11Protocol and config.ws_protocol_class is WebSocketsSansIOProtocol
        if fits:
            config.http_protocol_class, config.ws_protocol_class = GuardedRequests, GuardedPage
            config.ws_max_size = min(config.ws_max_size, MOST_MESSAGE)
            connections.limits = of_this_process()
        else:
            _unguarded("its classes for HTTP and WebSockets are others")
        for each in sockets or ():
            _hurry(each)
        with _few_at_a_time(config, sockets or []):
            await startup(server, sockets)
        if fits:
            server.atlas_sweeper = asyncio.create_task(_sweep(), name="atlas-connections")  # type: ignore[attr-defined]

    return start


def _unguarded(why: str) -> None:
    _log.warning("connections are not limited: uvicorn %s is not as %s was (%s)", uvicorn.__version__, VERSION, why)


def _hurry(listening: socket.socket) -> None:
    """Let the connections of a socket send without waiting, which asyncio sees to only where it made the socket itself."""
    if listening.family in (socket.AF_INET, socket.AF_INET6):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


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
        await asyncio.sleep(min(1.0, connections.limits.request_s / 4))
        connections.sweep()
