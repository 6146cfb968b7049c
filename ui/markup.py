"""HTML for panels and cards. Every text passes through :func:`element`, which escapes it: facts are never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")


class Markup(str):
    """HTML that was put together by this module."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Markup:
    """Make an element.

    Parameters
    ----------
    tag : str
        Element name, from code.
    *children : str
        Plain text is escaped; :class:`Markup` is taken as it is.
    **attributes : str
        ``cls`` stands for ``class``; an underscore in a name for a hyphen. Values are escaped; empty ones are left out.

    Returns
    -------
    Markup

    Examples
    --------
    >>> element("b", "<img onerror=x>", cls="name")
    '<b class="name">&lt;img onerror=x&gt;</b>'
    """
    names = {"cls": "class"}
    attrs = "".join(
        f' {names.get(k, k).replace("_", "-")}="{escape(v)}"' for k, v in attributes.items() if v != ""
    )
    inner = "".join(child if isinstance(child, Markup) else escape(child) for child in children)
    return Markup(f"<{tag}{attrs}>{inner}</{tag}>")


def join(*parts: str) -> Markup:
    """Put pieces side by side; plain text is escaped.

    Parameters
    ----------
    *parts : str

    Returns
    -------
    Markup
    """
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


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
