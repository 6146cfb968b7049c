"""Observations and co-operation figures as tables in the reader's language, each row with the words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from data.rows import Row
from text.dates import record_period
from views.book import Book
from views.parts.pair_names import parties, start_text
from views.parts.words import measure_text, reporter, value_text


def observations_table(rows: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return observations as a table.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``observations``.

    Returns
    -------
    DataFrame
        One row an observation: indicator, value, period, basis, who reported it, the words. No rows give an empty frame.
    """
    t = book.t
    rows_of_table = []
    for row in rows:
        indicator, when = book.indicators[row["indicator_id"]], record_period(row, t)
        rows_of_table.append(
            {
                t("slide.what"): t.name(indicator),
                t("table.value"): value_text(row, indicator["unit"], t),
                t("table.period"): when if row["status"] == "reported" else t(f"status.{row['status']}", period=when),
                t("table.basis"): t.name(book.bases[row["basis_id"]]),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
        )
    return pd.DataFrame(rows_of_table)


def values_table(rows: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return the values of a map as a table.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``observations``.

    Returns
    -------
    DataFrame
        One row a value: region, value, period, basis, who reported it, the words. No rows give an empty frame.
    """
    t = book.t
    return pd.DataFrame(
        [
            {
                t("table.region"): book.region(row["region_id"]),
                t("table.value"): value_text(row, book.indicators[row["indicator_id"]]["unit"], t),
                t("table.period"): record_period(row, t),
                t("table.basis"): t.name(book.bases[row["basis_id"]]),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
            for row in rows
        ]
    )


def figures_table(rows: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return co-operation figures as a table in the reader's language.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``cooperation``.

    Returns
    -------
    DataFrame
        One row a figure: what is counted, of whom, value, period, who reported it, the words. No rows give an empty frame.
    """
    t = book.t
    return pd.DataFrame(
        [
            {
                t("slide.what"): measure_text(book.measures[row["measure_id"]], t),
                t("table.region"): parties(row, book),
                t("table.value"): value_text(row, row["unit"], t),
                t("table.period"): record_period(row, t),
                t("table.reported"): reporter(book.sources[row["source_id"]], t),
                t("table.quote"): row["quote"],
            }
            for row in rows
        ]
    )


def pairs_table(pairings: Sequence[Row], book: Book) -> pd.DataFrame:
    """Return pairs as a table: records of one pair share its row.

    Parameters
    ----------
    pairings : sequence of mapping
        Rows of ``pairings``.

    Returns
    -------
    DataFrame
        One row a pair: helper, recipient; programme, beginning, who reported it and the words of each of its records, said
        once where several say the same. No rows give an empty frame.
    """
    t, pairs = book.t, dict[tuple[str, str], list[Row]]()
    for row in pairings:
        pairs.setdefault((row["helper_id"], row["recipient_id"]), []).append(row)

    def each(texts: Iterable[str]) -> str:
        return t("describe.semicolon").join(dict.fromkeys(texts))

    return pd.DataFrame(
        [
            {
                t("table.helper"): book.region(helper),
                t("table.recipient"): book.region(recipient),
                t("table.programme"): each(t.name(book.programmes[row["programme_id"]]) for row in rows),
                t("table.since"): each(start_text(row, book) for row in rows),
                t("table.reported"): each(reporter(book.sources[row["source_id"]], t) for row in rows),
                t("table.quote"): each(row["quote"] for row in rows),
            }
            for (helper, recipient), rows in pairs.items()
        ]
    )
