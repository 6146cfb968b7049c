"""The built-in deck: the story of the five documents, in the words of who reported it, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from export.deck.deck import Deck, parse

#: What stands for the built-in deck in an address.
NAME: Final = "story"


@cache
def story(lang: str) -> Deck:
    """Return the built-in deck.

    Parameters
    ----------
    lang : str
        A member of :data:`text.catalogue.LANGUAGES`.

    Raises
    ------
    ValueError
        If its file has a fault: a mistake of ours, never a reader's.
    """
    file = Path(__file__).with_name(f"story.{lang}.toml")
    deck, faults = parse(file.read_bytes(), file.name)
    if deck is None:
        raise ValueError("\n".join(map(str, faults)))
    return deck
