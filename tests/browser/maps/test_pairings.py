"""The pairings: one selection in every view, and from any mark of it to the pair's own page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import spots
from tests.browser.atlas import open_map, open_view, wait_painted, wait_settled
from tests.browser.maps.test_overview import CHINESE_ON_PURPOSE, CHINESE_TEXTS
from tests.browser.test_access import violations
from tests.data.seeds import seed_folder

pytestmark = pytest.mark.again

# The line from Ningbo to Yanbian, far from all others.
NINGBO_YANBIAN = "p-201612-16"
NINGBO_YANBIAN_PAIR = "330200-222400"
PANEL = ".st-key-panel"
# Marks of a plotly chart that stand for a record.
MARKS = """chart => [...chart.querySelectorAll("path.point")].filter(p => typeof p.__data__?.data === "string")"""


@pytest.fixture
def seed_url(serve):
    """Return the URL of the atlas with the seed records alone: 32 pairs of the guideline, whatever is imported later."""
    return serve({"ATLAS_FACTS": str(seed_folder())})


def pick(page: Page, control: str, typed: str) -> None:
    """Choose in a select box by typing; the first find is taken."""
    box = page.locator(f".st-key-{control}").get_by_role("combobox")
    box.click()
    box.press_sequentially(typed)
    expect(page.get_by_role("option").first).to_contain_text(typed)
    box.press("Enter")


def chinese_left(page: Page) -> list[str]:
    """Return the Chinese texts of an English page that are no source's own words."""
    kept = f"{CHINESE_ON_PURPOSE}, .table-room td:last-child, .figures q"
    return [text for frame in page.frames for text in frame.evaluate(CHINESE_TEXTS, kept)]


def test_boxes_whose_counts_change_with_another_are_no_choices_of_the_reader(page, whole_url):
    open_view(page, whole_url, "pairings")

    for typed, date in (("1996年9月", "1996-09-23"), ("2001年", "2001")):
        pick(page, "w_date", typed)
        expect(page).to_have_url(re.compile(f"date={date}"))
        wait_settled(page)

    expect(page.locator(".notice")).to_have_count(0)
    assert "programme" not in page.url


def test_a_filter_keeps_the_viewport_and_the_map(page, seed_url):
    view = open_map(page, seed_url, "pairings")
    assert view.state["flows"] == 32
    ((x, y),) = spots.on_screen(view, [spots.label_points()["510000"]])
    start = spots.viewport(view)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -400)
    spots.wait_resting(view, f"map.getZoom() > {start[2]} + 0.5")
    before = spots.viewport(view)

    pick(page, "w_helper", "宁波")

    expect(page).to_have_url(re.compile("helper=330200"))
    view.wait_for("state.flows === 2")
    expect(page.locator(".page-head .answer")).to_contain_text("2 条结对")
    assert spots.viewport(view) == pytest.approx(before)

    pick(page, "w_recipient", "吉林")

    view.wait_for("state.flows === 1")
    assert spots.viewport(view) == pytest.approx(before)
    assert view.state["mounts"] == 1


def test_a_click_on_a_flow_shows_the_pair_and_leads_to_its_page_in_the_same_language(page, seed_url):
    view = open_map(page, seed_url, "pairings", lang="en")

    spots.click_at(view, spots.along(spots.curves()[NINGBO_YANBIAN], 0.6))

    expect(page).to_have_url(re.compile(rf"[?&]pair={NINGBO_YANBIAN_PAIR}"))
    expect(page.locator(f"{PANEL} blockquote").first).to_have_text("寧波市幫扶吉林省延邊朝鮮族自治州")
    assert view.state["mounts"] == 1

    page.get_by_role("link", name="Open this pair").click()

    expect(page).to_have_url(re.compile(r"/region\?"))
    expect(page).to_have_url(re.compile(r"[?&]pair=330200-222400"))
    expect(page).to_have_url(re.compile(r"[?&]lang=en"))
    expect(page.locator("h1")).to_have_text("Ningbo → Yanbian Korean Autonomous Prefecture")
    expect(page.locator(f"{PANEL} blockquote").first).to_have_text("寧波市幫扶吉林省延邊朝鮮族自治州")


def test_a_click_on_a_region_lists_its_pairings_and_a_second_one_clears(page, seed_url):
    view = open_map(page, seed_url, "pairings", lang="en")
    place = spots.label_points()["450900"]  # Yulin in Guangxi, with no part of its own: its province is meant

    spots.click_at(view, place)

    expect(page).to_have_url(re.compile(r"[?&]region=450000"))
    expect(page.locator(f"{PANEL} h3")).to_have_text("Guangxi Zhuang Autonomous Region")
    expect(page.locator(f"{PANEL} summary")).to_have_count(1)
    page.locator(f"{PANEL} summary").click()
    expect(page.locator(f"{PANEL} blockquote").first).to_be_visible()

    spots.click_at(view, place)

    expect(page).not_to_have_url(re.compile(r"[?&]region="))
    expect(page.locator(f"{PANEL} h3")).to_have_count(0)
    assert view.state["mounts"] == 1


