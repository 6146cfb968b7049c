"""The player's page: a deck without Streamlit in between, so that a step asks no server."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from html import escape
from typing import Final, cast
from urllib.parse import quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from data.schema.faults import Fault
from export.deck.deck import FILE, MOST_BYTES, Deck, dump, parse
from export.deck.link import LONGEST_ADDRESS, notes_of, packed_for_link, read_link
from export.deck.packing import pack
from export.deck.story import NAME, story
from export.trouble import Cancelled, ExportTrouble, QueueFull
from look.palette import Theme
from text.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Catalogue
from ui.present import shelf
from ui.present.jobs.players import player, states
from ui.serving import failure
from ui.serving.files import PREFIX, version
from views.parts.markup import Markup, element, join

THEMES: Final = ("light", "dark")
#: Bytes of a form's body: a deck whose every line end became two, and the name of its field.
_MOST_BODY: Final = 2 * MOST_BYTES
#: Of the address of a link: the page that it opens says how far the player is.
_WAIT: Final = "wait"
#: Of its lines the last alone is seen.
_LAST: Final = "body{font:1.1rem/1.6 system-ui,sans-serif;margin:3rem}.step:has(~ .step){display:none}"
#: Seconds after which it is asked again where too many decks are being made.
_AGAIN_S: Final = 10


@dataclass(frozen=True)
class _DeckRequest:
    """A deck that somebody wants to see, and its name in an address."""

    named: str
    deck: Deck
    lang: str
    theme: Theme


def player_href(deck: Deck | None, lang: str, theme: str) -> str:
    """Return the address of the player, relative to any page of the atlas.

    Parameters
    ----------
    deck : Deck or None
        None for the built-in one. With notes, or too long for an address, it is put on the shelf under a short key.
    theme : {"light", "dark"}

    Returns
    -------
    str
        No longer than :data:`export.deck.link.LONGEST_ADDRESS`, and without notes.
    """
    reader = {"lang": lang, "theme": theme}
    packed = NAME if deck is None else "" if notes_of(deck) else packed_for_link(deck)
    address = f"./{PREFIX}/deck?{urlencode({'d': packed} | reader)}"
    if deck is None or (packed and len(address) <= LONGEST_ADDRESS):
        return address
    return f"./{PREFIX}/deck?{urlencode({'k': shelf.put(dump(deck))} | reader)}"


async def answer(request: Request) -> Response:
    """Answer a request for a deck: the player, or a plain page that says what is wrong with the address.

    A deck comes in the address (``d``), under a key of the shelf (``k``), or in the body of a form of our own, which is
    put on the shelf and answered with the address of its key.
    """
    values = dict(request.query_params)
    if request.method != "POST":
        outcome = await run_in_threadpool(_answer, values)
    else:
        body = await _body(request) if _own(request) else None
        outcome = await run_in_threadpool(_posted, values, body)
    if isinstance(outcome, Response):
        return outcome
    waiting = await _waiting(request, outcome, values) if _WAIT in values and request.method != "POST" else None
    return waiting or await _played(request, outcome)


async def _waiting(request: Request, order: _DeckRequest, values: Mapping[str, str]) -> Response | None:
    """Return a page that says how far the player is and then opens it; None where it is ready, or cannot be made."""
    t, way_back = Catalogue.load(order.lang), back(order.named, order.deck, order.lang, order.theme)
    progress = states(request, order.deck, order.lang, order.theme, way_back)
    try:
        if await anext(progress, None) is None:
            return None
    except Exception:  # whatever it is, the player's own answer says it
        return None
    address = f"deck?{urlencode({name: value for name, value in values.items() if name != _WAIT})}"

    async def page() -> AsyncIterator[str]:
        title = element("h1", t("deck.making"))
        yield f"{_opening(t, t('deck.making'))}<style>{_LAST}</style></head><body>{title}{element('p', order.deck.title)}"
        last = ""
        async with aclosing(progress):  # who has left waits for nothing any more
            async for state in progress:
                counted = t("deck.making_step", what=state.text, n=state.step, total=state.total)
                line = counted if state.total else t("deck.making_begun")
                if line != last:
                    yield str(element("p", line, cls="step", role="status"))
                last = line
        yield f'<meta http-equiv="refresh" content="0; url={escape(address)}"></body></html>'

    # A proxy that gathers an answer before it hands it on would show nothing of it.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(page(), media_type="text/html", headers=headers)


def awaited(address: str) -> str:
    """Return an address of the player for a link that is clicked: it says at once how far a new player is."""
    return f"{address}&{_WAIT}=1"


def _own(request: Request) -> bool:
    """Say whether a form was sent from a page of this very host; browsers say so only where the connection is safe."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host")


async def _body(request: Request) -> bytes | None:
    """Read a body, or None where it is longer than a deck with its line ends doubled; no more of it is read than that."""
    size = request.headers.get("content-length", "0")
    if not size.isdecimal() or int(size) > _MOST_BODY:
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BODY:
            return None
    return body


def _reader(values: Mapping[str, str]) -> tuple[str, Theme]:
    lang, theme = values.get("lang", DEFAULT_LANGUAGE), values.get("theme")
    return lang if lang in LANGUAGES else DEFAULT_LANGUAGE, cast(Theme, theme if theme in THEMES else "light")


