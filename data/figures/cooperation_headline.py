"""The one figure that a reader wants of a task or aspect: of the whole East to the whole West, else of whom is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from data.figures.cooperation import GROUP, single_year
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


def headline(rows: pd.DataFrame, dimension: str, tiers: Mapping[str, str]) -> Row | None:
    """Choose the figure of a task or aspect that stands in large type.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``: all, or those of the sides that are asked for.
    tiers : mapping of str to str
        Source id to tier; copies and unverified pages never stand alone.

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
            return max(matching, key=lambda row: (breadth(row), single_year(row) > 0, str(row["period_end"]), row["value"]))
    return None


def breadth(row: Row) -> int:
    """Count the sides of a figure that are no single place: of a pair none, of all that one place gives or has one."""
    return sum(not row[side] or str(row[side]).startswith(GROUP) for side in ("helper_id", "recipient_id"))
