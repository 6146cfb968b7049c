"""Curves: same direction, same bow; ends fan out; whatever cannot be drawn is named."""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from geo.flows import CURVE_COLUMNS, CurveStyle, bezier, flow_curves, spread

STILL = CurveStyle(ring_km=0.0)  # ends stay on their anchors
EAST, WEST = (1000.0, 0.0), (0.0, 0.0)
km = st.floats(-3000, 3000)
points = st.tuples(km, km)


def flows(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [(f"p-{n}", helper, recipient) for n, (helper, recipient) in enumerate(pairs)],
        columns=["flow_id", "helper_id", "recipient_id"],
    )


def one(a, b, on_land=None, style=STILL):
    curves, unplaced = flow_curves(flows(("a", "b")), {"a": a, "b": b}, on_land, style)
    assert unplaced == []
    return curves.iloc[0]


def side(a, b, curve) -> float:
    """Positive where the control point lies to the left of the way from a to b."""
    return (b[0] - a[0]) * (curve["cy"] - a[1]) - (b[1] - a[1]) * (curve["cx"] - a[0])


def test_a_westward_flow_arches_to_the_north():
    curve = one(EAST, WEST)
    # 17 % of 1000 km is how high the curve rises; its control point stands twice as high
    assert (curve["cx"], curve["cy"]) == pytest.approx((500, 340))
    assert bezier(EAST, (curve["cx"], curve["cy"]), WEST, 0.5) == pytest.approx((500, 170))


def test_an_eastward_flow_does_too():
    assert one(WEST, EAST)["cy"] == pytest.approx(340)


def test_a_long_flow_rises_no_farther_than_allowed():
    assert one((4000.0, 0.0), WEST)["cy"] == pytest.approx(2 * 330)


@given(points, points, points)
def test_the_same_direction_bows_to_the_same_side_wherever_it_begins(a, way, elsewhere):
    assume(math.hypot(*way) > 1 and abs(way[0]) > 1e-3)  # due north or south, rounding decides which is west
    b, c, d = ((p[0] + q[0], p[1] + q[1]) for p, q in ((a, way), (elsewhere, way), (elsewhere, (2 * way[0], 2 * way[1]))))
    sides = {side(p, q, one(p, q)) > 0 for p, q in ((a, b), (elsewhere, c), (elsewhere, d))}
    assert len(sides) == 1


@given(points, points)
def test_the_bow_is_never_higher_than_its_share(a, b):
    chord = math.dist(a, b)
    assume(chord > 1)
    curve = one(a, b)
    height = abs(side(a, b, curve)) / chord
    assert height == pytest.approx(2 * min(0.17 * chord, 330), rel=1e-6)
    assert math.dist((curve["cx"], curve["cy"]), a) == pytest.approx(math.dist((curve["cx"], curve["cy"]), b), rel=1e-6)


def test_it_bows_the_other_way_where_that_stays_on_land():
    assert one(EAST, WEST, on_land=lambda p: p[1] <= 0)["cy"] == pytest.approx(-340)


@pytest.mark.parametrize("land", [True, False])
def test_without_a_clear_gain_it_keeps_to_its_side(land):
    assert one(EAST, WEST, on_land=lambda p: land)["cy"] == pytest.approx(340)


def test_whatever_cannot_be_drawn_is_named():
    table = flows(("a", "b"), ("a", "nowhere"), ("nobody", "b"), ("a", "a"), ("a", "twin"))
    curves, unplaced = flow_curves(table, {"a": EAST, "b": WEST, "twin": EAST})
    assert list(curves["flow_id"]) == ["p-0"]
    assert unplaced == ["p-1", "p-2", "p-3", "p-4"]


def test_nothing_gives_an_empty_table_with_its_columns():
    curves, unplaced = flow_curves(flows(), {})
    assert (list(curves.columns), len(curves), unplaced) == (CURVE_COLUMNS, 0, [])


def test_the_order_is_that_of_the_flows():
    curves, _ = flow_curves(flows(("a", "b"), ("c", "b"), ("b", "a")), {"a": EAST, "b": WEST, "c": (0.0, 900.0)})
    assert list(curves["flow_id"]) == ["p-0", "p-1", "p-2"]
    assert list(curves.columns) == CURVE_COLUMNS


