"""The overview: what a person sees, clicks, finds, shares and reads back."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from look.palette import palette
from tests.browser import spots
from tests.browser.atlas import LIMIT_MS, MapView, open_map, open_view, wait_painted, wait_settled

pytestmark = pytest.mark.again

# Gansu's far west, where no line runs; the line from Ningbo to Yanbian, far from all others.
GANSU, GANSU_WEST = "620000", "620900"
NINGBO_YANBIAN = "p-201612-16"
NINGBO_YANBIAN_PAIR = "330200-222400"

HEADLINES = ["32% → 15%", "46.8% → 22.7%", "0.028%", "9.6%"]

PANEL = ".st-key-panel"
CJK = r"[\u3007\u3400-\u9fff]"


def choose(page: Page, control: str, name: str) -> None:
    """Click an option of a switch."""
    page.locator(f".st-key-{control}").get_by_role("radio", name=name, exact=True).click()


def search(page: Page, typed: str, code: str) -> None:
    """Type into the search box and take its first find, which is the place with this code."""
    box = page.locator(".st-key-search").get_by_role("combobox")
    box.press_sequentially(typed)
    expect(page.get_by_role("option").first).to_contain_text(code)
    box.press("Enter")


def open_table(page: Page) -> None:
    page.locator(".st-key-table summary").click()
    page.locator(".st-key-table table").wait_for()


# --- what is on the screen


#: In the middle of Jiangsu, away from every border: its colour is the province's.
YANCHENG = "320900"
#: Provinces that are helped, and the prefectures in them that have a stronger colour of their own.
RECIPIENTS = ("150000", "450000", "500000", "510000", "530000", "610000", "620000", "640000")
RECIPIENT_PLACES = ("513300", "513400", "530600", "533300", "621100", "621200", "622900")
#: Provinces that help, and the cities in them that have a stronger colour of their own.
HELPERS = ("110000", "120000", "310000", "320000", "330000", "350000", "370000", "440000")
HELPER_CITIES = (
    "320500",
    "330100",
    "330200",
    "350100",
    "350200",
    "370100",
    "370200",
    "440100",
    "440400",
    "440600",
    "441900",
    "442000",
)


def test_the_country_is_painted_without_internet_and_the_pixels_say_so(page, atlas_url):
    look, places = palette("light"), spots.label_points()

    view = open_map(page, atlas_url)

    assert (view.state["regions"], view.state["flows"]) == (404, 32)
    fills = dict(zip(places, spots.sheet_colors(view, spots.BACK, list(places.values())), strict=True))
    assert fills[YANCHENG] == (*spots.rgb(look.helper), 255), "Jiangsu helps"
    assert fills["520300"] == (*spots.rgb(look.recipient_strong), 255), "Zunyi is helped"
    assert fills["632800"] == (*spots.rgb(look.land), 255), "Qinghai as a whole has no part in it"
    provinces = [region for region in places if region.endswith("0000")]
    assert len(provinces) == 34
    assert [region for region in provinces if fills[region][3] == 0] == [], "bare ground where a province should be"


def test_every_flow_is_drawn_along_its_curve_and_reaches_the_screen(page, atlas_url):
    look = palette("light")

    view = open_map(page, atlas_url)

    def interrupted() -> list[tuple[str, int]]:
        found = []
        for flow, curve in spots.curves().items():
            points = [spots.along(curve, step / 40) for step in range(41)]
            drawn = [color[3] > 0 for color in spots.sheet_colors(view, spots.FRONT, points, reach=1)]
            if sum(drawn) < 36:  # a name may stand on a line, nothing else interrupts it
                found.append((flow, sum(drawn)))
        return found

    missing, until = interrupted(), time.monotonic() + LIMIT_MS / 1000
    while missing and time.monotonic() < until:  # a busy machine may still be drawing
        view.frame.evaluate("() => new Promise(requestAnimationFrame)")
        missing = interrupted()
    assert len(spots.curves()) == 32
    assert missing == []
    # Sheets may be drawn and yet not be seen: ask the screen itself.
    # Names, lines and halos cover much of the East, never most of it; less of the West.
    least = {
        look.helper: 0.35 * spots.area_share(view, HELPERS, HELPER_CITIES),
        look.recipient: 0.5 * spots.area_share(view, RECIPIENTS, RECIPIENT_PLACES),
        look.land: 0.1,
    }

    def too_little() -> dict[str, float]:
        seen = spots.picture(view)
        shares = {color: spots.share(seen, color) for color in least}
        return {color: shares[color] for color in least if shares[color] <= least[color]}

    while (lacking := too_little()) and time.monotonic() < until:  # the page may still be moving
        view.frame.evaluate("() => new Promise(requestAnimationFrame)")
    assert lacking == {}
    # Nearly all of it, under names too; beside the lines it is half.
    along = spots.drawn_along(view, spots.curves().values(), look.flow_from, look.flow_to)
    assert sum(along) / len(along) > 0.85
    assert min(along) > 0.7


def test_on_a_laptop_map_legend_and_headline_figures_need_no_scrolling(page, atlas_url):
    view = open_map(page, atlas_url)

    figures = page.locator(f"{PANEL} .fact-big .fact-figure")
    expect(figures).to_have_text(HEADLINES)
    for i in range(4):
        expect(figures.nth(i)).to_be_in_viewport(ratio=1)
    expect(page.locator("iframe[title*='streamlit_folium']")).to_be_in_viewport(ratio=1)
    legend = view.frame.locator(".atlas-legend").bounding_box()
    assert legend is not None
    assert legend["y"] + legend["height"] <= 768
    assert legend["x"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"


@pytest.mark.browser_context_args(viewport={"width": 1920, "height": 1080})
def test_on_a_wall_the_map_fills_its_room(page, atlas_url):
    view = open_map(page, atlas_url)

    width, height = view.frame.evaluate("() => [map.getSize().x, map.getSize().y]")
    assert height >= 0.6 * 1080
    assert width >= 0.5 * 1920
    top, bottom, left, right = _country_on_map(view)
    assert 0 <= top < bottom <= height, "the country is cut off"
    assert 0 <= left < right <= width
    assert bottom - top >= 0.85 * height, "the country is small in its room"


def _country_on_map(view: MapView) -> list[float]:
    # The mainland and Hainan: islands farther south are in the inset, as on standard maps.
    north, south, west, east = (2000.0, 5960.0), (400.0, 1990.0), (-2625.0, 4400.0), (2260.0, 5300.0)
    points = [[y, x] for x, y in (north, south, west, east)]
    (t, b, left, right) = view.frame.evaluate(
        "points => points.map(p => { const q = map.latLngToContainerPoint(p); return [q.x, q.y]; })", points
    )
    return [t[1], b[1], left[0], right[0]]


# --- selecting


def test_a_click_on_a_region_shows_its_pairings_and_a_click_beside_everything_clears(page, atlas_url):
    view = open_map(page, atlas_url)

    spots.click_at(view, spots.label_points()[GANSU_WEST])

    expect(page).to_have_url(re.compile(rf"[?&]region={GANSU}"))
    panel = page.locator(PANEL)
    expect(panel.locator("h3")).to_have_text("甘肃省")
    expect(panel).to_contain_text("天津市 → 甘肃省")
    expect(panel).to_contain_text("9.6%")

    spots.click_at(view, spots.BESIDE_EVERYTHING)

    expect(page).not_to_have_url(re.compile("region="))
    expect(panel.locator(".fact-big .fact-figure")).to_have_text(HEADLINES)


def test_a_click_on_a_flow_shows_the_pair_and_the_words_that_say_so(page, atlas_url):
    pairing = spots.facts().pairings.set_index("pairing_id").loc[NINGBO_YANBIAN]
    view = open_map(page, atlas_url)

    spots.click_at(view, spots.along(spots.curves()[NINGBO_YANBIAN], 0.6))

    expect(page).to_have_url(re.compile(rf"[?&]pair={NINGBO_YANBIAN_PAIR}"))
    panel = page.locator(PANEL)
    expect(panel.locator("h3")).to_have_text("宁波市 → 延边朝鲜族自治州")
    expect(panel.locator("blockquote").first).to_have_text(pairing["quote"])
    expect(panel.locator("blockquote").first).to_be_visible()

    page.get_by_role("button", name="返回总览").click()

    expect(page).not_to_have_url(re.compile("pair="))
    expect(panel.locator(".fact-big .fact-figure")).to_have_text(HEADLINES)


@pytest.mark.parametrize(
    ("typed", "code", "name"), [("宁德", "350900", "宁德市"), ("ningde", "350900", "宁德市"), ("620000", "620000", "甘肃省")]
)
def test_a_place_is_found_by_name_pinyin_or_code(page, atlas_url, typed, code, name):
    open_map(page, atlas_url)

    search(page, typed, code)

    expect(page).to_have_url(re.compile(rf"[?&]region={code}"))
    expect(page.locator(f"{PANEL} h3")).to_have_text(name)


def test_the_back_button_returns_to_what_was_selected_before(page, atlas_url):
    view = open_map(page, atlas_url)
    title = page.locator(f"{PANEL} h3")
    spots.click_at(view, spots.label_points()[GANSU_WEST])
    expect(title).to_have_text("甘肃省")
    spots.click_at(view, spots.along(spots.curves()[NINGBO_YANBIAN], 0.6))
    expect(title).to_have_text("宁波市 → 延边朝鲜族自治州")

    page.go_back()

    expect(page).to_have_url(re.compile(rf"[?&]region={GANSU}"))
    expect(title).to_have_text("甘肃省")


# --- the viewport


def test_changing_the_fill_keeps_the_viewport_and_the_map(page, atlas_url):
    view = open_map(page, atlas_url)
    legend = view.frame.locator(".atlas-legend")
    ((x, y),) = spots.on_screen(view, [spots.label_points()["510000"]])
    start = spots.viewport(view)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -400)
    spots.wait_resting(view, f"map.getZoom() > {start[2]} + 0.5")
    zoomed = spots.viewport(view)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)
    page.mouse.up()
    spots.wait_resting(view, f"Math.abs(map.getCenter().lng - {zoomed[0]}) > 10")
    before = spots.viewport(view)
    expect(legend).to_contain_text("帮扶方")

    choose(page, "w_fill", "贫困发生率")

    expect(legend).to_contain_text("没有记录")
    expect(legend.locator(".atlas-swatch-hatch")).to_have_count(1)
    expect(page).to_have_url(re.compile("fill=rate"))
    view.wait_for("state.updates >= 2")
    assert spots.viewport(view) == pytest.approx(before)
    assert view.state["mounts"] == 1


_REACH = """() => [...document.querySelectorAll(".atlas-sheet")].map((sheet) =>
    Math.round(sheet.clientWidth - sheet.closest(".leaflet-container").clientWidth))"""


def test_a_map_that_is_moved_for_the_first_time_is_drawn_beyond_its_window(page, atlas_url):
    view = open_map(page, atlas_url, "region", region=GANSU)
    ((x, y),) = spots.on_screen(view, [spots.label_points()["630000"]])
    assert view.frame.evaluate(_REACH) == [0, 0]

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)

    assert min(view.frame.evaluate(_REACH)) > 150
    # What lies at the window's new edge was beyond the old one: it is painted, before the map rests.
    painted = view.frame.evaluate(
        """() => { const sheet = document.querySelector(".atlas-sheet"), ink = sheet.getContext("2d");
        const colors = ink.getImageData(0, sheet.height / 2, sheet.width * 0.12, 1).data;
        return colors.some((value) => value > 0); }"""
    )
    page.mouse.up()
    assert painted


def test_what_is_not_recorded_is_hatched(page, atlas_url):
    look = palette("light")

    view = open_map(page, atlas_url, fill="rate")

    # Qinghai has no rate: two colours within a hatch, and neither is a class of the scale.
    x, y = spots.label_points()["630000"]
    around = [(x + 8 * i, y + 8 * j) for i in range(-6, 7) for j in range(-6, 7)]
    colors = {color[:3] for color in spots.sheet_colors(view, spots.BACK, around)}
    assert len(colors) > 1
    assert colors.isdisjoint(spots.rgb(color) for color in look.rates)
    # Gansu's 9.6% lies between 5 and 10, the fourth class.
    (gansu,) = spots.sheet_colors(view, spots.BACK, [spots.label_points()[GANSU_WEST]])
    assert gansu[:3] == spots.rgb(look.rates[3])


# Names are drawn on a canvas: what is written there, and where, is known only by listening. Every redraw begins anew.
LISTEN = """
    const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...room) {
        this.canvas.written = [];
        return clearRect.apply(this, room);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const half = this.measureText(text).width / 2;
        this.canvas.written?.push({ text, left: x - half, right: x + half, y });
        return fillText.call(this, text, x, y);
    };
