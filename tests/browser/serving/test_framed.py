"""A portal that the deployment has named shows the atlas in a frame; any other page shows an empty one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.atlas import LIMIT_MS, SETTLED
from tests.browser.server import HOST, serving
from tests.data.seeds import seed_folder


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a page that frames the atlas, on a host that is named and on one that is not."""
    folder = tmp_path_factory.mktemp("portal")
    servers = [HTTPServer((HOST, 0), partial(Quiet, directory=folder)) for _ in range(2)]
    named, stranger = (f"http://localhost:{server.server_port}" for server in servers)
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    with serving(env={"ATLAS_FACTS": str(seed_folder()), "ATLAS_FRAMES": named}) as atlas:
        frame = f'<iframe name="atlas" src="{atlas.url}/trends" width="1300" height="700"></iframe>'
        Path(folder, "index.html").write_text(f"<!doctype html><title>portal</title>{frame}", encoding="utf-8")
        yield named, stranger
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_named_portal_shows_the_page(page: Page, portals: tuple[str, str]):
    page.goto(portals[0])
    frame = page.frame(name="atlas")
    assert frame is not None
    frame.wait_for_selector(SETTLED, state="attached", timeout=LIMIT_MS)
    assert frame.locator("p.versions").count() == 1


def test_another_page_is_refused_by_the_browser(page: Page, portals: tuple[str, str]):
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text) as told:
        page.goto(portals[1])
    assert portals[0] in told.value.text
    frame = page.frame(name="atlas")
    assert frame is None or frame.locator("[data-testid=stApp]").count() == 0
