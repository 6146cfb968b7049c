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
    """Counts the bytes that came from the server since the last :meth:`clear`."""

    def __init__(self) -> None:
        self.received = 0
        self.url = ""

    def clear(self) -> None:
        """Start counting anew."""
        self.received = 0

    async def relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
        """Pass on one connection, both ways, until either side closes it."""
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.gather(_pump(reader, far_writer, None), _pump(far_reader, writer, self))
        finally:
            for end in (writer, far_writer):
                end.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: Wire | None) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(_CHUNK):
            if count:
                count.received += len(data)
            writer.write(data)
            await writer.drain()
        writer.write_eof()


@contextlib.contextmanager
def counted(url: str) -> Iterator[Wire]:
    """Relay a server on this machine; ``url`` of what is given is where to ask instead."""
    port = int(url.rsplit(":", 1)[1].rstrip("/"))
    wire, loop = Wire(), asyncio.new_event_loop()
    serving = loop.run_until_complete(asyncio.start_server(lambda r, w: wire.relay(r, w, port), "127.0.0.1", 0))
    wire.url = f"http://127.0.0.1:{serving.sockets[0].getsockname()[1]}"
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        serving.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
