"""Own figures with a real browser and real workers: a keeper's whole way, a large table given up, a wide one read."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.load import load_facts
from tests.browser.atlas import DECK_MS, open_view, wait_settled
from text.catalogue import Catalogue

ZH = Catalogue.load("zh")
RING = [[105, 35], [107, 35], [107, 36.4], [105, 36.4], [105, 35]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own") / "own.sqlite3"


@pytest.fixture(scope="module")
def own_url(serve: Any, store: Path) -> str:
    return str(serve({"ATLAS_STORE": f"sqlite:///{store}"}))


def as_file(name: str, rows: list[list[object]]) -> dict[str, Any]:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def large(n: int) -> dict[str, Any]:
    """A table of counties, of each a row a year."""
    regions = load_facts().regions
    counties = regions[regions["level"] == "county"]
    names = dict(zip(regions["region_id"], regions["name_zh"], strict=True))
    places = [(names[f"{i[:2]}0000"], name) for i, name in zip(counties["region_id"], counties["name_zh"], strict=True)]
    rows = [[*places[k % len(places)], 2011 + k // len(places), k % 30] for k in range(n)]
    return as_file("大表.csv", [["省", "县", "年份", "贫困发生率（%）"], *rows])


def give(page: Page, file: Any) -> None:
    # After storing, the page has another box for the next file: one given to the former would be lost with it.
    wait_settled(page)
    page.locator("[class*=st-key-own_file_] input[type=file]").set_input_files(file)


def test_a_large_table_shows_how_far_it_is_and_leaves_nothing_once_given_up(page: Page, own_url: str, store: Path):
    open_view(page, own_url, "sources", show="own")
    give(page, large(20_000))
    progress, stop = page.get_by_test_id("stProgress"), page.locator(".st-key-own_stop button")
    expect(progress).to_be_visible(timeout=DECK_MS)
    stop.click()

    expect(page.get_by_text(ZH("own.stopped"))).to_be_visible()
    expect(progress).to_have_count(0)
    expect(page.get_by_text("大表.csv")).to_have_count(0)
    expect(page.locator(".own-room")).to_have_count(0)
    assert not store.exists()  # where nothing is stored there is no database either

    give(page, large(20_000))
    expect(progress).to_contain_text("20,000", timeout=DECK_MS)
    expect(page.locator(".own-room")).to_be_visible(timeout=DECK_MS)
    expect(progress).to_have_count(0)
    wait_settled(page)
    assert not store.exists()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wide_table_keeps_its_heads_and_places_where_it_is_scrolled(page: Page, own_url: str, size, lang):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_view(page, own_url, "sources", show="own", lang=lang)
    regions = load_facts().regions
    provinces = regions[regions["level"] == "province"]["name_zh"].tolist()
    give(
        page,
        as_file(
            "wide.csv",
            [["地区", *(f"{y}年贫困发生率（%）" for y in range(1998, 2021))], *([p] + [7] * 23 for p in provinces)],
        ),
    )

    room = page.locator(".own-room")
    expect(room).to_be_visible(timeout=DECK_MS)
    seen = room.evaluate(
        """room => {
            room.scrollIntoView({ block: "center" });
            room.scrollTo(900, 300);
            const box = (e) => e.getBoundingClientRect(), frame = box(room);
            const cell = (text) => [...room.querySelectorAll("td")].find((td) => td.textContent.includes(text));
            const head = box(cell("2010年")), place = box(cell("湖北省"));
            const top = document.elementFromPoint(place.left + 20, place.top + place.height / 2);
            return { width: frame.width, below: head.top - frame.top, aside: place.left - frame.left,
                     high: frame.height, place: top.textContent, page: document.documentElement.scrollWidth };
        }"""
    )
    # The page's own width, the heads at its upper edge, the names of places at its left, and nothing over them.
    assert seen["width"] > 0.9 * size[0] and seen["page"] <= size[0]
    assert 0 <= seen["below"] < 60 and 0 <= seen["aside"] < 60
    assert seen["high"] < 0.65 * size[1]


TABLES = Path(__file__).resolve().parents[1] / "data" / "importing" / "tables"


def stand_in(page: Page, number: str, *answers: tuple[str, str]) -> None:
    """Give one of the nine stand-ins, say what is typed, take what is suggested, and store it."""
    stored = page.locator(".st-key-own_number").get_by_role("combobox")
    give(page, next(TABLES.glob(f"{number}_*")))
    for label, words in answers:
        page.get_by_role("textbox", name=label).fill(words)
        page.get_by_role("textbox", name=label).press("Enter")
        expect(page.get_by_role("textbox", name=label)).to_have_count(0)
    store_button = page.locator(".st-key-own_store button")
    offered = page.get_by_role("button", name=re.compile("就是："))
    expect(offered.first).to_be_visible()
    while not store_button.count():
        left = offered.count()
        offered.first.click()
        page.wait_for_function(
            "([n, words]) => document.querySelector('.st-key-own_store')"
            " || [...document.querySelectorAll('button')].filter((b) => b.innerText.includes(words)).length !== n",
            arg=[left, "就是："],
        )
        wait_settled(page)
    store_button.click()
    expect(stored).to_have_value(re.compile(next(TABLES.glob(f"{number}_*")).name))


def test_a_keeper_stores_tables_puts_an_answer_right_sees_it_and_finds_all_as_before(page: Page, serve: Any, tmp_path: Path):
    url = str(serve({"ATLAS_STORE": f"sqlite:///{tmp_path / 'walk.sqlite3'}"}))
    county, says = {"region": "630222"}, page.get_by_text("据本单位自有数据").first
    open_view(page, url, "region", **county)
    before = page.get_by_test_id("stMain").inner_text()

    open_view(page, url, "sources", show="own")
    give(page, next(TABLES.glob("11_*")))
    expect(page.get_by_text("花名册整个不导入").first).to_be_visible()
    expect(page.locator(".st-key-own_store, .own-room")).to_have_count(0)
    stand_in(page, "01", ("帮扶方是谁", "广东"))
    stand_in(page, "15")

    # Given again the table stands as it was answered; one answer is changed.
    give(page, next(TABLES.glob("01_*")))
    helper = page.get_by_role("textbox", name="帮扶方：广东省。")
    helper.fill("无锡")
    helper.press("Enter")
    expect(page.get_by_role("textbox", name="帮扶方：无锡市。")).to_be_visible()
    # What is drawn below it moves the button; a click on its former place would be lost.
    wait_settled(page)
    page.locator(".st-key-own_store button").click()
    expect(page.locator(".st-key-own_number").get_by_role("combobox")).to_have_value(re.compile("^3"))
    open_view(page, url, "region", **county)
    expect(says).to_be_visible()
    expect(page.get_by_text("无锡市 → 民和回族土族自治县").first).to_be_visible()
    expect(page.get_by_text("广东省 → 民和回族土族自治县")).to_have_count(0)

    open_view(page, url, "sources", show="own")
    chosen, act = page.locator(".st-key-own_number").get_by_role("combobox"), page.locator(".st-key-own_act button")
    # What is seen is of the latest: else another would be withdrawn than is meant.
    act.click()
    expect(page.get_by_text(ZH("own.now_withdrawn", number=3))).to_be_visible()
    chosen.fill("15_")
    chosen.press("Enter")
    expect(act).to_have_text(ZH("own.withdraw"))
    act.click()
    expect(page.get_by_text(ZH("own.now_withdrawn", number=2))).to_be_visible()
    open_view(page, url, "region", **county)
    expect(says).to_have_count(0)
    assert page.get_by_test_id("stMain").inner_text() == before


def test_an_outline_is_taken_in_drawn_and_given_back(page: Page, own_url: str):
    open_view(page, own_url, "sources", show="own")
    drawn = {"type": "Polygon", "coordinates": [RING]}
    feature = {"type": "Feature", "properties": {"名称": "沿河示范带", "来源": "规划图"}, "geometry": drawn}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False).encode()
    give(page, {"name": "片区.geojson", "mimeType": "application/geo+json", "buffer": content})
    page.get_by_role("button", name=ZH("own.take", value="规划图")).click()
    expect(page.get_by_text(ZH("own.check_outlines"))).to_be_visible()
    page.get_by_role("button", name=ZH("own.store", n=1)).click()
    expect(page.get_by_text(ZH("own.stored", number=1, n=1))).to_be_visible()

    page.locator(".st-key-own_act button").click()
    expect(page.get_by_text(ZH("own.now_withdrawn", number=1))).to_be_visible()
