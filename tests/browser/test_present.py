"""A presenter: opens the built-in deck, steps, shows where a figure is from, puts views together, leaves a file behind."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.atlas import LIMIT_MS, open_map, open_view

EXPORT_MS = 120_000
HOSTILE = 'version = 1\nlang = "zh"\ntitle = "x"\n\n[[slides]]\nview = "https://example.org/?a=<script>"\n'


def player(page: Page) -> Page:
    with page.context.expect_page() as opened:
        page.locator(".deck-start").click()
    shown = opened.value
    # The page's own policy forbids the evaluation that other waits need.
    expect(shown.locator("html")).to_have_attribute("data-ready", "1", timeout=EXPORT_MS)
    return shown


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
    shown.keyboard.press("s")
    words = shown.locator("blockquote, q, li").filter(has_text="1996年,中央确定福建对口帮扶宁夏", visible=True)
    expect(words.first).to_be_visible()


def test_a_view_joins_the_deck_with_one_button_and_the_address_keeps_it(page, whole_url):
    open_view(page, whole_url, "trends", axis="linear")
    page.locator(".st-key-deck_add button").click()
    expect(page.get_by_test_id("stToast")).to_be_visible()

    page.get_by_role("link", name="汇报", exact=True).click()
    expect(page).to_have_url(re.compile(r"/present\?.*deck="))
    page.reload()
    expect(page.locator(".st-key-deck-as-pptx button")).to_be_enabled(timeout=LIMIT_MS)
    expect(page.get_by_text("trends?axis=linear").first).to_be_attached()


def test_a_presentation_is_left_behind_whose_regions_are_shapes(page, whole_url, tmp_path):
    open_view(page, whole_url, "pairings")
    page.locator(".st-key-deck_add button").click()
    expect(page.get_by_test_id("stToast")).to_be_visible()
    page.get_by_role("link", name="汇报", exact=True).click()

    path = saved(page, "pptx", tmp_path)
    assert path.suffix == ".pptx"
    (slide,) = Presentation(str(path)).slides
    names = [one.get("name", "") for one in slide.shapes.element.iter("{*}cNvPr")]
    assert "云南 530000" in names and len([name for name in names if name.rpartition(" ")[2].isdigit()]) >= 404


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
    expect(page.locator(".trouble")).to_contain_text("1")
    expect(page.locator(".st-key-deck-as-pptx button")).to_be_enabled()
