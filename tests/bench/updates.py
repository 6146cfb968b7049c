"""Changes a person makes on the overview, each with the control that makes it.

A control is found by the class that Streamlit gives a keyed widget, ``st-key-<key>``. A change whose control
is not on the page is reported as such, and not measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.bench.measure import Counter, Sample, time_change
from tests.browser.atlas import MAP_FRAME, MapView, open_map
from tests.browser.chromium import CONTEXT

# Fractions of the map's width and height: two places in different provinces, so that every click is a change.
PLACES = ((0.45, 0.55), (0.62, 0.40))


@dataclass(frozen=True)
class Update:
    """A change: its name, the control it needs, and the act; the round says which of two states comes."""

    name: str
    control: str
    act: Callable[[Page, int], None]


def _choose(selector: str) -> Callable[[Page, int], None]:
    """Click the two first options of a segmented control in turn, beginning with the second."""

    def act(page: Page, turn: int) -> None:
        options = page.locator(f"{selector} button")
        options.nth((turn + 1) % 2).click()

    return act


def _click_map(page: Page, turn: int) -> None:
    box = page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None, "the map has no size"
    across, down = PLACES[turn % 2]
    page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])


UPDATES = (
    Update("fill", ".st-key-w_fill", _choose(".st-key-w_fill")),
    Update("programme filter", ".st-key-w_programme", _choose(".st-key-w_programme")),
    Update("selection on the map", MAP_FRAME, _click_map),
)


@dataclass(frozen=True)
class Outcome:
    """What one change cost over all rounds; no samples when its control is not on the page."""

    name: str
    samples: list[Sample]
    remounts: int


def measure_updates(browser: Browser, url: str, rounds: int) -> list[Outcome]:
    """Make each change in turn, ``rounds`` times over, on one open overview."""
    context = browser.new_context(**CONTEXT)
    try:
        page = context.new_page()
        counter = Counter(context, page)
        view = open_map(page, url)
        samples: dict[str, list[Sample]] = {update.name: [] for update in UPDATES}
        mounts = {update.name: 0 for update in UPDATES}
        for turn in range(rounds):
            for update in UPDATES:
                if not page.locator(update.control).count():
                    continue
                before = view.state
                samples[update.name].append(_measure(page, counter, view, update, turn))
                mounts[update.name] += view.state.get("mounts", 0) - before.get("mounts", 0)
        return [Outcome(name, taken, mounts[name]) for name, taken in samples.items()]
    finally:
        context.close()


def _measure(page: Page, counter: Counter, view: MapView, update: Update, turn: int) -> Sample:
    seen = view.state["updates"]
    return time_change(
        page,
        counter,
        act=lambda: update.act(page, turn),
        done=lambda: view.wait_for("state.updates > arg", seen),
    )
