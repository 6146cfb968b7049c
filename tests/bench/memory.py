"""What readers who have left leave in memory: ``python -m tests.bench.memory``; Linux alone.

Six hundred visits one after another, then a hundred readers at once who leave together. A session is kept for a short time
here, so that one need not wait two minutes for it to be let go of.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import threading
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from tests.bench.visitors import Visitor
from tests.browser.server import Server, serving

#: s a session is kept whose reader has left, and s until it is let go of for certain: the server looks every 20.
KEPT_S, GONE_S = 10, 45


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each state: MB of resident memory, open files."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory", description=__doc__)
    parser.add_argument("--visits", type=int, default=600, help="one after another (default 600)")
    parser.add_argument("--together", type=int, default=100, help="at once (default 100)")
    given = parser.parse_args(arguments)
    with serving(options=("--server.disconnectedSessionTTL", str(KEPT_S))) as server:
        print(f"{'':<34}{'MB':>6}{'files':>7}")
        for lang in ("zh", "en", "zh"):
            asyncio.run(_visit(server, lang))
        _tell(server, "records read, nobody there")
        for n in range(1, given.visits + 1):
            asyncio.run(_visit(server))
            if n % 100 == 0:
                _tell(server, f"{n} visits, one after another")
        _wait()
        _tell(server, f"{GONE_S} s after the last")
        asyncio.run(_together(server, given.together))
        _tell(server, "all left at once")
        _wait()
        _tell(server, f"{GONE_S} s later")


async def _visit(server: Server, lang: str = "zh") -> None:
    async with Visitor(server.url) as visitor:
        await visitor.see(f"lang={lang}")


async def _together(server: Server, number: int) -> None:
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(Visitor(server.url)) for _ in range(number)]
        await asyncio.gather(*(visitor.see() for visitor in visitors))
        _tell(server, f"{number} readers at once")


def _tell(server: Server, state: str) -> None:
    process = Path("/proc", str(server.process.pid))
    resident = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text("ascii"))
    assert resident is not None
    print(f"{state:<34}{int(resident[1]) / 1024:>6.0f}{len(list((process / 'fd').iterdir())):>7}", flush=True)


def _wait() -> None:
    threading.Event().wait(GONE_S)


if __name__ == "__main__":
    main()
