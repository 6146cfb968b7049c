"""Two processes behind nginx, of which one is killed or hangs: its readers have their views back from the other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, AsyncExitStack

import pytest
from playwright.sync_api import BrowserContext
from websockets.exceptions import ConnectionClosed

from tests.bench.visitors import Visit, Visitor
from tests.browser import nginx
from tests.browser.server import Server, serving
from tests.browser.serving.hanging import seconds_until_left
from tests.data.seeds import seed_folder
from tests.ui.asgi import alone

READERS = 8
#: Until a reader whose process hangs has the view from the other: the page asks every 5 s, nginx waits 3 s, twice.
LEFT_S = 25
VIEWS = (("", "region=650000"), ("trends", ""), ("region", "region=640000"), ("pairings", "show=sankey"))


def atlas() -> AbstractContextManager[Server]:
    nginx.executable()
    return serving(env={"ATLAS_PROXIES": "127.0.0.1", "ATLAS_FACTS": str(seed_folder())})


@pytest.fixture(scope="module")
def stays() -> Iterator[Server]:
    """Return a process that no test ends: only one that is killed must be the test's own."""
    with atlas() as server:
        yield server


def test_readers_of_a_process_that_is_killed_have_their_views_back_from_the_other(stays: Server, tmp_path):
    with atlas() as one:
        plain, tls = nginx.free_port(), nginx.free_port()
        text = nginx.balanced((one.url, stays.url), plain, tls, tmp_path)
        with nginx.running(text, tls):
            urls = f"https://localhost:{tls}", one.url, stays.url
            moved = alone(_killed(*urls, kill=one.process.kill))
    assert 0 < moved < READERS, "all of them stood with one process"


async def _killed(url: str, *each: str, kill: Callable[[], None]) -> int:
    """Return how many had to come anew and had their views; the last of them after 0.2 s on two cores."""
    for process in each:  # nobody waits for what is computed for the first time
        async with Visitor(process) as first:
            for page, query in VIEWS:
                await first.see(query, page)
    dice = random.Random(4)
    names = [f"{dice.getrandbits(128):032x}" for _ in range(READERS)]
    views = [VIEWS[n % len(VIEWS)] for n in range(READERS)]
    async with AsyncExitStack() as stack:
        readers = [await stack.enter_async_context(Visitor(url, name)) for name in names]
        seen = [await reader.see(query, page) for reader, (page, query) in zip(readers, views, strict=True)]
        kill()
        return sum([await _again(url, *one) for one in zip(readers, names, views, seen, strict=True)])


async def _again(url: str, reader: Visitor, name: str, view: tuple[str, str], before: Visit) -> bool:
    """Look once more, as a page does whose server is gone: it comes anew, and is led elsewhere."""
    page, query = view
    try:
        assert not (await reader.see(query, page)).failed
        return False
    except ConnectionClosed:
        async with Visitor(url, name) as anew:
            after = await anew.see(query, page)
        assert not after.failed and after.messages == before.messages
        return True


def test_a_process_that_accepts_and_never_answers_is_left_and_left_out(
    new_context: Callable[..., BrowserContext], stays: Server, tmp_path
):
    with atlas() as one:
        plain, tls = nginx.free_port(), nginx.free_port()
        page = new_context(ignore_https_errors=True).new_page()
        with nginx.running(nginx.balanced((one.url, stays.url), plain, tls, tmp_path), tls):
            taken = seconds_until_left(page, f"https://localhost:{tls}", (one, stays), LEFT_S)
            assert taken > 1, "it was not the silence that led away"
