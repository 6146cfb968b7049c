"""The deck at hand: the reader's own, which the browser keeps; one that came with a link; or the built-in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, cast

import streamlit as st

from data.schema.faults import Fault
from export.deck.deck import LINES, LONGEST, MOST_SLIDES, Deck, DeckSlide
from export.deck.link import LONGEST_ADDRESS, notes_of, read_link
from export.deck.story import story
from text.catalogue import Catalogue
from ui.present.sync import Sync
from views.addresses import cleaned, refused

#: Parameter of the page's address that holds a deck that somebody sends.
PARAM: Final = "deck"
#: Cookie that says whether the browser keeps a deck; nothing of the deck is in it.
COOKIE: Final = "atlas-deck"
_HAND, _SYNC = "deck_hand", "deck_sync"


@dataclass
class _Hand:
    """Which deck is at hand, and what has become of it.

    Attributes
    ----------
    source : {"own", "story", "link"}
        The reader's own deck, which is the built-in one as long as there is no other; that by choice; or one from a link.
    linked : Deck or None
        The one from a link.
    last_link : str
        The link that was read last.
    loose : bool
        Whether the page's address no longer has the link: only this session has its deck then.
    edits : int
        Changes of the deck, for the keys of widgets: a widget must not keep the text of another slide.
    chosen : int
        Index of the slide that is being edited.
    drawn : Deck or None
        The deck that was drawn last; None for the built-in one.
    """

    source: str = "own"
    linked: Deck | None = None
    last_link: str = ""
    loose: bool = False
    edits: int = 0
    chosen: int = 0
    drawn: Deck | None = None


def sync() -> Sync:
    """Return what this session knows of the deck that the browser keeps."""
    state: Sync = st.session_state.setdefault(_SYNC, Sync())
    return state


def _hand() -> _Hand:
    hand: _Hand = st.session_state.setdefault(_HAND, _Hand())
    return hand


def held(t: Catalogue) -> Deck:
    """Return the deck at hand; the built-in one in the reader's language where none was begun."""
    deck = _at_hand()
    return deck if deck is not None else story(t.lang)


def _at_hand() -> Deck | None:
    """Return the deck at hand, None for the built-in one; another than the one before is counted as a change."""
    hand = _hand()
    deck = hand.linked if is_linked() else None if hand.source == "story" else sync().own
    if deck != hand.drawn:
        hand.edits, hand.drawn = hand.edits + 1, deck
    return deck


def is_story() -> bool:
    """Say whether the built-in deck is at hand."""
    return not is_linked() and (_hand().source == "story" or sync().own is None)


def is_linked() -> bool:
    """Say whether a deck from a link is at hand."""
    return _hand().source == "link" and _hand().linked is not None


def is_loose() -> bool:
    """Say whether the deck at hand came with a link that the address no longer has."""
    return is_linked() and _hand().loose


def awaited() -> bool:
    """Say whether the deck at hand is still to come from the browser, so that another one would only flash up."""
    return not sync().loaded and not is_linked() and st.context.cookies.get(COOKIE) == "1"


def go_on() -> None:
    """Wait no longer for the browser; what it keeps is taken when it does answer."""
    sync().loaded = True


def show(which: str) -> None:
    """Take the reader's own deck (``"own"``) or the built-in one (``"story"``) in hand; nothing is changed by it."""
    hand = _hand()
    hand.source, hand.chosen = which, 0


def hold(deck: Deck, *, typed: bool = False, another: bool = True) -> None:
    """Make a deck the reader's own, and have the browser keep it.

    Parameters
    ----------
    typed : bool
        Whether only a text was changed by its own box: the boxes stay then, and with them the reader's place in them.
    another : bool
        Whether it is another deck than the one that was the reader's own, which is then kept for one step back.
    """
    hand = _hand()
    sync().set_own(deck, keep=another or hand.source != "own")
    hand.source, hand.linked = "own", None
    if typed:
        hand.drawn = sync().own
    if another:
        hand.chosen = 0


def take_back() -> None:
    """Take the deck in hand that was the reader's own before this one."""
    _hand().source, _hand().chosen = "own", 0
    sync().swap()


def forget() -> None:
    """Delete what the browser keeps of decks."""
    sync().wipe()
    _hand().chosen = 0


def edits() -> int:
    """Count the changes of the deck, for the keys of widgets: a widget must not keep the text of another slide."""
    _at_hand()
    return _hand().edits


def only(n: int, act: Callable[..., None], *args: object) -> None:
    """Do what a widget asks, if it was drawn for the deck at hand.

    While another deck is being drawn, the widgets of the last one are still on the screen; what they send, with a click or
    along with an answer of the browser, is not meant for this one.

    Parameters
    ----------
    n : int
        Changes of the deck when the widget was drawn.
    """
    if n == edits():
        act(*args)


