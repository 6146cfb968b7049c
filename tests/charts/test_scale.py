from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.spec.scale import fit


def test_a_logarithmic_axis_spans_whole_powers_of_ten():
    scale = fit([0.028, 46.8, 0], "log", "%")

    assert list(scale.ticks) == [0.01, 0.1, 1, 10, 100]
    assert list(scale.range) == [-2, 2]
    assert scale.share(1) == 0.5


def test_a_linear_axis_begins_at_zero():
    scale = fit([15, 46.8], "linear", "%")

    assert list(scale.range) == [0, 50]
    assert scale.share(25) == 0.5


def test_a_linear_axis_promises_no_more_than_all():
    assert fit([99], "linear", "%").high == 100


@pytest.mark.parametrize(("values", "ticks"), [([], (1, 10)), ([10], (10, 100)), ([0.1], (0.1, 1)), ([0], (1, 10))])
def test_a_logarithmic_axis_has_at_least_one_power(values, ticks):
    assert fit(values, "log", "%").ticks == ticks


@pytest.mark.parametrize("values", [[], [0.0]])
def test_a_linear_axis_without_height_still_has_one(values):
    assert fit(values, "linear", "%").range[1] >= 1


@given(st.lists(st.floats(0.001, 1e7), min_size=1, max_size=6), st.sampled_from(["log", "linear"]))
def test_every_value_stands_on_its_axis_and_can_be_read_back(values, kind):
    scale = fit(values, kind, "person")

    for value in values:
        share = scale.share(value)
        assert -1e-9 <= share <= 1 + 1e-9
        assert scale.at(share) == pytest.approx(value, rel=1e-6)
