"""Messages to the browser are packed with the widest window: an update repeats what was sent long before."""

from __future__ import annotations

import random
import zlib
from types import SimpleNamespace

from uvicorn.config import Config
from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from uvicorn.server import ServerState
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode
from websockets.version import version

from ui.serving import server
from ui.serving.patches import for_websockets

#: What a browser offers.
OFFERED: list[tuple[str, str | None]] = [("client_max_window_bits", None)]


def agreed() -> tuple[dict[str, str | None], PerMessageDeflate]:
    """Return what a connection answers to a browser, as uvicorn makes one once the atlas's routes are made."""
    server.routes()
    config = Config(app=lambda: None, ws="websockets-sansio", ws_per_message_deflate=True, lifespan="off")
    config.load()
    connection = protocol.WebSocketsSansIOProtocol(config, ServerState(), {})
    (factory,) = connection.conn.available_extensions or ()
    parameters, extension = factory.process_request_params(OFFERED, [])
    assert isinstance(extension, PerMessageDeflate)
    return dict(parameters), extension


def sent(extension: PerMessageDeflate, text: str) -> int:
    return len(extension.encode(Frame(Opcode.BINARY, text.encode())).data)


def test_a_connection_agrees_on_the_widest_window():
    parameters, _ = agreed()
    assert parameters == {"server_max_window_bits": str(for_websockets.WINDOW_BITS), "client_max_window_bits": "12"}
    assert for_websockets.WINDOW_BITS == zlib.MAX_WBITS


def test_what_was_sent_twenty_thousand_bytes_ago_is_not_sent_again():
    words = random.Random(7)
    card = "".join(words.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=3_000))
    other = "".join(words.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=20_000))
    _, extension = agreed()
    first, _, again = sent(extension, card), sent(extension, other), sent(extension, card)
    assert first > 1_900 and again < 100


def test_another_websockets_is_left_alone_and_the_log_says_so(caplog, monkeypatch):
    assert version.startswith(for_websockets.VERSION)
    another = SimpleNamespace()
    monkeypatch.setattr(protocol, "ServerProtocol", another)
    for_websockets.change()
    assert vars(protocol)["ServerProtocol"] is another
    assert "no ServerProtocol in uvicorn" in caplog.text
