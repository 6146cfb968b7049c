"""What the trends page shows: points, events and people lifted, as frames in the reader's language."""

from __future__ import annotations

from collections.abc import Collection
from math import nan
from typing import Final

import pandas as pd

from charts.trend.series import COLUMNS
from data.figures.comparability import BAND
from data.figures.reported import RATE
from data.load import Facts
from data.places.areas import NATION
from data.rows import Row, naming, records
from text.catalogue import Catalogue
from text.dates import format_period, record_period
from views.book import Book
from views.memo import memoized
from views.parts.words import reporter

#: The tables whose records have words of their own, and the column of their ids.
RECORD_KEYS: Final = {
    "observations": "observation_id",
    "events": "event_id",
    "pairings": "pairing_id",
    "cooperation": "cooperation_id",
}


def record_ids(facts: Facts) -> set[str]:
    """Return the ids of all records that a mark can lead to."""

    def gather() -> set[str]:
        return {str(i) for table, key in RECORD_KEYS.items() for i in facts.table(table)[key].tolist()}

    return memoized("record-ids", gather, facts)


def points(facts: Facts, indicator_id: str, region_ids: Collection[str], book: Book) -> pd.DataFrame:
    """Return the observations of an indicator for charts.

    Parameters
    ----------
    region_ids : collection of str
        Empty takes every region.

    Returns
    -------
    DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, in the order of ``region_ids``, then of the file.
    """
    rows = facts.observations[facts.observations["indicator_id"] == indicator_id]
    order = {region: i for i, region in enumerate(region_ids)}
    if order:
        rows = rows[rows["region_id"].isin(order)]
        rows = rows.loc[rows["region_id"].map(order).sort_values(kind="stable").index]
    return as_points(rows, book)


def observed(facts: Facts, region_ids: Collection[str], *indicator_ids: str) -> list[Row]:
    """Return the observations of some regions and indicators, in the order of the file."""
    rows = facts.observations
    return records(rows[rows["region_id"].isin(region_ids) & rows["indicator_id"].isin(indicator_ids)])


def rates_and_bands(
    facts: Facts, region_ids: Collection[str], book: Book
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return what is reported of poverty rates: as numbers, and only as bands.

    Returns
    -------
    rates, bands, both : DataFrame
        As :func:`points` gives them; the last is for the words that stand for a figure with both.
    """

    def make() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        rates, bands = (points(facts, indicator, region_ids, book) for indicator in (RATE, BAND))
        parts = [frame for frame in (rates, bands) if len(frame)]
        return rates, bands, pd.concat(parts, ignore_index=True) if parts else rates

    # Panel, charts and words of a place each ask for them.
    return memoized("rates and bands", make, facts, book, tuple(region_ids))


def as_points(rows: pd.DataFrame, book: Book) -> pd.DataFrame:
    """Return observations as charts take them.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``observations``.

    Returns
    -------
    DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, in the order of the rows.
    """
    t = book.t
    rows_of_points = [
        {key: row.get(key, "") for key in COLUMNS}
        | {
            "name": book.region(row["region_id"]),
            "short": book.short(row["region_id"]),
            "value_high": row.get("value_high", nan),
            "basis": t.name(book.bases[row["basis_id"]]),
            "period": _when(row, t),
            "source": reporter(book.sources[row["source_id"]], t, bare=True),
        }
        for row in records(rows)
    ]
    return pd.DataFrame(rows_of_points, columns=list(COLUMNS))


def _when(row: Row, t: Catalogue) -> str:
    """Say the period in its own form; a chart says itself which end of it a value stands at, and what is a target."""
    plain = format_period(row["period_start"], row["period_end"], t.lang)
    return record_period(row | {"point": "over"}, t) if plain and row["status"] != "target" else plain


def with_quotes(table: pd.DataFrame, facts: Facts, book: Book) -> pd.DataFrame:
    """Return the table of a chart with the words each of its figures came from.

    Parameters
    ----------
    table : DataFrame
        Indexed by observation id, as :func:`charts.words.figure_to_table` gives it.

    Returns
    -------
    DataFrame
        One more column at the end.
    """
    quotes = dict(zip(facts.observations["observation_id"], facts.observations["quote"], strict=True))
    return table.assign(**{book.t("table.quote"): [quotes.get(str(i), "") for i in table.index]})


def events_about(facts: Facts, region_ids: Collection[str], *, nation: bool = True) -> pd.DataFrame:
    """Return the events that name one of some regions, or the nation.

    Parameters
    ----------
    nation : bool
        Also those that name the nation.

    Returns
    -------
    DataFrame
        Rows of ``events``.
    """
    return naming(facts.events, *region_ids, *([NATION] if nation else []))


def regions_with(facts: Facts, *indicator_ids: str) -> list[str]:
    """Return the regions that have a record of one of some indicators, in the order of the regions file."""

    def gather() -> list[str]:
        region_ids = set(facts.observations[facts.observations["indicator_id"].isin(indicator_ids)]["region_id"])
        return [region for region in facts.regions["region_id"] if region in region_ids]

    return memoized("regions-with", gather, indicator_ids, facts)


def find_record(facts: Facts, record_id: str) -> tuple[str, dict[str, object]] | None:
    """Find an observation, event, pairing or co-operation figure by its id.

    Returns
    -------
    (table, row) or None
        None where there is no such record.
    """
    for table, key in RECORD_KEYS.items():
        frame = facts.table(table)
        rows = records(frame[frame[key] == record_id])
        if rows:
            return table, rows[0]
    return None