"""


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_recorded_rate_is_written_on_the_map_and_nothing_covers_it(new_context, atlas_url, size, lang):
    page = new_context().new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(LISTEN)

    # Of 2018, and of the three years before where 2018 has none.
    view = open_map(page, atlas_url, fill="rate", when="2018~3", lang=lang)

    written = view.frame.evaluate(
        """() => {
            const canvas = document.querySelectorAll("canvas.atlas-sheet")[1], at = canvas.getBoundingClientRect();
            return canvas.written.map(w => ({ text: w.text, left: at.x + w.left, right: at.x + w.right, y: at.y + w.y }));
        }"""
    )
    for value in ("15%", "22.7%", "0.028%", "9.6%"):
        (place,) = [one for one in written if one["text"].startswith(value)]
        covers = view.frame.evaluate(
            """place => [place.left, (place.left + place.right) / 2, place.right]
                .map(x => document.elementFromPoint(x, place.y)?.closest(".leaflet-control"))
                .filter(Boolean).map(control => control.className)""",
            place,
        )
        assert covers == [], f"{place['text']} is under a control"


def test_at_the_whole_country_the_wheel_scrolls_the_page(page, atlas_url):
    view = open_map(page, atlas_url)
    open_table(page)
    room = page.get_by_test_id("stMain")
    room.evaluate("room => room.scrollTo(0, 0)")
    before = spots.viewport(view)
    ((x, y),) = spots.on_screen(view, [spots.label_points()["510000"]])

    page.mouse.move(x, y)
    page.mouse.wheel(0, 300)

    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 50")
    assert spots.viewport(view) == pytest.approx(before)


# --- the URL


def test_a_link_opens_the_view_again(page, atlas_url):
    open_map(page, atlas_url, fill="rate", region="620000")
    expect(page.locator(f"{PANEL} h3")).to_have_text("甘肃省")

    page.reload(wait_until="commit")
    wait_settled(page)
    view = wait_painted(page)

    expect(page.locator(f"{PANEL} h3")).to_have_text("甘肃省")
    expect(view.frame.locator(".atlas-swatch-hatch")).to_have_count(1)
    expect(page).to_have_url(re.compile("fill=rate"))


def test_values_that_are_none_give_the_default_and_a_notice(page, atlas_url):
    view = open_map(page, atlas_url, fill="heat", region="999999", pair="p-none", lang="zh")

    expect(page.locator(".notice")).to_have_count(3)
    notices = page.locator(".notice").all_inner_texts()
    assert [value for value in ("fill=heat", "region=999999", "pair=p-none") if not any(value in n for n in notices)] == []
    expect(view.frame.locator(".atlas-legend")).to_contain_text("帮扶方")
    expect(page.locator(f"{PANEL} .fact-big .fact-figure")).to_have_text(HEADLINES)
    expect(page).not_to_have_url(re.compile("heat|999999|p-none"))


# --- language and theme


# What is Chinese in an English page and must be: the sources' own words, and the switch to Chinese.
CHINESE_ON_PURPOSE = "blockquote, .document h2, .st-key-w_lang, .st-key-table td:last-child, script, style, noscript"

CHINESE_TEXTS = f"""kept => {{
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {{
        const node = walker.currentNode;
        if (/{CJK}/u.test(node.data) && !node.parentElement.closest(kept)) found.push(node.data.trim());
    }}
    for (const node of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]"))
        for (const name of ["aria-label", "title", "placeholder", "alt"])
            if (/{CJK}/u.test(node.getAttribute(name) || "") && !node.closest(kept)) found.push(node.getAttribute(name));
    return found;
}}"""


def chinese_left(page: Page) -> list[str]:
    """Return the Chinese texts of an English page and its frames that are no source's own words."""
    return [text for frame in page.frames for text in frame.evaluate(CHINESE_TEXTS, CHINESE_ON_PURPOSE)]


