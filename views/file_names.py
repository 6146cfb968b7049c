"""Names of files that say what is in them, and that every file system takes, Windows' too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from text.catalogue import Catalogue
from views.addresses import split_view
from views.book import Book

_LONGEST: Final = 100
#: Characters of a part: a title may be a sentence.
_PART: Final = 60
#: What Windows takes for a device, whatever comes after the dot of a name.
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
#: What an address says of the content, in the order in which a name has it; what is open beside it is not in the file.
_SAYING: Final = ("programme", "helper", "recipient", "kind", "task", "date", "when", "compare", "region", "regions", "pair")
_ARROWS: Final = str.maketrans(dict.fromkeys("→⇄—–", "-"))
#: Page to the parameter that says what is shown, and its value's name as the page's switch has it.
_SHOWN: Final[Mapping[str, tuple[str, Callable[[str, Catalogue], str]]]] = {
    "overview": ("fill", lambda value, t: t(f"overview.fill_{value}")),
    "pairings": ("show", lambda value, t: t(f"pairings.show_{value}")),
    "trends": ("show", lambda value, t: t(f"trends.show_{value}")),
    "cooperation": ("show", lambda value, t: t(f"cooperation.show_{value}")),
    "sources": ("show", lambda value, t: t(f"sources.show_{value}")),
}


def view_file_name(view: str, title: str, created: str, book: Book) -> str:
    """Return the name of a file of a view, without its ending.

    Parameters
    ----------
    view : str
        Address below the atlas; an empty one leaves title and date.
    title : str
        Of the view.
    created : str
        ISO date of the file.

    Returns
    -------
    str
        Title, kind of picture, what the address chooses, places by their names, each where those before do not say it,
        date: '谁和谁结对-桑基图-2016-12-2026-11-26'.
    """
    t, (page, values) = book.t, split_view(view)
    try:
        name, named = _SHOWN[page]
        kind = named(values[name], t)
    except KeyError:  # the page shows one thing; its default; or a value that it does not know, which shows the default
        kind = ""
    # A year of a map also says which reports within it are meant, in a sign that no reader knows.
    said = [kind, *(part for name in _SAYING for part in _named(values.get(name, "").partition("~")[0], book))]
    return safe_name(title, *(word for word in said if word not in title), created)


def _named(value: str, book: Book) -> list[str]:
    """Name the places of a value: one, the two of a pair, several; what is no place stays as it is."""
    if value in book.regions:
        return [book.short(value)]
    parts = re.split(r"[-,](?=\d{6})", value)
    return [book.short(part) for part in parts] if all(part in book.regions for part in parts) else [value]


def safe_name(*parts: str) -> str:
    """Join texts to a name that every file system takes.

    Returns
    -------
    str
        Letters, digits, blanks, hyphens and underscores, at most 100 characters, the last part whole; 'file' where
        nothing is left.

    Examples
    --------
    >>> safe_name("福建省 → 宁夏", "a/b:c?", "2026-11-26"), safe_name("NUL"), safe_name("?")
    ('福建省-宁夏-a b c-2026-11-26', 'NUL_', 'file')
    """
    words = [word for part in parts if (word := _plain(part))]
    *first, last = words or ["file"]
    name = "-".join(first)[: _LONGEST - len(last) - 1].rstrip(" -")
    whole = f"{name}-{last}" if name else last
    return f"{whole}_" if _DEVICES.fullmatch(whole) else whole


def _plain(text: str) -> str:
    signs = "".join(c if c.isalnum() or c in "-_" else " " for c in text.translate(_ARROWS))
    return re.sub(r"\s*-\s*", "-", " ".join(signs.split()))[:_PART].strip(" -")
