"""A deck in an address: short, without the speaker's notes, and read from whoever sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from data.schema.faults import Fault
from export.deck.deck import FILE, Deck
from export.deck.packing import pack, unpack

#: Characters of an address that is written, with its path and all parameters; a proxy takes 8 kB with all that it adds.
LONGEST_ADDRESS: Final = 1_500
#: Characters of a deck in an address that is read: longer ones were written once, and may stand among somebody's bookmarks.
MOST_READ: Final = 24_000


def without_notes(deck: Deck) -> Deck:
    """Return a deck as it may travel in an address, which proxies log and browsers keep."""
    return replace(deck, slides=tuple(replace(slide, notes="") for slide in deck.slides))


def notes_of(deck: Deck) -> int:
    """Count the slides that have notes."""
    return sum(bool(slide.notes) for slide in deck.slides)


def packed_for_link(deck: Deck) -> str:
    """Write a deck for an address, without its notes.

    Returns
    -------
    str
        Empty where it is too long for any address; the whole address is for the caller to measure.
    """
    packed = pack(without_notes(deck))
    return packed if len(packed) <= LONGEST_ADDRESS else ""


def read_link(packed: str) -> tuple[Deck | None, tuple[Fault, ...]]:
    """Read a deck from an address that may come from anyone.

    Returns
    -------
    deck : Deck or None
        With the notes that older addresses may have.
    faults : tuple of Fault
        As of :func:`export.deck.deck.parse`.
    """
    if len(packed) > MOST_READ:
        return None, (Fault(FILE, 0, "", "", "deck.fault_packed"),)
    return unpack(packed)
