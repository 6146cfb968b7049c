"""A page shows its map before Streamlit's program has started, and nothing moves when the living page takes over."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Literal

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Frame, Page, Route, expect

from tests.browser.atlas import LIMIT_MS, MAP_FRAME, SETTLED, UNLOADED, MapView, wait_painted

PROGRAM = "**/static/js/index.*.js"
PICTURE = "iframe[data-first]"

#: Where the title, the search and three regions stand in the window, as the document tells that has drawn them.
PLACES = """() => {
  const heading = document.querySelector(".page-head h1").getBoundingClientRect();
  return [heading.x, heading.y, heading.height];
}"""
REGIONS = """() => {
  const view = window.atlas.view();
  return ["650000", "530000", "440000"].flatMap((id) => view[id]);
}"""
IS_DRAWN = "() => Boolean(window.atlasPicture && window.atlasPicture.whole())"

#: Path, width and height of the window, what the system prefers.
VIEWS = [
    ("?lang=en", 1366, 768, "light"),
    ("", 1920, 1080, "dark"),
    ("?region=650000", 911, 512, "light"),
    ("", 390, 844, "light"),
    ("?fill=rate&theme=dark", 1366, 768, "light"),
    ("?fill=money", 1366, 768, "light"),
    ("pairings", 1366, 768, "light"),
    ("pairings?show=coverage&lang=en", 1920, 1080, "light"),
    ("region?region=620000", 1366, 768, "dark"),
    ("region?pair=310000-530000", 390, 844, "light"),
    ("trends?show=delisted", 1366, 768, "light"),
]


class Held:
    """Streamlit's program, or another part of it, held back until it is let go."""

    def __init__(self, page: Page, part: str = PROGRAM) -> None:
        self._page, self._waiting, self._holds = page, list[Route](), True
        page.route(part, self._answer)

    def _answer(self, route: Route) -> None:
        if self._holds:
            self._waiting.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._holds = False
        for route in self._waiting:
            route.continue_()

    def fail(self) -> None:
        self._holds = False
        for route in self._waiting:
            route.abort()


def picture_of(page: Page, url: str) -> Frame:
    """Open a page whose picture the server has, and return the picture's frame once its map is drawn."""
    for _ in range(40):  # one that is not made in time comes with a later visit
        if "data-first" in page.request.get(url).text():
            break
    page.goto(url, wait_until="commit")
    element = page.wait_for_selector(PICTURE, state="attached", timeout=LIMIT_MS)
    frame = element.content_frame() if element else None
    assert frame is not None
    expect(page.locator(PICTURE)).to_have_css("pointer-events", "auto")
    until(page, lambda: bool(frame.evaluate(IS_DRAWN)))
    return frame


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds; the frame's policy forbids the evaluation that Playwright's own waits need."""
    for _ in range(LIMIT_MS // 50):
        if holds():
            return
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    raise AssertionError("it never came")


def gone(page: Page) -> None:
    expect(page.locator(PICTURE)).to_have_count(0, timeout=LIMIT_MS)


def regions(frame: Frame) -> list[float]:
    """Return where three regions stand in the window."""
    return [float(value) for value in frame.evaluate(REGIONS)]


@pytest.mark.parametrize(("address", "width", "height", "scheme"), VIEWS)
def test_a_map_is_seen_before_the_program_starts_and_stays_where_it_is(
    page: Page, whole_url: str, address: str, width: int, height: int, scheme: Literal["light", "dark"]
):
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    program = Held(page)
    picture = picture_of(page, f"{whole_url}/{address}")
    state = picture.evaluate("() => window.atlas.state")
    assert state["labels"] > 3 and state["regions"] > 300 and not page.locator("[data-testid='stApp']").count()
    places, where = picture.evaluate(PLACES), regions(picture)
    assert picture.locator(".atlas-legend").count() == 1 and picture.locator("[data-testid='stTopNavLink']").count() == 7

    # Whatever is on the screen until the picture is gone is the picture, or the page that has painted below it.
    page.evaluate("""() => {
      window.bare = 0;
      const drawn = () => { const living = document.querySelector("iframe[title*='streamlit_folium']");
        return living && living.contentWindow.atlas && living.contentWindow.atlas.state.painted; };
      (function look() {
        if (!document.querySelector("iframe[data-first]") && !drawn()) window.bare += 1;
        requestAnimationFrame(look);
      })();
    }""")
    program.let_go()
    gone(page)
    living = wait_painted(page).frame
    assert page.evaluate("() => window.bare") == 0
    assert page.evaluate(PLACES) == pytest.approx(places, abs=1)
    assert regions(living) == pytest.approx(where, abs=1)
    drawn = "() => [window.atlas.state.labels, window.atlas.state.flows, window.atlas.state.counties]"
    assert living.evaluate(drawn) == [state["labels"], state["flows"], state["counties"]]
    page.wait_for_selector(SETTLED, state="attached", timeout=LIMIT_MS)
    assert page.evaluate(PLACES) == pytest.approx(places, abs=1)


def at_region(frame: Frame, region: str) -> dict[str, float]:
    """Return where a region stands within its frame's own window."""
    return dict(frame.evaluate(f"() => {{ const [x, y] = window.atlas.view(true)['{region}']; return {{x, y}}; }}"))


