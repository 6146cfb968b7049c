"""Rows are as high as their names need, and no higher for one long name among short ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.base import ChartOptions, heading
from charts.spec.rows import lay_rows, names
from tests.charts.toy import LOOK

#: Of the type of names.
LINE_PX = 12 * 1.3
SHORT, LONG = "Fujian", "Eight eastern provinces and municipalities"


def pitch(*texts: str) -> float:
    """Height of a row in px, of a chart that has no room to spare."""
    options = ChartOptions(600, 10)
    ticks = names(texts, 12.0)
    head = heading("", (), options)
    return lay_rows(ticks, replace(head, height_px=0.0), LOOK, options).height_px / len(texts)


def test_a_long_name_reaches_into_short_rows_beside_it():
    assert [len(tick.lines) for tick in names((SHORT, LONG), 12.0)] == [1, 2]
    assert pitch(SHORT, LONG, SHORT) == pytest.approx(1.5 * LINE_PX + 6, abs=0.5)


@pytest.mark.parametrize("texts", [(LONG, SHORT), (SHORT, LONG), (SHORT, LONG, LONG, SHORT)])
def test_at_an_end_or_beside_another_it_has_its_own_height(texts):
    assert pitch(*texts) == pytest.approx(2 * LINE_PX + 6, abs=0.5)
