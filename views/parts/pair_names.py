"""Pairings by name."""

from __future__ import annotations

from data.rows import Row
from views.book import Book


def pair_name(row: Row, book: Book) -> str:
    """Name a pairing: 'helper → recipient'."""
    return book.t("tip.pair", helper=book.region(row["helper_id"]), recipient=book.region(row["recipient_id"]))
