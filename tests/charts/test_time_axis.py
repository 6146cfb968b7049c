"""Lines of a time axis: what is reported of a year, at its end, is not read as of the next one."""

from __future__ import annotations

from datetime import date

import pytest

from charts.base import ChartOptions
from charts.spec.plane import Plane
from charts.spec.scale import fit
from charts.spec.time_axis import time_axis
from tests.charts.toy import LOOK


@pytest.mark.parametrize(
    ("first", "last", "named", "lines"),
    [
        # Each year is named: lines lie between them.
        (2016, 2018, ["2016", "2017", "2018"], [date(2016, 1, 1), date(2017, 1, 1), date(2018, 1, 1)]),
        # Some are: a line through each, and the end of 2009 is half a year before that of 2010.
        (2003, 2022, ["2010", "2020"], [date(2010, 7, 2), date(2020, 7, 2)]),
    ],
)
def test_lines_part_years_that_are_all_named_and_mark_them_where_some_are(first, last, named, lines):
    plane = Plane(ChartOptions(width_px=240), 50, 30, 60, 40, first, last, fit([0.5, 20], "linear", "%"), 0, 0)
    axis = time_axis(plane, LOOK)
    assert [tick.lines[0] for tick in axis.ticks] == named
    assert list(axis.thin_at) == lines