def test_the_language_switch_keeps_the_selection_and_changes_every_text(page, atlas_url):
    view = open_map(page, atlas_url, region=GANSU)
    expect(page.locator(f"{PANEL} h3")).to_have_text("甘肃省")

    choose(page, "w_lang", "EN")

    expect(page.locator(f"{PANEL} h3")).to_have_text("Gansu Province")
    expect(page).to_have_url(re.compile(rf"region={GANSU}"))
    expect(page).to_have_url(re.compile("lang=en"))
    expect(view.frame.locator(".atlas-legend")).to_contain_text("Helps")
    open_table(page)
    for card in page.locator(f"{PANEL} .fact summary").all():
        card.click()
    assert view.state["mounts"] == 1
    assert chinese_left(page) == []
    assert re.search(CJK, page.title()) is None


@pytest.mark.parametrize("path", ["trends", "sources"])
def test_the_other_pages_are_english_throughout_too(page, atlas_url, path):
    open_view(page, atlas_url, path, lang="en")
    expect(page.locator("h1")).to_be_visible()

    assert chinese_left(page) == []


def test_the_theme_link_goes_dark_and_keeps_the_view(page, atlas_url):
    open_map(page, atlas_url, region=GANSU)

    page.locator("a.theme-switch").click()

    expect(page).to_have_url(re.compile("theme=dark"))
    wait_settled(page)
    view = wait_painted(page)
    expect(page.locator(f"{PANEL} h3")).to_have_text("甘肃省")
    dark = palette("dark")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb({}, {}, {})".format(*spots.rgb(dark.ground)))
    (jiangsu,) = spots.sheet_colors(view, spots.BACK, [spots.label_points()[YANCHENG]])
    assert jiangsu[:3] == spots.rgb(dark.helper)


