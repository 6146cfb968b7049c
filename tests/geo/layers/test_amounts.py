"""Lines as wide as their amounts, and a legend that shows some of these widths."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.compose.layers.amounts import FINEST, WIDEST, amount_legend, amount_lines, amount_width, references
from geo.flows import CURVE_COLUMNS
from text.catalogue import Catalogue
from text.quantity import quantity

EN, ZH = Catalogue.load("en"), Catalogue.load("zh")
CURVES = pd.DataFrame([(i, "a", "b", 0, 0, 1, 1, 2, 2) for i in ("x", "y", "z")], columns=CURVE_COLUMNS)


def test_widths_are_in_proportion_and_what_is_not_reported_is_thin_and_dashed():
    lines = amount_lines(CURVES, {"x": 100.0, "y": 400.0})
    assert [(line.flow_id, line.width, line.measured, bool(line.dash)) for line in lines] == [
        ("z", 1.0, False, True),
        ("y", WIDEST, True, False),
        ("x", WIDEST / 4, True, False),
    ]


def test_the_least_can_still_be_seen():
    assert (amount_width(1.0, 1000.0), amount_width(0.0, 0.0)) == (FINEST, FINEST)


@pytest.mark.parametrize(
    ("most", "shown"), [(37.3e6, [2e7, 1e7, 5e6]), (5e8, [5e8, 2e8, 1e8]), (9.9e9, [5e9, 2e9, 1e9]), (1.0, [1, 0.5, 0.2])]
)
def test_the_legend_shows_three_round_amounts_below_the_largest(most, shown):
    assert references(most) == pytest.approx(shown)
    assert all(amount_width(one, most) > FINEST for one in references(most)), "each as it is, none at the least width"


def test_the_legend_says_amounts_and_counts_the_lines_without():
    amounts = {"x": 1_533_000_000.0, "y": 727_000_000.0}
    zh = amount_legend(amounts, 33, lambda v: quantity(v, "yuan", "=", ZH), ZH)
    assert [item.text for item in zh] == ["10亿元", "5亿元", "2亿元", "没有可比的数：31 对"]
    assert [item.width for item in zh] == [7.83, 3.91, 1.57, 0.0]
    en = amount_legend(amounts, 2, lambda v: quantity(v, "yuan", "=", EN), EN)
    assert [item.text for item in en] == ["¥1 bn", "¥500 m", "¥200 m"]
