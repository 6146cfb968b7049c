"""Counties delisted: what was reported for one calendar year, and the latest totals; nothing is added up."""

from __future__ import annotations

from typing import Final

import pandas as pd

from data.figures.reported import is_total
from data.rows import records
from data.select import latest_reported

INDICATOR: Final = "counties_delisted"
#: Besides the years: totals up to a date.
TOTAL: Final = "total"

_YEAR: Final = 4


def moments(observations: pd.DataFrame, region_ids: set[str]) -> list[str]:
    """Return the years for which some regions have a figure, and :data:`TOTAL` where one has a total.

    Parameters
    ----------
    observations : DataFrame
        As in :class:`data.load.Facts`; empty gives an empty list.

    Returns
    -------
    list of str
        Years in order, then :data:`TOTAL`.
    """
    rows = _reported(observations[observations["region_id"].isin(region_ids)])
    years = sorted({year for year in _years(rows) if year})
    return years if delisted(rows, TOTAL).empty else [*years, TOTAL]


def delisted(observations: pd.DataFrame, moment: str) -> pd.DataFrame:
    """Return the figures of one calendar year, or the latest totals.

    Parameters
    ----------
    observations : DataFrame
        As in :class:`data.load.Facts`.
    moment : str
        As :func:`moments` gives them.

    Returns
    -------
    DataFrame
        Rows of ``observations`` in their order; goals are left out. A year's figures are those whose period lies in it: a
        day's announcement counts to the year of that day, and a region may have several. A total has no start; of a
        region's totals those with the latest date are kept.
    """
    rows = _reported(observations)
    if moment == TOTAL:
        totals = pd.Series([is_total(row) for row in records(rows)], index=rows.index, dtype=bool)
        latest = latest_reported(rows[totals], INDICATOR)
        return rows[rows["observation_id"].isin(latest["observation_id"])]
    return rows[[year == moment for year in _years(rows)]]


def _reported(observations: pd.DataFrame) -> pd.DataFrame:
    return observations[(observations["indicator_id"] == INDICATOR) & (observations["status"] != "target")]


def _years(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["period_start"], rows["period_end"], strict=True)
    return [end[:_YEAR] if start[:_YEAR] == end[:_YEAR] else "" for start, end in pairs]
