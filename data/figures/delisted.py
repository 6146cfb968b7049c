"""Counties delisted: what was reported for one calendar year; nothing is added up."""

from __future__ import annotations

from typing import Final

import pandas as pd

INDICATOR: Final = "counties_delisted"

OTHER_LISTS: Final = frozenset({"delisting_provincial", "delisting_all"})
"""Bases of counts that have counties of a province's own list, which the national list does not name."""

_YEAR: Final = 4


def delisted(observations: pd.DataFrame, year: str) -> pd.DataFrame:
    """Return the figures of one calendar year.

    Parameters
    ----------
    observations : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    DataFrame
        Rows of ``observations`` in their order; goals are left out. A year's figures are those whose period lies in it: a
        day's announcement counts to the year of that day, and a region may have several. A total has no start and is none.
    """
    rows = _reported(observations)
    return rows[[delisted_year == year for delisted_year in _years(rows)]]


def _reported(observations: pd.DataFrame) -> pd.DataFrame:
    return observations[(observations["indicator_id"] == INDICATOR) & (observations["status"] != "target")]


def _years(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["period_start"], rows["period_end"], strict=True)
    return [end[:_YEAR] if start[:_YEAR] == end[:_YEAR] else "" for start, end in pairs]
