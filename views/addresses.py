"""Which addresses a deck may name: the views of the atlas, and nothing that leads anywhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from views.declared import PAGES, names
from views.params import UNVERIFIED

#: Characters of a view and of a value in it, and how many of these there may be.
LONGEST_VIEW: Final = 8000
LONGEST_VALUE: Final = 2000
MOST_PARAMETERS: Final = 24
#: Pages that a slide may show and the parameters of their views.
VIEWS: Final[Mapping[str, frozenset[str]]] = {page: names(page) | {UNVERIFIED.name} for page in PAGES}
#: Parameters that belong to the reader, not to the view.
READERS: Final = ("lang", "theme", "present", "embed", "deck")

_SHAPE: Final = re.compile(r"[a-z]++(\?[A-Za-z0-9_.~%+=&,;:*-]++)?+")
#: What nobody sees: controls, halves of characters, separators of lines, marks of direction, and the two code points that
#: no XML may hold (a slide ends up in PowerPoint's).
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def refused(view: str) -> tuple[str, dict[str, str]] | None:
    """Say why an address is no view of the atlas.

    Parameters
    ----------
    view : str
        Such as ``pairings?pair=p-201612-16``.

    Returns
    -------
    (message id, fields) or None
        None for a view that a slide may show.
    """
    page, _, query = view.partition("?")
    page_names = ", ".join(VIEWS)
    if len(view) > LONGEST_VIEW or not _SHAPE.fullmatch(view) or page not in VIEWS:
        return "deck.fault_view", {"known": page_names}
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query), max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return "deck.fault_query", {}
    names = [name for name, _ in pairs]
    strange = [name for name in names if name not in VIEWS[page]]
    if strange:
        return "deck.fault_parameter", {"name": strange[0][:40], "page": page, "known": ", ".join(sorted(VIEWS[page]))}
    if len(set(names)) < len(names):
        return "deck.fault_twice", {"name": next(name for name in names if names.count(name) > 1)}
    for name, value in pairs:
        if len(value) > LONGEST_VALUE or harmful(value):
            return "deck.fault_value", {"name": name, "most": str(LONGEST_VALUE)}
    return None


def harmful(text: str, keep: str = "") -> bool:
    """Say whether a text holds characters that nobody sees: controls, directions, halves of characters.

    Parameters
    ----------
    keep : str
        Control characters that are let pass, such as a new line.
    """
    return any(match[0] not in keep for match in _HIDDEN.finditer(text))


def cleaned(text: str, most: int, keep: str = "") -> str:
    """Return a text without what :func:`harmful` finds, no longer than allowed, without space around it.

    Parameters
    ----------
    most : int
        Characters.
    keep : str
        Control characters that stay.
    """
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(lambda match: match[0] if match[0] in keep else "", even).strip()[:most].strip()


def split_view(view: str) -> tuple[str, dict[str, str]]:
    """Return the page and the parameters of a view.

    Returns
    -------
    values : dict of str to str
        Of a parameter given twice the last.
    """
    page, _, query = view.partition("?")
    return page, dict(parse_qsl(query, keep_blank_values=True))


def view_of(page: str, values: Mapping[str, str]) -> str:
    """Return the view of a page and the parameters in its address.

    Parameters
    ----------
    values : mapping of str to str
        The reader's own parameters (language, theme) and those the page does not know are left out.

    Returns
    -------
    str
        In the order given.
    """
    parameters = {name: value for name, value in values.items() if name in VIEWS.get(page, ()) and name not in READERS}
    query = urlencode(parameters, quote_via=quote, safe=",~:")
    return f"{page}?{query}" if query else page
