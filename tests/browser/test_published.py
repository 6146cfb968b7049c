"""The published site in a browser: from a folder as from below a path of a server, in both themes, with its search."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from export.static_site.pages import Site
from export.static_site.site import write_site
from tests.browser.conftest import Watch
from text.catalogue import LANGUAGES, Catalogue
from ui.published.keys import Keys
from ui.published.pages import NAVIGATION, pages
from ui.published.search import places_script, search_script, search_style
from ui.shared.search import search_words
from views import loaders
from views.reader import Reader

#: The pages that these tests look at: a map of the country, places seen from near and with a chart, two that a search opens.
PATHS = ("index.html", "regions/520000.html", "regions/650000.html", "regions/422800.html", "regions/530800.html")
#: The largest pages of the whole site: hundreds of records with their quotes, and nearly two hundred flows.
LARGEST = ("regions/A-helpers-1996.html", "regions/A-helpers-east-9.html", "scorecard.html", "cooperation-funds.html")
KILO = 1000


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain server of files, which says nothing."""

    def log_message(self, format, *args):
        return


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory) -> Path:
    """Publish a few pages in both languages, below a folder: the server hands out what is above it."""
    out, facts, shapes = tmp_path_factory.mktemp("www") / "fupin" / "atlas", loaders.facts(), loaders.shapes()
    keys, sites, assets = Keys(shapes, True, LANGUAGES), {}, {"search.js": search_script(), "search.css": search_style()}
    for lang in LANGUAGES:
        t = Catalogue.load(lang)
        some = [page for page in pages(facts, loaders.book(facts, Reader(lang)), keys) if page.path in (*PATHS, *LARGEST)]
        own = frozenset(Path(page.path).stem for page in some)
        navigation = ((t("page.overview"), NAVIGATION[0][1]),)
        words = json.dumps(search_words(t), ensure_ascii=False)
        sites[lang] = (Site(lang, t("app.title"), navigation, own, "b", "v", "2026-01-02", LANGUAGES, words), some)
        assets[f"places-{lang}.js"] = places_script(facts, t)
    write_site(out, sites, (), assets)
    return out


@pytest.fixture(scope="session")
def served(site_folder) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site_folder.parents[1]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/fupin/atlas/"
        server.shutdown()


@pytest.fixture
def watch(site_folder: Path) -> Iterator[Watch]:
    """Return what the browser asked for, which may be files here; those of the site, and nothing else."""
    watch = Watch()
    yield watch
    assert [url for url in watch.outside if not url.startswith(site_folder.as_uri())] == []
    assert watch.console_errors == [] and watch.page_errors == []


@pytest.fixture(params=["folder", "below a path"])
def site(request, site_folder) -> str:
    """The address of the site, ending in a slash."""
    return f"{site_folder.as_uri()}/" if request.param == "folder" else str(request.getfixturevalue("served"))


@pytest.mark.parametrize(
    ("typed", "told", "opens"), [("恩施州", "恩施", "422800"), ("思茅", "思茅", "530800"), ("qxn", "黔西南", "")]
)
def test_a_place_is_found_by_an_old_name_a_short_form_or_initials(page: Page, site: str, typed, told, opens):
    page.goto(site + "zh/index.html")
    box = page.get_by_role("combobox")
    box.fill(typed)
    first = page.get_by_role("option").first
    expect(first).to_contain_text(told)
    if opens:
        box.press("Enter")
        page.wait_for_url(f"{site}zh/regions/{opens}.html")
        expect(page.locator("h1")).not_to_be_empty()


def test_the_outlines_are_on_the_map_and_lead_to_pages(page: Page, site: str):
    page.goto(site + "zh/index.html")
    xinjiang = page.locator(".map [data-region='650000']").first
    expect(xinjiang).to_be_visible()
    assert xinjiang.evaluate("node => node.getBBox().width") > 1000, "half kilometres: the outline came"
    xinjiang.hover()
    expect(page.locator(".map .card b")).to_have_text("新疆")
    xinjiang.click()
    page.wait_for_url(f"{site}zh/regions/650000.html")
    page.goto(site + "zh/regions/520000.html")
    near = page.locator(".map path[data-region='520000']").first
    assert near.evaluate("node => node.getBBox().width") > 1000, "what is drawn from near has its outline in the page"


