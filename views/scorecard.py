"""Of which aspects of assessment a figure is reported, pair by pair: what page and slide show of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.figures.cooperation import ASPECTS, scorecard
from data.load import Facts
from data.rows import Row, records
from views.book import Book
from views.cooperation.figures import dimension_name


def figures_of_pairs(facts: Facts) -> pd.DataFrame:
    """Return the co-operation figures that name both sides: rows of ``cooperation``."""
    rows = facts.cooperation
    return rows[(rows["helper_id"] != "") & (rows["recipient_id"] != "")]


def counts_by_pair(facts: Facts) -> list[Row]:
    """Return every pair that is recorded, of pairings or figures, with the number of figures of each aspect."""
    sides = ["helper_id", "recipient_id"]
    return records(scorecard(facts, pd.concat([facts.pairings[sides], figures_of_pairs(facts)[sides]])))


def grid_of(rows: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return some pairs as the chart takes them.

    Parameters
    ----------
    rows : sequence of mapping
        Of :func:`counts_by_pair`.

    Returns
    -------
    DataFrame
        A row a pair and aspect: ``pairing_id, helper, recipient, aspect_id, aspect, count``.
    """
    return pd.DataFrame(
        {
            "pairing_id": row["pair_id"],
            "helper": book.region(row["helper_id"]),
            "recipient": book.region(row["recipient_id"]),
            "aspect_id": aspect,
            "aspect": dimension_name(aspect, book),
            "count": row[aspect],
        }
        for row in rows
        for aspect in ASPECTS
    )


def scorecard_table(rows: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return some pairs as a table: both sides, then a column an aspect, headings in the reader's language.

    Parameters
    ----------
    rows : sequence of mapping
        Of :func:`counts_by_pair`.

    Returns
    -------
    DataFrame
        A number of figures, or in words that there is none.
    """
    t = book.t
    return pd.DataFrame(
        [
            {t("table.helper"): book.region(row["helper_id"]), t("table.recipient"): book.region(row["recipient_id"])}
            | {dimension_name(a, book): row[a] or t("scorecard.no_figure") for a in ASPECTS}
            for row in rows
        ]
    )