def _answer(values: Mapping[str, str]) -> Response | _DeckRequest:
    lang, theme = _reader(values)
    if "k" not in values:
        named = values.get("d", NAME)
        deck, faults = (story(lang), ()) if named == NAME else read_link(named)
        return _DeckRequest(named, deck, lang, theme) if deck else _trouble(Catalogue.load(lang), faults)
    text = shelf.get(values["k"])
    deck = parse(text)[0] if text else None
    return _DeckRequest(pack(deck), deck, lang, theme) if deck else _again(Catalogue.load(lang), theme)


def _posted(values: Mapping[str, str], body: bytes | None) -> Response | _DeckRequest:
    lang, theme = _reader(values)
    t = Catalogue.load(lang)
    if body is None:
        return _trouble(t, (Fault(FILE, 0, "", "", "deck.fault_sent"),), 403)
    deck, faults = parse(body.removeprefix(b"deck=").removesuffix(b"\r\n"))
    if deck is None:
        return _trouble(t, faults)
    if "direct" in values:
        return _DeckRequest(pack(deck), deck, lang, theme)
    return Response(status_code=303, headers={"Location": _shelved(deck, lang, theme)})


def _shelved(deck: Deck, lang: str, theme: str) -> str:
    """Put a deck on the shelf; return its address, beside this one."""
    return f"deck?{urlencode({'k': shelf.put(dump(deck)), 'lang': lang, 'theme': theme})}"


async def _played(request: Request, order: _DeckRequest) -> Response:
    t = Catalogue.load(order.lang)
    try:
        way_back = back(order.named, order.deck, order.lang, order.theme)
        page = await player(request, order.deck, order.lang, order.theme, way_back)
    except Cancelled:
        return Response(status_code=204)  # nobody is there to read it
    except QueueFull:
        # What was sent is not sent again by a page that is loaded anew.
        return _busy(t, _shelved(order.deck, order.lang, order.theme) if request.method == "POST" else "")
    except ExportTrouble as trouble:
        return _stopped(t, element("p", trouble.words(t)), 500)
    except Exception as error:  # a reader in front of a room gets a sentence, the log the rest
        return _trouble(t, (), 500, failure.report(error, "a deck"))
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(page, media_type="text/html", headers=headers | {"Content-Encoding": "gzip"})
    plain = await run_in_threadpool(gzip.decompress, page)
    return Response(plain, media_type="text/html", headers=headers)


def back(named: str, deck: Deck, lang: str, theme: str) -> str:
    """Return where leaving the player leads: a view presented alone to itself, a deck to its page."""
    reader = {"lang": lang, "theme": theme}
    if named != NAME and len(deck.slides) == 1:
        view = deck.slides[0].view
        return f"../{view}{'&' if '?' in view else '?'}{urlencode(reader)}"
    # A deck with notes or a long one is in the browser or at hand; its page needs no address for it.
    short = named != NAME and not notes_of(deck) and len(named) < LONGEST_ADDRESS - len("present?deck=&lang=zh&theme=light")
    return f"../present?{urlencode(({'deck': named} if short else {}) | reader, quote_via=quote)}"


def _trouble(t: Catalogue, faults: tuple[Fault, ...], status: int = 400, name: str = "") -> Response:
    items = [element("li", fault.message(t)) for fault in faults]
    return _stopped(t, element("ul", *items) if items else element("p", t("deck.trouble_ours", name=name)), status)


def _busy(t: Catalogue, address: str) -> Response:
    again = element("p", t("deck.trouble_busy", seconds=_AGAIN_S))
    refresh = f"{_AGAIN_S}; url={address}" if address else str(_AGAIN_S)
    return _stopped(t, again, 503, {"Retry-After": str(_AGAIN_S), "Refresh": refresh, "Cache-Control": "no-store"})


def _stopped(t: Catalogue, why: Markup, status: int, headers: Mapping[str, str] | None = None) -> Response:
    way_back = element("p", element("a", t("deck.trouble_back"), href="../present"))
    return _plain(t, join(element("h1", t("deck.trouble")), why, way_back), status, headers)


def _again(t: Catalogue, theme: str) -> Response:
    """A page that has the browser hand over its deck once more; where it has none, it says so."""
    action = f"deck?{urlencode({'lang': t.lang, 'theme': theme})}"
    deck = element("textarea", "", name="deck", hidden="hidden")
    back = element("a", t("deck.trouble_back"), href="../present")
    body = join(
        element("form", element("p", t("deck.again")), deck, id="again", method="post", action=action, enctype="text/plain"),
        element("p", t("deck.gone"), id="gone", hidden="hidden"),
        element("p", back),
        element("script", "", src=f"client/again.js?v={version()}"),
    )
    return _plain(t, body, 404)


def _plain(t: Catalogue, body: Markup, status: int, headers: Mapping[str, str] | None = None) -> Response:
    page = f"{_opening(t, t('deck.trouble'))}</head><body>{body}</body></html>"
    return Response(page, status, headers, media_type="text/html")


def _opening(t: Catalogue, title: str) -> str:
    """Return how a plain page begins, within its head."""
    meta = '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    return f'<!doctype html><html lang="{t.lang}"><head><meta charset="utf-8">{meta}<title>{title}</title>'
