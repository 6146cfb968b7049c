"""A deck in front of a room: the one-file page from a folder, with no server and every name unresolvable."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from export.html.page import write_html
from geo.still.draw import load_geometry
from look.palette import Theme, palette
from tests.browser.atlas import LIMIT_MS
from tests.browser.conftest import Watch
from tests.export import deck
from text.catalogue import Catalogue

WIDE, TALL = {"width": 1280, "height": 720}, {"width": 1024, "height": 768}
SLIDES, BUILDS = 11, deck.HELPERS
STEP_MS = 300

# Every text that is painted, with its size on the screen: of HTML, and of drawings that their own box scales.
SIZES = """() => {
  const found = [], slide = document.querySelector(".slide.current");
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), node = walker.currentNode.parentElement;
    if (!text || !node.checkVisibility({ visibilityProperty: true }) || !node.getClientRects().length) continue;
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    let scale = player.state.scale;
    if (node instanceof SVGElement) { const m = node.getScreenCTM(); scale = Math.hypot(m.a, m.b); }
    found.push([text, parseFloat(style.fontSize) * scale]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stick")


@pytest.fixture(scope="module")
def decks(folder: Path) -> Callable[..., Path]:
    """Return a function that writes a deck and gives the file's path, once for each language and theme."""

    def write(lang: str = "zh", theme: Theme = "light", back: str = "") -> Path:
        path = folder / f"deck-{lang}-{theme}{'-back' if back else ''}.html"
        if not path.exists():
            text = write_html(deck.show(lang, theme), load_geometry(), Catalogue.load(lang), palette(theme), back=back)
            path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def windows(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Return a function that opens a deck in a window that stays, once for each language and theme: loading is dear."""
    standing: dict[Path, tuple[Page, Watch]] = {}

    def stand(path: Path, size: dict[str, int]) -> tuple[Page, Watch]:
        if path in standing and not untouched(standing[path][0]):
            standing.pop(path)[0].context.close()
        if path not in standing:
            watch, context = Watch(), browser.new_context(**browser_context_args)
            context.set_default_timeout(LIMIT_MS)
            watch.follow(context)
            page = context.new_page()
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            page.goto(path.as_uri())
            standing[path] = page, watch
        return standing[path]

    yield stand
    for page, _ in standing.values():
        page.context.close()


def untouched(page: Page) -> bool:
    """Put away what a test has left open, and say whether the deck stands as it was opened."""
    page.emulate_media(media="null")
    page.mouse.move(0, 0)
    page.evaluate(
        """() => { const { panels, map } = player.parts;
                   panels.close(); map.release(); panels.tell("");
                   if (player.state.cover) panels.cover(player.state.cover);
                   if (!document.querySelector(".ring").hidden) panels.ring(); }"""
    )
    now = state(page)
    return (now["panel"], now["cover"], now["error"], now["notes"]) == ("", "", "", False)


@pytest.fixture
def opened(
    decks: Callable[..., Path],
    windows: Callable[..., tuple[Page, Watch]],
    new_context: Callable[..., BrowserContext],
    watch: Watch,
) -> Iterator[Callable[..., Page]]:
    """Return a function that shows a deck, all of it prepared; what it asked for must be itself.

    In a window of its own where ``before`` or ``touch`` or ``alone`` says so, else in the one that stands.
    """
    seen: list[Path] = []
    watches = [watch]

    def open_deck(
        size: dict[str, int] = WIDE, hash_: str = "", before: str = "", touch: bool = False, alone: bool = False, **of: Any
    ) -> Page:
        path = decks(**of)
        seen.append(path)
        if before or touch or alone:
            page = new_context(has_touch=touch).new_page()
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            if before:
                page.add_init_script(before)
            page.goto(path.as_uri() + hash_)
            ready(page)
            return page
        page, its = windows(path, size)
        watches.append(its)
        ready(page)
        if page.viewport_size != size:
            page.evaluate("() => { player.state.baked = false; }")
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            until(page, "() => player.state.baked")
        # From the first slide on, as a deck that has just been opened; an address that stays the same makes no step.
        page.keyboard.press("Home")
        page.evaluate("hash => { location.hash = hash; }", hash_ or "#1")
        slide, _, build = hash_.removeprefix("#").partition(".")
        until(page, f"() => player.state.slide === {int(slide or 1) - 1} && player.state.build === {int(build or 0)}")
        return page

    yield open_deck
    folders = {path.parent.as_uri() for path in seen}
    inside = lambda url: url.rpartition("/")[0] in folders and ".html" in url  # noqa: E731
    for one in watches:
        asked = [url for url in one.requests if not inside(url) and not url.startswith(("data:", "about:"))]
        assert asked == []
        one.requests.clear()
        assert (one.console_errors, one.page_errors) == ([], [])


def ready(page: Page) -> None:
    until(page, "() => !!(window.player && player.state.ready)")


def until(page: Page, condition: str) -> None:
    """Wait without a polling script: the page's policy forbids evaluating strings, as it should."""
    deadline = time.monotonic() + LIMIT_MS / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"not in time: {condition}"
        page.wait_for_timeout(20)


def state(page: Page) -> dict[str, Any]:
    return dict(page.evaluate("() => JSON.parse(JSON.stringify(player.state))"))


def at(page: Page) -> tuple[int, int]:
    now = state(page)
    return now["slide"] + 1, now["build"]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def seen_flows(page: Page) -> int:
    return page.evaluate(
        """() => Array.from(document.querySelectorAll(".slide.current .map." + player.state.shape + " .flow"))
                 .filter((node) => getComputedStyle(node).display !== "none").length"""
    )


def test_keys_and_remotes_step(opened):
    page = opened()
    assert at(page) == (1, 0)

    for key, place in [
        ("ArrowRight", (2, 0)),
        ("ArrowLeft", (1, 0)),
        ("PageDown", (2, 0)),
        ("PageUp", (1, 0)),
        ("Space", (2, 0)),
        ("ArrowUp", (1, 0)),
        ("Enter", (2, 0)),
        ("End", (11, 0)),
        ("ArrowRight", (11, 0)),
        ("Home", (1, 0)),
        ("ArrowLeft", (1, 0)),
    ]:
        press(page, key)
        assert at(page) == place, key
    press(page, "1", "0", "Enter")
    assert at(page) == (10, 0)
    assert page.url.endswith("#10")
    expect(page.locator(".slide.current .number .of")).to_have_text("10 / 11")
    assert page.locator(".announce").inner_text().startswith("第 10 张，共 11 张")


def test_a_map_opens_finished_and_is_stepped_through_by_down_and_up(opened):
    page = opened()
    press(page, "3", "Enter")
    whole = seen_flows(page)
    assert at(page) == (3, 0)
    expect(page.locator(".slide.current .build")).to_be_hidden()
    counts = []
    for n in range(1, BUILDS + 1):
        press(page, "ArrowDown")
        counts.append(seen_flows(page))
        expect(page.locator(".slide.current .build")).to_contain_text(f"{n}/{BUILDS} ·")
    assert counts == sorted(counts) and len(set(counts)) == BUILDS and 0 < counts[0] < counts[-1] <= whole
    assert page.url.endswith(f"#3.{BUILDS}")
    press(page, "ArrowUp")
    assert at(page) == (3, BUILDS - 1) and seen_flows(page) == counts[-2]
    press(page, "ArrowDown", "ArrowDown")  # behind the last step it is whole again
    assert at(page) == (3, 0) and seen_flows(page) == whole
    expect(page.locator(".slide.current .build")).to_be_hidden()


@pytest.mark.parametrize("key", ["ArrowRight", "Space", "PageDown", "Enter"])
@pytest.mark.parametrize("step", [0, 2, BUILDS])
def test_a_slide_with_steps_is_left_by_one_key(opened, key, step):
    page = opened(hash_=f"#3.{step}")
    press(page, key)
    assert at(page) == (4, 0)
    press(page, "PageUp")
    assert at(page) == (3, 0)
    press(page, "ArrowUp")  # without a step it goes back
    assert at(page) == (2, 0)


def test_a_reload_keeps_the_place(opened):
    page = opened(hash_="#3.2")
    assert at(page) == (3, 2)
    page.reload()
    ready(page)
    assert at(page) == (3, 2)


def test_sources_in_one_key_and_back(opened):
    page = opened(hash_="#4")
    panel = page.locator(".slide.current .sources")
    press(page, "s")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("贫困发生率由3%下降到0.028%")
    expect(panel).to_contain_text("五份依据文件之一")
    press(page, "s")
    expect(panel).to_be_hidden()
    press(page, "S", "Escape")
    expect(panel).to_be_hidden()
    page.locator(".slide.current .cite").first.click()
    expect(panel).to_be_visible()
    press(page, "ArrowRight")
    assert at(page) == (5, 0) and state(page)["panel"] == ""


def test_more_sources_than_fit_are_counted(opened):
    page = opened(hash_="#4")
    expect(page.locator(".slide.current .more")).to_contain_text("7")
    press(page, "ArrowLeft")
    expect(page.locator(".slide.current .more")).to_be_hidden()
    expect(page.locator(".slide.current .cited li").first).to_be_visible()


def test_tables_keys_and_overview(opened):
    page = opened()
    press(page, "x")
    expect(page.locator(".slide.current .tables")).to_contain_text("由32%下降到15%")
    press(page, "x", "?")
    expect(page.locator(".help")).to_be_visible()
    press(page, "Escape", "o")
    expect(page.locator(".pick:visible")).to_have_count(SLIDES)
    press(page, "ArrowRight", "ArrowRight", "Enter")
    assert at(page) == (3, 0)
    expect(page.locator(".pick:visible")).to_have_count(0)
    press(page, "o")
    page.locator(".pick").nth(6).click()
    assert at(page) == (7, 0)
    press(page, "o", "Escape")
    assert at(page) == (7, 0) and state(page)["panel"] == ""


def test_black_and_white_and_the_first_key_only_turns_the_light_on(opened):
    page = opened()
    for key, color in (("b", "rgb(0, 0, 0)"), (".", "rgb(0, 0, 0)"), ("w", "rgb(255, 255, 255)")):
        press(page, key)
        expect(page.locator(".cover")).to_have_css("background-color", color)
        press(page, "ArrowRight")
        expect(page.locator(".cover")).to_be_hidden()
        assert at(page) == (1, 0)


def test_the_notes_window_stays_in_step_both_ways(opened):
    page = opened(alone=True)
    with page.expect_popup() as popup:
        press(page, "n")
    notes = popup.value
    expect(notes.locator(".speaker-notes")).to_have_text("notes of 1")
    expect(notes.locator(".speaker-number")).to_have_text("1 / 11")
    press(page, "ArrowRight")
    expect(notes.locator(".speaker-notes")).to_have_text("notes of 2")
    notes.keyboard.press("PageDown")
    assert at(page) == (3, 0)
    notes.keyboard.press("ArrowDown")
    assert at(page) == (3, 1)
    expect(notes.locator(".speaker-build")).to_contain_text(f"1/{BUILDS}")
    assert notes.evaluate("() => getComputedStyle(document.body).paddingLeft") == "24px", "the window has its style"
    expect(notes.locator(".speaker-now .title")).to_have_text(page.locator(".slide.current .title").inner_text())
    expect(notes.locator(".speaker-next .slide")).to_have_count(1)
    size = notes.locator(".speaker-text").evaluate("node => getComputedStyle(node).fontSize")
    notes.keyboard.press("+")
    assert notes.locator(".speaker-text").evaluate("node => getComputedStyle(node).fontSize") > size
    notes.locator(".speaker-foot input").fill("20")
    notes.locator(".speaker-foot input").press("Tab")
    expect(notes.locator(".speaker-left")).to_contain_text("还剩 19:")
    notes.keyboard.press("t")
    expect(notes.locator(".speaker-elapsed.paused")).to_have_count(1)


def test_the_time_outlives_a_reload(opened):
    page = opened(alone=True)
    page.evaluate("() => { const was = Date.now; Date.now = () => was() - 600000; }")
    press(page, "Shift+T")  # with shift: from zero, ten minutes ago
    page.reload()
    ready(page)
    press(page, "t")
    expect(page.locator(".toast")).to_contain_text("计时暂停在 10:0")


def test_esc_puts_away_what_lies_over_a_slide(opened):
    page = opened(hash_="#5")
    press(page, "z")
    page.mouse.move(900, 500)
    wide = page.locator(".slide.current .chart").bounding_box()
    assert wide is not None and wide["width"] > 1280
    press(page, "Escape", "d")
    page.mouse.move(300, 300)
    page.mouse.down()
    page.mouse.move(600, 420, steps=4)
    page.mouse.up()
    assert strokes(page) > 0
    press(page, "ArrowRight")
    assert at(page) == (6, 0) and strokes(page) == 0, "a stroke goes with its slide"
    press(page, "Escape")
    expect(page.locator(".pen")).to_be_hidden()


def strokes(page: Page) -> int:
    """Count the painted dots of the pen's paper."""
    return page.evaluate(
        """() => { const paper = document.querySelector(".pen"), ink = paper.getContext("2d");
                   const dots = ink.getImageData(0, 0, paper.width, paper.height).data;
                   return dots.filter((value, at) => at % 4 === 3 && value).length; }"""
    )


def test_a_blocked_notes_window_says_so(opened):
    page = opened()
    page.evaluate("() => { window.kept = window.open; window.open = () => null; }")
    press(page, "n")
    page.evaluate("() => { window.open = window.kept; }")
    expect(page.locator(".toast")).to_contain_text("允许本页弹出窗口")


def test_a_click_on_the_map_pins_and_the_keys_still_step(opened):
    page = opened()
    spot = page.evaluate(
        """() => { const path = document.querySelector(".slide.current .map.wide .flow .reach");
                   const p = path.getPointAtLength(path.getTotalLength() * 0.4), m = path.getScreenCTM();
                   return [p.x * m.a + m.e, p.y * m.d + m.f]; }"""
    )
    page.mouse.move(*spot)
    expect(page.locator(".card")).to_contain_text("→")
    page.mouse.click(*spot)
    expect(page.locator(".card.pinned")).to_be_visible()
    assert page.locator(".slide.current .map.wide .flow.aside").count() == 31
    press(page, "Escape")
    expect(page.locator(".card")).to_be_hidden()
    box = page.locator(".slide.current .map.wide").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.38, box["y"] + box["height"] * 0.33)
    expect(page.locator(".card.pinned")).to_contain_text("新疆")
    press(page, "ArrowRight")
    assert at(page) == (2, 0)
    expect(page.locator(".card")).to_be_hidden()


def test_leaving_goes_back_to_the_atlas_last(opened, folder):
    target = folder / "atlas.html"
    target.write_text("<!doctype html><title>atlas</title>", encoding="utf-8")
    page = opened(back=target.name, hash_="#2", alone=True)
    press(page, "s", "Escape", "Escape")
    expect(page.locator(".toast")).to_contain_text("再按一次 Esc")
    assert at(page) == (2, 0)
    with page.expect_navigation():
        press(page, "Escape")
    assert page.url.startswith(target.as_uri())


@pytest.mark.parametrize("size", [WIDE, TALL, {"width": 1920, "height": 1080}], ids=["720", "4:3", "1080"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_smallest_text_reads_from_the_back_row(opened, size, lang):
    page = opened(size=size, lang=lang)
    assert state(page)["shape"] == ("tall" if size == TALL else "wide")
    for n in range(SLIDES):
        found = page.evaluate(SIZES)
        assert len(found) > 5
        small = [(text, round(px, 1)) for text, px in found if px < size["height"] / 45 - 0.1]
        assert small == [], f"slide {n + 1}"
        if at(page)[0] == 3:
            press(page, "4", "Enter")
        else:
            press(page, "ArrowRight")


def test_the_whole_screen_and_back_by_one_key(opened):
    page = opened(hash_="#2")
    press(page, "f")
    until(page, "() => document.fullscreenElement === document.documentElement")
    press(page, "ArrowRight")
    assert at(page) == (3, 0) and page.evaluate("() => !!document.fullscreenElement")
    press(page, "F")
    until(page, "() => !document.fullscreenElement")
    assert at(page) == (3, 0)


def test_where_a_browser_forbids_the_whole_screen_it_is_said(opened):
    page = opened()
    forbid = "document.documentElement.requestFullscreen = () => Promise.reject(new TypeError('no'))"
    page.evaluate(f"() => {{ {forbid}; }}")
    press(page, "f")
    page.evaluate("() => { delete document.documentElement.requestFullscreen; }")
    expect(page.locator(".toast")).to_contain_text("全屏")


def test_the_ring_goes_with_the_pointer_and_lets_clicks_through(opened):
    page = opened()
    ring = page.locator(".ring")
    expect(ring).to_be_hidden()
    press(page, "p")
    expect(ring).to_be_visible()
    for x, y in ((400, 300), (900, 500)):
        page.mouse.move(x, y)
        box = ring.bounding_box()
        assert box is not None
        assert (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == pytest.approx((x, y), abs=1)
    assert page.evaluate("() => document.elementFromPoint(900, 500).className") != "ring"
    press(page, "ArrowRight")  # it stays while the slides go on
    expect(ring).to_be_visible()
    press(page, "p")
    expect(ring).to_be_hidden()


def touch(page: Page, *path: tuple[int, int]) -> None:
    """Put a finger down, move it along, and lift it."""
    hand = page.context.new_cdp_session(page)
    for n, (x, y) in enumerate(path):
        kind = "touchMove" if n else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_leaves_by_a_stroke_or_a_tap_and_points_by_resting(opened):
    page = opened(touch=True)
    touch(page, (900, 300), (700, 305), (500, 310))
    assert at(page) == (2, 0)
    touch(page, (500, 300), (700, 305), (900, 310))
    assert at(page) == (1, 0)
    touch(page, (600, 200), (605, 330), (600, 480))  # up and down is no step
    assert at(page) == (1, 0)
    box = page.locator(".slide.current .map.wide").bounding_box()
    assert box is not None
    xinjiang = round(box["x"] + box["width"] * 0.38), round(box["y"] + box["height"] * 0.33)
    page.touchscreen.tap(*xinjiang)
    assert at(page) == (2, 0) and state(page)["pinned"] == ""
    page.touchscreen.tap(60, 300)
    assert at(page) == (1, 0)
    page.touchscreen.tap(600, 700)
    assert at(page) == (1, 0)
    expect(page.locator(".controls.shown")).to_be_visible()
    press(page, "3", "Enter", "ArrowDown")
    page.touchscreen.tap(*xinjiang)
    assert at(page) == (4, 0)
    press(page, "Home")
    rest(page, *xinjiang)
    expect(page.locator(".card.pinned")).to_contain_text("新疆")
    assert at(page) == (1, 0)


def rest(page: Page, x: int, y: int) -> None:
    """Put a finger down, and lift it a second later by its own clock."""
    hand, now = page.context.new_cdp_session(page), time.time()
    for kind, points, at_s in (("touchStart", [{"x": x, "y": y}], now - 1), ("touchEnd", [], now)):
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": at_s})


# Contrast with white paper of every text that is printed outside maps and charts, which keep their own ground.
ON_PAPER = """() => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const walker = document.createTreeWalker(document.querySelector(".stage"), NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), node = walker.currentNode.parentElement;
    if (!text || node.closest(".map, .chart") || !node.checkVisibility({ visibilityProperty: true })) continue;
    found.push([text, 1.05 / (light(getComputedStyle(node).color) + 0.05)]);
  }
  return found;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_words_are_dark_on_white_whatever_the_theme(opened, theme):
    page = opened(theme=theme, hash_="#4")
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    found = page.evaluate(ON_PAPER)
    assert len(found) > 100 and [(text, round(ratio, 1)) for text, ratio in found if ratio < 4.5] == []
    # A dark map keeps its ground: its pale names would vanish on paper.
    grounds = "[...document.querySelectorAll('.map.wide svg > g > rect:first-child')]"
    seen = f"() => {grounds}.map((r) => getComputedStyle(r).visibility)"
    assert set(page.evaluate(seen)) == ({"visible"} if theme == "dark" else {"hidden"})


def test_turning_the_screen_changes_the_layout(opened):
    page = opened(hash_="#5")
    page.set_viewport_size(TALL)
    until(page, "() => player.state.shape === 'tall' && player.state.baked")
    box, paper = page.locator(".slide.current .chart").bounding_box(), page.locator(".slide.current .paper").bounding_box()
    assert box and paper and abs(box["width"] - paper["width"]) < 2 and abs(box["height"] - paper["height"]) < 2


def test_every_chart_is_drawn_and_a_browser_that_cannot_shows_the_table(opened):
    page = opened(hash_="#5")
    assert (state(page)["charts"], page.locator(".chart.drawn").count()) == ("drawn", 5)
    expect(page.locator(".slide.current .instead")).to_be_hidden()

    old = opened(hash_="#5", before="delete window.DecompressionStream")
    assert state(old)["charts"] == "table"
    expect(old.locator(".slide.current .instead")).to_be_visible()
    expect(old.locator(".slide.current .instead")).to_contain_text("46.8")


def test_on_paper_every_slide_is_a_page_with_its_text(opened, tmp_path):
    page = opened(hash_="#2")
    written = page.pdf(path=tmp_path / "deck.pdf", prefer_css_page_size=True, print_background=True)
    print(f"{len(written) / 1e3:.0f} kB on paper")  # noqa: T201

    # One page a slide, and one for the sources that found no room at the foot of theirs.
    assert written.count(b"/Type /Page\n") + written.count(b"/Type /Page>") + written.count(b"/Type /Page ") == SLIDES + 1
    assert at(page) == (2, 0)


def test_a_step_takes_less_than_a_blink(opened):
    """In time of the processor: how long a busy machine lets it wait is no finding."""
    page = opened(size={"width": 1920, "height": 1080})
    line = page.context.new_cdp_session(page)
    line.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked_ms() -> float:
        metrics = line.send("Performance.getMetrics")["metrics"]
        return next(1000 * one["value"] for one in metrics if one["name"] == "TaskDuration")

    took = []
    for _ in range(SLIDES + BUILDS):
        before = worked_ms()
        press(page, "ArrowRight")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took.append(worked_ms() - before)
    told = f"median {statistics.median(took):.0f} ms, most {max(took):.0f} ms, {len(took)} steps"
    print(f"work of a step at 1920×1080: {told}")  # noqa: T201

    assert min(took) > 0 and statistics.median(took) <= STEP_MS
