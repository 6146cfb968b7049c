"""Pairings over time, as spans for the timeline."""

from __future__ import annotations

import pandas as pd

from charts.timeline.rows import COLUMNS
from data.load import Facts
from data.rows import Row, records
from views.book import Book


def spans_of(facts: Facts, region_id: str, book: Book) -> pd.DataFrame:
    """Return the pairings of a region as spans, one a pairing record.

    Returns
    -------
    DataFrame
        Columns :data:`charts.timeline.rows.COLUMNS`: names in the reader's language, dates as recorded; an empty start
        is known only to be not later than ``attested``, the date of its source.
    """
    rows = facts.pairings
    pairings = rows[(rows["helper_id"] == region_id) | (rows["recipient_id"] == region_id)]
    return spans(pairings, region_id, book)


def spans(pairings: pd.DataFrame, region_id: str, book: Book) -> pd.DataFrame:
    """Return pairings as spans, seen from one of the two sides.

    Parameters
    ----------
    pairings : DataFrame
        Rows of ``pairings``.
    region_id : str
        The side whose partners are named.

    Returns
    -------
    DataFrame
        As :func:`spans_of`.
    """
    return pd.DataFrame([_span(row, region_id, book) for row in records(pairings)], columns=list(COLUMNS))


def _span(row: Row, region_id: str, book: Book) -> Row:
    partner = row["recipient_id"] if row["helper_id"] == region_id else row["helper_id"]
    return {
        "pairing_id": row["pairing_id"],
        "partner_id": partner,
        "partner": book.region(partner),
        "programme_id": row["programme_id"],
        "programme": book.t.name(book.programmes[row["programme_id"]]),
        "start": row["start"],
        "end": row["end"],
        "attested": book.sources[row["source_id"]]["published"],
    }


def has_dates(spans: pd.DataFrame) -> bool:
    """Say whether a timeline of some spans would show any: one of a pairing without any date has nothing to draw.

    Parameters
    ----------
    spans : DataFrame
        As :func:`spans_of`; empty gives False.
    """
    return any(row[column] for row in records(spans) for column in ("start", "end", "attested"))
