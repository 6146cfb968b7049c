"""The one figure that a reader wants of a task or aspect: of the whole East to the whole West, else of whom is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from data.figures.cooperation import GROUP, single_year
from data.places.areas import NATION
from data.rows import Row, records

#: What is asked for first, by task or aspect.
_MEASURES: Final[Mapping[str, tuple[str, ...]]] = {
    "industry": ("cooperation_investment", "company_investment", "companies_brought"),
    "labour": ("labour_transferred", "jobs_helped", "jobs_in_helper"),
    "talent": ("officials_sent", "officials_exchanged", "aid_staff", "specialists_exchanged"),
    "funds": ("fiscal_aid", "aid_funds"),
    "society": ("donations",),
    "outcome": ("people_lifted_with_aid",),
    "pairing": ("schools_helper", "town_pairs", "village_pairs"),
}
#: Tiers that may stand alone in large type.
_FIRM: Final = frozenset({"core", "official", "press"})


def headline(rows: pd.DataFrame, dimension: str, tiers: Mapping[str, str], regions: Mapping[str, Row]) -> Row | None:
    """Choose the figure of a task or aspect that stands in large type.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``: all, or those of the sides that are asked for.
    tiers : mapping of str to str
        Source id to tier; copies and unverified pages never stand alone.
    regions : mapping of str to mapping
        Rows of ``regions`` by their ids.

    Returns
    -------
    mapping or None
        Of the measure that is asked for first, then of the widest sides, then of a single year rather than of several,
        then of the latest; None where nothing firm is reported.
    """
    firm = [
        row
        for row in records(rows[rows["dimension"] == dimension])
        if tiers.get(row["source_id"], "") in _FIRM and row["period_end"]
    ]
    for measure in _MEASURES.get(dimension, ()):
        matching = [row for row in firm if row["measure_id"] == measure and row["value"] == row["value"]]
        if matching:
            return max(
                matching, key=lambda row: (breadth(row, regions), single_year(row) > 0, str(row["period_end"]), row["value"])
            )
    return None


def breadth(row: Row, regions: Mapping[str, Row]) -> int:
    """Say how much of the country the sides of a figure are: 0 for a pair of single places, 4 for all of the East and West.

    Parameters
    ----------
    row : mapping
        Row of ``cooperation``; a side that is not named is all that the other one gives or has.
    regions : mapping of str to mapping
        Rows of ``regions`` by their ids: an area of the country counts twice, one of a province once, and one that is part
        of a city, as a development zone is, not at all.
    """
    return sum(_breadth(str(row[side]), regions) for side in ("helper_id", "recipient_id"))


def _breadth(side: str, regions: Mapping[str, Row]) -> int:
    if not side:
        return 2
    parent = str(regions[side]["parent_id"]) if side.startswith(GROUP) and side in regions else ""
    if parent == NATION:
        return 2
    return 1 if parent.endswith("0000") or parent.startswith(GROUP) else 0
