"""What is changed in websockets, as uvicorn uses it; written for its version 17 and checked against what is installed.

- Messages to a page are packed with a window of 32 kB: uvicorn has no option for it. Without it an update is a tenth to a
  half larger.
- A socket that is refused is answered with the headers of every other answer. Without it a refusal has none of them.

Where websockets, or what uvicorn takes of it, has become another, it is left alone and the log says so.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from uvicorn.protocols.websockets import websockets_sansio_impl as sansio
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.http11 import Response
from websockets.server import ServerProtocol
from websockets.version import version

VERSION: Final = "17"
#: log2 of the bytes of what was sent before that a message can point back to: 32 kB, the most there is.
WINDOW_BITS: Final = 15
#: zlib's usual room for its tables. Both together take 256 kB a reader, where uvicorn's own settings take 32.
MEMORY_LEVEL: Final = 8

_log = logging.getLogger("atlas.connections")


class WideWindow(ServerPerMessageDeflateFactory):
    """Messages packed with the widest window.

    Most of what an update sends was sent before (navigation, styles, cards of the same source), but longer ago than the 4 kB
    of uvicorn's own window.
    """

    def __init__(self, **_settings: Any) -> None:
        settings = {"memLevel": MEMORY_LEVEL}
        super().__init__(server_max_window_bits=WINDOW_BITS, client_max_window_bits=12, compress_settings=settings)


class Refusing(ServerProtocol):
    """The way to a socket; what refuses it carries the headers of every answer."""

    headers: tuple[tuple[str, str], ...] = ()

    def send_response(self, response: Response) -> None:
        """Add the headers, unless the socket is opened."""
        if response.status_code != 101:
            for name, value in self.headers:
                if name in response.headers:
                    del response.headers[name]
                response.headers[name] = value
        super().send_response(response)


def change(headers: tuple[tuple[str, str], ...] = ()) -> None:
    """Let sockets be well packed, and refused with headers, from now on; where websockets has changed, say so and do less.

    Parameters
    ----------
    headers : tuple of (str, str)
        As :class:`ui.serving.access.answers.Answers` has them.
    """
    Refusing.headers = headers
    for name, ours in (("ServerPerMessageDeflateFactory", WideWindow), ("ServerProtocol", Refusing)):
        if isinstance(theirs := getattr(sansio, name, None), type) and issubclass(ours, theirs):
            setattr(sansio, name, ours)
        else:
            _log.warning("websockets %s is not as %s was: no %s in uvicorn", version, VERSION, name)
