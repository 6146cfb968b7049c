"""A relay between browser and server that counts the bytes passing: what is really sent, packed as it is sent.

The browser's own log tells WebSocket messages only as they are after unpacking; an intranet carries them packed.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

_CHUNK = 1 << 16


class Wire:
    """Counts the bytes that came from the server since the last :meth:`clear`, and can be cut."""

    def __init__(self) -> None:
        self.received = 0
        self.url = ""
        self._port = 0
        self._whole = True
        self._ends: set[asyncio.StreamWriter] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def clear(self) -> None:
        """Start counting anew."""
        self.received = 0

    def lead_to(self, url: str) -> None:
        """Relay another server on this machine, from the next connection on."""
        self._port = int(url.rsplit(":", 1)[1].rstrip("/"))

    async def relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on one connection, both ways, until either side closes it."""
        far_writer = None
        if self._whole:
            with contextlib.suppress(OSError):
                far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        # It may have been cut meanwhile.
        if far_writer is None or not self._whole:
            for end in filter(None, (writer, far_writer)):
                end.transport.abort()
                await _closed(end)
            return
        self._ends |= {writer, far_writer}
        try:
            await asyncio.gather(_pump(reader, far_writer, None), _pump(far_reader, writer, self))
        finally:
            for end in (writer, far_writer):
                self._ends.discard(end)
                end.close()
                await _closed(end)

    def cut(self) -> None:
        """End every connection, and let no other begin."""
        self._at_once(False)

    def mend(self) -> None:
        """Let connections begin again."""
        self._at_once(True)

    def _at_once(self, whole: bool) -> None:
        done = threading.Event()

        def change() -> None:
            self._whole = whole
            for end in () if whole else tuple(self._ends):
                end.transport.abort()
            done.set()

        assert self._loop is not None
        self._loop.call_soon_threadsafe(change)
        done.wait()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: Wire | None) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(_CHUNK):
            if count:
                count.received += len(data)
            writer.write(data)
            await writer.drain()
        writer.write_eof()


async def _closed(writer: asyncio.StreamWriter) -> None:
    """Wait until nothing of a connection is left; a loop that ends before would leave it open."""
    with contextlib.suppress(OSError):
        await writer.wait_closed()


@contextlib.contextmanager
def counted(url: str, port: int = 0) -> Iterator[Wire]:
    """Relay a server on this machine, at a port or any free one; ``url`` of what is given is where to ask instead."""
    wire, loop = Wire(), asyncio.new_event_loop()
    wire.lead_to(url)
    wire._loop = loop
    # In a thread of its own: a browser of the tests has a loop running in ours.
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.start_server(wire.relay, "127.0.0.1", port)
    serving = asyncio.run_coroutine_threadsafe(starting, loop).result()
    wire.url = f"http://127.0.0.1:{serving.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        wire.cut()
        asyncio.run_coroutine_threadsafe(_end(serving), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(serving: asyncio.Server) -> None:
    serving.close()
    # A connection that is being accepted begins to be relayed only after that.
    while running := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*running, return_exceptions=True)
