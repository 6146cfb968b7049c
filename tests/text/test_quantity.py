from __future__ import annotations

import pytest

from tests.charts.toy import EN, ZH
from text.quantity import quantity


@pytest.mark.parametrize(
    ("value", "unit", "bound", "t", "text"),
    [
        (648, "school", "=", EN, "648 schools"),
        (648, "school", "=", ZH, "648所学校"),
        (770000, "person", ">=", ZH, "≥77万人"),
        (22.7, "%", "=", EN, "22.7%"),
        (3, "", "~", EN, "about 3"),
        (5, "league", "=", EN, "5 league"),
        (120128000000, "yuan", "=", EN, "¥120.128 bn"),
        (120128000000, "yuan", "=", ZH, "1,201.28亿元"),
        (36120990, "yuan", ">", EN, "> ¥36,120,990"),
        (22900000, "yuan", "~", EN, "about ¥22.9 m"),
        (float("nan"), "school", "=", EN, "—"),
    ],
)
def test_a_value_has_its_bound_and_unit(value, unit, bound, t, text):
    assert quantity(value, unit, bound, t) == text
