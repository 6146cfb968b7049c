"""HTML for panels and cards: the elements of :mod:`text.markup`, quotes with their figures, and plain labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from text.markup import Markup, element, join, on_one_line

__all__ = ["Markup", "answered_head", "as_plain", "element", "join", "marked", "named_head"]

_CLAUSE: Final = re.compile(r"(.+?(?:[\N{FULLWIDTH SEMICOLON};]|$))( ?)")
_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")
# The first part of an address of a page or a letter, of an icon or Streamlit's picture, of '->' and its like among blanks.
_FOUND_LATER: Final = re.compile(
    r"https?:(?=//)|www(?=\.)|[-.\w+](?=@)|:(?=streamlit:|material[_/]\w+:)|(?<!\S)[<>~-](?=(?:->|-|=|>)(?!\S))",
    re.IGNORECASE,
)
_NO_WIDTH: Final = "\N{WORD JOINER}"


def marked(quote: str, figures: Iterable[tuple[int, int]]) -> Markup:
    """Return a quote with its figures highlighted.

    Parameters
    ----------
    quote : str
        The source's own words.
    figures : iterable of (start, end)
        Positions in the quote, end exclusive, in any order; of two that overlap the first is taken.

    Examples
    --------
    >>> marked("由15%降到5%。", [(6, 8)])
    '由15%降到<mark>5%</mark>。'
    """
    parts, position = [], 0
    for start, end in sorted(set(figures)):
        if start < position or end <= start:
            continue
        parts += [escape(quote[position:start]), element("mark", quote[start:end])]
        position = end
    return Markup("".join([*parts, escape(quote[position:])]))


def named_head(name: str, answer: str, qualifier: str = "") -> Markup:
    """Return the heading of a page about something: its name, and what there is to say of it; arguments as for
    :func:`answered_head`.
    """
    return _head(name, answer, qualifier, "page-head named")


def answered_head(question: str, answer: str, qualifier: str = "") -> Markup:
    """Return the heading of a page whose title asks: the answer is what one reads first.

    Parameters
    ----------
    answer, qualifier : str
        Empty for none.
    """
    return _head(question, answer, qualifier, "page-head answered")


def _head(title: str, answer: str, qualifier: str, cls: str) -> Markup:
    # A clause that fits into a line is not broken.
    clauses = [part for clause, space in _CLAUSE.findall(answer) for part in (element("span", clause), space)]
    first = element("p", *(clauses if len(clauses) > 2 else [answer]), cls="answer") if answer else ""
    return element(
        "div", element("h1", title), first, element("p", qualifier, cls="qualifier") if qualifier else "", cls=cls
    )


def as_plain(text: str) -> str:
    """Return a text that Streamlit's Markdown shows as it is, for what cannot be HTML: labels, toasts, titles of folds.

    Returns
    -------
    str
        On one line, with a backslash before every ASCII punctuation mark, so that no link, picture, formula, colour or list
        comes of it. What Streamlit looks for only once the backslashes are gone is parted by a mark without width.

    Notes
    -----
    Written for Streamlit 1.67, which replaces bare addresses, its icons, its own picture and arrows of ASCII signs in the
    text that is left after reading the Markdown, where a backslash no longer tells.
    """
    parted = _FOUND_LATER.sub(lambda match: f"{match[0]}{_NO_WIDTH}", on_one_line(text).strip(" "))
    return _PUNCTUATION.sub(r"\\\g<0>", parted)
