"""Texts of strangers stay texts, wherever they are shown: nothing in them runs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from export.deck.deck import Deck, DeckSlide
from export.deck.packing import pack
from tests.browser import spots
from tests.browser.atlas import open_map, open_view, wait_settled
from tests.browser.conftest import LOCAL_HOSTS
from tests.edges import write_measures
from tests.hostile import ATTACK, HONEST, MARKED, QUOTE_ATTACK, write_hostile

pytestmark = pytest.mark.again

# What Streamlit's Markdown would have made of the attack, or of another text.
MADE = ":is(a, img, em, strong, del, code, ul, ol, blockquote, h1, h2, .katex, [class*='stMarkdown'], [role='img'])"
READ_AS_MARKDOWN = "[data-testid='stMarkdownContainer']"
LINKS = "() => [...document.querySelectorAll('a[href]')].map((a) => a.href)"
#: Ways to look at pages that show names, titles or quotes otherwise than the tests before them.
VIEWS = (
    ("pairings", {"show": "sankey", "pair": "p-201612-18"}),
    ("pairings", {"show": "matrix", "region": "640000"}),
    ("pairings", {"show": "compare"}),
    ("pairings", {"show": "coverage", "lang": "en"}),
    ("region", {"region": "A-nanjiang4"}),
    ("region", {"pair": "350000-640000", "lang": "en"}),
    ("cooperation", {"show": "pairing"}),
    ("cooperation", {"show": "terms", "lang": "en"}),
    ("sources", {"show": "checks"}),
)


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile") / "facts")


@pytest.fixture(scope="module")
def hostile_url(serve, hostile_folder) -> str:
    """Serve an atlas whose every name, title and quote carries the attack."""
    return str(serve({"ATLAS_FACTS": str(hostile_folder), "ATLAS_MAP_APPROVAL": ATTACK}))


@pytest.fixture
def other_records(hostile_folder, tmp_path) -> Iterator[Callable[[Path], None]]:
    """Return a function that has the same server show a folder's records, until the test ends."""
    kept = shutil.copytree(hostile_folder, tmp_path / "kept")

    def show(folder: Path) -> None:
        shutil.copytree(folder, hostile_folder, dirs_exist_ok=True)

    yield show
    shutil.copytree(kept, hostile_folder, dirs_exist_ok=True)


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
        assert frame.locator("img[src='x'], img[src*='203.0.113'], [onerror]").count() == 0, frame.url
        assert [link for link in frame.evaluate(LINKS) if urlsplit(link).hostname not in LOCAL_HOSTS] == [], frame.url
    # The names in the list of helpers are strong, one a row, by our own hand. What a page that runs again puts in the place
    # of another is looked at as one.
    own = "strong:first-child"
    assert page.locator(f".st-key-helpers button:not(:has({own}))").count() == 0
    assert page.locator(f"{READ_AS_MARKDOWN} {MADE}:not(.st-key-helpers button {own})").count() == 0
    assert dialogs == []
    assert [url for url in watch.requests if urlsplit(url).path.endswith("/x")] == [] == watch.outside


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
    open_view(page, hostile_url, "trends", show="rates", record="o-nd-phr")
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


def test_no_fold_label_or_chart_of_any_page_makes_more_of_a_name(page, hostile_url, dialogs, watch):
    for path, query in VIEWS:
        open_view(page, hostile_url, path, **query)
        expect(page.get_by_text("{{7*7}}").first).to_be_attached()
        for fold in page.locator("summary").all():
            fold.click()
        wait_settled(page)
        assert_nothing_ran(page, dialogs, watch)


def test_a_label_says_a_name_letter_for_letter(page, hostile_url, other_records, watch, tmp_path):
    """A fold a measure: what Streamlit makes of each text stands there, and must be the text."""
    texts = [*HONEST, *MARKED]
    other_records(write_measures(tmp_path / "facts", texts))
    open_view(page, hostile_url, "cooperation", show="pairing")

    labels = page.locator(f"[data-testid='stExpander'] summary {READ_AS_MARKDOWN}")
    shown = [label.replace("\u2060", "") for label in labels.all_text_contents()]
    for text in texts:
        assert any(text in label for label in shown), text
    assert labels.locator(MADE).count() == 0


def test_a_decks_texts_are_text_in_its_list_its_toast_and_its_files(page, hostile_url, dialogs, watch):
    title = "汇报 **b** [l](//203.0.113.9/) ![p](//203.0.113.9/p) :red[r] $x$"
    deck = Deck(title, (DeckSlide("trends", ATTACK[:120], ATTACK, ATTACK),), "zh")
    open_view(page, hostile_url, "present", deck=pack(deck))
    expect(page.locator(".deck-title")).to_contain_text(ATTACK[:120])
    assert_nothing_ran(page, dialogs, watch)

    page.get_by_role("link", name="趋势").first.click()
    page.locator(".st-key-key-points").wait_for()
    page.get_by_role("button", name="加入汇报").click()
    toast = page.locator("[data-testid='stToast']")
    expect(toast).to_contain_text("[l](//203.0.113.9/) ![p](//203.0.113.9/p) :red[r] $x$")
    assert toast.locator(MADE).count() == 0
    page.locator(".st-key-view_export button").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_nothing_ran(page, dialogs, watch)


@pytest.mark.parametrize("path", ["", "trends", "sources"])
def test_a_hostile_link_is_refused_in_words(page, atlas_url, dialogs, watch, path):
    names = {"": ("fill", "region", "pair"), "trends": ("show", "regions", "record"), "sources": ("source", "record")}
    query = dict.fromkeys((*names[path], "lang", "theme"), ATTACK)

    open_view(page, atlas_url, path, **query)

    notices = page.locator(".notice")
    expect(notices).to_have_count(len(query))
    expect(notices.first).to_contain_text('x<img src="x" onerror=')
    expect(page).not_to_have_url(re.compile("onerror"))
    assert_nothing_ran(page, dialogs, watch)
