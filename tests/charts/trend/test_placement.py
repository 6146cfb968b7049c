from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.trend.placement import Label, crosses, overlap, place, place_aside, side_of, spread

FRAME = (0.0, 0.0, 400.0, 300.0)


def label(x, y, width=60.0):
    return Label(x, y, width, 16.0, 8.0)


def test_a_label_stands_at_its_first_side():
    assert place([label(100, 100)], [], [], FRAME) == ["middle right"]


def test_at_the_right_edge_it_goes_elsewhere():
    (side,) = place([label(390, 100)], [], [], FRAME)

    assert side == "top left"


def test_it_keeps_off_a_marker_and_off_a_line():
    beside = (110.0, 95.0, 130.0, 105.0)
    rising = (100.0, 100.0, 200.0, 20.0)

    # Above the other marker it would be taken for that one's.
    assert place([label(100, 100)], [beside], [], FRAME)[0] == "top left"
    assert place([label(100, 100)], [], [rising], FRAME)[0] == "bottom right"


def test_it_does_not_stand_where_it_would_be_read_as_that_of_something_else():
    label = Label(100, 100, 40, 16, 6)
    right = label.box("middle right")
    assert place([label], [], [], FRAME, others=[right]) != ["middle right"]
    # Rather there than nowhere.
    assert place([label], [], [], FRAME, others=[FRAME]) == ["middle right"]


def test_a_label_with_a_line_stands_at_the_nearest_free_place():
    one = label(100, 100)
    # One height to the right and up is the first; a marker there sends it down.
    assert place_aside(one, [], [], FRAME) == (16.0, -16.0)
    assert place_aside(one, [(120.0, 80.0, 130.0, 90.0)], [], FRAME) == (16.0, 16.0)
    # Neither it nor its line is struck through, and without any room it has none.
    assert place_aside(one, [], [(0.0, 84.0, 400.0, 84.0)], FRAME) == (16.0, 16.0)
    assert place_aside(one, [FRAME], [], FRAME) is None
    assert (side_of(16.0), side_of(-16.0)) == ("middle right", "middle left")


def test_neighbours_give_way_to_one_another():
    labels = [label(100, 100), label(100, 112)]

    sides = place(labels, [], [], FRAME)

    assert None not in sides
    assert not overlap(*(one.box(side) for one, side in zip(labels, sides, strict=True)))


def test_without_any_room_a_label_is_given_up_and_the_first_one_stays():
    everywhere = (0.0, 0.0, 400.0, 300.0)

    assert place([label(100, 100)], [everywhere], [], FRAME) == [None]
    assert place([label(30, 150, 330)] * 9, [], [], FRAME)[0] is not None


def test_no_labels_no_sides():
    assert place([], [], [], FRAME) == []


@given(st.lists(st.tuples(st.integers(20, 380), st.integers(20, 280)), max_size=12))
def test_placed_labels_never_overlap(places):
    labels = [label(x, y) for x, y in places]

    sides = place(labels, [], [], FRAME)

    boxes = [one.box(side) for one, side in zip(labels, sides, strict=True) if side]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize(
    ("line", "runs_through"),
    [
        ((0, 5, 20, 5), True),
        ((0, 0, 20, 20), True),
        ((0, 20, 20, 20), False),
        ((6, 6, 7, 7), True),
        ((0, 14, 14, 0), True),
        ((0, 25, 25, 0), False),
    ],
)
def test_a_line_through_a_box(line, runs_through):
    assert crosses((5, 5, 10, 10), line) is runs_through


@given(st.lists(st.floats(-500, 500), max_size=12), st.floats(1, 50))
def test_numbers_are_set_apart_in_their_order(wanted, gap):
    places = spread(wanted, gap)

    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    moved = [places[i] for i in order]
    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(moved))


def test_numbers_far_apart_stay():
    assert spread([50.0, 10.0], 20.0) == [50.0, 10.0]
