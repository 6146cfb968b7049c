from __future__ import annotations

import pytest

from charts.quantity import quantity
from tests.charts.toy import EN, ZH


@pytest.mark.parametrize(
    ("value", "unit", "bound", "t", "text"),
    [
        (648, "school", "=", EN, "648 schools"),
        (648, "school", "=", ZH, "648所学校"),
        (770000, "person", ">=", ZH, "≥77万人"),
        (22.7, "%", "=", EN, "22.7%"),
        (3, "", "~", EN, "about 3"),
        (5, "league", "=", EN, "5 league"),
        (float("nan"), "school", "=", EN, "—"),
    ],
)
def test_a_value_has_its_bound_and_unit(value, unit, bound, t, text):
    assert quantity(value, unit, bound, t) == text