def test_the_theme_stays_from_page_to_page(page: Page, site: str):
    page.emulate_media(color_scheme="light")
    page.goto(site + "zh/index.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    land = "getComputedStyle(document.querySelector('.map [data-region=\"650000\"]')).fill"
    light = page.evaluate(f"[{ground}, {land}]")
    page.get_by_role("button", name="深色").click()
    dark = page.evaluate(f"[{ground}, {land}]")
    assert (light, dark) == (["rgb(246, 244, 238)", "rgb(253, 252, 249)"], ["rgb(18, 24, 30)", "rgb(28, 36, 44)"])
    page.goto(site + "en/regions/520000.html")
    assert page.evaluate(ground) == "rgb(18, 24, 30)"
    page.get_by_role("button", name="Light").click()
    page.reload()
    assert page.evaluate(ground) == "rgb(246, 244, 238)"


def test_a_browser_without_storage_has_the_switch_all_the_same(page: Page, site: str):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page.emulate_media(color_scheme="dark")
    page.goto(site + "zh/index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="浅色").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1366, 390])
def test_no_page_is_wider_than_its_window(page: Page, served: str, lang, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in PATHS:
        page.goto(f"{served}{lang}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_tables_and_pictures_of_a_page_lie_beside_it(page: Page, site_folder: Path, served: str):
    page.goto(served + "zh/regions/520000.html")
    links = page.locator(".files a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert links == ["520000.xlsx", "520000.png", "520000-chart.png"]
    for link in links:
        with page.expect_download() as download:
            page.locator(f".files a[href='{link}']").click()
        assert Path(download.value.path()).read_bytes() == (site_folder / "zh" / "regions" / link).read_bytes()


def test_a_first_page_is_light_and_further_ones_lighter(page: Page, site_folder: Path, served: str):
    """In bytes as they lie on the disk: a server that packs them sends less."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def loaded(path: str) -> dict[str, int]:
        """What a page asks for that none before it has."""
        before = set(asked)
        page.goto(served + path)
        new = dict.fromkeys(url.removeprefix(served) for url in asked if url not in before)
        return {path: (site_folder / path).stat().st_size for path in new}

    first = loaded("zh/index.html")
    assert "assets/shapes.js" in first and sum(first.values()) <= 700 * KILO, first
    assert not [path for path in first if "plotly" in path or "places" in path], "only what is wanted is fetched"
    for path in ("zh/regions/650000.html", "zh/regions/530800.html"):
        further = loaded(path)
        assert path in further and sum(further.values()) <= 150 * KILO, further


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", LARGEST)
def test_the_largest_pages_are_light_too(site_folder: Path, lang, path):
    assert (site_folder / lang / path).stat().st_size <= 150 * KILO


def test_a_long_table_comes_when_it_is_opened(page: Page, site: str):
    page.goto(site + "zh/regions/A-helpers-1996.html")
    table = page.locator("details", has=page.locator("table")).last
    said = int(table.locator("summary").inner_text().rsplit(maxsplit=1)[-1])
    assert said > 200 and table.locator("td").count() == 0
    for _ in range(3):  # opened, closed, opened: its rows come once
        table.locator("summary").click()
    expect(table.locator("tbody tr")).to_have_count(said)
    expect(table.locator("tbody tr").first).to_contain_text("13个东部")


def test_a_long_table_whose_file_is_lost_says_so_until_it_is_back(page: Page, served: str, watch: Watch):
    page.route("**/*-rows.js", lambda route: route.abort())
    page.goto(served + "en/regions/A-helpers-1996.html")
    table = page.locator("details", has=page.locator("table")).last
    table.locator("summary").click()
    expect(table.locator(".lost")).to_contain_text("copy the site as a whole folder")
    expect(page.locator(".lost:visible")).to_have_count(1)
    assert [line for line in watch.console_errors if "-rows.js" not in line] == []
    watch.console_errors.clear()

    page.unroute_all()
    for _ in range(2):
        table.locator("summary").click()
    expect(table.locator("tbody td").first).to_be_visible()
    expect(table.locator(".lost")).to_be_hidden()


def test_a_flow_is_drawn_of_its_numbers_and_leads_to_its_pair(page: Page, site: str):
    page.goto(site + "zh/regions/A-helpers-1996.html")
    flows = page.locator(".map [data-line]")
    drawn = flows.evaluate_all("""flows => flows.map((flow) => {
        const [line, head] = flow.querySelectorAll("path"), box = flow.ownerSVGElement.viewBox.baseVal;
        const there = ["x", "y"].every((k) => line.getPointAtLength(0)[k] >= 0) && line.getBBox().width <= box.width;
        return [there, line.getTotalLength() > 1, Boolean(head), flow.getAttribute("opacity")];
    })""")
    assert len(drawn) > 150 and all(there and long and head for there, long, head, _ in drawn)
    assert {opacity for *_, opacity in drawn} == {"0.7"}
    card = page.locator(".map .card b")
    flows.nth(150).locator("path").first.dispatch_event("pointermove", {"bubbles": True, "clientX": 300, "clientY": 300})
    expect(card).to_contain_text("→")