# --- where a figure comes from


def test_a_headline_figure_opens_to_the_words_it_came_from(page, atlas_url):
    open_map(page, atlas_url)
    card = page.locator(f"{PANEL} .fact-big").filter(has_text="0.028%")
    expect(card.locator("blockquote")).not_to_be_visible()

    card.locator("summary").click()

    expect(card.locator("blockquote")).to_be_visible()
    expect(card.locator("mark")).to_have_text(["0.028%"])
    expect(card.locator("blockquote")).to_have_text("宁德到今年4月,累积脱貧77万多人贫困发生率降至0.028%")


def test_the_table_says_the_same_as_the_map(page, atlas_url):
    open_map(page, atlas_url)

    open_table(page)

    rows = page.locator(".st-key-table tbody tr")
    expect(rows).to_have_count(32)
    expect(rows.filter(has_text="宁波市").filter(has_text="延边朝鲜族自治州")).to_have_count(1)


# --- the keyboard


def test_tab_reaches_search_switches_figures_and_the_table(page, atlas_url):
    open_map(page, atlas_url)
    page.locator(f"{PANEL} .fact summary").nth(3).wait_for()
    wanted = {
        "search": ".st-key-search",
        "fill": ".st-key-w_fill",
        "language": ".st-key-w_lang",
        "theme": "a.theme-switch",
        "figures": f"{PANEL} .fact summary",
        "table": ".st-key-table summary",
    }
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached |= {
            name for name, place in wanted.items() if page.evaluate("at => !!document.activeElement.closest(at)", place)
        }
    assert reached == set(wanted)

    page.locator(".st-key-table summary").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".st-key-table tbody tr")).to_have_count(32)


def test_keys_reach_the_page_after_a_click_on_the_map(page, atlas_url):
    view = open_map(page, atlas_url)
    page.evaluate(
        "window.keys = []; for (const type of ['keydown', 'keyup'])"
        " document.addEventListener(type, event => window.keys.push(`${type} ${event.key}`))"
    )
    spots.click_at(view, spots.BESIDE_EVERYTHING)
    page.wait_for_function("() => document.activeElement.tagName === 'IFRAME'")

    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")

    page.wait_for_function("() => window.keys.length >= 4")
    assert page.evaluate("window.keys") == ["keydown ArrowRight", "keyup ArrowRight", "keydown s", "keyup s"]
