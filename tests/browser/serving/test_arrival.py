"""A page that does not come up says why, in both languages; an address shows the same whatever was opened before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute, expect

from export.deck.deck import Deck, DeckSlide
from export.deck.packing import pack
from tests.browser.atlas import DECK_MS, Form, open_view, wait_painted, wait_player, wait_settled, with_every_page
from tests.browser.conftest import Watch
from tests.browser.server import serving
from tests.data.seeds import seed_folder
from text.catalogue import LANGUAGES, Catalogue
from ui.navigation import PAGES

SMALL = pack(Deck("一张", (DeckSlide("sources"),)))
NOTICE = "[role='alert'][data-fault='{}']"
#: Chromium before 112 does not know the flag of RegExp that Streamlit's program uses in its first lines.
OLD = """
const Known = RegExp;
window.RegExp = new Proxy(Known, {
  construct(target, given) {
    if (String(given[1]).includes("v")) throw new SyntaxError("Invalid flags supplied to RegExp constructor 'v'");
    return new target(...given);
  },
});
"""


def said(key: str) -> list[str]:
    return [Catalogue.load(lang)(f"arrival.{key}") for lang in LANGUAGES]


def expect_told(page: Page, fault: str) -> None:
    notice = page.locator(NOTICE.format(fault))
    for words in said(fault) + said(f"{fault}_what"):
        expect(notice).to_contain_text(words)


@pytest.fixture(scope="module")
def atlas_url(dressed_url: str) -> str:
    """Return the URL of an atlas that was published as a site, too."""
    return dressed_url


# --- what keeps a page from coming up


def test_a_proxy_without_upgrade_is_named_with_the_lines_that_it_lacks(page: Page, atlas_url: str):
    def refuse(socket: WebSocketRoute) -> None:
        socket.close()

    page.route_web_socket("**", refuse)
    page.clock.install()
    page.goto(atlas_url)
    page.clock.run_for(10_000)

    expect_told(page, "upgrade")
    expect(page.locator(NOTICE.format("upgrade"))).to_contain_text("proxy_set_header Upgrade $http_upgrade;")


def test_a_server_that_answers_no_more_is_named_and_forgotten_once_the_page_is_up(page: Page, atlas_url: str):
    cut = {"now": True}

    def away(route: Route) -> None:
        route.abort() if cut["now"] else route.continue_()

    page.route("**/_stcore/**", away)
    page.route("**/atlas/reach**", away)
    page.goto(atlas_url)

    expect_told(page, "away")
    cut["now"] = False
    wait_settled(page)
    expect(page.locator("[data-fault]")).to_have_count(0)


def test_a_page_that_comes_up_says_nothing(page: Page, atlas_url: str, watch: Watch):
    open_view(page, atlas_url, "trends")

    assert page.locator("[data-fault]").count() == 0
    assert not [url for url in watch.requests if "/atlas/reach" in url or "/atlas/socket" in url]
    # Streamlit looks for its server one folder deeper first, unless it is told where that is.
    assert not [url for url in watch.requests if "/trends/_stcore" in url]


@pytest.mark.parametrize("path", ["", "trends"])
def test_a_browser_that_is_too_old_is_told_so_with_the_slides_and_the_site(page: Page, atlas_url: str, path: str):
    page.add_init_script(OLD)
    page.goto(f"{atlas_url}/{path}")

    expect_told(page, "old")
    hrefs = [link.get_attribute("href") for link in page.locator(f"{NOTICE.format('old')} a").all()]
    assert hrefs == ["/atlas/deck?lang=zh", "http://127.0.0.1:9/site/", "/atlas/deck?lang=en", "http://127.0.0.1:9/site/"]
    page.locator(f"{NOTICE.format('old')} a").first.click(timeout=DECK_MS)
    wait_player(page)


# --- one address, one picture


def test_a_plain_address_follows_the_system_whatever_was_opened_before(
    new_context: Callable[..., BrowserContext], atlas_url: str
):
    light, dark = "rgb(246, 244, 238)", "rgb(18, 24, 30)"
    page = new_context(color_scheme="light").new_page()
    ground = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    for query, expected in (({"theme": "dark"}, dark), ({}, light), ({"theme": "light"}, light), ({}, light)):
        for path in ("", "trends"):
            open_view(page, atlas_url, path, **query)
            assert page.evaluate(ground) == expected, (path, query)


def test_a_plain_address_is_dark_where_the_system_is(new_context: Callable[..., BrowserContext], atlas_url: str):
    page = new_context(color_scheme="dark").new_page()
    open_view(page, atlas_url, "trends", theme="light")
    open_view(page, atlas_url, "trends")

    expect(page.locator("[data-testid=stApp]")).to_have_css("background-color", "rgb(18, 24, 30)")


# --- under a path


@pytest.fixture(scope="module")
def prefixed() -> Iterator[str]:
    """Serve under a path of two folders, the first of which is called as the atlas's own addresses are."""
    with serving(path="atlas/map", env={"ATLAS_FACTS": str(seed_folder())}) as server:
        yield server.url


LINKS = """() => [...document.querySelectorAll('a[href], link[href], script[src], img[src], iframe[src]')]
  .map((each) => (each.href || each.src).split('#')[0])"""


def test_every_page_link_and_file_stands_under_a_path(page: Page, prefixed: str, watch: Watch):
    some: list[Form] = [("region", {"region": "640000"}), ("region", {"pair": "350000-640000"}), ("sources", {})]
    views = with_every_page([*some, ("sources", {"show": "recorded"}), ("present", {"deck": SMALL})])
    mapped, named = {each.address for each in PAGES if each.has_map}, set[str]()
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    for path, query in views:
        open_view(page, prefixed, path, **query)
        assert page.url.startswith(f"{prefixed}/{path}")
        if path in mapped:
            assert wait_painted(page).state["painted"]
        else:  # the style sheet of the pages has arrived
            expect(page.locator("a.theme-switch")).to_have_css("text-decoration-line", "none")
        if (path, query) == ("sources", {}):
            expect(page.get_by_test_id("stDownloadButton").first).to_be_visible()
        named.update(page.evaluate(LINKS))
    page.goto(f"{prefixed}/atlas/deck?d={SMALL}")
    wait_player(page)
    named.update(page.evaluate(LINKS))
    assert (refused, watch.console_errors) == ([], [])

    host = prefixed.split("/")[2]
    ours = sorted(url for url in named if url.split("/")[2:3] == [host])
    assert len(ours) > 40
    assert [url for url in ours if not url.startswith(f"{prefixed}/")] == []
    # A player takes a second to be made, and one was opened.
    answers = {url: page.request.get(url).status for url in ours if "/atlas/deck" not in url}
    assert {url: status for url, status in answers.items() if status != 200} == {}


def test_pages_lead_to_one_another_and_to_the_player_under_a_path(page: Page, prefixed: str):
    open_view(page, prefixed, "trends")
    page.get_by_role("link", name=Catalogue.load("zh")("page.overview")).click()
    page.wait_for_url(f"{prefixed}/**")
    wait_settled(page)
    page.reload()
    wait_settled(page)
    assert page.url.startswith(f"{prefixed}/")
    answer = page.goto(f"{prefixed}/atlas/deck?d={SMALL}")
    assert answer is not None and answer.status == 200
    wait_player(page)