def test_a_click_on_the_end_of_a_band_of_the_sankey_shows_its_pair(page, seed_url):
    open_view(page, seed_url, "pairings", show="sankey", helper="330200", recipient="222400")
    expect(page.locator(".page-head .answer")).to_contain_text("1 条结对")
    mark = page.locator(".st-key-sankey path.point").first
    mark.wait_for()

    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(page).to_have_url(re.compile(rf"[?&]pair={NINGBO_YANBIAN_PAIR}"))
    expect(page.locator(f"{PANEL} h3")).to_have_text("宁波市 → 延边朝鲜族自治州")
    expect(page.locator(f"{PANEL} blockquote").first).to_be_visible()


def test_a_click_on_a_mark_of_the_matrix_shows_its_pair(page, seed_url):
    open_view(page, seed_url, "pairings", show="matrix")
    chart = page.locator(".st-key-matrix")
    chart.locator("path.point").first.wait_for()
    assert len(set(chart.evaluate(f"chart => ({MARKS})(chart).map(p => p.__data__.data)"))) == 32

    mark = chart.evaluate_handle(f"(chart, id) => ({MARKS})(chart).find(p => p.__data__.data === id)", NINGBO_YANBIAN)
    mark.evaluate("p => p.scrollIntoView({ block: 'center' })")
    box = mark.evaluate("p => { const b = p.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }")
    page.mouse.click(*box)

    expect(page).to_have_url(re.compile(rf"[?&]pair={NINGBO_YANBIAN_PAIR}"))
    expect(page.locator(f"{PANEL} h3")).to_have_text("宁波市 → 延边朝鲜族自治州")


def test_the_views_count_alike_and_the_link_opens_the_same_one_again(page, seed_url):
    open_view(page, seed_url, "pairings", show="table", helper="440000", date="all")
    rows = page.locator(".table-room tbody tr")
    expect(rows).to_have_count(8)
    counted = page.locator(".page-head .answer").inner_text()

    page.reload(wait_until="commit")
    wait_settled(page)

    expect(rows).to_have_count(8)
    expect(page.locator(".page-head .answer")).to_have_text(counted)
    page.locator(".st-key-w_show").get_by_role("radio", name="地图", exact=True).click()
    expect(page.locator(".page-head .answer")).to_have_text(counted)
    assert wait_painted(page).state["flows"] == 8


def test_before_and_after_names_every_pair_and_its_list_leads_to_one(page, seed_url):
    view = open_map(page, seed_url, "pairings", show="compare")

    assert view.state["flows"] == 32
    expect(page.locator(f"{PANEL} li")).to_have_count(32)
    page.locator(f"{PANEL} a", has_text="宁夏").click()
    expect(page).to_have_url(re.compile(r"/region\?pair=350000-640000"))
    expect(page.locator("h1")).to_have_text("福建省 → 宁夏回族自治区")


def test_coverage_hatches_what_no_recorded_pairing_reaches(page, seed_url):
    view = open_map(page, seed_url, "pairings", show="coverage")

    expect(view.frame.locator(".atlas-legend")).to_contain_text("11")
    # Yushu in Qinghai: two colours within a hatch. Yanbian: one.
    x, y = spots.label_points()["632700"]
    around = [(x + 8 * i, y + 8 * j) for i in range(-5, 6) for j in range(-5, 6)]
    assert len(set(spots.sheet_colors(view, spots.BACK, around))) > 1
    x, y = spots.label_points()["222400"]
    assert len(set(spots.sheet_colors(view, spots.BACK, [(x + 4 * i, y) for i in range(-3, 4)]))) == 1
    expect(page.locator(f"{PANEL} li")).to_have_count(30)


@pytest.mark.parametrize("show", ["map", "sankey", "matrix", "table", "compare", "coverage"])
def test_every_view_is_english_throughout_and_without_a_grave_fault(page, seed_url, show):
    open_view(page, seed_url, "pairings", show=show, lang="en")
    title = {"compare": ": how did the pairs change?", "coverage": "Is every ethnic autonomous prefecture"}
    expect(page.locator("h1")).to_contain_text(title.get(show, "Who is paired with whom?"))
    if show in ("map", "compare", "coverage"):
        wait_painted(page)

    assert chinese_left(page) == []
    assert violations(page) == []
