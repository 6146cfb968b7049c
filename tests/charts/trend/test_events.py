from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from charts.trend.events import arrange, circled, event_notes, events_within, to_events
from tests.charts.toy import EN, ZH, event, events, five


def test_events_are_numbered_by_date_and_a_goal_by_the_last_day_it_names():
    frame = events(event("goal", "2020", kind="target"), event("b", "2020-06-01"), event("a", "2016-07-20"))

    assert [(one.number, one.event_id) for one in to_events(frame, EN)] == [(1, "a"), (2, "b"), (3, "goal")]


def test_captions_carry_number_date_and_title():
    frame = events(event("a", "2016-07-20", "A symposium"), event("b", "", "Some day"))

    assert event_notes(frame, EN) == ["① 20 Jul 2016: A symposium", "No date: Some day"]
    assert event_notes(frame, ZH)[0] == "① 2016年7月20日：A symposium"
    assert event_notes(events(), EN) == []


def test_a_goal_stands_at_its_last_day_and_a_year_in_its_middle():
    goal, year = to_events(events(event("a", "2018", kind="target"), event("b", "2019")), EN)

    assert goal.day == date(2018, 12, 31)
    assert year.day == date(2019, 7, 2)
    assert goal.exact
    assert not year.exact


def test_numbers_in_circles():
    assert [circled(n) for n in (1, 20, 21, 35, 36, 50, 51)] == ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "(51)"]


def test_old_events_are_left_to_the_captions_and_later_goals_stay():
    frame = events(
        event("old", "1996"),
        event("near", "2010"),
        event("in", "2016-07-20"),
        event("after", "2022"),
        event("goal", "2020", kind="target"),
        event("undated", ""),
    )

    assert list(events_within(frame, five())["event_id"]) == ["near", "in", "goal"]


@given(st.lists(st.dates(date(2011, 1, 1), date(2020, 12, 31)), max_size=25))
def test_no_two_flags_touch(days):
    frame = events(*(event(str(i), day.isoformat()) for i, day in enumerate(days)))

    flags = arrange(to_events(frame, EN), lambda day: (day - date(2011, 1, 1)).days / 5, 20.0, (0.0, 760.0))

    places = [((flag.event.day - date(2011, 1, 1)).days / 5 + flag.shift_px, flag.lane) for flag in flags]
    assert len(flags) == len(days)
    for (x, lane), (other_x, other_lane) in combinations(places, 2):
        assert lane != other_lane or abs(x - other_x) >= 20 - 1e-6