def test_what_is_pressed_before_is_done_after(page: Page, whole_url: str):
    program = Held(page)
    picture = picture_of(page, f"{whole_url}/")
    box = picture.locator("#map_div").bounding_box()
    at = at_region(picture, "650000")
    assert box
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    assert picture.evaluate("() => window.atlas.told.id") == "650000"
    program.let_go()
    gone(page)
    expect(page).to_have_url(f"{whole_url}/?region=650000")


def test_a_map_that_was_drawn_before_comes_back_as_it_was_and_takes_a_click(page: Page, whole_url: str):
    picture_of(page, f"{whole_url}/")
    gone(page)
    expect(page.locator("iframe.atlas-first")).to_have_count(0, timeout=LIMIT_MS)
    living = wait_painted(page).frame
    at, where, size = (
        at_region(living, "620000"),
        page.locator(MAP_FRAME).bounding_box(),
        living.evaluate("() => innerWidth"),
    )
    before = page.screenshot()
    program = Held(page)
    picture = picture_of(page, f"{whole_url}/")
    assert picture.evaluate("() => typeof window.atlas") == "undefined" and picture.locator("#map_div img").count() >= 1
    box = picture.locator("#map_div").bounding_box()
    assert box and where and box["width"] == size
    assert alike(before, page.screenshot(), (where["x"], where["y"], where["width"], where["height"])) > 0.999
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    program.let_go()
    gone(page)
    expect(page).to_have_url(f"{whole_url}/?region=620000")


def alike(one: bytes, other: bytes, box: tuple[float, float, float, float]) -> float:
    """Return the share of pixels within a box that look the same in two pictures of the window."""
    left, top, width, height = map(round, box)
    parts = [
        np.asarray(Image.open(BytesIO(data)).convert("RGB").crop((left, top, left + width, top + height))).astype(int)
        for data in (one, other)
    ]
    return float((np.abs(parts[0] - parts[1]).max(axis=2) < 24).mean())


def test_a_link_leads_on_and_what_is_typed_is_kept(page: Page, whole_url: str):
    program = Held(page)
    picture = picture_of(page, f"{whole_url}/")
    picture.locator(".place-search-input").fill("喀什")
    program.let_go()
    gone(page)
    expect(page.locator(".place-search-input")).to_have_value("喀什")
    program = Held(page)
    picture = picture_of(page, f"{whole_url}/")
    picture.get_by_text("结对", exact=True).first.click()
    # The program is held on that page too, which may have loaded but for it.
    page.wait_for_url(f"{whole_url}/pairings", wait_until="commit")


def test_a_program_that_fails_to_draw_uncovers_the_page(page: Page, whole_url: str):
    program = Held(page)
    picture_of(page, f"{whole_url}/")
    page.evaluate("""() => {
      const alert = document.createElement("div");
      alert.dataset.testid = "stException";
      document.body.append(alert);
    }""")
    gone(page)
    program.fail()


YEARS = "?fill=rate&series=poverty_rate_band~survey_2010&when=2018~0&compare=2016"
SMALL = """() => Array.from(document.querySelectorAll("h1, .panel-picture, .panels-foot, .st-key-panel h3"), (node) => {
  const box = node.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height];
}).flat()"""


