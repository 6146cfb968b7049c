"""The player by its address: the built-in deck, one's own, and what cannot be read, told in plain words."""

from __future__ import annotations

import gzip
import random
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from html import unescape
from urllib.parse import quote_plus

import pytest
from starlette.applications import Starlette

from export.deck.deck import Deck, DeckSlide, dump, parse
from export.deck.packing import pack
from export.deck.story import story
from export.jobs.job import State
from export.trouble import QueueFull
from tests.hostile import HOSTILE
from tests.source import ROOT
from tests.ui.asgi import get, post
from ui.present import route, shelf
from ui.serving import server

#: What a policy in the head can narrow down.
ROOM = (("script", "'self' 'unsafe-inline'"), ("style", "'unsafe-inline'"), ("img", "data:"))
SHORT = Deck("t", (DeckSlide("overview"), DeckSlide("sources")))
LONG = Deck("t", tuple(DeckSlide("trends", random.Random(n).randbytes(60).hex()) for n in range(60)))
DECK = Deck(HOSTILE[0], (DeckSlide("sources?source=seed-001", HOSTILE[0], "", HOSTILE[1]), DeckSlide("trends?axis=linear")))


@pytest.fixture
def played(monkeypatch):
    """What would be made says only from what: making takes seconds, and is tried elsewhere."""

    async def made(_request: object, deck: Deck, lang: str, theme: str, _back: str) -> bytes:
        return gzip.compress(f"{pack(deck)} {lang} {theme}".encode())

    monkeypatch.setattr(route, "player", made)


def app() -> Starlette:
    return Starlette(routes=server.routes(), middleware=server.middleware())


def test_the_built_in_deck_is_played():
    """Made in one language: what its slides say in both, ui.test_slides looks at."""
    lang = "en"
    page = get(app(), f"/atlas/deck?d=story&lang={lang}&theme=dark", accept_encoding="gzip", accept="text/html")
    assert (page.status, page.headers["content-encoding"]) == (200, "gzip")
    text = gzip.decompress(page.body).decode()
    assert all(one.title in text for one in story(lang).slides) and f'lang="{lang}' in text
    # Under its own policy; nothing of the pages is put in, and the header's policy forbids it nothing.
    assert text.count('http-equiv="Content-Security-Policy"') == 1 and "client/page.js" not in text
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    header = page.headers["content-security-policy"]
    assert own and "default-src 'none'" in own[1] and "default-src 'none'" in header
    assert all(f"{kind}-src {source}" in header for kind, source in ROOM if f"{kind}-src" in own[1])


def test_what_a_deck_says_stays_text():
    text = get(app(), f"/atlas/deck?d={pack(DECK)}&lang=en").text
    assert HOSTILE[0] not in text and "<section" in text


@pytest.mark.parametrize(
    "query",
    ["d=nonsense", "d=%3Cscript%3E", "d=", f"d={pack(DECK)[:-7]}", "d=nonsense&lang=xx&theme=yy", "d=" + "A" * 24_001],
)
def test_what_cannot_be_read_is_told(query):
    page = get(app(), f"/atlas/deck?{query}", accept="text/html")
    assert page.status == 400 and "Traceback" not in page.text and "../present" in page.text
    assert not re.search(r"<script", page.text)


def test_a_failure_of_ours_is_no_traceback(monkeypatch):
    def fail(*_: object) -> bytes:
        raise RuntimeError("secret")

    monkeypatch.setattr(route, "player", fail)
    page = get(app(), "/atlas/deck")
    assert page.status == 500 and "secret" not in page.text


def progress_of(*steps: State):
    """Return what stands for the making of a player that takes these steps."""

    async def told(*_: object) -> AsyncIterator[State]:
        for step in steps:
            yield step

    return told


def test_a_link_says_how_far_its_player_is_and_then_opens_it(monkeypatch):
    steps = State("waiting"), State("running", 0, 0), State("running", 3, 12, "绘制"), State("running", 3, 12, "绘制")
    monkeypatch.setattr(route, "states", progress_of(*steps))
    page = get(app(), f"/atlas/deck?d={pack(DECK)}&lang=zh&theme=dark&wait=1")
    assert page.status == 200 and page.headers["x-accel-buffering"] == "no"
    assert page.text.count("绘制：3/12") == 1 and HOSTILE[0] not in page.text
    (address,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]*)"', page.text)
    assert unescape(address) == f"deck?d={quote_plus(pack(DECK))}&lang=zh&theme=dark"


def test_a_player_that_is_ready_is_not_waited_for(monkeypatch, played):
    monkeypatch.setattr(route, "states", progress_of())
    assert get(app(), f"/atlas/deck?d={pack(SHORT)}&lang=zh&wait=1").text == f"{pack(SHORT)} zh light"


