"""Pairings by name, and by their beginning."""

from __future__ import annotations

from data.figures.cooperation import goes_to_recipient
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


def parties(row: Row, book: Book, *, short: bool = False) -> str:
    """Name the parties of a co-operation figure: both ends, or the one side whose total it is.

    Parameters
    ----------
    short : bool
        By the short names of places.

    Returns
    -------
    str
        'helper → recipient' where what is counted goes that way; 'helper with recipient' of workers and of exchanges: an
        arrow would send them the wrong way.
    """
    name = book.short if short else book.region
    if row["helper_id"] and row["recipient_id"]:
        message = "tip.pair" if goes_to_recipient(row) else "tip.both"
        return book.t(message, helper=name(row["helper_id"]), recipient=name(row["recipient_id"]))
    return name(row["helper_id"] or row["recipient_id"])


def start_text(row: Row, book: Book) -> str:
    """Say when a pairing began: its date, that it is on the list of a date, or that no source gives one."""
    date = format_date(row["start"], book.t.lang)
    if not date:
        return book.t("pairing.start_unknown")
    return book.t("pairing.listed", date=date) if row["pairing_id"] in book.by_list else date
