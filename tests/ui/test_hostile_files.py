"""Files of records that try to be more than text: nothing in any of them leads elsewhere, runs, or is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from data.load import load_facts
from export.deck.deck import Deck, DeckSlide
from export.deck.show import show
from export.html.page import write_html
from export.pictures.bundle import lay_out, write_pictures
from export.pptx.deck import write_pptx
from export.static_site.pages import Site, SitePage
from export.static_site.site import write_site
from export.tables.records import facts_tables
from export.tables.sheets import write_csv, write_xlsx
from geo.shapes.geometry import load_geometry
from look.palette import palette
from tests.hostile import ADDRESS, ATTACK, write_hostile
from text.catalogue import Catalogue
from ui.published.keys import Keys
from ui.published.pages import pages as pages_of
from ui.published.pages import plain_page
from ui.shared.table_files import table_workbook
from views import loaders
from views.reader import Reader

VIEWS = (
    "overview",
    "pairings?show=matrix",
    "trends",
    "region?pair=350000-640000",
    "cooperation?show=pairing",
    "cooperation?show=terms",
    "sources?source=seed-000",
    "sources?show=conflicts",
)
DECK = Deck(ATTACK[:100], tuple(DeckSlide(view, ATTACK[:100], ATTACK, ATTACK) for view in VIEWS), "zh")
EVENTS = ("onerror", "onload", "onclick", "onmouseover", "onfocus")


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag in tags]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Set the atlas upon records with the attack in every text, each of which begins like a formula too."""
    folder = write_hostile(tmp_path_factory.mktemp("hostile") / "facts", "=")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_FACTS", str(folder))
        assert load_facts(folder).faults == ()
        yield folder


@pytest.fixture(scope="module")
def ready(hostile):
    return show(DECK, "zh", "light", "2026-01-01")


def assert_a_page_of_ours(page: Page, scripts: int) -> None:
    assert not page.named("img", "iframe", "object", "embed", "base", "form", "input", "h6")
    assert not [attrs for _, attrs in page.elements if set(attrs) & set(EVENTS)]
    assert len(page.named("script")) == scripts
    for attrs in page.named("use", "image"):
        assert str(attrs.get("href") or attrs.get("xlink:href")).startswith("#")


def test_the_player_holds_no_link_and_no_element_of_theirs(ready):
    page = Page(write_html(ready, load_geometry(), Catalogue.load("zh"), palette("light")))
    assert_a_page_of_ours(page, scripts=4)
    assert not page.named("a", "link")
    # What a slide has no room for stands on a second one.
    assert len([one for one in page.named("section") if (one.get("class") or "").startswith("slide")]) >= len(VIEWS)


def test_the_slides_lead_nowhere(ready):
    few = replace(ready, slides=ready.slides[:4])  # a map, a matrix, a chart with its table, a place with both
    made = write_pptx(few, load_geometry(), Catalogue.load("zh"), palette("light"))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        for name in file.namelist():
            content = file.read(name)
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(content)
                assert b'TargetMode="External"' not in content, name
                assert not root.findall(".//{*}hlinkClick") and not root.findall(".//{*}hlinkHover"), name
            elif name.endswith(".xlsx"):
                assert_no_formula(content)


def assert_no_formula(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        assert not sheet._hyperlinks, sheet.title
        for row in sheet.iter_rows():
            assert not [cell.value for cell in row if cell.data_type == "f" or cell.hyperlink], sheet.title


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile, ready):
    t, facts = Catalogue.load("zh"), loaders.facts()
    ids = [str(i) for one in ready.slides if len(one.facts.columns) for i in one.facts.iloc[:, 0]]
    tables = facts_tables(facts, t, ids)
    assert sum(map(len, tables.values())) > 50
    assert_no_formula(write_xlsx(tables, about=[(ATTACK, ATTACK)], created="2026-01-01"))
    assert_no_formula(table_workbook(ATTACK, ready.slides[0].table, ATTACK, "v", "2026-01-01", t))


def test_no_cell_of_a_csv_begins_a_formula(ready):
    cells = 0
    for one in ready.slides:
        for row in csv.reader(io.StringIO(write_csv(one.table).decode("utf-8-sig"), newline="")):
            cells += len(row)
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "＝"))]
    assert cells > 100


def test_a_picture_is_drawn_and_nothing_else(hostile):
    maps = Deck("图", tuple(DeckSlide(view, ATTACK[:100]) for view in ("overview", "region?pair=350000-640000")), "zh")
    drawn = show(maps, "zh", "light", "2026-01-01")
    laid = lay_out(drawn, load_geometry(), "16:9", lambda done, total: None)
    without_browser = [one for one in laid if one.chart is None]
    packed = write_pictures(without_browser, "light", "16:9", "svg", lambda done, total: None)
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert len(file.namelist()) == 2 and all(Path(name).name == name for name in file.namelist())
        for name in file.namelist():
            tags = {etree.QName(one).localname for one in etree.fromstring(file.read(name)).iter(etree.Element)}
            assert not tags & {"a", "script", "image", "foreignObject", "style", "animate", "set"}, tags


@pytest.mark.parametrize("drawn", [False, pytest.param(True, marks=pytest.mark.browser)])
def test_the_static_site_follows_addresses_of_sources_alone(hostile, tmp_path, drawn):
    t, facts = Catalogue.load("zh"), loaders.facts()
    first = list(islice(pages_of(facts, loaders.book(facts, Reader(t.lang)), Keys(loaders.shapes(), drawn, ("zh",))), 8))
    further = ("region?region=650000", "sources?source=seed-001", "sources?source=press-nanjiang4")
    pages = [
        *first,
        *(SitePage(f"x{n}.html", "index.html", view, partial(plain_page, view, "zh")) for n, view in enumerate(further)),
    ]
    site = Site("zh", ATTACK, ((ATTACK, "index.html"),), frozenset({"650000"}), ATTACK, "v", "2026-01-01")
    write_site(tmp_path / "site", {"zh": (site, pages)}, drawn=drawn)

    followed = 0
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        if path.parent.name == "zh":
            assert_a_page_of_ours(page, scripts=len(page.named("script")))
            assert not page.named("foreignobject", "animate", "set")
            assert all(str(attrs.get("src", "../a")).startswith("../") for attrs in page.named("script"))
        for link in page.named("a"):
            target = str(link["href"])
            assert target == ADDRESS or ":" not in target.partition("?")[0], target
            if target == ADDRESS:
                followed += 1
                assert link["rel"] == "noopener noreferrer"
    assert followed, "what a reader may follow is a link"
    for path in (tmp_path / "site").rglob("*.xlsx"):
        assert_no_formula(path.read_bytes())
