"""Fixtures of the browser tests.

``serve(env)`` serves the atlas, once per environment; ``atlas_url`` is the one as committed. ``page`` and
``new_context`` are pytest-playwright's, watched: a request off this machine fails the test. ``watch`` holds
what the browser asked for and complained of. A failing test leaves screenshots in tests/browser/failures/.

The tests of a file that is marked ``again`` have one window, one after the other: a page that a browser opens for the first
time costs it twice as much. It is for files that look at what stands on a page, not at how it first arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser import chromium
from tests.browser.atlas import KEEP, LIMIT_MS
from tests.browser.server import shared_url
from tests.data.seeds import seed_folder

HERE = Path(__file__).parent
LOCAL_HOSTS = {"127.0.0.1", "localhost"}
# These carry their content or name a thing in the page; nothing is asked for.
INSIDE_SCHEMES = {"data", "blob", "about"}

# Served as committed, but for this: an exception shows its traceback, on the screenshot of the failure too.
TELL_ALL = {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}

# Of the map of the atlas that ``dressed_url`` gives.
APPROVAL = "GS(2016)1234号"

# While somebody listens to the console, V8 parses a script again to tell the lines of an error, be it caught: a quarter of
# what opening a page with a chart takes. It need not where the lines are kept from the first time.
KEEP_LINES = "--js-flags=--no-enable-lazy-source-positions"

expect.set_options(timeout=LIMIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test under tests/browser/, so that -m "not browser" leaves none behind."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """Everything the test's browser windows asked for, and what their consoles complained of."""

    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Record a context: its windows, frames, workers and sockets."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("page", self._follow_page)
        context.on("console", self._note)
        context.on("weberror", lambda error: self.page_errors.append(str(error.error)))

    def belong(self, other: Watch) -> None:
        """Have what is seen from now on noted by another."""
        vars(self).update(vars(other))

    def _follow_page(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    @property
    def outside(self) -> list[str]:
        """Return what was asked of another host; must be empty."""
        return [url for url in self.requests if not is_inside(url)]


def is_inside(url: str) -> bool:
    """Say whether a request stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in INSIDE_SCHEMES or parts.hostname in LOCAL_HOSTS


@pytest.fixture(scope="session")
def serve() -> Callable[..., str]:
    """Return a function that serves the atlas under an environment, once for each in a run, and gives its URL.

    Other workers may be reading there, too: what a test counts or stops is a server of its own (``serving``), and
    what it writes to a folder of its own, which is part of the environment.
    """

    @cache
    def url(env: tuple[tuple[str, str], ...]) -> str:
        return shared_url({**TELL_ALL, **dict(env)})

    return lambda env=None: url(tuple(sorted((env or {}).items())))


@pytest.fixture(scope="session")
def atlas_url(serve: Callable[..., str]) -> str:
    """Return the URL of the atlas with the records of the five documents alone, whose numbers are known by hand."""
    return serve({"ATLAS_FACTS": str(seed_folder())})


@pytest.fixture(scope="session")
def whole_url(serve: Callable[..., str]) -> str:
    """Return the URL of the atlas as it is committed, with every record."""
    return serve()


@pytest.fixture(scope="session")
def dressed_url(serve: Callable[..., str]) -> str:
    """Return the URL of ``atlas_url``'s atlas with what a deployment may add: a site, figures of itself, an approval."""
    added = {"ATLAS_SITE": "http://127.0.0.1:9/site/", "ATLAS_METRICS": "true", "ATLAS_MAP_APPROVAL": APPROVAL}
    return serve({"ATLAS_FACTS": str(seed_folder()), **added})


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium without a way out."""
    return {**browser_type_launch_args, "executable_path": chromium.executable(), "args": [*chromium.ARGS, KEEP_LINES]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Open windows of 1366×768 in Chinese, at Beijing time."""
    return {**browser_context_args, **chromium.CONTEXT}


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Return what the browser asked for and complained of; a request off this machine fails the test."""
    watch = Watch()
    yield watch
    assert watch.outside == [], "the page asked for something off this machine"


@dataclass
class Window:
    """A window that tests have one after the other, and who notes what it asks for."""

    page: Page
    watch: Watch

    def clear(self) -> None:
        """Leave the page, and forget what it has stored; the browser keeps the files."""
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()
        self.page.unroute_all()
        if not self.page.evaluate("() => Boolean(window.atlasLoaded)"):
            self.page.evaluate("() => { if (location.origin !== 'null') { localStorage.clear(); sessionStorage.clear(); } }")
            self.page.goto("about:blank")
            self.page.context.clear_cookies()
        self.page.emulate_media(media="null")
        # A pointer that rests would point at something of the next page.
        self.page.mouse.move(0, 0)


#: Of a test: the window of its file, and the folder for pictures of its failure.
USED: pytest.StashKey[tuple[list[Window], Path]] = pytest.StashKey()


@pytest.fixture(scope="module")
def windows() -> Iterator[list[Window]]:
    """Return the window of a file's tests, in a list that is empty before the first of them."""
    windows: list[Window] = []
    yield windows
    for window in windows:
        window.page.context.close()


@pytest.fixture
def again(
    request: pytest.FixtureRequest,
    windows: list[Window],
    browser: Browser,
    browser_context_args: dict[str, Any],
    watch: Watch,
    output_path: str,
) -> Iterator[Page]:
    """Return the window of the file's tests, as empty as a new one."""
    request.node.stash[USED] = windows, Path(output_path)
    if not windows:
        context = browser.new_context(**browser_context_args)
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(KEEP)
        (own := Watch()).follow(context)
        windows.append(Window(context.new_page(), own))
    window = windows[0]
    window.watch.belong(watch)
    window.page.set_viewport_size(browser_context_args["viewport"])
    yield window.page
    if windows:
        window.clear()


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Page:
    """Return a window: a new one of a new browser, unless the file is marked ``again``."""
    kept = request.node.get_closest_marker("again") and not request.node.get_closest_marker("browser_context_args")
    return request.getfixturevalue("again") if kept else request.getfixturevalue("context").new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Take the picture of a file's window in which a test failed, and close it: the next test has another."""
    report = yield
    if report.failed and call.when == "call" and USED in item.stash:
        windows, folder = item.stash[USED]
        window = windows.pop()
        window.page.screenshot(path=folder / "test-failed-1.png")
        window.page.context.close()
    return report


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    """Return pytest-playwright's function for further windows, watched like the first."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(LIMIT_MS)
        watch.follow(context)
        return context

    return watched
