"""What cannot be, though every cell is well formed: circles, a party that helps itself, half a person.

Each function takes frames as read (text cells; the index is the line number as a spreadsheet shows it) and returns the
faults in the first of them. They change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from data.schema.faults import Fault

#: From the outermost in: a region lies in one of a level before its own. Areas lie wherever they lie.
_NESTED: Final = ("nation", "province", "prefecture", "county")
#: Units of what can be split; everything else is counted in wholes.
_SPLIT: Final = ("%", "yuan")


def circle_faults(regions: pd.DataFrame) -> list[Fault]:
    """Find regions that lie in themselves, at once or by way of others.

    Returns
    -------
    list of Fault
        One for each region of a circle; what only lies in one is not at fault itself.
    """
    parent = {str(i): str(p) for i, p in zip(regions["region_id"], regions["parent_id"], strict=True)}
    circles = {i for i in parent if i and _comes_back(i, parent)}
    return [
        Fault("regions.csv", int(str(row)), "parent_id", str(cell), "fault.parent_circle", {"region": str(region)})
        for row, region, cell in regions[["region_id", "parent_id"]].itertuples()
        if region in circles
    ]


def _comes_back(start: str, parent: Mapping[str, str]) -> bool:
    visited, region = {start}, parent[start]
    while region in parent and region not in visited:
        visited.add(region)
        region = parent[region]
    return region == start


def level_faults(regions: pd.DataFrame) -> list[Fault]:
    """Find regions that lie in one of their own level or of a lower one, such as a province in a county.

    Returns
    -------
    list of Fault
        Unknown levels and parents are the concern of others and are passed over.
    """
    level = {str(i): str(level) for i, level in zip(regions["region_id"], regions["level"], strict=True)}
    faults = []
    for row, own, cell in regions[["level", "parent_id"]].itertuples():
        around = level.get(str(cell), "")
        if own not in _NESTED or around not in (*_NESTED, "area"):
            continue
        if around == "area" or _NESTED.index(around) >= _NESTED.index(own):
            fields = {"level": str(own), "around": around}
            faults.append(Fault("regions.csv", int(str(row)), "parent_id", str(cell), "fault.parent_level", fields))
    return faults


def member_faults(members: pd.DataFrame, regions: pd.DataFrame) -> list[Fault]:
    """Find members of what is no area, and areas that are members of themselves.

    Parameters
    ----------
    members : DataFrame
        Columns ``area_id, region_id``.
    regions : DataFrame
        Columns ``region_id, level``.

    Returns
    -------
    list of Fault
        Members of an unknown region are a reference's concern and are passed over.
    """
    level = {str(i): str(level) for i, level in zip(regions["region_id"], regions["level"], strict=True)}
    faults = []
    for row, area, region in members[["area_id", "region_id"]].itertuples():
        if level.get(str(area), "area") != "area":
            faults.append(Fault("area_members.csv", int(str(row)), "area_id", str(area), "fault.not_an_area"))
        elif area == region and area:
            faults.append(Fault("area_members.csv", int(str(row)), "region_id", str(region), "fault.same_region"))
    return faults


def outline_faults(outlines: pd.DataFrame, regions: pd.DataFrame) -> list[Fault]:
    """Find outlines of what is no area: those of the divisions are the data set's.

    Parameters
    ----------
    outlines : DataFrame
        Column ``area_id``.
    regions : DataFrame
        Columns ``region_id, level``.
    """
    level = {str(i): str(level) for i, level in zip(regions["region_id"], regions["level"], strict=True)}
    return [
        Fault("outlines.csv", int(str(row)), "area_id", str(area), "fault.not_an_area")
        for row, area in outlines["area_id"].items()
        if level.get(str(area), "area") != "area"
    ]


def party_faults(table: str, frame: pd.DataFrame) -> list[Fault]:
    """Find rows in which a region helps itself.

    Parameters
    ----------
    table : str
        ``pairings`` or ``cooperation``.
    frame : DataFrame
        Columns ``helper_id, recipient_id``.
    """
    same = (frame["helper_id"] == frame["recipient_id"]) & (frame["helper_id"] != "")
    return [
        Fault(f"{table}.csv", int(str(row)), "recipient_id", str(cell), "fault.same_region")
        for row, cell in frame.loc[same, "recipient_id"].items()
    ]


def count_faults(table: str, frame: pd.DataFrame, units: pd.Series) -> list[Fault]:
    """Find counts and sums below nothing, and counts of what has no halves.

    Parameters
    ----------
    table : str
        A table with a ``value``.
    units : pandas.Series
        Unit of each row, with the index of ``frame``; of an unknown unit nothing is said.

    Returns
    -------
    list of Fault
        Values that are no numbers, and percentages, are others' concern and are passed over.
    """
    values = pd.to_numeric(frame["value"], errors="coerce")
    negative = (values < 0) & units.notna() & (units != "%")
    broken = (values % 1 != 0) & values.notna() & units.notna() & ~units.isin(_SPLIT) & ~negative
    return [
        Fault(f"{table}.csv", int(str(row)), "value", str(cell), key)
        for wrong, key in ((negative, "fault.negative"), (broken, "fault.not_whole"))
        for row, cell in frame.loc[wrong, "value"].items()
    ]
