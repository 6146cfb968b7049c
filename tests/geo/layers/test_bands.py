"""Bands of a rate as classes: darker by their upper ends; those that overlap are told."""

from __future__ import annotations

import pandas as pd

from data.rows import records
from geo.compose.layers.bands import band_index, bands_in, do_overlap

NAN = float("nan")
UP_TO_3, FROM_3, BELOW_6 = (3.0, NAN, "<="), (3.0, 5.0, "="), (6.0, NAN, "<")


def rows(*bands: tuple[float, float, str]) -> pd.DataFrame:
    return pd.DataFrame(bands, columns=["value", "value_high", "bound"])


def test_bands_stand_in_the_order_of_their_upper_ends():
    found = bands_in(rows(BELOW_6, FROM_3, UP_TO_3, FROM_3))
    assert [band_index(row, found) for row in records(rows(UP_TO_3, FROM_3, BELOW_6))] == [0, 1, 2]


def test_bands_that_hold_the_same_values_overlap():
    assert not do_overlap(bands_in(rows(UP_TO_3, FROM_3)))  # they meet at 3
    assert do_overlap(bands_in(rows(UP_TO_3, FROM_3, BELOW_6)))
    assert not do_overlap([]) and not do_overlap(bands_in(rows(BELOW_6)))
