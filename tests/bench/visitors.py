"""Visitors that are no browsers: they open a page over Streamlit's own WebSocket, wait until it has run, and leave."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

#: s; a run that takes longer than this has failed.
LIMIT_S = 120


@dataclass(frozen=True)
class Visit:
    """One page that was run: the seconds it took, how many messages and bytes (unpacked) came, whether it says it failed."""

    seconds: float
    messages: int
    size: int
    failed: bool


class Visitor:
    """One open page.

    Parameters
    ----------
    url : str
        Of the server, ``http://127.0.0.1:8501``; a certificate is taken as it is.
    reader : str
        By which nginx knows whom it led where; empty where there is no nginx.
    """

    def __init__(self, url: str, reader: str = "") -> None:
        self._url, self._reader = url, reader
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Visitor:
        """Connect."""
        address = f"{self._url.replace('http', 'ws', 1)}/_stcore/stream"
        protocols = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]
        self._socket = await connect(
            address,
            origin=Origin(self._url),
            subprotocols=protocols,
            additional_headers={"Cookie": f"atlas_reader={self._reader}"} if self._reader else {},
            ssl=ssl._create_unverified_context() if address.startswith("wss:") else None,
            max_size=None,
            open_timeout=LIMIT_S,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave as a browser does whose window is closed."""
        assert self._socket is not None
        await self._socket.close()

    async def see(self, query: str = "", page: str = "") -> Visit:
        """Ask for a view, and wait until the script has run."""
        assert self._socket is not None
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        began = perf_counter()
        await self._socket.send(asked.SerializeToString())
        messages, size, failed = 0, 0, False
        async with asyncio.timeout(LIMIT_S):
            while True:
                packed = await self._socket.recv(decode=False)
                told = ForwardMsg()
                told.ParseFromString(packed)
                messages, size = messages + 1, size + len(packed)
                kind = told.WhichOneof("type")
                if kind == "delta":
                    failed |= told.delta.new_element.WhichOneof("type") in ("alert", "exception")
                elif kind == "script_finished":
                    failed |= told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
                    return Visit(perf_counter() - began, messages, size, failed)
