"""HTML put together by code. Every text passes through :func:`element`, which escapes it: facts are never markup."""

from __future__ import annotations

from html import escape


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
    attrs = "".join(f' {names.get(k, k).replace("_", "-")}="{escape(v)}"' for k, v in attributes.items() if v != "")
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
