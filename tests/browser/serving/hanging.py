"""A process that hangs behind a proxy, accepting and never answering, and a page that leaves it for another."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.browser.atlas import APP, open_view
from tests.browser.server import Server

#: Then nobody waits for it any more, as the proxy would; a page on a busy machine takes its time too.
LEFT_OUT_S = 10
NAME = "async () => (await fetch('./atlas/alive', { cache: 'no-store' })).text()"


def seconds_until_left(page: Page, url: str, servers: Sequence[Server], most_s: float) -> float:
    """Let the process of an open page hang, and see that the page goes on with another; return how long that took."""
    open_view(page, url, "region", region="640000")
    title, name = page.locator(".page-head h1").inner_text(), page.evaluate(NAME)
    expect(page.locator("#keys-help")).to_have_attribute("data-process", name)
    (hung,) = [each for each in servers if urlopen(f"{each.url}/atlas/alive").read().decode() == name]
    hung.process.send_signal(signal.SIGSTOP)
    try:
        begun = time.monotonic()
        page.wait_for_event("websocket", timeout=most_s * 1000)
        taken = time.monotonic() - begun
        expect(page.locator(f"{APP}[data-test-connection-state='CONNECTED']")).to_have_count(1)
        assert page.evaluate(NAME) != name
        assert page.locator(".page-head h1").inner_text() == title
        page.locator("[data-testid='stTopNavLink']").nth(2).click()
        expect(page).to_have_url(f"{url}/trends")
        expect(page.locator(".page-head h1")).not_to_have_text(title)
        begun = time.monotonic()
        answer = page.request.get(f"{url}/trends")
        assert answer.ok and time.monotonic() - begun < LEFT_OUT_S
    finally:
        hung.process.send_signal(signal.SIGCONT)
    return taken
