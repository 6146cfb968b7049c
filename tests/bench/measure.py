"""Measuring one load and one update in the browser.

The clock runs from before the navigation (or the click) until the page's own sign of readiness and two
further animation frames, so that what was drawn has reached the screen. Signs differ: the atlas' map says
that regions and flows are drawn, the empty map that Leaflet is set up, the empty page that its line of text
is there. They are the pages' own words, not a look at the pixels.

*Cold* is the first load of a new browser context, whose cache is empty; *warm* the second load in it. Bytes
are as they came over the wire; those of WebSocket messages are counted after decompression, since Chromium
tells no others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.apps import Case
from tests.browser.atlas import wait_settled
from tests.browser.chromium import CONTEXT

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@dataclass(frozen=True)
class Sample:
    """One measurement: milliseconds, requests, kB of files and kB of WebSocket messages from the server."""

    ms: float
    requests: int
    file_kb: float
    socket_kb: float


class Counter:
    """Counts what a page fetches, as Chromium's own network log tells it."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self._log = context.new_cdp_session(page)
        self._log.on("Network.requestWillBeSent", self._request)
        self._log.on("Network.loadingFinished", self._finished)
        self._log.on("Network.webSocketFrameReceived", self._frame)
        self._log.send("Network.enable")
        self.clear()

    def clear(self) -> None:
        """Start counting anew."""
        self.requests = 0
        self.file_bytes = 0.0
        self.socket_bytes = 0.0

    def sample(self, ms: float) -> Sample:
        """Return what was counted since the start, with the time it took."""
        return Sample(ms, self.requests, self.file_bytes / 1000, self.socket_bytes / 1000)

    def _request(self, event: dict[str, Any]) -> None:
        # Pictures written into the page itself are no traffic.
        self.requests += event["request"]["url"].startswith("http")

    def _finished(self, event: dict[str, Any]) -> None:
        self.file_bytes += max(event["encodedDataLength"], 0)

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        # Binary frames are told in base64, four characters for three bytes.
        self.socket_bytes += len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)


def load_twice(browser: Browser, case: Case) -> tuple[Sample, Sample]:
    """Return a cold and a warm load of a page."""
    context = browser.new_context(**CONTEXT)
    try:
        return _load(context, case), _load(context, case)
    finally:
        context.close()


def _load(context: BrowserContext, case: Case) -> Sample:
    page = context.new_page()
    counter = Counter(context, page)
    start = perf_counter()
    page.goto(case.url, wait_until="commit")
    case.ready(page)
    page.evaluate(TWO_FRAMES)
    sample = counter.sample((perf_counter() - start) * 1000)
    page.close()
    return sample


def time_change(page: Page, counter: Counter, act: Callable[[], None], done: Callable[[], None]) -> Sample:
    """Return what a change on an open page cost: the time until done returns, all traffic until the run ends."""
    counter.clear()
    start = perf_counter()
    act()
    done()
    page.evaluate(TWO_FRAMES)
    ms = (perf_counter() - start) * 1000
    wait_settled(page)
    return counter.sample(ms)
