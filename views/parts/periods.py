"""From when to when some records speak, and on which bases."""

from __future__ import annotations

from collections.abc import Iterable

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
    rows_list = list(rows)
    first = min(
        (row["period_start"] or row["period_end"] for row in rows_list if row["period_start"] or row["period_end"]),
        default="",
    )
    last = max(
        (row["period_end"] or row["period_start"] for row in rows_list if row["period_start"] or row["period_end"]),
        default="",
    )
    return format_period(first, last, t.lang) if first else ""


def bases_of(rows: Iterable[Row], book: Book) -> str:
    """Name the statistical bases of some observations, parted by what no name of one has in it."""
    return book.t("describe.semicolon").join(dict.fromkeys(book.t.name(book.bases[row["basis_id"]]) for row in rows))
