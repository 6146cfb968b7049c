"""Kinds of areas: which are real ones, which are places, and which are groups that one source adds up."""

from __future__ import annotations

from typing import Final

import pandas as pd

#: The country itself.
NATION: Final = "100000"
#: Areas of the country that have a name of their own, whoever speaks of them.
REAL: Final = ("片区", "集中连片特困地区")
#: Places below the county that the atlas keeps as areas, since no boundary data set draws them.
BELOW_COUNTY: Final = ("乡", "行政村", "已撤销的行政委员会")


def belongs_to(region_id: str, regions: pd.DataFrame, area_members: pd.DataFrame) -> list[str]:
    """Return the real areas that a region is a member of.

    Parameters
    ----------
    regions, area_members : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    list of str
        Area ids, each once, in the order of ``area_members``; a group that one source adds up is none.
    """
    real = set(regions.loc[regions["kind"].isin(REAL), "region_id"])
    listed = area_members.loc[area_members["region_id"] == region_id, "area_id"]
    return [str(area) for area in dict.fromkeys(listed) if area in real]


def parts_of(region_id: str, regions: pd.DataFrame) -> list[str]:
    """Return the administrative parts of a region.

    Parameters
    ----------
    regions : DataFrame
        Columns ``region_id, parent_id, level, kind``.

    Returns
    -------
    list of str
        Region ids in the order of their file.
    """
    inside = regions[regions["parent_id"] == region_id]
    inside = inside[(inside["level"] != "area") | inside["kind"].isin(BELOW_COUNTY)]
    return [str(region_id) for region_id in inside["region_id"]]
