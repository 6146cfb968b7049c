"""Texts of strangers stay texts, wherever they are shown: nothing in them runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser import spots
from tests.browser.atlas import open_map, open_view
from tests.data.seeds import seed_folder

ATTACK = (
    'x<img src="x" onerror="window.top.hacked=1">`${window.top.hacked=1}`{{7*7}}'
    "</script><script>window.top.hacked=1</script>![p](https://example.org/p.png)"
)

# A quote has at most 130 characters, or its row is left out.
QUOTE_ATTACK = "<img src='x' onerror='top.hacked=1'>`${top.hacked=1}`{{7*7}}"
QUOTE_KEPT = 60

# The columns that carry free text, in whichever table. Codes, dates and numbers stay, or their rows would be left out.
TEXTS = {
    *("name_zh", "short_zh", "name_en", "pinyin", "title", "title_zh", "title_en", "publisher", "publisher_en"),
    *("note", "note_en", "url", "definition_zh", "definition_en", "quote"),
}


@pytest.fixture(scope="module")
def hostile_url(serve, tmp_path_factory) -> str:
    """Serve an atlas whose every name, title and quote carries the attack."""
    folder = Path(shutil.copytree(seed_folder(), tmp_path_factory.mktemp("hostile") / "facts"))
    for path in folder.glob("*.csv"):
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        for column in TEXTS.intersection(frame.columns):
            quoted = column == "quote"
            frame[column] = frame[column].str[:QUOTE_KEPT] + QUOTE_ATTACK if quoted else frame[column] + ATTACK
        frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return str(serve({"ATLAS_FACTS": str(folder), "ATLAS_MAP_APPROVAL": ATTACK}))


@pytest.fixture
def dialogs(page) -> list[str]:
    """Return the dialogs the page opens; each is put away, so that the page goes on."""
    seen: list[str] = []

    def note(dialog):
        seen.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    return seen


def assert_nothing_ran(page: Page, dialogs: list[str], watch) -> None:
    for frame in page.frames:
        assert frame.evaluate("typeof window.hacked") == "undefined", frame.url
        assert frame.locator("img[src='x'], img[onerror]").count() == 0, frame.url
    assert dialogs == []
    assert [url for url in watch.requests if urlsplit(url).path.endswith("/x")] == []


def test_a_hostile_name_is_text_on_the_map_its_card_the_panel_search_and_table(page, hostile_url, dialogs, watch):
    view = open_map(page, hostile_url)
    assert view.state["flows"] == 32
    assert view.state["labels"] > 0
    expect(view.frame.locator(".leaflet-control-attribution")).to_contain_text(ATTACK)

    ((x, y),) = spots.on_screen(view, [spots.label_points()["620900"]])
    page.mouse.move(x, y)
    expect(view.frame.locator(".atlas-card")).to_contain_text(f"甘肃省{ATTACK}")
    page.mouse.click(x, y)
    panel = page.locator(".st-key-panel")
    expect(panel.locator("h3")).to_have_text(f"甘肃省{ATTACK}")
    for summary in panel.locator(".fact summary").all():
        summary.click()
    expect(panel.locator("blockquote").first).to_contain_text(QUOTE_ATTACK)
    page.locator(".st-key-table summary").click()
    expect(page.locator(".st-key-table tbody tr").first).to_contain_text(ATTACK)
    page.locator(".st-key-search").get_by_role("combobox").press_sequentially("ningde")
    expect(page.get_by_role("option").first).to_contain_text("{{7*7}}")

    assert_nothing_ran(page, dialogs, watch)


def test_hostile_titles_and_quotes_are_text_in_charts_and_sources(page, hostile_url, dialogs, watch):
    open_view(page, hostile_url, "trends", record="o-nd-phr")
    point = page.locator(".st-key-trend path.point").first
    point.wait_for()
    expect(page.locator(".st-key-panel blockquote").first).to_contain_text(QUOTE_ATTACK)
    expect(page.locator(".st-key-trend")).to_contain_text("onerror")
    point.hover(force=True)
    page.locator(".st-key-table summary").click()
    expect(page.locator(".st-key-table tbody tr").first).to_contain_text(ATTACK)
    assert_nothing_ran(page, dialogs, watch)

    # In English other columns are read.
    open_view(page, hostile_url, "sources", lang="en")
    expect(page.locator("#s-seed-000 h2")).to_contain_text(ATTACK)
    expect(page.locator("#s-seed-000 blockquote").first).to_contain_text(QUOTE_ATTACK)
    expect(page.locator(".st-key-document-list")).to_contain_text("{{7*7}}")
    assert_nothing_ran(page, dialogs, watch)


@pytest.mark.parametrize("path", ["", "trends", "sources"])
def test_a_hostile_link_is_refused_in_words(page, atlas_url, dialogs, watch, path):
    names = {"": ("fill", "region", "pair"), "trends": ("axis", "regions", "record"), "sources": ("source", "record")}
    query = dict.fromkeys((*names[path], "lang", "theme"), ATTACK)

    open_view(page, atlas_url, path, **query)

    notices = page.locator(".notice")
    expect(notices).to_have_count(len(query))
    expect(notices.first).to_contain_text('x<img src="x" onerror=')
    expect(page).not_to_have_url(re.compile("onerror"))
    assert_nothing_ran(page, dialogs, watch)
