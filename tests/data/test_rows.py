"""Rows as dicts."""

from __future__ import annotations

import pandas as pd

from data.rows import records


def test_rows_in_order_with_their_columns():
    frame = pd.DataFrame({"a": ["x", "y"], "value": [1.5, float("nan")]}, index=[7, 3])
    first, second = records(frame)
    assert first == {"a": "x", "value": 1.5}
    assert second["a"] == "y" and second["value"] != second["value"]


def test_an_empty_frame_gives_none():
    assert records(pd.DataFrame({"a": []})) == []
