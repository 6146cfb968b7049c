"""Changes a person makes on the overview, each with the control that makes it.

A control is found by the class that Streamlit gives a keyed widget, ``st-key-<key>``. A change whose control
is not on the page is reported as such, and not measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from tests.bench.measure import Counter, Sample, time_change
from tests.browser import spots
from tests.browser.atlas import MAP_FRAME, MapView, open_map
from tests.browser.chromium import CONTEXT

# Two flows and two regions far from all others (pairing ids, prefectures whose provinces are chosen), so that every
# click is a change: Ningbo to Yanbian and Beijing to Inner Mongolia; Gansu's far west and Xinjiang's north.
FLOWS = (("p-201612-16", 0.6), ("p-201612-01", 0.7))
REGIONS = ("620900", "654300")

# Redraws of the upper sheet, as a pointer that goes from one region to another and back makes them, in ms each.
HOVER = """([places, times]) => {
    const taken = [];
    for (let n = 0; n < times; n++) {
        const [x, y] = places[n % places.length], latlng = L.latLng(y, x);
        const event = { latlng: latlng, containerPoint: map.latLngToContainerPoint(latlng) };
        const start = performance.now();
        map.fire("mousemove", event);
        taken.push(performance.now() - start);
    }
    map.fire("mouseout");
    return taken;
}"""
HOVERS = 40

# Steps of the time control there and back, each from the click to the next frame the browser paints, in ms.
STEPS = """async (times) => {
    const [back, , on] = document.querySelectorAll(".atlas-time button"), taken = [];
    for (let n = 0; n < times; n++) {
        const start = performance.now();
        (n % 2 ? on : back).click();
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        taken.push(performance.now() - start);
    }
    return taken;
}"""
YEARS = 30


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


def _click_flow(page: Page, turn: int) -> None:
    flow, t = FLOWS[turn % 2]
    spots.click_at(MapView(page), spots.along(spots.curves()[flow], t))


def _click_region(page: Page, turn: int) -> None:
    spots.click_at(MapView(page), spots.label_points()[REGIONS[turn % 2]])


UPDATES = (
    Update("fill", ".st-key-w_fill", _choose(".st-key-w_fill")),
    Update("selection of a flow", MAP_FRAME, _click_flow),
    Update("selection of a region", MAP_FRAME, _click_region),
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


def measure_hover(browser: Browser, url: str) -> list[float]:
    """Return how long each redraw under a moving pointer kept the map's script busy, in ms; no server has part in it."""
    context = browser.new_context(**CONTEXT)
    try:
        view = open_map(context.new_page(), url)
        places = [list(spots.label_points()[region]) for region in REGIONS]
        return list(view.frame.evaluate(HOVER, [places, HOVERS]))
    finally:
        context.close()


def measure_years(browser: Browser, url: str) -> list[float]:
    """Return how long each step of the time control took, from the click to the frame after it, in ms."""
    context = browser.new_context(**CONTEXT)
    try:
        view = open_map(context.new_page(), url, fill="year", series="poverty_rate_band~survey_2010", when="2018~5")
        return list(view.frame.evaluate(STEPS, YEARS))
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
