"""Flow lines: one a curve, one width for all, explained only where there is one."""

from __future__ import annotations

import pandas as pd

from geo.compose.layers.flowlines import are_context, flow_legend, flow_lines
from geo.flows import CURVE_COLUMNS
from text.catalogue import Catalogue

CURVES = pd.DataFrame(
    [["p-1", "a", "b", 0.0, 1.0, 2.0, 3.0, 4.0, 5.0], ["p-2", "c", "b", 9.0, 1.0, 2.0, 3.0, 4.0, 5.0]], columns=CURVE_COLUMNS
)


def test_a_line_a_curve_in_their_order():
    lines = flow_lines(CURVES)
    assert [(x.flow_id, x.helper_id, x.recipient_id) for x in lines] == [("p-1", "a", "b"), ("p-2", "c", "b")]
    assert lines[0].points == (0, 1, 2, 3, 4, 5)


def test_width_says_nothing_so_it_is_the_same_for_all():
    assert {line.width for line in flow_lines(CURVES)} == {0.0}
    assert {line.width for line in flow_lines(CURVES, 1.5)} == {1.5}


def test_nothing_gives_nothing():
    assert flow_lines(CURVES.head(0)) == () == flow_legend(0, Catalogue.load("en"))


def test_the_legend_says_which_way():
    (item,) = flow_legend(2, Catalogue.load("en"))
    assert (item.kind, item.text) == ("flow", "Helper → recipient")


def test_lines_that_nobody_follows_stand_behind_the_names():
    assert (are_context(40), are_context(41)) == (False, True)
    assert (are_context(12, are_named=True), are_context(13, are_named=True)) == (False, True)
