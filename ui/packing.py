"""How the messages of an update are packed on their way to the browser."""

from __future__ import annotations

from typing import Any, Final

from uvicorn.protocols.websockets import websockets_sansio_impl as protocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

#: log2 of the bytes of what was sent before that a message can point back to: 32 kB, the most there is.
WINDOW_BITS: Final = 15
#: zlib's usual room for its tables. Both together take 256 kB a reader, where uvicorn's own settings take 32.
MEMORY_LEVEL: Final = 8


class WideWindow(ServerPerMessageDeflateFactory):
    """Messages packed with the widest window.

    uvicorn has no option for it and always packs with a window of 4 kB. Most of what an update sends was sent before
    (navigation, styles, cards of the same source), but longer ago than that: with 32 kB an update is a tenth to a half
    smaller.
    """

    def __init__(self, **_settings: Any) -> None:
        super().__init__(server_max_window_bits=WINDOW_BITS, client_max_window_bits=12,
                         compress_settings={"memLevel": MEMORY_LEVEL})  # fmt: skip


def widen() -> None:
    """Let every connection that is opened from now on pack its messages with :class:`WideWindow`."""
    protocol.ServerPerMessageDeflateFactory = WideWindow  # type: ignore[attr-defined, assignment]