def test_ends_at_one_anchor_stand_on_a_ring_a_gap_apart():
    anchors = {"hub": (0.0, 0.0)} | {f"r{n}": (-1000.0, float(n)) for n in range(4)}
    curves, _ = flow_curves(flows(*(("hub", f"r{n}") for n in range(4))), anchors)
    angles = sorted(math.atan2(y, x) % (2 * math.pi) for x, y in zip(curves["x0"], curves["y0"], strict=True))
    assert [math.hypot(x, y) for x, y in zip(curves["x0"], curves["y0"], strict=True)] == pytest.approx([26] * 4)
    assert min(b - a for a, b in pairwise(angles)) == pytest.approx(math.radians(24))


# --- spread


def turned(angles_deg, gap_deg):
    return [math.degrees(a) for a in spread([math.radians(a) for a in angles_deg], gap_deg)]


@pytest.mark.parametrize(
    ("angles", "gap", "expected"),
    [
        ([], 24, []),
        ([77], 24, [77]),
        ([0, 90, 180], 24, [0, 90, 180]),  # room enough: nothing moves
        ([0, 10], 24, [-7, 17]),  # 14 too close: seven each
        ([10, 0], 24, [17, -7]),  # in the order given
        ([0, 10, 100], 24, [-7, 17, 100]),  # who is not in the way stays
        ([0, 1, 2], 24, [-23, 1, 25]),  # about their middle
        ([350, 4], 24, [345, 369]),  # across the cut between 360 and 0: 14 apart, five each
    ],
)
def test_each_moves_as_little_as_possible(angles, gap, expected):
    found = turned(angles, gap)
    assert [math.cos(math.radians(a)) for a in found] == pytest.approx([math.cos(math.radians(a)) for a in expected])
    assert [math.sin(math.radians(a)) for a in found] == pytest.approx([math.sin(math.radians(a)) for a in expected])


def test_where_not_all_fit_the_circle_is_shared_evenly():
    found = sorted(a % 360 for a in turned([0.0] * 36, 24))
    assert [b - a for a, b in pairwise(found)] == pytest.approx([10] * 35)


fans = st.lists(st.floats(-math.pi, math.pi), min_size=2, max_size=20)


@given(fans, st.floats(1, 120))
@example([math.radians(a) for a in (0, 99, 198, 260)], 90.0)  # a full circle: the first and the last meet behind the cut
def test_neighbours_are_a_gap_apart_all_around_the_circle(angles, gap_deg):
    found = sorted(a % (2 * math.pi) for a in spread(angles, gap_deg))
    gaps = [b - a for a, b in pairwise(found)] + [found[0] + 2 * math.pi - found[-1]]
    assert min(gaps) >= min(math.radians(gap_deg), 2 * math.pi / len(angles)) - 1e-9


@given(fans, st.floats(1, 120))
def test_the_order_around_the_circle_is_kept(angles, gap_deg):
    circle = sorted(a % (2 * math.pi) for a in angles)
    assume(min(b - a for a, b in pairwise([*circle, circle[0] + 2 * math.pi])) > 1e-6)
    before = sorted(range(len(angles)), key=lambda i: angles[i] % (2 * math.pi))
    found = spread(angles, gap_deg)
    after = sorted(range(len(angles)), key=lambda i: found[i] % (2 * math.pi))
    start = after.index(before[0])
    assert after[start:] + after[:start] == before


@given(fans, st.floats(1, 17))
def test_moves_cancel_out(angles, gap_deg):
    # Least squares pushes a crowd apart about its own middle, so nothing drifts. (Twenty times 17° leaves room.)
    moves = [(b - a + math.pi) % (2 * math.pi) - math.pi for a, b in zip(angles, spread(angles, gap_deg), strict=True)]
    if max(map(abs, moves)) < math.pi / 2:  # beyond that it is not clear which way round an end has moved
        assert sum(moves) == pytest.approx(0, abs=1e-6)