def from_address() -> tuple[Fault, ...]:
    """Take the deck of the page's address, where it has one that was not read yet.

    What is too long for an address that we would write, or holds notes, is taken out of it.

    Returns
    -------
    tuple of Fault
        What is wrong with it; the deck at hand stays then.
    """
    hand, packed = _hand(), st.query_params.get(PARAM, "")
    if packed and packed != hand.last_link:
        deck, faults = read_link(packed)
        if deck is None:
            del st.query_params[PARAM]
            return faults
        hand.source, hand.linked, hand.chosen, hand.last_link = "link", deck, 0, packed
        hand.loose = len(packed) > LONGEST_ADDRESS or notes_of(deck) > 0
    elif not packed and hand.last_link and not hand.loose and not st.session_state.get("page_changed"):
        hand.source, hand.last_link = "own", ""  # stepped back to before the link
    if is_linked() and hand.linked == sync().own:  # one's own, by a link: coming back from the player
        hand.source = "own"
    if packed and (hand.loose or not is_linked()):
        del st.query_params[PARAM]
        hand.last_link = ""
    return ()


def chosen(deck: Deck) -> int:
    """Return the index of the slide that is being edited."""
    return max(0, min(_hand().chosen, len(deck.slides) - 1))


def choose(index: int) -> None:
    """Edit a slide."""
    _hand().chosen = index


def add(view: str, t: Catalogue, title: str) -> None:
    """Add a view to the reader's own deck, or to that of a link where it is at hand; to a new one where there is none.

    What the browser keeps is read first: another window may have added to it. The reader is told when it is stored.

    Parameters
    ----------
    title : str
        Empty leaves it to the view.
    """
    if refused(view):
        return
    slide, hand = DeckSlide(view, cleaned(title, LONGEST["title"])), _hand()
    if is_linked() and hand.linked:
        hold(hand.linked)
    hand.source = "own"
    sync().add(slide, Deck(t("present.untitled"), (), t.lang))


def rename(title: str, t: Catalogue) -> None:
    """Give the deck at hand a title; an empty one changes nothing."""
    describe("title", title, t)


def describe(name: str, text: str, t: Catalogue) -> None:
    """Change a text of the deck at hand.

    Parameters
    ----------
    name : {"title", "subtitle", "author"}
        A title that is empty changes nothing.
    """
    value = cleaned(text, LONGEST[name])
    if value or name != "title":
        hold(replace(held(t), **cast(dict[str, Any], {name: value})), typed=True, another=False)


def cover(on: bool, t: Catalogue) -> None:
    """Give the deck at hand its cover and closing slide, or take them away."""
    hold(replace(held(t), cover=on), typed=True, another=False)


def edit(index: int, name: str, text: str, t: Catalogue) -> None:
    """Change a text of a slide.

    Parameters
    ----------
    name : {"chapter", "title", "sentence", "notes"}
    """
    deck = held(t)
    if 0 <= index < len(deck.slides):
        value = cleaned(text, LONGEST[name], LINES.get(name, ""))
        slides = list(deck.slides)
        slides[index] = replace(slides[index], **cast(dict[str, Any], {name: value}))
        hold(replace(deck, slides=tuple(slides)), typed=True, another=False)


def move(index: int, by: int, t: Catalogue) -> None:
    """Move a slide up or down; at the ends nothing happens."""

    def moved(slides: list[DeckSlide]) -> int:
        to = index + by
        if 0 <= to < len(slides):
            slides.insert(to, slides.pop(index))
            return to
        return index

    _change(moved, index, t)


def remove(index: int, t: Catalogue) -> None:
    """Take a slide out."""

    def removed(slides: list[DeckSlide]) -> int:
        del slides[index]
        return index

    _change(removed, index, t)


def hide(index: int, t: Catalogue) -> None:
    """Have the show pass a slide over, or no longer."""

    def hidden(slides: list[DeckSlide]) -> int:
        slides[index] = replace(slides[index], hidden=not slides[index].hidden)
        return index

    _change(hidden, index, t)


def duplicate(index: int, t: Catalogue) -> None:
    """Put a copy of a slide behind it, where there is room."""

    def doubled(slides: list[DeckSlide]) -> int:
        if len(slides) < MOST_SLIDES:
            slides.insert(index + 1, slides[index])
            return index + 1
        return index

    _change(doubled, index, t)


def _change(how: Callable[[list[DeckSlide]], int], index: int, t: Catalogue) -> None:
    deck = held(t)
    if 0 <= index < len(deck.slides):
        slides = list(deck.slides)
        choose(how(slides))
        hold(replace(deck, slides=tuple(slides)), another=False)
