"""The atlas with every record: every page opens, in one language or the other, with no fault or request elsewhere."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.browser.atlas import open_map, open_view, with_every_page
from text.catalogue import LANGUAGES
from ui.navigation import PAGES as ALL_PAGES

pytestmark = pytest.mark.again

#: By turns: what is said in a language is looked at without a browser, in both.

MAPS = with_every_page(
    (
        ("", {}),
        ("", {"fill": "rate"}),
        ("", {"fill": "year"}),
        ("", {"fill": "rate", "series": "poverty_headcount_ratio~unstated"}),
        ("pairings", {"programme": "all", "date": "all"}),
        ("pairings", {"show": "coverage"}),
        ("region", {"region": "520000"}),
        ("region", {"pair": "350000-640000"}),
    ),
    (page for page in ALL_PAGES if page.has_map),
)
PAGES = with_every_page(
    (
        ("pairings", {"show": "sankey"}),
        ("pairings", {"show": "matrix"}),
        ("trends", {}),
        ("trends", {"show": "ranking"}),
        ("trends", {"show": "delisted", "as": "chart"}),
        ("cooperation", {}),
        ("cooperation", {"show": "scorecard"}),
        ("sources", {"show": "conflicts"}),
        ("sources", {"show": "checks"}),
        ("sources", {"show": "recorded"}),
    ),
    (page for page in ALL_PAGES if not page.has_map),
)


def test_every_map_is_painted(page, whole_url):
    for (path, query), lang in zip(MAPS, cycle(LANGUAGES), strict=False):
        view = open_map(page, whole_url, path, lang=lang, **query)
        assert view.state["regions"] == 404, (path, query)


def test_every_page_opens(page, whole_url):
    for (path, query), lang in zip(PAGES, cycle(LANGUAGES), strict=False):
        open_view(page, whole_url, path, lang=lang, **query)


#: How far the switches of the head begin behind the last name of a page, in px.
BETWEEN = """() => {
  const edges = (selector) => [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const names = edges("[data-testid='stTopNavLink']").map((name) => name.right);
  return Math.min(...edges(".st-key-switches > *").map((each) => each.left)) - Math.max(...names);
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_of_a_page_stands_clear_of_the_switches_beside_it(page, whole_url, lang):
    """In usual windows, and in those in which the head's style sheet is about to give way."""
    open_view(page, whole_url, "sources", lang=lang)
    page.locator(".st-key-deck_add").wait_for()
    between = {}
    for width in (1366, 1301, 1161, 1024, 901, 800):
        page.set_viewport_size({"width": width, "height": 768})
        between[width] = page.evaluate(BETWEEN)
    assert {width: px for width, px in between.items() if px < 0} == {}
