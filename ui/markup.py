"""HTML for panels and cards: the elements of :mod:`text.markup`, quotes with their figures, and plain labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from text.markup import Markup, element, join

__all__ = ["Markup", "as_plain", "element", "join", "marked"]

_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")


def marked(quote: str, figures: Iterable[tuple[int, int]]) -> Markup:
    """Return a quote with its figures highlighted.

    Parameters
    ----------
    quote : str
        The source's own words.
    figures : iterable of (start, end)
        Positions in the quote, end exclusive, in any order; of two that overlap the first is taken.

    Returns
    -------
    Markup

    Examples
    --------
    >>> marked("由15%降到5%。", [(6, 8)])
    '由15%降到<mark>5%</mark>。'
    """
    parts, done = [], 0
    for start, end in sorted(set(figures)):
        if start < done or end <= start:
            continue
        parts += [escape(quote[done:start]), element("mark", quote[start:end])]
        done = end
    return Markup("".join([*parts, escape(quote[done:])]))


def as_plain(text: str) -> str:
    """Return a text that Streamlit's Markdown shows as it is, for labels that cannot be HTML (radio buttons).

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        With a backslash before every ASCII punctuation mark, so that no link, picture, formula or icon comes of it.
    """
    return _PUNCTUATION.sub(r"\\\g<0>", text)