def test_why_there_is_no_player_is_said_after_the_wait_too(monkeypatch):
    def full(*_: object) -> bytes:
        raise QueueFull

    async def none(*_: object) -> AsyncIterator[State]:
        full()
        yield State()

    monkeypatch.setattr(route, "states", none)
    monkeypatch.setattr(route, "player", full)
    assert get(app(), f"/atlas/deck?d={pack(SHORT)}&wait=1").status == 503


@pytest.mark.parametrize(
    ("deck", "expected"),
    [
        (Deck("t", (DeckSlide("region?region=650000"),)), "../region?region=650000&lang=en&theme=dark"),
        (Deck("t", (DeckSlide("overview"),)), "../overview?lang=en&theme=dark"),
        (SHORT, f"../present?deck={pack(SHORT)}&lang=en&theme=dark"),
        (DECK, "../present?lang=en&theme=dark"),  # it has notes
        (LONG, "../present?lang=en&theme=dark"),
    ],
)
def test_leaving_leads_back(deck, expected):
    assert route.back(pack(deck), deck, "en", "dark") == expected
    assert route.back("story", deck, "en", "dark") == "../present?lang=en&theme=dark"


def test_the_players_address_is_short_and_has_no_notes():
    assert route.player_href(None, "en", "dark") == "./atlas/deck?d=story&lang=en&theme=dark"
    assert f"d={pack(SHORT)}&" in route.player_href(SHORT, "zh", "light")
    for deck in (DECK, LONG):
        address = route.player_href(deck, "zh", "light")
        assert re.fullmatch(r"\./atlas/deck\?k=[0-9a-f]{32}&lang=zh&theme=light", address)
        assert parse(shelf.get(address[15:47]) or "") == (deck, ())


def test_a_key_plays_its_deck(played):
    address = route.player_href(DECK, "en", "dark")
    assert get(app(), address.removeprefix(".")).text == f"{pack(DECK)} en dark"


def test_a_key_that_is_gone_has_the_browser_send_its_deck():
    page = get(app(), "/atlas/deck?k=nonsense&lang=en&theme=dark", accept="text/html")
    assert page.status == 404 and 'action="deck?lang=en&amp;theme=dark"' in page.text
    (script,) = re.findall(r'<script src="([^"]+)"></script>', page.text)
    assert get(app(), f"/atlas/{script}").status == 200 and "nonsense" not in page.text


OWN = {"origin": "http://atlas:8501", "host": "atlas:8501", "content_type": "text/plain"}


def test_a_deck_that_the_browser_sends_is_played(played):
    body = b"deck=" + dump(DECK).replace("\n", "\r\n").encode() + b"\r\n"
    sent = post(app(), "/atlas/deck?lang=en&theme=dark", body, **OWN)
    assert (sent.status, sent.body) == (303, b"")
    assert get(app(), f"/atlas/{sent.headers['location']}").text == f"{pack(DECK)} en dark"
    direct = post(app(), "/atlas/deck?lang=en&theme=dark&direct=1", body, **OWN)
    assert (direct.status, direct.text) == (200, f"{pack(DECK)} en dark")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"content_length": "9" * 9},
        {"content_length": "x"},
    ],
)
def test_what_another_site_sends_is_not_read(headers):
    page = post(app(), "/atlas/deck", b"deck=" + dump(DECK).encode(), **OWN | headers)
    assert page.status == 403 and "../present" in page.text


def test_no_more_of_a_body_is_read_than_a_deck_may_have():
    parts = iter([b"#" * 100_000] * 50)
    page = post(app(), "/atlas/deck", parts, **OWN)
    assert page.status == 403 and len(list(parts)) > 40


@pytest.mark.parametrize("body", [b"", b"deck=", b"deck=a.b=1", b"\xff", b"deck=" + b"a." * 100_000])
def test_what_is_sent_and_no_deck_is_told(body):
    page = post(app(), "/atlas/deck?direct=1", body, **OWN)
    assert page.status == 400 and "deck.toml" in page.text


def test_the_shelf_has_an_end(monkeypatch):
    monkeypatch.setattr(shelf, "MOST_BYTES", 2_000)
    keys = [shelf.put(f"{n} " + random.Random(n).randbytes(300).hex()) for n in range(20)]
    here = [key for key in keys if shelf.get(key)]
    assert here == keys[-len(here) :] and 0 < len(here) < 8


def test_starting_the_server_declares_no_component():
    """A component that is declared before Streamlit runs is never served: every map would stay empty."""
    code = "import sys; from ui.serving import server; server.routes(); sys.exit('streamlit_folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
