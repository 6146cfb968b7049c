"""A presenter: opens the built-in deck, steps, shows where a figure is from, puts views together, leaves a file behind."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation

from export.deck.deck import Deck, DeckSlide, dump
from export.deck.link import LONGEST_ADDRESS
from export.deck.packing import pack
from tests.bench.wire import counted
from tests.browser.atlas import LIMIT_MS, open_map, open_view

EXPORT_MS = 240_000
#: Twelve slides, each with notes as long as they may be; one has a chart, since drawing twelve shows no more.
NOTES = ("讲稿的话。A speech. " * 500)[:8000]
NOTED = Deck("有讲稿的", tuple(DeckSlide("sources" if n > 1 else "trends", f"第{n}张", "", NOTES) for n in range(1, 13)))
SMALL = Deck("自己的", (DeckSlide("sources", "丙"),))
HOSTILE = 'version = 1\nlang = "zh"\ntitle = "x"\n\n[[slides]]\nview = "https://example.org/?a=<script>"\n'


def player(page: Page) -> Page:
    # A window counts as open once it is answered, and making a deck takes seconds of a free processor.
    with page.context.expect_page(timeout=EXPORT_MS) as opened:
        page.locator(".deck-start").click()
    shown = opened.value
    # The page's own policy forbids the evaluation that other waits need.
    expect(shown.locator("html")).to_have_attribute("data-ready", "1", timeout=EXPORT_MS)
    return shown


def name_of(page: Page) -> Locator:
    return page.locator("[class*='st-key-deck-name'] input").first  # while the page changes, the last one is still there


def to_the_deck(page: Page) -> None:
    page.get_by_role("link", name="汇报", exact=True).click()
    expect(page.locator(".st-key-deck-as-pptx button")).to_be_enabled(timeout=LIMIT_MS)


def keep(page: Page, url: str, deck: Deck) -> None:
    """Read a deck from its text file, as somebody does who was sent one; it is the reader's own then."""
    open_view(page, url, "present")
    page.locator(".st-key-deck-read summary").click()
    page.locator(".st-key-deck-read input[type=file]").set_input_files(
        {"name": "deck.toml", "mimeType": "text/plain", "buffer": dump(deck).encode()}
    )
    expect(name_of(page)).to_have_value(deck.title)
    page.wait_for_function("text => JSON.parse(localStorage.getItem('atlas-deck') || '{}').text === text", arg=dump(deck))


def kept(page: Page, url: str, deck: Deck) -> None:
    """Have the browser keep a deck since an earlier visit."""
    own = json.dumps(json.dumps({"rev": "earlier", "text": dump(deck)}))
    page.goto(f"{url}/_stcore/health")
    page.evaluate(f"() => localStorage.setItem('atlas-deck', {own})")
    page.context.add_cookies([{"name": "atlas-deck", "value": "1", "url": url}])


def saved(page: Page, kind: str, folder: Path, place: str = "deck") -> Path:
    page.locator(f".st-key-{place}-as-{kind} button").click()
    fetch = page.locator(f".st-key-{place}-fetch button").filter(has_text=kind.upper())
    expect(fetch).to_be_visible(timeout=EXPORT_MS)
    with page.expect_download() as got:
        fetch.click()
    path = folder / got.value.suggested_filename
    got.value.save_as(path)
    return path


def test_the_built_in_deck_is_stepped_through_and_says_where_a_figure_is_from(page, whole_url):
    open_view(page, whole_url, "present")
    shown = player(page)
    title = shown.locator(".slide.current h2, .slide.current h1").first
    first = title.inner_text()

    shown.keyboard.press("PageDown")
    expect(title).not_to_have_text(first)
    shown.keyboard.press("PageUp")
    expect(title).to_have_text(first)
    shown.keyboard.press("PageDown")  # the first slide is the cover
    shown.keyboard.press("s")
    words = shown.locator("blockquote, q, li").filter(has_text="1996年,中央确定福建对口帮扶宁夏", visible=True)
    expect(words.first).to_be_visible()


def test_a_view_joins_the_deck_with_one_button_and_the_browser_keeps_it(page, whole_url, watch):
    open_view(page, whole_url, "trends", axis="linear")
    page.locator(".st-key-deck_add button").click()
    expect(page.get_by_test_id("stToast")).to_be_visible()

    page.reload()
    to_the_deck(page)
    expect(page.get_by_text("trends?axis=linear").first).to_be_attached()
    page.reload()
    expect(page.get_by_text("trends?axis=linear").first).to_be_attached()
    expect(name_of(page)).to_have_value("未命名汇报")
    assert not [url for url in watch.requests if "deck=" in url]


