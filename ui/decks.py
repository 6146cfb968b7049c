"""The deck at hand: in the address of its page, which survives a lost server, and in the session on all other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from data.faults import Fault
from export.deck import LINES, LONGEST, MOST_PACKED, MOST_SLIDES, Deck, DeckSlide, pack, unpack
from export.deck_views import cleaned, refused
from export.story import NAME, story
from text.catalogue import Catalogue

#: Parameter of the page's address that holds the deck.
PARAM = "deck"
_HELD, _EDITS, _CHOSEN, _SEEN = "deck_held", "deck_edits", "deck_slide", "deck_address"


def held(t: Catalogue) -> Deck:
    """Return the deck at hand; the built-in one in the reader's language where none was begun."""
    deck: Deck | None = st.session_state.get(_HELD)
    return deck if deck is not None else story(t.lang)


def is_story() -> bool:
    """Say whether the built-in deck is at hand."""
    return st.session_state.get(_HELD) is None


def hold(deck: Deck | None, *, typed: bool = False) -> None:
    """Put a deck in hand; None puts the built-in one there.

    Parameters
    ----------
    deck : Deck or None
    typed : bool
        Whether only a text was changed by its own box: the boxes stay then, and with them the reader's place in them.
    """
    st.session_state[_HELD] = deck
    if not typed:
        st.session_state[_EDITS] = edits() + 1


def edits() -> int:
    """Count the changes of the deck, for the keys of widgets: a widget must not keep the text of another slide."""
    return int(st.session_state.get(_EDITS, 0))


def from_address() -> tuple[Fault, ...]:
    """Take the deck of the page's address, where it has another one than the session.

    Returns
    -------
    tuple of Fault
        What is wrong with it; the deck at hand stays then.
    """
    packed, seen = st.query_params.get(PARAM), st.session_state.get(_SEEN)
    if packed == seen:  # nobody has been at the address since: what was changed on the page counts
        return ()
    if not packed:
        # Stepped back to before the first change; coming from another page the address is only empty.
        if not st.session_state.get("page_changed"):
            hold(None)
        return ()
    deck, faults = unpack(packed)
    if deck is None:
        del st.query_params[PARAM]
        return faults
    hold(deck)
    return ()


def to_address() -> bool:
    """Put the deck at hand into the page's address.

    Returns
    -------
    bool
        False where it is too long for one.
    """
    packed = address_of(st.session_state.get(_HELD))
    fits = len(packed) <= MOST_PACKED
    wanted = packed if fits and packed != NAME else None
    st.session_state[_SEEN] = wanted
    if wanted is None:
        st.query_params.pop(PARAM, None)
    elif st.query_params.get(PARAM) != wanted:
        st.query_params[PARAM] = wanted
    return fits


def address_of(deck: Deck | None) -> str:
    """Write a deck for an address; the built-in one by its name."""
    return NAME if deck is None else pack(deck)


def chosen(deck: Deck) -> int:
    """Return the index of the slide that is being edited."""
    return max(0, min(int(st.session_state.get(_CHOSEN, 0)), len(deck.slides) - 1))


def choose(index: int) -> None:
    """Edit a slide."""
    st.session_state[_CHOSEN] = index


def add(view: str, t: Catalogue, title: str) -> int:
    """Add a view to the deck at hand; to a new one where the built-in is at hand.

    Parameters
    ----------
    view : str
    t : Catalogue
    title : str
        Empty leaves it to the view.

    Returns
    -------
    int
        How many slides there are now; 0 where there is no room or the view is none.
    """
    before = Deck(t("present.untitled"), (), t.lang) if is_story() else held(t)
    if refused(view) or len(before.slides) >= MOST_SLIDES:
        return 0
    slide = DeckSlide(view, cleaned(title, LONGEST["title"]))
    hold(replace(before, slides=(*before.slides, slide)))
    return len(before.slides) + 1


def rename(title: str, t: Catalogue) -> None:
    """Give the deck at hand a title; an empty one changes nothing."""
    kept = cleaned(title, LONGEST["title"])
    if kept:
        hold(replace(held(t), title=kept), typed=True)


def edit(index: int, name: str, text: str, t: Catalogue) -> None:
    """Change a text of a slide.

    Parameters
    ----------
    index : int
    name : {"title", "sentence", "notes"}
    text : str
    t : Catalogue
    """
    deck = held(t)
    if 0 <= index < len(deck.slides):
        kept = cleaned(text, LONGEST[name], LINES.get(name, ""))
        slides = list(deck.slides)
        slides[index] = replace(slides[index], **{name: kept})
        hold(replace(deck, slides=tuple(slides)), typed=True)


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
        hold(replace(deck, slides=tuple(slides)))
