"""Pairings by name, and by their beginning."""

from __future__ import annotations

from data.rows import Row
from text.dates import format_date
from views.book import Book


def pair_name(row: Row, book: Book, *, short: bool = False) -> str:
    """Name a pairing: 'helper → recipient'.

    Parameters
    ----------
    short : bool
        By the short names of places.
    """
    name = book.short if short else book.region
    return book.t("tip.pair", helper=name(row["helper_id"]), recipient=name(row["recipient_id"]))


def start_text(row: Row, book: Book) -> str:
    """Say when a pairing began: its date, that it is on the list of a date, or that no source gives one."""
    date = format_date(row["start"], book.t.lang)
    if not date:
        return book.t("pairing.start_unknown")
    return book.t("pairing.listed", date=date) if row["pairing_id"] in book.by_list else date