def test_a_presentation_is_left_behind_whose_regions_are_shapes(page, whole_url, tmp_path):
    open_view(page, whole_url, "pairings")
    page.locator(".st-key-deck_add button").click()
    expect(page.get_by_test_id("stToast")).to_be_visible()
    page.get_by_role("link", name="汇报", exact=True).click()

    path = saved(page, "pptx", tmp_path)
    assert path.suffix == ".pptx"
    (slide,) = Presentation(str(path)).slides
    names = [one.get("name", "") for one in slide.shapes.element.iter("{*}cNvPr")]
    assert "云南 530000" in names and len([name for name in names if name.rpartition(" ")[2].isdigit()]) >= 34


def test_tables_come_as_files_that_excel_reads_as_chinese(page, whole_url, tmp_path):
    open_view(page, whole_url, "present")
    path = saved(page, "csv", tmp_path)
    with ZipFile(io.BytesIO(path.read_bytes())) as packed:
        assert packed.namelist()
        assert all(packed.read(name).startswith(b"\xef\xbb\xbf") for name in packed.namelist())


def test_any_view_is_exported_from_its_own_page(page, whole_url, tmp_path):
    """Without a way over the deck; a single picture comes as it is, and the map of the page stays."""
    view = open_map(page, whole_url, "pairings", helper="330200")
    page.locator(".st-key-view_export button").click()
    picture = saved(page, "png", tmp_path, "view")
    assert picture.suffix == ".png" and picture.read_bytes().startswith(b"\x89PNG")
    (slide,) = Presentation(str(saved(page, "pptx", tmp_path, "view"))).slides
    names = [one.get("name", "") for one in slide.shapes.element.iter("{*}cNvPr")]
    assert [name for name in names if name.startswith("宁波 → ")] == ["宁波 → 延边", "宁波 → 黔西南"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert view.state["mounts"] == 1

    page.locator(".st-key-view_export button").click()
    expect(page.locator(".st-key-view-as-png button")).to_be_visible()
    expect(page.locator(".st-key-view-fetch")).to_have_count(0)  # what was made before belongs to another view


@pytest.mark.parametrize(
    ("path", "query", "key", "said"),
    [
        ("pairings", {"show": "table"}, "pairs", "延边朝鲜族自治州"),
        ("pairings", {"show": "coverage"}, "table", "甘孜藏族自治州"),
        ("pairings", {"show": "compare"}, "table", "延边朝鲜族自治州"),
        ("trends", {"show": "ranking"}, "table", "贫困发生率"),
        ("cooperation", {"show": "pairing"}, "co-pairing-table", "铜仁219所学校"),
    ],
)
def test_every_table_is_downloaded_where_it_stands(page, whole_url, tmp_path, path, query, key, said):
    open_view(page, whole_url, path, **query)
    if key != "pairs":
        page.locator(f".st-key-{key} summary").click()
    # The buttons come before the table: until it is there, what they hand out is still being drawn.
    expect(page.locator(".table-room tr").last).to_be_visible()
    files = {}
    for kind in ("csv", "xlsx"):
        with page.expect_download() as got:
            page.locator(f".st-key-{key}-{kind} button").click()
        files[kind] = tmp_path / got.value.suggested_filename
        got.value.save_as(files[kind])
    text = files["csv"].read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and said in text.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    about, table = load_workbook(files["xlsx"]).worksheets
    assert about.max_row > 5 and [cell.value for cell in table[1]] == rows[0]
    assert len(list(table.rows)) == len(rows) == page.locator(".table-room tr").count()


def test_a_hostile_deck_is_refused_in_words(page, whole_url):
    open_view(page, whole_url, "present")
    page.locator(".st-key-deck-read summary").click()
    page.locator(".st-key-deck-read input[type=file]").set_input_files(
        {"name": "deck.toml", "mimeType": "text/plain", "buffer": HOSTILE.encode()}
    )
    expect(page.locator(".trouble")).to_contain_text("deck.toml")
    expect(page.locator(".trouble li")).to_have_count(1)
    expect(page.locator(".st-key-deck-as-pptx button")).to_be_enabled()


def test_a_kept_deck_survives_the_server(page, atlas_url, whole_url):
    """The same address is answered by another server, which never heard of it: the deck is there without a word."""
    with counted(atlas_url) as wire:
        keep(page, wire.url, NOTED)
        wire.cut()
        wire.lead_to(whole_url)
        wire.mend()
        open_view(page, wire.url, "present")
        expect(name_of(page)).to_have_value(NOTED.title)
        expect(page.get_by_text(NOTED.slides[0].title).first).to_be_visible()


def test_notes_of_any_length_are_presented_and_never_in_an_address(page, atlas_url, watch):
    keep(page, atlas_url, NOTED)
    shown = player(page)
    expect(shown.locator(".slide h2, .slide h1").filter(has_text=NOTED.slides[0].title).first).to_be_attached()
    assert "讲稿的话" in str(shown.locator("#deck").text_content())
    key = shown.url
    shown.reload()
    expect(shown.locator("html")).to_have_attribute("data-ready", "1", timeout=EXPORT_MS)

    # Whoever comes to a server that has not got the key has the browser send the deck, and ends at the same player.
    shown.goto(re.sub(r"k=\w+", "k=" + "0" * 32, key))
    expect(shown.locator("html")).to_have_attribute("data-ready", "1", timeout=EXPORT_MS)
    assert "讲稿的话" in str(shown.locator("#deck").text_content()) and key.partition("#")[0] == shown.url.partition("#")[0]

    shown.goto(f"{atlas_url}/present")
    shown.locator(".st-key-deck-share summary").click()
    expect(shown.locator(".st-key-deck-share")).to_contain_text("不带讲稿（12 张有讲稿）")
    link = shown.locator("a.deck-copy").get_attribute("href") or ""
    assert len(link) <= LONGEST_ADDRESS
    long = [url for url in watch.requests if len(url.removeprefix(atlas_url)) > LONGEST_ADDRESS]
    assert not [url for url in long if not url.startswith(("data:", "blob:"))]
    assert not [url for url in watch.requests if quote("讲稿的话") in url or pack(NOTED) in url]


def test_a_key_that_nobody_has_is_told_in_words(page, atlas_url):
    page.goto(f"{atlas_url}/atlas/deck?k={'0' * 32}")
    expect(page.locator("#gone")).to_be_visible()
    expect(page.locator("#again")).to_be_hidden()


def test_two_windows_add_to_one_deck_and_see_each_other(page, atlas_url):
    open_view(page, atlas_url, "present")
    for path in ("trends", "sources"):
        other = page.context.new_page()
        open_view(other, atlas_url, path)
        other.locator(".st-key-deck_add button").click()
        expect(other.get_by_test_id("stToast")).to_be_visible()
        other.close()
    expect(page.locator("[class*='st-key-deck-row-']")).to_have_count(2)
    expect(name_of(page)).to_have_value("未命名汇报")


def test_a_link_shows_a_deck_and_leaves_ones_own(page, atlas_url):
    kept(page, atlas_url, SMALL)
    sent = Deck("来信", (DeckSlide("trends", "甲"), DeckSlide("sources", "乙")))
    open_view(page, atlas_url, "present", deck=pack(sent))
    expect(name_of(page)).to_have_value("来信")
    page.locator(".st-key-deck-own button").click()
    expect(name_of(page)).to_have_value(SMALL.title)
    expect(page).not_to_have_url(re.compile("deck="))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'x'); }})", "无痕窗口"),
        ("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }", "存储空间满了"),
    ],
)
def test_without_storage_the_reader_is_told_and_goes_on(page, atlas_url, script, said):
    page.add_init_script(script)
    open_view(page, atlas_url, "trends")
    page.locator(".st-key-deck_add button").click()
    expect(page.get_by_test_id("stToast")).to_contain_text(said)
    to_the_deck(page)
    expect(name_of(page)).to_have_value("未命名汇报")
    expect(page.locator(".notice").filter(has_text=said)).to_be_visible()
    expect(page.locator(".deck-start")).to_be_visible()


def test_a_strangers_title_in_a_toast_is_text(page, atlas_url, watch):
    title = "[点此领取](http://203.0.113.9/) ![](http://203.0.113.9/p.png)"
    kept(page, atlas_url, Deck(title, (DeckSlide("overview"),)))
    open_view(page, atlas_url, "trends")
    page.locator(".st-key-deck_add button").click()
    toast = page.get_by_test_id("stToast")
    # Addresses are parted by a sign nobody sees, so that nothing makes a link of them.
    expect(toast).to_contain_text("点此领取")
    assert title in toast.inner_text().replace("\u2060", "")
    expect(toast.locator("a, img")).to_have_count(0)
    assert not [url for url in watch.requests if "203.0.113.9" in url]
