"""The first picture of every view has a map where the living page has one, and no words that that has not."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from tests.pages.app import html, scene
from tests.pages.test_edges import VIEWS
from ui.first.document import document
from ui.navigation import PAGES
from ui.shared.window import Window
from views.addresses import split_view

FURTHER = (
    "overview?fill=nine",
    "overview?fill=rate&series=poverty_rate_band~survey_2010&when=2018~0&compare=2016",
    "overview?fill=money",
    "overview?fill=rate&series=poverty_rate_band~survey_2010&when=2018~0",
    "pairings?region=650000",
    "pairings?show=coverage&pair=350000-640000",
    "pairings?show=sankey&region=650000",
    "pairings?show=matrix",
    "pairings?show=table",
    "pairings?show=compare",
    "cooperation?show=aspects",
    "sources?show=conflicts",
    "trends",
    "trends?show=rates",
    "trends?show=delisted&place=520000",
    "region?region=640422",
    "region?region=100000",
    "sources?show=own",
    "cooperation?task=labour",
)

#: As large as the page takes a window to be of which it knows nothing.
WINDOW = Window(1366, 768)
#: Elements whose words are no HTML.
KINDS = (
    *("selectbox", "button", "button_group", "toggle", "multiselect", "text_input"),
    *("download_button", "expander", "radio", "page_link"),
)


class Words(HTMLParser):
    """The words of a page that stand in it and not in its map, its signs or its style."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in ("style", "script", "i")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("style", "script", "i")

    def handle_data(self, data: str) -> None:
        if not self._skipped and data.strip():
            self.words.append(" ".join(data.split()))


def words_of(text: str) -> list[str]:
    parser = Words()
    parser.feed(text)
    return parser.words


def pictures(text: str) -> list[str]:
    """The small maps, as they are drawn."""
    return re.findall(r'<img[^>]*class="panel-picture"[^>]*>', text)


def said_by(at) -> str:
    """Everything that a page says: its HTML, and the words of its controls as its messages carry them."""
    controls = [json.dumps(str(element.proto), ensure_ascii=False) for kind in KINDS for element in at.get(kind)]
    frame = " ".join(words_of(html(at)))
    return " ".join(" ".join((frame, *controls)).replace("\\", "").split())


@pytest.mark.parametrize(
    ("lang", "address"), [*(("zh", view) for view in (*VIEWS, *FURTHER)), *(("en", view) for view in FURTHER)]
)
def test_a_first_picture_says_what_the_page_says(app_test, lang, address):
    page, query = split_view(address)
    query = {**query, "lang": lang}
    text = document(page, query, ("light",), WINDOW)
    if text is None:
        return
    at = app_test(f"pages/{page}.py", query=query)
    assert not at.exception
    assert ("first-map" in text) == bool(at.get("component_instance"))
    assert pictures(text) == pictures(html(at))
    if found := re.search(r'<script type="application/json" id="first-scene">(.*?)</script>', text, re.DOTALL):
        assert json.loads(found[1])["scenes"]["light"] == scene(at)
    bar = {word for each in PAGES for word in words_of(text.split("</header>")[0])}
    living = said_by(at)
    missing = [word for word in words_of(text.split("</header>")[1]) if word not in living and word not in bar]
    assert missing == []
