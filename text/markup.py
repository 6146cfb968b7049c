"""HTML put together by code. Every text passes through :func:`element`, which escapes it: facts are never markup."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from text.addresses import is_address

#: What would end a line early, show a text in another order than it was written in, or stop a writer of XML: controls,
#: line and paragraph separators, directions that override those of the letters, halves of a pair, no characters.
UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")


class Markup(str):
    """HTML that was put together by this module."""

    __slots__ = ()

    def __html__(self) -> str:
        """As templates ask for what need not be escaped."""
        return str(self)


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

    Examples
    --------
    >>> element("b", "<img onerror=x>", cls="name")
    '<b class="name">&lt;img onerror=x&gt;</b>'
    """
    names = {"cls": "class"}
    attrs = "".join(f' {names.get(k, k).replace("_", "-")}="{escape(v)}"' for k, v in attributes.items() if v != "")
    inner = "".join(child if isinstance(child, Markup) else escape(child) for child in children)
    return Markup(f"<{tag}{attrs}>{inner}</{tag}>")


def join(*parts: str) -> Markup:
    """Put pieces side by side; plain text is escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def on_one_line(text: str) -> str:
    """Return a text with a space in place of what cannot be seen, or would end the line.

    Examples
    --------
    >>> on_one_line("a" + chr(10) + "b" + chr(0x202E) + "c")
    'a b c'
    """
    return UNSEEN.sub(" ", text)


def outside(text: str, address: str) -> Markup:
    """Make a link that leaves the atlas, if the address is one that opens a page; the text alone otherwise.

    Parameters
    ----------
    text : str
        What is shown.
    address : str
        As a source has it; only ``http`` and ``https`` are followed, and the page learns nothing of where one came from.

    Examples
    --------
    >>> outside("a", "https://example.org/"), outside("a<", "javascript:alert(1)")
    ('<a href="https://example.org/" rel="noopener noreferrer">a</a>', 'a&lt;')
    """
    return element("a", text, href=address, rel="noopener noreferrer") if is_address(address) else join(text)
