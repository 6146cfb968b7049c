"""The rule by which a map stands in its room, on rooms and countries small enough to know by hand."""

from __future__ import annotations

import numpy as np
import pytest

from geo.fitting import FOLD, LEFT_OUT, OFF, SMALLER, UNSEEN, Choice, Sight, Standing, place, reach, settle
from geo.shapes.landmarks import along, grid

#: A country of 100 by 100 kilometres, with an island at its lower right corner.
WINDOW = (0.0, 0.0, 100.0, 100.0)
ISLAND = Sight("islands", np.array([(x, y) for x in (85.0, 90.0, 95.0) for y in (5.0, 10.0, 15.0)]))
NONE = (Choice(None),)


def test_with_nothing_on_it_a_map_is_as_large_as_it_can_be_and_in_the_middle():
    found = place(300, 100, 0, [Standing(WINDOW, NONE, NONE)], [ISLAND])

    assert (found.scale, found.dx, found.dy, found.cost) == (1.0, 100.0, 100.0, 0.0)
    padded = place(300, 120, 10, [Standing(WINDOW, NONE, NONE)], [ISLAND])
    assert (padded.scale, padded.dx, padded.dy) == (1.0, 100.0, 110.0)


def test_a_map_moves_aside_before_it_shrinks():
    """An inset of 110 pixels at the right: the island is clear of it where the country stands further left."""
    inset = (Choice((190.0, 60.0, 300.0, 100.0)),)
    found = place(300, 100, 0, [Standing(WINDOW, NONE, inset)], [ISLAND])

    assert found.scale == 1.0 and found.dx + 95 <= 190
    assert found.dx == 75.0  # the nearest place to the middle that does


def test_without_room_beside_it_a_map_shrinks_until_the_island_is_clear():
    inset = (Choice((70.0, 70.0, 100.0, 100.0)),)
    found = place(100, 100, 0, [Standing(WINDOW, NONE, inset)], [ISLAND])
    xs, ys = ISLAND.points[:, 0] * found.scale + found.dx, found.dy - ISLAND.points[:, 1] * found.scale

    assert 0.5 < found.scale < 1.0
    assert not ((xs > 70) & (ys > 70)).any()
    # All the room that is left lies below it: half of it off the middle.
    assert found.cost == pytest.approx(1 - found.scale + OFF * (1 - found.scale) / 2)


def test_a_smaller_inset_is_taken_where_it_saves_more_than_it_costs():
    large, small = (70.0, 70.0, 100.0, 100.0), (97.0, 97.0, 100.0, 100.0)
    found = place(100, 100, 0, [Standing(WINDOW, NONE, (Choice(large), Choice(small, SMALLER)))], [ISLAND])

    assert (found.inset, found.scale, found.cost) == (1, 1.0, SMALLER)


def test_a_legend_folds_where_the_map_would_have_to_shrink_by_more_than_that_is_worth():
    legends = (Choice((0.0, 30.0, 100.0, 100.0)), Choice((0.0, 95.0, 20.0, 100.0), FOLD))

    assert place(100, 100, 0, [Standing(WINDOW, legends, NONE)], [ISLAND]).legend == 1
    assert place(400, 100, 0, [Standing(WINDOW, legends, NONE)], [ISLAND]).legend == 0  # there is room beside it


def test_legend_and_inset_never_lie_on_each_other():
    legends = (Choice((0.0, 50.0, 80.0, 100.0)), Choice((0.0, 0.0, 30.0, 30.0), 0.3))
    insets = (Choice((60.0, 60.0, 100.0, 100.0)), Choice(None, LEFT_OUT))
    found = place(100, 100, 0, [Standing(WINDOW, legends, insets)], [])

    assert (found.legend, found.inset) == (0, 1)  # leaving the inset out costs less than the other corner


def test_where_the_sea_itself_fits_it_counts_as_well_and_the_cheaper_way_wins():
    sea = Sight("islands", np.array([(50.0, -50.0)]), inset=True)
    ways = [
        Standing(WINDOW, NONE, (Choice((80.0, 170.0, 100.0, 200.0)),)),
        Standing((0.0, -100.0, 100.0, 100.0), NONE, NONE, cost=-0.02, whole=True),
    ]

    assert place(100, 200, 0, ways, [ISLAND, sea]).standing == 1  # a high room
    assert place(200, 100, 0, ways, [ISLAND, sea]).standing == 0  # a wide one: the sea would halve the country


def test_an_island_that_is_near_is_better_seen():
    """The island lies beyond the window; there is room for it on one side alone."""
    island = Sight("islands", np.array([(105.0, 50.0), (110.0, 50.0)]))
    found = place(120, 100, 0, [Standing(WINDOW, NONE, NONE)], [island])

    # An eighth of 20 pixels to the left of the middle does, in a room of 120.
    assert found.cost == pytest.approx(OFF * (20 / 8) / 120) and found.dx + 110 < 120
    assert place(100, 100, 0, [Standing(WINDOW, NONE, NONE)], [island]).cost == UNSEEN


def test_on_a_view_that_is_given_only_legend_and_inset_give_way():
    insets = (Choice((70.0, 70.0, 100.0, 100.0)), Choice(None, LEFT_OUT))
    standing = Standing(WINDOW, NONE, insets)

    assert settle(100, 100, standing, [ISLAND], 1.0, 0.0, 100.0).inset == 1
    assert settle(100, 100, standing, [ISLAND], 1.0, -60.0, 100.0).inset == 0  # moved aside by a reader


def test_a_box_counts_every_point_in_it_and_none_far_from_it():
    points = np.array([(x, y) for x in range(100) for y in range(100)], dtype=float)
    sight = Sight("land", points)
    left, below, right, above = (np.array([v]) for v in (10.5, 20.5, 30.5, 40.5))

    assert 20 * 20 <= sight.within(left, below, right, above)[0] <= 22 * 22
    assert sight.within(left - 500, below, right - 500, above)[0] == 0
    assert sight.within(left + 500, below, right + 500, above)[0] == 0
    assert sight.within(left * 0 - 1, below * 0 - 1, right * 0 + 100, above * 0 + 100)[0] == 10_000


def test_points_along_a_line_are_never_far_apart():
    line = np.array([(0.0, 0.0), (100.0, 0.0), (101.0, 1.0), (101.0, 30.0)])
    points = along([line], 10.0)

    assert points[0].tolist() == [0.0, 0.0]
    assert np.hypot(*np.diff(points, axis=0).T).max() <= 10.0 + 1e-9
    assert len(along([], 10.0)) == 0


def test_what_can_come_into_a_room_is_more_than_its_window():
    x0, y0, x1, y1 = reach(100, 100, 0, WINDOW)

    assert x0 < -100 and y0 < -100 and x1 > 200 and y1 > 200


def test_a_ring_that_crosses_itself_has_an_inside_too():
    """Outlines that were made coarser may: with two such rings the country's own union fails."""
    bow = np.array([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)], dtype=float)
    points = grid([bow, bow + 0.5], 0.25)
    assert len(points) and points.min() >= 0 and points.max() <= 2.5
