"""A place and a pair: framed on the map, with counties, words and a page that prints."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from geo.shapes.load import load_county_places, load_places
from look.palette import palette
from tests.browser import spots
from tests.browser.atlas import MapView, open_map, open_view, wait_painted
from tests.browser.maps.test_pairings import chinese_left
from tests.browser.test_access import violations
from tests.data.seeds import seed_folder

pytestmark = pytest.mark.again

PANEL = ".st-key-panel"
NINGXIA, GANSU = "640000", "620000"


@pytest.fixture
def seed_url(serve):
    return serve({"ATLAS_FACTS": str(seed_folder())})


def counties_of(province: str) -> int:
    return sum(county[:2] == province[:2] for county in load_county_places())


def wait_framed(view: MapView, *regions: str) -> None:
    """Wait until regions lie in the window whole, their far islands left aside.

    The window moves a frame after the update is painted, and once more when the page around it gets its height.
    """
    for region in regions:
        place = load_places()[region]
        view.wait_for(
            "((b) => b.getWest() <= arg[0] && b.getSouth() <= arg[1] && b.getEast() >= arg[2] && b.getNorth() >= arg[3])"
            "(map.getBounds())",
            place.get("main_bbox", place["bbox"]),
        )


def test_a_province_fills_the_window_with_its_counties(page, seed_url):
    view = open_map(page, seed_url, "region", region=NINGXIA)

    view.wait_for("state.counties > 0")
    assert view.state["counties"] == counties_of(NINGXIA) == 22
    wait_framed(view, NINGXIA)
    west, east = view.frame.evaluate("() => [map.getBounds().getWest(), map.getBounds().getEast()]")
    assert east - west < 2000  # km; the whole country is 5,000
    assert view.state["error"] == ""


@pytest.mark.parametrize("region", ["710000", "810000", "820000", "460000", "640400"])
def test_every_kind_of_place_finds_its_counties(page, seed_url, region):
    view = open_map(page, seed_url, "region", region=region)

    view.wait_for("state.counties > 0 || state.error")
    assert view.state["error"] == "" and view.state["counties"] == counties_of(region)
    wait_framed(view, region)


def test_a_click_on_a_neighbour_goes_there_and_stays_in_the_same_map(page, seed_url):
    view = open_map(page, seed_url, "region", region=NINGXIA)
    view.wait_for("state.counties === arg", counties_of(NINGXIA))

    # Pingliang, in Gansu, just south of Ningxia.
    spots.click_at(view, spots.label_points()["620800"])

    expect(page).to_have_url(re.compile(r"region=62\d{4}"))
    view.wait_for("state.counties === arg", counties_of(GANSU))
    expect(page.locator("h1")).to_have_text(re.compile("甘肃省|平凉市"))
    assert view.state["mounts"] == 1


def test_the_nation_after_a_province_is_shown_whole(page, seed_url):
    view = open_map(page, seed_url, "region", region=NINGXIA)
    box = page.locator(".st-key-search").get_by_role("combobox")
    box.press_sequentially("100000")
    expect(page.get_by_role("option").first).to_contain_text("100000")
    box.press("Enter")

    expect(page.locator("h1")).to_have_text("中国")
    view.wait_for("state.updates >= 2 && state.counties === 0")
    wait_framed(view, "230000", "650000")


@pytest.mark.parametrize("pair", ["350000-640000", "330200-222400", "320000-520600"])
def test_a_pair_frames_both_regions(page, seed_url, pair):
    view = open_map(page, seed_url, "region", pair=pair)

    helper, recipient = pair.split("-")
    wait_framed(view, helper, recipient)
    assert view.state["flows"] == (0 if pair == "320000-520600" else 1)  # of Tongren only figures are recorded
    expect(page.locator("h1")).to_contain_text("→")
    expect(page.locator(PANEL)).to_contain_text("并列展示")


def test_the_next_pair_opens_and_back_returns(page, seed_url):
    open_map(page, seed_url, "region", pair="350000-640000", lang="en")
    page.locator(f"{PANEL} a", has_text="Next pair").click()

    expect(page).to_have_url(re.compile(r"pair=110000-150000"))
    expect(page).to_have_url(re.compile(r"lang=en"))
    expect(page.locator("h1")).to_have_text("Beijing → Inner Mongolia Autonomous Region")

    page.go_back()

    expect(page.locator("h1")).to_have_text("Fujian Province → Ningxia Hui Autonomous Region")


def test_on_paper_the_pair_stands_without_controls(page, seed_url):
    open_map(page, seed_url, "region", pair="350000-640000")
    shown = page.locator(f"h1, {PANEL} summary").first
    hidden = [".stApp header", ".st-key-switches", ".st-key-search"]
    for place in hidden[1:]:
        expect(page.locator(place).first).to_be_visible()

    page.emulate_media(media="print")

    for place in hidden:
        expect(page.locator(place).first).not_to_be_visible()
    expect(shown).to_be_visible()
    expect(page.locator("iframe[title*='streamlit_folium']")).to_be_visible()
    # Nothing is cut off behind a scroll bar of its own.
    panel = page.locator(PANEL)
    assert panel.evaluate("one => one.scrollHeight <= one.clientHeight + 1")


def test_the_pair_prints_on_one_sheet_with_map_and_charts_whole(page, seed_url, tmp_path):
    open_map(page, seed_url, "region", pair="330200-222400")
    page.locator(".st-key-pair-timeline .main-svg").first.wait_for()
    before = page.locator("iframe[title*='streamlit_folium']").bounding_box()

    pages = PdfDocument(page.pdf(path=tmp_path / "pair.pdf", prefer_css_page_size=True))

    assert len(pages) == 1
    text = pages[0].get_textpage().get_text_bounded()
    assert "宁波市 → 延边朝鲜族自治州" in text and "南海诸岛" in text and "下一对" not in text
    assert page.locator("iframe[title*='streamlit_folium']").bounding_box() == before


def test_a_place_without_a_map_of_its_own_is_told_where_it_lies(page, seed_url):
    view = open_map(page, seed_url, "region", region="A-nanjiang4")

    wait_framed(view, "652900", "653000", "653100", "653200")
    expect(page.locator(PANEL)).to_contain_text("22.7%")


@pytest.mark.parametrize("query", [{"region": NINGXIA}, {"pair": "350000-640000"}])
def test_the_page_is_english_throughout_and_without_a_grave_fault(page, seed_url, query):
    open_view(page, seed_url, "region", lang="en", **query)
    view = wait_painted(page)

    assert chinese_left(page) == []
    assert violations(page) == []
    assert violations(view.frame) == []


ROWS = ".pair-rows"


def test_a_row_lights_the_map_while_it_is_pointed_at_and_a_pair_its_own_line(page, whole_url):
    """Jiangsu: the row of Tongren, then Suzhou in it; both are marked on the map at once, without a word to the server."""
    view = open_map(page, whole_url, "region", region="320000")
    view.wait_for("state.flows > 20")
    updates = view.state["updates"]
    row = page.locator(f"{ROWS} li", has=page.locator("button[data-region='520600']"))

    row.locator("button").hover()
    view.wait_for("state.lit && state.lit.kind === 'region' && state.lit.id === '520600'")

    pair = row.locator("a", has_text="苏州")
    pair.hover()
    view.wait_for("state.lit && state.lit.kind === 'flow' && state.lit.id === arg", pair.get_attribute("data-flow"))

    page.locator("h1").hover()
    view.wait_for("!state.lit")
    assert view.state["updates"] == updates


def test_a_row_is_kept_by_its_button_and_let_go_by_it_or_by_escape(page, whole_url):
    view = open_map(page, whole_url, "region", region="650000")
    button = page.locator(f"{ROWS} button[data-region='653200']")

    button.click()
    page.locator("h1").hover()
    expect(button).to_have_attribute("aria-pressed", "true")
    view.wait_for("state.lit && state.lit.id === '653200'")

    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    view.wait_for("!state.lit")


def test_rows_are_walked_with_the_arrow_keys_and_light_as_they_are_reached(page, whole_url):
    view = open_map(page, whole_url, "region", region="520000")
    buttons = page.locator(f"{ROWS} button")
    buttons.first.focus()

    page.keyboard.press("ArrowDown")

    second = buttons.nth(1)
    expect(second).to_be_focused()
    view.wait_for("state.lit && state.lit.id === arg", second.get_attribute("data-region"))


#: Clicks a helper's row; gives the frames until the map knows of it, and what the map had been told by then.
CHOOSE = """async (region) => {
  const row = () => document.querySelector(`.st-key-helper-${region} button`);
  let frames = 0;
  row().click();
  const { state } = document.querySelector("iframe[title*='streamlit_folium']").contentWindow.atlas, updates = state.updates;
  for (; state.foreseen !== region; frames += 1) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return [frames, state.updates - updates, getComputedStyle(row()).borderTopColor];
}"""
SENT = "() => window.sentFrames"
COUNTS = """
if (window.sentFrames === undefined) {  // a page that is used again has it from the test before
  window.sentFrames = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) { window.sentFrames += 1; return send.call(this, data); };
}
"""


def test_the_list_of_helpers_lights_the_map_without_a_word_to_the_server(page, atlas_url):
    page.add_init_script(COUNTS)
    view = open_map(page, atlas_url)
    before = page.evaluate(SENT)

    for region in ("320000", "310000", "330000"):
        page.locator(f".st-key-helper-{region} button").hover()
        view.wait_for("state.lit && state.lit.kind === 'region' && state.lit.id === arg", region)
    page.locator("h1").hover()
    view.wait_for("!state.lit")
    page.locator(".st-key-helper-320000 button").focus()
    page.keyboard.press("ArrowDown")
    view.wait_for("state.lit && state.lit.id === '310000'")

    assert before > 0 and page.evaluate(SENT) == before


def test_the_arrow_keys_go_on_from_the_helper_that_was_chosen(page, atlas_url):
    open_map(page, atlas_url)
    page.locator(".st-key-helper-320000 button").focus()

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("region=320000"))
    expect(page.locator(".st-key-helper-320000 button[kind='secondary']")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("region=310000"))
    expect(page.locator(".st-key-helper-310000 button[kind='secondary']")).to_be_focused()


def test_a_helper_is_seen_to_be_chosen_before_the_server_is_asked_once(page, atlas_url):
    page.add_init_script(COUNTS)
    open_map(page, atlas_url)
    before = page.evaluate(SENT)

    frames, updates, border = page.evaluate(CHOOSE, "320000")

    assert frames <= 1 and updates == 0  # seen in 60 ms on a quiet machine
    assert border == "rgb" + str(spots.rgb(palette("light").accent))
    expect(page).to_have_url(f"{atlas_url}/?region=320000")
    expect(page.locator(PANEL)).to_contain_text("江苏")
    assert page.evaluate(SENT) == before + 1
    row = page.locator(".st-key-helper-320000 button")
    expect(row).to_have_attribute("kind", "secondary")
    expect(row).not_to_have_attribute("data-chosen", re.compile(""))

    page.evaluate(CHOOSE, "310000")
    expect(page).to_have_url(f"{atlas_url}/?region=310000")
    expect(page.locator(".st-key-helpers button[kind='secondary']")).to_have_count(1)
    expect(page.locator(".st-key-helper-310000 button")).to_have_attribute("kind", "secondary")


def test_a_helper_chosen_again_is_let_go_at_once_and_in_the_address(page, atlas_url):
    view = open_map(page, atlas_url, region="320000")
    row = page.locator(".st-key-helper-320000 button")
    expect(row).to_have_attribute("kind", "secondary")
    row.click()
    expect(page).to_have_url(f"{atlas_url}/")
    expect(row).to_have_attribute("kind", "tertiary")
    view.wait_for("state.foreseen === undefined")


def test_a_helped_county_has_its_own_colour_and_its_neighbour_that_of_the_province(page, whole_url):
    """墨玉 is helped by Beijing; of 且末, in another prefecture, no verified page names a helper."""
    view = open_map(page, whole_url, "region", region="650000")
    view.wait_for("state.counties > 0")
    spots.wait_resting(view)
    places, look = load_county_places(), palette("light")
    points = [tuple(places[county]["label"]) for county in ("653222", "652825")]

    def colors() -> list[tuple[int, ...]]:
        return [color[:3] for color in spots.sheet_colors(view, spots.BACK, points)]

    assert colors() == [spots.rgb(look.recipient_deep), spots.rgb(look.recipient)]


def test_the_map_stays_in_sight_while_the_rows_are_gone_through(page, whole_url):
    open_map(page, whole_url, "region", region="520000")
    page.set_viewport_size({"width": 1366, "height": 700})
    frame = page.locator("iframe[title*='streamlit_folium']")
    page.locator(f"{ROWS} li").last.scroll_into_view_if_needed()

    expect(frame).to_be_in_viewport(ratio=0.6)
