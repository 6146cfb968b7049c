"""Rows of a frame as dicts."""

from __future__ import annotations

from typing import Any

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame, in order, each as a dict of column name to value.

    Parameters
    ----------
    frame : DataFrame
        Column names are text; an empty frame gives an empty list.
    """
    # Column by column: pandas' own way takes up to seven times as long, and every page does this a hundred times.
    names = [str(name) for name in frame.columns]
    return [
        dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    ]


def naming(events: pd.DataFrame, *region_ids: str, every: bool = False) -> pd.DataFrame:
    """Return the events that name some regions.

    Parameters
    ----------
    events : DataFrame
        Column ``region_ids``, ids separated by semicolons.
    every : bool
        Only events that name all of them; else those that name any.

    Returns
    -------
    DataFrame
        Rows of ``events`` with all its columns, also where there are none.
    """
    wanted_ids = set(region_ids)
    named = [set(ids.split(";")) for ids in events["region_ids"]]
    keep = [wanted_ids <= ids if every else bool(wanted_ids & ids) for ids in named]
    return events[pd.Series(keep, index=events.index, dtype=bool)]