@pytest.mark.parametrize(
    ("address", "width", "height", "count"),
    [("?fill=nine", 1366, 768, 9), ("?fill=nine&lang=en", 390, 844, 9), (YEARS, 1920, 1080, 2), (YEARS, 911, 512, 2)],
)
def test_small_maps_are_seen_before_the_program_starts_and_stay_where_they_are(
    page: Page, whole_url: str, address: str, width: int, height: int, count: int
):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{whole_url}/sources", wait_until="commit")  # from now on the server knows window and theme
    gone(page)
    program = Held(page)
    picture = picture_of(page, f"{whole_url}/{address}")
    assert picture.locator(".panel-picture").count() == count and not page.locator("[data-testid='stApp']").count()
    places, sources = picture.evaluate(SMALL), picture.evaluate("() => Array.from(document.images, (one) => one.src)")
    program.let_go()
    gone(page)
    assert page.evaluate("() => Array.from(document.querySelectorAll('.stMain img'), (one) => one.src)") == sources
    assert page.evaluate(SMALL) == pytest.approx(places, abs=1)


@pytest.mark.parametrize("address", ["?region=nowhere", "present"])
def test_a_page_without_a_picture_starts_as_it_always_did(page: Page, whole_url: str, address: str):
    page.goto(f"{whole_url}/{address}", wait_until="commit")
    page.wait_for_selector(SETTLED, state="attached", timeout=LIMIT_MS)
    assert not page.locator("iframe.atlas-first").count()


#: Where the words stand that a page without a map shows at once.
WORDS = """() => ["h1", ".finding", ".counted", ".stSelectbox label", ".st-key-panel", ".fact-figure", ".stHtml h3"].flatMap(
  (name) => Array.from(document.querySelectorAll(name), (node) => {
    const box = node.getBoundingClientRect();
    return [name, box.x, box.y];
  }))"""


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("trends", 1),
        ("pairings?show=sankey", 7),
        ("pairings?show=table&lang=en", 6),
        ("pairings?show=compare", 4),
        ("cooperation", 5),
        ("cooperation?show=scorecard", 1),
        ("cooperation?show=terms", 1),
        ("sources?show=checks", 1),
        ("sources?show=conflicts", 3),
    ],
)
def test_a_page_without_a_map_shows_its_title_and_figures_before(page: Page, whole_url: str, address: str, least: int):
    program = Held(page)
    for _ in range(40):
        if "data-first" in page.request.get(f"{whole_url}/{address}").text():
            break
    page.goto(f"{whole_url}/{address}", wait_until="commit")
    element: Any = page.wait_for_selector(PICTURE, state="attached", timeout=LIMIT_MS)
    picture = element.content_frame()
    until(page, lambda: bool(picture.evaluate("() => Boolean(window.atlasPicture)")))
    title, places = picture.locator("h1").inner_text(), picture.evaluate(WORDS)
    assert len(places) >= least
    program.let_go()
    gone(page)
    assert page.locator(".page-head h1").inner_text() == title
    living = page.evaluate(WORDS)
    for name, *place in places:
        found = [at for other, *at in living if other == name]
        assert any(place == pytest.approx(at, abs=1) for at in found), f"{name} moved from {place} to one of {found}"


def test_the_picture_stays_until_the_boxes_of_the_page_have_their_code(page: Page, whole_url: str):
    buttons = Held(page, "**/static/js/ButtonGroup.*.js")
    for _ in range(40):
        if "data-first" in page.request.get(f"{whole_url}/sources?show=conflicts").text():
            break
    page.goto(f"{whole_url}/sources?show=conflicts", wait_until="commit")
    page.wait_for_selector(SETTLED, state="attached", timeout=LIMIT_MS)
    expect(page.locator(UNLOADED)).not_to_have_count(0)
    # Longer than the picture looks and a page that stands otherwise has to settle.
    page.evaluate("() => new Promise((done) => setTimeout(done, 1500))")
    expect(page.locator(PICTURE)).to_have_count(1)
    buttons.let_go()
    gone(page)
    expect(page.locator(UNLOADED)).to_have_count(0)


def test_a_living_map_that_comes_first_needs_no_picture(page: Page, whole_url: str):
    page.goto(f"{whole_url}/", wait_until="commit")
    gone(page)
    assert MapView(page).state["painted"] and page.locator(MAP_FRAME).count() == 1
