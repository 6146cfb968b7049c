"""What browser tests say of the atlas: open a view, wait for its map, ask the map what it shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Error, Frame, Page, expect

from ui.navigation import PAGES, PageFile
from views.params import READER_PARAMS, THEME

# A page by its address, and its query.
Form = tuple[str, dict[str, str]]

# The component's frame, among the others a page may have.
MAP_FRAME = "iframe[title*='streamlit_folium']"

# Streamlit says so while a run of the script is under way.
APP = "[data-testid='stApp']"
SETTLED = f"{APP}[data-test-script-state='notRunning'][data-test-connection-state='CONNECTED']"

# An exception that reached the page: Streamlit's own box, or the atlas' sentence in its place.
EXCEPTION = "[data-testid='stException'], [data-testid='stAlertContentError']"

# Streamlit loads the code of each kind of element when a page first has one, and shows this in its place until then.
UNLOADED = "[data-testid='stElementContainer'] > [data-testid='stSkeleton']"

# It lies over the page until that has painted.
FIRST_PICTURE = "iframe.atlas-first"

# Runs first in a window that is kept between tests: the program in it need not be loaded for each, unless the window has
# been another size, which it may yet tell its server.
KEEP = """
window.atlasKept = (loaded) => `${loaded} ${innerWidth}x${innerHeight}`;
addEventListener("resize", () => delete window.atlasLoaded);
"""

# What a reader chooses for all pages, as it is where no address names it.
USUAL = {param.name: param.default for param in READER_PARAMS}

# A light page without a map or a box of another page, so that none of these is as the view before left it. It names what a
# reader chooses for all pages: what the next address does not name is as it opens.
RESTING = "sources?" + urlencode({"show": "conflicts", **USUAL})

# Streamlit runs a page that the window's history leads to. A run that was over before its state was drawn is known by
# another head, a moment later, or, where the page has the same, by nothing: then this says, after a while, that it saw none.
GO_WITHIN = """([address, patience]) => new Promise((done) => {
    const app = document.querySelector("[data-testid='stApp']");
    const head = () => document.querySelector("[data-testid='stMain'] h1")?.textContent;
    const before = head();
    let ran = false, unseen = 0;
    const observer = new MutationObserver(() => {
        clearTimeout(unseen);
        ran ||= app.getAttribute("data-test-script-state") === "running";
        if (app.getAttribute("data-test-script-state") !== "notRunning") return;
        if (ran) end(true);
        else if (head() !== before) unseen = setTimeout(end, 300, true);
    });
    const end = (known) => { clearTimeout(late); observer.disconnect(); done(known); };
    const late = setTimeout(end, patience, false);
    observer.observe(app, { attributes: true, childList: true, subtree: true, characterData: true });
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
})"""

# A server that is late may still write what the page before was asked for into the address; what a reader chose for all
# pages comes along to a page whose link does not name it, if the light page between was left before it had run.
AS_ASKED = """([address, usual]) => {
    const asked = new URL(address), here = new URL(location.href);
    const now = (name) => here.searchParams.get(name) ?? usual[name] ?? null;
    const wanted = (name) => asked.searchParams.get(name) ?? usual[name] ?? null;
    const names = [...asked.searchParams.keys(), ...Object.keys(usual)];
    return asked.pathname === here.pathname && names.every((name) => now(name) === wanted(name));
}"""

# ms; generous, since a slow machine is no finding, and only reached when something is wrong.
LIMIT_MS = 90_000
SLICE_MS = 1_000
# A program that was not seen to run within this is loaded again.
PATIENCE_MS = 30_000
# Making a whole deck takes the server seconds on a fast machine.
DECK_MS = 240_000
POLL_MS = 20


@dataclass(frozen=True)
class MapView:
    """The map on a page: its frame, and what its script says of itself in ``window.atlas.state``."""

    page: Page

    @property
    def frame(self) -> Frame:
        """Return the map's frame as it is now; a remount puts another in its place."""
        element = self.page.wait_for_selector(MAP_FRAME, state="attached", timeout=LIMIT_MS)
        frame = element.content_frame() if element else None
        if frame is None:
            raise AssertionError(f"no map frame on {self.page.url}")
        return frame

    @property
    def state(self) -> dict[str, Any]:
        """Return a copy of the state now: painted, regions, flows, and whatever else the map tells."""
        return dict(self.frame.evaluate("() => JSON.parse(JSON.stringify(window.atlas.state))"))

    def wait_for(self, condition: str, arg: object = None) -> None:
        """Wait until a JavaScript expression of ``state`` and ``arg`` holds: ``state.flows === arg``."""
        wait_in_frame(
            lambda: self.frame, f"(arg) => {{ const state = window.atlas?.state; return !!state && !!({condition}); }}", arg
        )


