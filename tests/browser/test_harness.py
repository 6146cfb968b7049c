"""The tests' own tools: an outside request is noticed, and a server that fails says why."""

from __future__ import annotations

import json
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from tests import shared
from tests.browser import atlas, chromium
from tests.browser.atlas import open_view
from tests.browser.conftest import Watch, is_inside
from tests.browser.server import ServerFailed, end_shared, serving, shared_url

LIMIT_S = 60

VISITS = 3


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("http://127.0.0.1:8501/", True),
        ("ws://localhost:8501/_stcore/stream", True),
        ("data:image/png;base64,AA==", True),
        ("blob:http://127.0.0.1:8501/0f", True),
        ("https://example.org/leaflet.js", False),
        ("wss://example.org/socket", False),
        ("http://127.0.0.1.example.org/", False),
        ("file:///etc/hosts", False),
    ],
)
def test_what_stays_on_this_machine(url, inside):
    assert is_inside(url) is inside


def test_an_outside_request_is_noticed_in_a_frame_too(browser: Browser):
    watch = Watch()
    context = browser.new_context()
    watch.follow(context)
    page = context.new_page()

    with page.expect_event("requestfailed", lambda request: request.url.endswith("frame.css")):
        page.set_content(
            "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
            "<iframe srcdoc=\"<link rel=stylesheet href='https://example.org/frame.css'>\"></iframe>"
        )
    context.close()

    assert watch.outside == ["https://example.org/frame.css"]


@pytest.mark.again
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_window_that_is_kept_is_as_empty_as_a_new_one(page: Page, watch: Watch, turn: str):
    assert (page.url, page.viewport_size, len(page.context.pages)) == ("about:blank", chromium.CONTEXT["viewport"], 1)
    page.route("http://localhost/**", lambda route: route.fulfill(body="<title>kept</title>", content_type="text/html"))
    page.goto("http://localhost/")
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert not page.evaluate("() => matchMedia('print').matches")
    assert watch.requests == ["http://localhost/"], "what it asked for in the test before is not told again"

    page.evaluate("() => { localStorage.a = sessionStorage.a = 'a'; document.cookie = 'a=a'; window.open('about:blank'); }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.again
def test_a_view_in_a_window_that_is_kept_is_as_in_a_new_one(page: Page, new_context, atlas_url: str, watch: Watch):
    open_view(page, atlas_url, "trends", lang="en", unverified="1", show="rates", axis="log")
    page.locator(".st-key-view_export button").click()
    for _ in range(VISITS):
        open_view(page, atlas_url, "pairings", helper="330200")
        open_view(page, atlas_url, "trends")
    loaded = sum(url.endswith("/pairings?helper=330200") for url in watch.requests)

    new = new_context().new_page()
    open_view(new, atlas_url, "trends")

    # A server that is late with what the page before was asked for has it loaded again, see AS_ASKED.
    assert loaded < VISITS, "the program was loaded again each time"
    assert page.url == new.url
    for one in (page, new):  # a chart comes when its code has
        expect(one.locator(".st-key-key-points path.point").first).to_be_visible()
    assert page.locator(".stMain").inner_text() == new.locator(".stMain").inner_text()
    assert page.locator("header").inner_text() == new.locator("header").inner_text()


@pytest.mark.again
def test_a_window_that_is_kept_forgets_what_was_chosen_for_all_pages(page: Page, atlas_url: str, monkeypatch):
    """The light page between may be left before it has run: then the language before comes along, as for a reader."""
    open_view(page, atlas_url, "sources", lang="en")
    monkeypatch.setattr(atlas, "RESTING", "sources?lang=en")

    open_view(page, atlas_url, "", region="620000")

    expect(page.locator("h1").first).to_have_text("谁帮扶甘肃省？")
    assert parse_qs(urlsplit(page.url).query) == {"region": ["620000"]}


@pytest.mark.again
def test_a_program_that_is_not_seen_to_run_is_loaded_again(page: Page, atlas_url: str, monkeypatch):
    """A run may be over before it is seen; a wait for it would never end."""
    open_view(page, atlas_url, "sources")
    page.evaluate("addEventListener('popstate', (event) => event.stopImmediatePropagation(), true)")
    monkeypatch.setattr(atlas, "PATIENCE_MS", 200)

    open_view(page, atlas_url, "trends")

    expect(page.locator(".st-key-key-points path.point").first).to_be_visible()
    assert urlsplit(page.url).path == "/trends"


def test_a_server_that_ends_early_says_what_it_printed(tmp_path):
    with pytest.raises(ServerFailed, match=r"missing\.py"), serving(tmp_path / "missing.py"):
        pass


def test_a_server_is_healthy_when_it_is_handed_over_and_gone_afterwards(tmp_path):
    app = tmp_path / "one.py"
    app.write_text("import streamlit as st\nst.write('one')\n", encoding="utf-8")

    with serving(app, env={"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}) as server:
        assert server.process.poll() is None

    assert server.process.poll() is not None


def test_a_server_is_shared_by_all_who_ask_for_the_same_and_gone_after_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(shared, "place", lambda: tmp_path)
    app = tmp_path / "one.py"
    app.write_text("import streamlit as st\nst.write('one')\n", encoding="utf-8")
    env = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}

    with ThreadPoolExecutor(3) as workers:
        urls = set(workers.map(lambda _: shared_url(env, app), range(3)))
    assert len(urls) == 1
    with urllib.request.urlopen(f"{urls.pop()}/_stcore/health", timeout=LIMIT_S) as answer:
        assert answer.read() == b"ok"

    (note,) = tmp_path.glob("server-*.json")
    process = psutil.Process(json.loads(note.read_text("utf-8"))["pid"])
    end_shared()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_a_shared_server_that_does_not_start_tells_everyone_what_it_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(shared, "place", lambda: tmp_path)
    for _ in range(2):
        with pytest.raises(ServerFailed, match=r"missing\.py"):
            shared_url({}, tmp_path / "missing.py")


def test_one_process_at_a_time_makes_what_is_shared(tmp_path, monkeypatch):
    monkeypatch.setattr(shared, "place", lambda: tmp_path)
    order: list[str] = []
    inside = threading.Event()

    def first() -> None:
        with shared.alone("thing"):
            inside.set()
            asked.wait(LIMIT_S)
            order.append("first")

    def second() -> None:
        inside.wait(LIMIT_S)
        asked.set()
        with shared.alone("thing"):
            order.append("second")

    asked = threading.Event()
    with ThreadPoolExecutor(2) as both:
        for work in [both.submit(first), both.submit(second)]:
            work.result(LIMIT_S)
    assert order == ["first", "second"]
