"""A document cited as printed work wants it: by GB/T 7714—2015, and in plain words.

Only what is known is cited. GB/T 7714—2015 asks to say so where place or publisher is not.
"""

from __future__ import annotations

import re
from typing import Final

from text.catalogue import Catalogue
from text.dates import format_date

# 8.4.1.3 and 8.4.2.3: words for what is not known, for documents in Chinese and in other languages.
_NO_PLACE: Final = ("[出版地不详]", "[S.l.]")
_NO_PUBLISHER: Final = ("[出版者不详]", "[s.n.]")
_KIND: Final = "[EB/OL]"

_HAN: Final = re.compile("[\u3400-\u9fff]")
_YEAR: Final = 4


_DOUBLE_TO_SINGLE: Final = str.maketrans("“”", "‘’")


def within_marks(words: str) -> str:
    """Make double quotation marks single ones, for words that will stand between double ones.

    Chinese (GB/T 15834—2011, 4.8.3.4) and English print both so; nothing else of the words changes.

    Examples
    --------
    >>> within_marks("“组团式”帮扶")
    '‘组团式’帮扶'
    """
    return words.translate(_DOUBLE_TO_SINGLE)


def cited_title(title: str, title_from: str) -> str:
    """Put a title that the document does not print into square brackets, as catalogues do.

    Parameters
    ----------
    title_from : str
        ``"given"`` where whoever gathered the document gave the title; empty where it is as printed.

    Examples
    --------
    >>> cited_title("苏青协作", "given"), cited_title("苏铜携手显成效", "")
    ('[苏青协作]', '苏铜携手显成效')
    """
    return f"[{title}]" if title_from == "given" else title


def cite_gbt7714(title: str, publisher: str, published: str, url: str, accessed: str | None = None) -> str:
    """Cite a document as an electronic resource by GB/T 7714—2015.

    Parameters
    ----------
    title : str
        As printed.
    publisher : str
        Empty where the document does not say.
    published : str
        Partial ISO date of publication; empty where the document does not say.
    url : str
        Empty where none is known.
    accessed : str or None
        ISO date on which it was read; None or empty leaves it out.

    Returns
    -------
    str
        题名[EB/OL].出版地:出版者,出版年(更新或修改日期)[引用日期].获取和访问路径.

    Notes
    -----
    Section 4.6 gives the order and the signs, 8.5 the path. No author is recorded, and lists in order of citation may
    begin with the title then (8.1.4). An unknown place is ``[出版地不详]``, an unknown publisher ``[出版者不详]``,
    ``[S.l.]`` and ``[s.n.]`` for documents in other languages (8.4.1.3, 8.4.2.3). No year is estimated: without a date
    there is none, and a date stands in round brackets only where more than the year is known (8.4.4).

    Examples
    --------
    >>> cite_gbt7714("Poverty on the wane", "", "2018-09-24", "http://example.org/a")
    'Poverty on the wane[EB/OL].[S.l.]:[s.n.],2018(2018-09-24).http://example.org/a.'
    """
    foreign = _HAN.search(title) is None
    place = _NO_PLACE[foreign]
    imprint = f"{place}:{publisher or _NO_PUBLISHER[foreign]}"
    if published:
        imprint += f",{published[:_YEAR]}"
    if len(published) > _YEAR:
        imprint += f"({published})"
    if accessed:
        imprint += f"[{accessed}]"
    return ".".join([f"{title}{_KIND}", imprint, *([url] if url else []), ""])


def cite_plain(title: str, publisher: str, published: str, url: str, t: Catalogue, accessed: str | None = None) -> str:
    """Cite a document in words.

    Parameters
    ----------
    title, publisher, published, url : str
        As for :func:`cite_gbt7714`; an empty publisher or date is said to be not stated, an empty address is left out. A
        title in square brackets (:func:`cited_title`) stands as it is.
    accessed : str or None
        ISO date on which it was read; left out without an address.

    Returns
    -------
    str
        Plain text, in the reader's language; the title as given, in quotation marks unless it has its own.
    """
    marked = title.startswith("[") or any(mark in title for mark in t("source.own_marks"))
    words = t(
        "cite.plain",
        title=title if marked else t("source.titled", title=title),
        publisher=publisher or t("cite.no_publisher"),
        date=format_date(published, t.lang) or t("cite.no_date"),
    )
    if not url:
        return words
    if accessed:
        return t("cite.seen", cited=words, url=url, date=format_date(accessed, t.lang))
    return t("cite.at", cited=words, url=url)


def introduces(line: str) -> bool:
    """Say whether a line of a list introduces those below it: it is none of them, and has no bullet."""
    return line.endswith((":", "："))
