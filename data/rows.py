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

    Returns
    -------
    list of dict
    """
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
