"""The atlas with every record: every page opens, in one language or the other, with no fault or request elsewhere."""

from __future__ import annotations

from itertools import cycle

from tests.browser.atlas import open_map, open_view
from text.catalogue import LANGUAGES

#: By turns: what is said in a language is looked at without a browser, in both.

MAPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("", {"fill": "rate"}),
    ("", {"fill": "year"}),
    ("", {"fill": "rate", "series": "poverty_headcount_ratio~unstated"}),
    ("pairings", {"programme": "all", "date": "all"}),
    ("pairings", {"show": "coverage"}),
    ("region", {"region": "520000"}),
    ("region", {"pair": "350000-640000"}),
)
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
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
)


def test_every_map_is_painted(page, whole_url):
    for (path, query), lang in zip(MAPS, cycle(LANGUAGES), strict=False):
        view = open_map(page, whole_url, path, lang=lang, **query)
        assert view.state["regions"] == 404, (path, query)


def test_every_page_opens(page, whole_url):
    for (path, query), lang in zip(PAGES, cycle(LANGUAGES), strict=False):
        open_view(page, whole_url, path, lang=lang, **query)
