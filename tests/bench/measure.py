"""Measuring one load in the browser, and counting what any change costs.

The clock of a load runs from before the navigation until the page's own sign of readiness and two
further animation frames, so that what was drawn has reached the screen. Signs differ: the atlas' map says
that regions and flows are drawn, the empty map that Leaflet is set up, the empty page that its line of text
is there. They are the pages' own words, not a look at the pixels.

*Cold* is the first load of a new browser context, whose cache is empty; *warm* the second load in it. Bytes
are counted by a relay between browser and server (:mod:`tests.bench.wire`), as they are sent: headers, files and
WebSocket messages, packed. What the messages weigh unpacked is told besides: the browser has to read that much.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.apps import Case
from tests.bench.wire import Wire
from tests.browser.chromium import CONTEXT

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@dataclass(frozen=True)
class Sample:
    """One measurement: milliseconds, requests, kB sent by the server, kB of WebSocket messages after unpacking.

    ``shapes_kb`` is the part of what was sent that is outlines and names of counties: files that a browser asks for once
    and keeps.
    """

    ms: float
    requests: int
    sent_kb: float
    unpacked_kb: float
    shapes_kb: float


class Counter:
    """Counts what a page fetches: requests and messages by Chromium's own network log, bytes by the relay."""

    def __init__(self, context: BrowserContext, page: Page, wire: Wire) -> None:
        self._wire = wire
        self._log = context.new_cdp_session(page)
        self._log.on("Network.requestWillBeSent", self._request)
        self._log.on("Network.webSocketFrameReceived", self._frame)
        self._log.on("Network.loadingFinished", self._finished)
        self._log.send("Network.enable")
        self.clear()

    def clear(self) -> None:
        """Start counting anew."""
        self.requests = 0
        self.shapes_bytes = 0.0
        self._shapes: set[str] = set()
        self._wire.clear()
        self.socket_bytes = 0.0

    def sample(self, ms: float) -> Sample:
        """Return what was counted since the start, with the time it took."""
        return Sample(ms, self.requests, self._wire.received / 1000, self.socket_bytes / 1000, self.shapes_bytes / 1000)

    def _request(self, event: dict[str, Any]) -> None:
        # Pictures written into the page itself are no traffic.
        self.requests += event["request"]["url"].startswith("http")
        if "/atlas/shapes/" in event["request"]["url"] or "/atlas/client/counties" in event["request"]["url"]:
            self._shapes.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._shapes:
            self.shapes_bytes += max(event["encodedDataLength"], 0)

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
    counter = Counter(context, page, case.wire)
    start = perf_counter()
    page.goto(case.wire.url, wait_until="commit")
    case.ready(page)
    page.evaluate(TWO_FRAMES)
    sample = counter.sample((perf_counter() - start) * 1000)
    page.close()
    return sample
