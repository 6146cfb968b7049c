"""The atlas with every record: each page opens, in both languages, without a fault or a request to anywhere else."""

from __future__ import annotations

import pytest

from tests.browser.atlas import open_map, open_view

MAPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("", {"fill": "rate"}),
    ("", {"fill": "year"}),
    ("", {"fill": "year", "series": "poverty_rate_band~survey_2010", "when": "2016~0"}),
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
    ("trends", {"show": "delisted"}),
    ("cooperation", {}),
    ("cooperation", {"show": "scorecard"}),
    ("sources", {"show": "conflicts"}),
    ("sources", {"show": "checks"}),
    ("sources", {"show": "recorded"}),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_map_is_painted(page, whole_url, lang):
    for path, query in MAPS:
        view = open_map(page, whole_url, path, lang=lang, **query)
        assert view.state["regions"] == 404, (path, query)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_opens(page, whole_url, lang):
    for path, query in PAGES:
        open_view(page, whole_url, path, lang=lang, **query)
