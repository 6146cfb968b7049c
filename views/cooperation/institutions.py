"""Paired institutions: the helper's beside those of its recipients."""

from __future__ import annotations

import pandas as pd

#: Measures that count the helper's side, with the measure of the recipients' side.
_SIDES = {"schools_helper": "schools_recipient", "hospitals_helper": "hospitals_recipient"}


def matched_groups(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return each helper's count of schools or hospitals with its recipients' counts from the same document.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.

    Returns
    -------
    list of (helper_id, DataFrame)
        Only where a document reports both sides.
    """
    groups = []
    for ours, theirs in _SIDES.items():
        for (helper, source), total in rows[rows["measure_id"] == ours].groupby(["helper_id", "source_id"]):
            other = (rows["measure_id"] == theirs) & (rows["helper_id"] == helper) & (rows["source_id"] == source)
            matched = pd.concat([total, rows[other]])
            if len(matched) > len(total):
                groups.append((str(helper), matched))
    return groups
