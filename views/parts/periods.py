"""From when to when some records speak, and on which bases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.figures.conflicts import parse_last
from data.rows import Row
from text.catalogue import Catalogue
from text.dates import format_period
from views.book import Book


def spell(rows: Iterable[Row], t: Catalogue) -> str:
    """Say from when to when some records speak.

    Parameters
    ----------
    rows : iterable of mapping
        ``period_start``, ``period_end``; those without either are left out.

    Returns
    -------
    str
        Empty where none has a date.
    """
    spans = [(row["period_start"] or row["period_end"], row["period_end"] or row["period_start"]) for row in rows]
    dated = [(first, last) for first, last in spans if first]
    if not dated:
        return ""
    # All of a year ends later than a month of it, though its text is the beginning of that of the month.
    last = max((last for _, last in dated), key=lambda text: (parse_last(text) or date.min, text))
    return format_period(min(first for first, _ in dated), last, t.lang)


def bases_of(rows: Iterable[Row], book: Book) -> str:
    """Name the statistical bases of some observations, parted by what no name of one has in it."""
    return book.t("describe.semicolon").join(dict.fromkeys(book.t.name(book.bases[row["basis_id"]]) for row in rows))
