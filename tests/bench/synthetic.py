"""Ten thousand synthetic flows between the anchors of all counties: how far the map carries. Never facts, never stored.

The scene is made here, from a fixed seed, and handed to the map's own script in the browser, past facts and server: what
is measured is reading, drawing and panning. Endpoints are real counties' label points; the pairs are drawn by lot.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from playwright.sync_api import Browser, Page

from geo.payload import to_json
from geo.scene import Fill, FlowLine, Legend, Scene
from geo.shapes.load import load_county_places
from look.palette import palette
from tests.browser.atlas import MAP_FRAME, MapView, open_map
from tests.browser.chromium import CONTEXT

FLOWS = 10_000
SEED = 20161207
STEPS = 60
BOW = 0.18

WORDS = ("zoom_in", "zoom_out", "home", "inset", "pair", "helps", "helped_by", "click", "comma", "credit", "alt")

# A canvas only notes what it is to draw; asking for a pixel makes it draw.
DRAWN = """document.querySelectorAll("canvas.atlas-sheet")[1].getContext("2d").getImageData(0, 0, 1, 1)"""

# The clock runs from the text of the scene until it is drawn and two frames have passed.
SHOW = f"""text => new Promise(done => {{
    const start = performance.now();
    atlas.show(JSON.parse(text));
    const asked = performance.now() - start;
    requestAnimationFrame(() => {{
        {DRAWN};
        requestAnimationFrame(() => done([asked, performance.now() - start]));
    }});
}})"""

WATCH = """() => {
    const seen = window.benchFrames = [];
    const step = now => { seen.push(now); if (window.benchFrames === seen) requestAnimationFrame(step); };
    requestAnimationFrame(step);
}"""
STOP = "() => { const seen = window.benchFrames; window.benchFrames = null; return seen; }"


@dataclass(frozen=True)
class Synthetic:
    """What ten thousand flows cost: ms of script and until painted, for all and for half; frames of a drag."""

    counties: int
    kb: float
    first: list[tuple[float, float]]
    half: list[tuple[float, float]]
    frames_per_s: list[float]
    longest_ms: list[float]


def synthetic_scene(count: int, seed: int = SEED) -> Scene:
    """Return a scene with flows drawn by lot between the counties of the shapes; the same ones for the same seed."""
    lot = random.Random(seed)
    places = {county: place["label"] for county, place in sorted(load_county_places().items())}
    counties = list(places)
    flows = []
    for n in range(count):
        helper, recipient = lot.sample(counties, 2)
        (x0, y0), (x1, y1) = places[helper], places[recipient]
        bend = (x0 + x1) / 2 - BOW * (y1 - y0), (y0 + y1) / 2 + BOW * (x1 - x0)
        flows.append(FlowLine(f"synthetic-{n}", helper, recipient, (x0, y0, *bend, x1, y1)))
    words = dict.fromkeys(WORDS, "synthetic")
    return Scene("en", palette("light"), words, Fill(()), Legend("synthetic", ()), flows=tuple(flows))


def measure_synthetic(browser: Browser, url: str, rounds: int) -> Synthetic:
    """Show all flows, half of them, and drag the map, ``rounds`` times over, in the map of one open overview."""
    whole, half = to_json(synthetic_scene(FLOWS)), to_json(synthetic_scene(FLOWS // 2))
    found = Synthetic(len(load_county_places()), len(whole.encode()) / 1000, [], [], [], [])
    context = browser.new_context(**CONTEXT)
    try:
        page = context.new_page()
        view = open_map(page, url)
        page.locator(MAP_FRAME).first.scroll_into_view_if_needed()
        for _ in range(rounds):
            found.first.append(_show(view, whole, FLOWS))
            speed, longest = _drag(page, view)
            found.frames_per_s.append(speed)
            found.longest_ms.append(longest)
            found.half.append(_show(view, half, FLOWS // 2))
    finally:
        context.close()
    return found


def print_synthetic(found: Synthetic, rounds: int) -> None:
    """Print the table, marked as what it is."""
    print(f"\n{FLOWS:,} SYNTHETIC flows over {found.counties:,} counties ({found.kb:,.0f} kB of scene, no facts), ", end="")
    print(f"medians of {rounds} rounds\n")
    for name, taken in (("first paint of all", found.first), ("filter to half", found.half)):
        print(f"{name:<24}{median(ms for _, ms in taken):>9.0f} ms, of which {median(ms for ms, _ in taken):.0f} ms script")
    print(f"{'pan':<24}{median(found.frames_per_s):>9.0f} frames/s, longest gap {median(found.longest_ms):.0f} ms")


def _show(view: MapView, text: str, count: int) -> tuple[float, float]:
    script, painted = view.frame.evaluate(SHOW, text)
    view.wait_for("state.flows === arg", count)
    return float(script), float(painted)


def _drag(page: Page, view: MapView) -> tuple[float, float]:
    """Drag the map to and fro by the mouse; return frames per second and the longest time without one."""
    box = page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None, "the map has no size"
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    view.frame.evaluate(WATCH)
    for there, back in ((0, 120), (120, 0)):
        for step in range(STEPS // 2):
            page.mouse.move(x + there + (back - there) * step / (STEPS / 2), y)
    page.mouse.up()  # the map is drawn anew where it was dragged to
    view.frame.evaluate(f"() => new Promise(done => requestAnimationFrame(() => {{ {DRAWN}; done(); }}))")
    seen: Sequence[float] = view.frame.evaluate(STOP)
    gaps = [b - a for a, b in pairwise(seen)]
    return 1000 * len(gaps) / (seen[-1] - seen[0]), max(gaps)
