"""Choosing records: the pairings of an arrangement, the latest reported value of each region."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from data.dates import day_of
from data.places.lineage import Hierarchy
from data.rows import records

#: The arrangement the atlas opens with: east–west pairings as adjusted by the guideline of December 2016.
LANDING: Final = "ew-2016-12"


def latest_reported(observations: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """Return, for each region, what was reported last of an indicator.

    Parameters
    ----------
    observations : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    DataFrame
        Rows of ``observations`` with status ``reported`` and a column ``day`` (datetime.date), sorted by region. A
        region has several rows where several records stand at its last day: conflicts are kept. Records without a
        date are left out.
    """
    rows = observations[(observations["indicator_id"] == indicator_id) & (observations["status"] == "reported")]
    days = [day_of(row["period_start"], row["period_end"], row["point"]) for row in records(rows)]
    rows = rows.assign(day=pd.Series(days, index=rows.index, dtype=object))
    rows = rows[rows["day"].notna()]
    if rows.empty:
        return rows
    last = rows.groupby("region_id")["day"].transform("max")
    return rows[rows["day"] == last].sort_values(["region_id", "observation_id"], kind="stable")


def undated(observations: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """Return what was reported of an indicator without a date: what :func:`latest_reported` leaves out.

    Parameters
    ----------
    observations : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    DataFrame
        Rows of ``observations`` with status ``reported``, in their order.
    """
    rows = observations[(observations["indicator_id"] == indicator_id) & (observations["status"] == "reported")]
    days = [day_of(row["period_start"], row["period_end"], row["point"]) for row in records(rows)]
    return rows[pd.Series([day is None for day in days], index=rows.index, dtype=bool)]


def about_region(observations: pd.DataFrame, indicators: pd.DataFrame, region_ids: Collection[str]) -> pd.DataFrame:
    """Return the observations of some regions: reported before targets, by indicator, then latest first.

    Parameters
    ----------
    observations, indicators : DataFrame
        As in :class:`data.load.Facts`; the order of indicators is that of their file.

    Returns
    -------
    DataFrame
        Rows of ``observations``; of one period the end stands before the start. Undated rows come last.
    """
    rows = observations[observations["region_id"].isin(set(region_ids))]
    rank = {indicator: i for i, indicator in enumerate(indicators["indicator_id"])}
    keys = pd.DataFrame(
        {
            "target": rows["status"] == "target",
            "rank": rows["indicator_id"].map(rank),
            "end": rows["period_end"],
            "point": rows["point"].map({"end": 1}).fillna(0),
        }
    )
    order = keys.sort_values(["target", "rank", "end", "point"], ascending=[True, True, False, False], kind="stable").index
    return rows.loc[order]


def pairings_of(pairings: pd.DataFrame, region_id: str, hierarchy: Hierarchy) -> pd.DataFrame:
    """Return the pairings that a region has part in, as the map's focus takes it.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``helper_id``, ``recipient_id``.
    region_id : str
        It stands for all that lies in it.

    Returns
    -------
    DataFrame
        Rows of ``pairings``, in their order.
    """
    inside = hierarchy.within(region_id)
    return pairings[pairings["helper_id"].isin(inside) | pairings["recipient_id"].isin(inside)]