def with_every_page(forms: Sequence[Form], pages: Iterable[PageFile] = PAGES) -> tuple[Form, ...]:
    """Return forms of pages, and those pages that have none among them as they open."""
    opened = {path for path, _ in forms}
    return (*forms, *((page.address, {}) for page in pages if page.address not in opened))


def wait_in_frame(find: Callable[[], Frame], function: str, arg: object = None) -> None:
    """Wait until a JavaScript function is true in a frame that may be replaced meanwhile.

    Asked anew every second: a wait that began in a document that is then left can go unanswered.
    """
    deadline = time.monotonic() + LIMIT_MS / 1000
    while True:
        try:
            find().wait_for_function(function, arg=arg, timeout=SLICE_MS, polling=POLL_MS)
            return
        except Error as error:
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {LIMIT_MS / 1000:.0f} s, {arg=}: {function}") from error


def open_view(page: Page, url: str, path: str = "", **query: str) -> None:
    """Open a page of the atlas by its URL path and query, and wait until it has run; not for its map.

    In a window that tests have one after the other (``KEEP``), a program that has come up stays: the window goes to the page
    by way of ``RESTING``, as one goes back in its history, which takes a third of what loading the program again does.
    """
    address = f"{url}/{path}" + (f"?{urlencode(query)}" if query else "")
    loaded = f"{url} {query.get(THEME.name, '')}"
    up = page.evaluate("(loaded) => Boolean(window.atlasLoaded) && window.atlasLoaded === window.atlasKept(loaded)", loaded)
    if up and go_within(page, f"{url}/{RESTING}") and go_within(page, address):
        wait_settled(page)
        if page.evaluate(AS_ASKED, [address, USUAL]):
            return
    page.goto(address, wait_until="commit")
    wait_settled(page)
    page.evaluate("(loaded) => { if (window.atlasKept) window.atlasLoaded = window.atlasKept(loaded); }", loaded)


def go_within(page: Page, address: str) -> bool:
    """Go to another address of the program that a window has loaded, and wait until that has run for it.

    Returns
    -------
    bool
        Whether a run was seen; one that changes nothing may be over before it can be.
    """
    return bool(page.evaluate(GO_WITHIN, [address, PATIENCE_MS]))


def open_map(page: Page, url: str, path: str = "", **query: str) -> MapView:
    """Open a page of the atlas that has a map, and wait until the map is painted."""
    open_view(page, url, path, **query)
    return wait_painted(page)


def wait_settled(page: Page) -> None:
    """Wait until the script has run and all it shows stands; an exception that reached the page is told with its text.

    A change that was made just before may not have reached the server yet: wait for what it shows
    (``MapView.wait_for``, ``expect(...)``) and not only for this.
    """
    page.wait_for_selector(SETTLED, state="attached", timeout=LIMIT_MS)
    page.wait_for_selector(FIRST_PICTURE, state="detached", timeout=LIMIT_MS)
    page.wait_for_selector(UNLOADED, state="detached", timeout=LIMIT_MS)
    trouble = page.locator(EXCEPTION)
    if trouble.count():
        raise AssertionError("an exception reached the page:\n" + "\n".join(trouble.all_inner_texts()))


def wait_player(page: Page) -> None:
    """Wait until the player of a deck shows its first slide."""
    # Its own policy forbids the evaluation that other waits need.
    expect(page.locator("html")).to_have_attribute("data-ready", "1", timeout=DECK_MS)


def wait_painted(page: Page) -> MapView:
    """Wait until the map's script reports that regions and flows are on the canvas, and return the map."""
    view = MapView(page)
    view.wait_for("state.painted || state.error")
    if view.state.get("error"):
        raise AssertionError(f"the map says: {view.state['error']}")
    return view
