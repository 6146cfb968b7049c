"""Changes a person makes on the pages with a map, each with the control that makes it.

A control is found by the class that Streamlit gives a keyed widget, ``st-key-<key>``. A change whose control
is not on the page is reported as such, and not measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.bench.measure import Counter, Sample
from tests.bench.wire import Wire
from tests.browser import spots
from tests.browser.atlas import LIMIT_MS, MAP_FRAME, MapView, open_map, wait_settled
from tests.browser.chromium import CONTEXT

# So many different flows and regions that no round meets one it has had: Streamlit sends a message of 10 kB or more only
# once. A region stands for the province around it. Each can be clicked where it says, none is under another.
FLOWS = (
    ("p-201612-01", 0.6),
    ("p-201612-16", 0.6),
    ("p-201612-04", 0.6),
    ("p-201612-07", 0.6),
    ("p-201612-09", 0.6),
    ("p-201612-12", 0.6),
    ("p-201612-13", 0.6),
    ("p-201612-14", 0.6),
    ("p-201612-15", 0.6),
    ("p-201612-03", 0.4),
)
REGIONS = ("620900", "654300", "540600", "632800", "152900", "230100", "430100", "530800", "450900")
SOUGHT = ("100000", "650000", "520000", "620000", "640000", "530000", "540000", "350000")

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

# The clock of an update stands in the browser: from the hand's last move to the second frame after the map was drawn
# anew. The tool that moves the hand takes its own time before and after, which no reader has to wait.
WATCH_HAND = """() => {
    window.benchActed = 0;
    for (const kind of ["pointerdown", "keydown"])
        addEventListener(kind, () => { window.benchActed = performance.timeOrigin + performance.now(); }, true);
}"""
WATCH_MAP = """() => {
    window.benchPainted = 0;
    const seen = atlas.state.updates;
    const look = () => {
        if (atlas.state.updates === seen) { requestAnimationFrame(look); return; }
        requestAnimationFrame(() => requestAnimationFrame(() => {
            window.benchPainted = performance.timeOrigin + performance.now();
        }));
    };
    requestAnimationFrame(look);
}"""


@dataclass(frozen=True)
class Update:
    """A change: its name, the control it needs, and the act; the round says which of two states comes.

    ``start`` and ``page`` are the view it starts from; ``before`` is done before the clock runs.
    """

    name: str
    control: str
    act: Callable[[Page, int], None]
    start: tuple[tuple[str, str], ...] = ()
    page: str = ""
    before: Callable[[Page, int], None] = lambda _page, _turn: None


def _choose(selector: str) -> Callable[[Page, int], None]:
    """Click the last and the first option of a segmented control in turn: those between may show no map that stays."""

    def act(page: Page, turn: int) -> None:
        options = page.locator(f"{selector} button")
        (options.first if turn % 2 else options.last).click()

    return act


def _click_flow(page: Page, turn: int) -> None:
    flow, t = FLOWS[turn % len(FLOWS)]
    spots.click_at(MapView(page), spots.along(spots.curves()[flow], t))


def _click_region(page: Page, turn: int) -> None:
    spots.click_at(MapView(page), spots.label_points()[REGIONS[turn % len(REGIONS)]])


def _type(page: Page, turn: int) -> None:
    """Type a code into the search box: of the country, of the provinces with the most records."""
    box = page.locator(".st-key-search").get_by_role("combobox")
    box.press_sequentially(SOUGHT[turn % len(SOUGHT)])
    expect(page.get_by_role("option").first).to_contain_text(SOUGHT[turn % len(SOUGHT)])


def _enter(page: Page, _turn: int) -> None:
    page.keyboard.press("Enter")


UPDATES = (
    Update("overview: fill", ".st-key-w_fill", _choose(".st-key-w_fill")),
    Update("overview: selection of a flow", MAP_FRAME, _click_flow),
    Update("overview: selection of a region", MAP_FRAME, _click_region),
    Update("pairings: selection of a flow", MAP_FRAME, _click_flow, page="pairings"),
    Update("region: another place by search", ".st-key-search", _enter, (("region", "620000"),), "region", _type),
)


@dataclass(frozen=True)
class Outcome:
    """What one change cost over all rounds; no samples when its control is not on the page."""

    name: str
    samples: list[Sample]
    remounts: int


def measure_updates(browser: Browser, wire: Wire, rounds: int) -> list[Outcome]:
    """Make each change ``rounds`` times over, each on an open page of its own; one turn beforehand is not counted."""
    outcomes = []
    for update in UPDATES:
        context = browser.new_context(**CONTEXT)
        try:
            page = context.new_page()
            counter = Counter(context, page, wire)
            view = open_map(page, wire.url, update.page, **dict(update.start))
            wait_settled(page)
            if not page.locator(update.control).count():
                outcomes.append(Outcome(update.name, [], 0))
                continue
            before = view.state.get("mounts", 0)
            samples = [_measure(page, counter, view, update, turn) for turn in range(rounds + 1)]
            outcomes.append(Outcome(update.name, samples[1:], view.state.get("mounts", 0) - before))
        finally:
            context.close()
    return outcomes


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
    update.before(page, turn)
    for frame in (page.main_frame, view.frame):
        frame.evaluate(WATCH_HAND)
    view.frame.evaluate(WATCH_MAP)
    counter.clear()
    update.act(page, turn)
    view.frame.wait_for_function("() => window.benchPainted", timeout=LIMIT_MS)
    wait_settled(page)
    acted = max(frame.evaluate("() => window.benchActed || 0") for frame in (page.main_frame, view.frame))
    return counter.sample(view.frame.evaluate("() => window.benchPainted") - acted)
