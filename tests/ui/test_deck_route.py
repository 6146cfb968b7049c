"""The player by its address: the built-in deck, one's own, and what cannot be read, told in plain words."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys

import pytest
from starlette.applications import Starlette

from export.deck import Deck, DeckSlide, pack
from export.story import story
from tests.hostile import HOSTILE
from tests.source import ROOT
from tests.ui.asgi import get
from ui import deck_route, server

DECK = Deck(HOSTILE[0], (DeckSlide("sources?source=seed-001", HOSTILE[0], "", HOSTILE[1]), DeckSlide("trends?axis=linear")))


def app() -> Starlette:
    return Starlette(routes=server.routes(), middleware=server.middleware())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_built_in_deck_is_played(lang):
    page = get(app(), f"/atlas/deck?d=story&lang={lang}&theme=dark", accept_encoding="gzip", accept="text/html")
    assert (page.status, page.headers["content-encoding"]) == (200, "gzip")
    text = gzip.decompress(page.body).decode()
    assert all(one.title in text for one in story(lang).slides) and f'lang="{lang}' in text
    # Under its own policy; nothing of the pages is put in, and the header's policy forbids it nothing.
    assert text.count('http-equiv="Content-Security-Policy"') == 1 and "client/page.js" not in text
    assert "default-src 'self'" in page.headers["content-security-policy"]


def test_what_a_deck_says_stays_text():
    text = get(app(), f"/atlas/deck?d={pack(DECK)}&lang=en").text
    assert HOSTILE[0] not in text and "<section" in text


@pytest.mark.parametrize(
    "query", ["d=nonsense", "d=%3Cscript%3E", "d=", f"d={pack(DECK)[:-7]}", "d=nonsense&lang=xx&theme=yy"]
)
def test_what_cannot_be_read_is_told(query):
    page = get(app(), f"/atlas/deck?{query}", accept="text/html")
    assert page.status == 400 and "Traceback" not in page.text and "../present" in page.text
    assert not re.search(r"<script", page.text)


def test_a_failure_of_ours_is_no_traceback(monkeypatch):
    def fail(*_: object) -> bytes:
        raise RuntimeError("secret")

    monkeypatch.setattr(deck_route, "player", fail)
    page = get(app(), "/atlas/deck")
    assert page.status == 500 and "secret" not in page.text


@pytest.mark.parametrize(
    ("deck", "expected"),
    [
        (Deck("t", (DeckSlide("region?region=650000"),)), "../region?region=650000&lang=en&theme=dark"),
        (Deck("t", (DeckSlide("overview"),)), "../overview?lang=en&theme=dark"),
        (DECK, f"../present?deck={pack(DECK)}&lang=en&theme=dark"),
    ],
)
def test_leaving_leads_back(deck, expected):
    assert deck_route.back(pack(deck), deck, "en", "dark") == expected
    assert deck_route.back("story", deck, "en", "dark") == "../present?lang=en&theme=dark"


def test_starting_the_server_declares_no_component():
    """A component that is declared before Streamlit runs is never served: every map would stay empty."""
    code = "import sys; from ui import server; server.routes(); sys.exit('streamlit_folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
