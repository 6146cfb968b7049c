"""Who keeps the server waiting is closed, and where there is no room the one goes that asks for nothing."""

from __future__ import annotations

import pytest

from ui.serving.access.connections import Allowance, Connections, Draining, Limits, of_this_process


class Line:
    """A connection of a test: what it waits for, and why it was closed."""

    def __init__(self, idle_since=None, *, reader=False, descriptor=10, late=""):
        self.idle_since, self.reader, self.descriptor, self.late = idle_since, reader, descriptor, late
        self.ended = []

    def overdue(self, now, limits):
        return self.late

    def end(self, reason):
        self.ended.append(reason)


def connections(*lines, **limits):
    found = Connections(Limits(**limits), clock=lambda: 100.0)
    for line in lines:
        found.admit(line)
    return found


def test_while_there_is_room_nobody_goes():
    lines = [Line(float(n)) for n in range(3)]
    assert len(connections(*lines, connections=3)) == 3
    assert [line.ended for line in lines] == [[], [], []]


def test_where_there_are_too_many_the_longest_idle_goes():
    busy, old, new = Line(None), Line(1.0), Line(2.0)
    found = connections(busy, new, old, Line(50.0), connections=3)
    assert (old.ended, len(found)) == (["room"], 3)
    assert busy.ended == new.ended == []


def test_a_high_number_of_a_socket_means_that_few_files_are_left():
    old, high = Line(1.0, descriptor=11), Line(2.0, descriptor=896)
    connections(old, high, descriptor=896)
    assert old.ended == ["room"] and high.ended == []


def test_where_all_are_at_work_the_newest_goes():
    lines = [Line(None), Line(None), Line(None)]
    connections(*lines, connections=2)
    assert [line.ended for line in lines] == [[], [], ["room"]]


def test_a_page_that_is_open_never_makes_room():
    page, other = Line(None, reader=True), Line(3.0)
    connections(page, other, Line(4.0), connections=2)
    assert page.ended == [] and other.ended == ["room"]


def test_only_open_pages_are_readers():
    assert not connections(Line(), Line(), readers=1).full
    assert connections(Line(), Line(reader=True), readers=1).full


def test_a_sweep_closes_the_late_ones_once_and_says_how_many():
    late, fine = Line(late="request"), Line()
    found = connections(late, fine)
    assert (found.sweep(), found.sweep()) == (1, 0)
    assert (late.ended, fine.ended, len(found)) == (["request"], [], 1)


@pytest.mark.parametrize(
    ("files", "readers", "descriptor", "most"),
    # 1,024 files: 128 to spare and three for each of 128 sessions left behind make 512; four a reader leaves 128.
    [(1024, 128, 896, 896), (8192, 400, 8064, 2048), (256, 1, 128, 128), (None, 400, None, 2048)],
)
def test_the_limits_follow_from_the_open_files(files, readers, descriptor, most):
    limits = Limits.of(files)
    assert (limits.readers, limits.descriptor, limits.connections) == (readers, descriptor, most)


def test_the_times_can_be_set_and_nonsense_is_not_followed(monkeypatch):
    monkeypatch.setenv("ATLAS_REQUEST_S", "2.5")
    monkeypatch.setenv("ATLAS_READERS", "7")
    assert (of_this_process().request_s, of_this_process().readers) == (2.5, 7)
    for nonsense in ("-1", "0", "soon", "nan"):
        monkeypatch.setenv("ATLAS_REQUEST_S", nonsense)
        assert of_this_process().request_s == 10.0


def test_who_takes_nothing_is_stalled_after_three_times_the_time_of_a_request():
    limits, draining = Limits(request_s=10), Draining()
    assert [draining.stalled(500_000, now, limits) for now in (0.0, 29.0, 31.0)] == [False, False, True]


def test_who_takes_a_byte_now_and_then_is_stalled_too():
    limits, draining = Limits(request_s=10), Draining()
    assert [draining.stalled(500_000 - now, now, limits) for now in range(0, 40, 10)] == [False, False, False, False]
    assert draining.stalled(500_000 - 40, 40, limits)


def test_who_takes_a_kilobyte_a_second_is_not():
    limits, draining = Limits(request_s=10), Draining()
    assert not any(draining.stalled(5_000_000 - 1_200 * now, now, limits) for now in range(300))


def test_an_answer_that_grew_was_taken_meanwhile():
    limits, draining = Limits(request_s=10), Draining()
    assert not any(draining.stalled(1000 + now, now, limits) for now in range(0, 300, 10))


def test_a_hand_at_a_slider_is_let_through_and_a_flood_is_not():
    slider, flood = Allowance(30, 150), Allowance(30, 150)
    assert all(slider.take(n / 20) for n in range(2000))
    assert sum(flood.take(n / 1000) for n in range(1000)) == 150 + 29
