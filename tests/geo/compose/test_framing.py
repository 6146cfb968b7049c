"""The window of a place: it holds all that its lines reach, or the place alone without lines that run out."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.compose.framing import LEAST_SHARE, lines_within, share_of, window_of_place
from geo.fitting import NATION_FIT
from geo.flows import CURVE_COLUMNS

OWN = (0.0, 2000.0, 400.0, 2400.0)
NEAR, FAR = (400.0, 2100.0, 600.0, 2300.0), (1500.0, 2100.0, 1700.0, 2300.0)


def curves(*lines):
    """Straight lines: the control point lies half way."""
    rows = [(f"p-{n}", "h", "r", x0, y0, (x0 + x1) / 2, (y0 + y1) / 2, x1, y1) for n, (x0, y0, x1, y1) in enumerate(lines)]
    return pd.DataFrame(rows, columns=CURVE_COLUMNS)


SHORT, LONG = (500.0, 2200.0, 200.0, 2200.0), (1600.0, 2200.0, 200.0, 2200.0)


def test_one_that_is_helped_from_afar_keeps_its_own_window_and_no_line_leaves_it():
    window, reaches = window_of_place(OWN, [NEAR, FAR], curves(SHORT, LONG), helps=False)
    assert (window, reaches) == (OWN, False)
    assert list(lines_within(curves(SHORT, LONG, (50.0, 2050.0, 350.0, 2350.0)), window)["flow_id"]) == ["p-2"]


def test_one_that_is_helped_by_a_neighbour_has_the_neighbour_beside_it():
    window, reaches = window_of_place(OWN, [NEAR], curves(SHORT), helps=False)
    assert (window, reaches) == ((0.0, 2000.0, 600.0, 2400.0), True) and share_of(OWN, window) > LEAST_SHARE


def test_one_that_helps_is_shown_with_all_whom_it_helps_however_far():
    window, reaches = window_of_place(OWN, [NEAR, FAR], curves(SHORT, LONG), helps=True)
    assert (window, reaches) == ((0.0, 2000.0, 1700.0, 2400.0), True)
    assert len(lines_within(curves(SHORT, LONG), window)) == 2


def test_a_curve_that_bows_beyond_both_ends_is_in_the_window_too():
    bowed = curves(SHORT).assign(cy=2800.0)  # its top lies half way between chord and control point
    assert window_of_place(OWN, [NEAR], bowed, helps=True)[0] == pytest.approx((0.0, 2000.0, 600.0, 2530.0))  # with air


def test_a_window_of_most_of_the_country_is_the_country():
    window, reaches = window_of_place(OWN, [(-2600.0, 1800.0, -1000.0, 5500.0), FAR], curves(), helps=True)
    assert (window, reaches) == (NATION_FIT, True)


def test_without_any_line_a_place_has_its_own_window():
    assert window_of_place(OWN, [], curves(), helps=False) == (OWN, True)
