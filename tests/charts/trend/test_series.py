from __future__ import annotations

from datetime import date

from charts.trend.series import joins, to_marks, to_series
from tests.charts.toy import five_rows, marks, point, points


def join_list(*rows):
    """(first, second, kind) of every join of every series."""
    return [
        (join.first.observation_id, join.second.observation_id, join.kind)
        for one in to_series(marks(*rows))
        for join in joins(one)
    ]


def test_start_and_end_stand_at_the_two_ends_of_the_period():
    first, second, *_ = marks(*five_rows())

    assert (first.day, second.day) == (date(2011, 1, 1), date(2015, 12, 31))


def test_a_pair_is_joined_as_reported_end_points():
    assert join_list(*five_rows()) == [("a-start", "a-end", "end_points"), ("b-start", "b-end", "end_points")]


def test_levels_of_one_source_are_joined_in_order_of_time():
    assert join_list(point("late", 5, "2016"), point("early", 9, "2014")) == [("early", "late", "same_source")]


def test_levels_of_two_sources_are_never_joined():
    first, other = point("a", 9, "2014"), point("b", 5, "2016", source="Weekly")
    assert join_list(first, other) == []
    # A third of the first source is joined to its own, past the other's.
    assert join_list(first, other, point("c", 3, "2018")) == [("a", "c", "same_source")]


def test_bases_are_never_joined():
    survey, register = point("a", 9, "2014", basis_id="survey"), point("b", 5, "2016", basis_id="registration")

    assert len(to_series(marks(survey, register))) == 2
    assert join_list(survey, register) == []


def test_two_values_for_one_day_are_a_conflict_and_not_joined():
    assert join_list(point("a", 9.6, "2017"), point("b", 9.7, "2017", source="Weekly")) == []


def test_a_second_source_does_not_break_the_line_of_the_first():
    found = join_list(point("a", 9, "2014"), point("b", 8, "2015", source="Weekly"), point("c", 7, "2016"))

    assert ("a", "c", "same_source") in found


def test_a_target_and_a_total_over_a_period_are_joined_to_nothing():
    assert join_list(point("a", 9, "2014"), point("b", 0, "2020", status="target")) == []
    assert join_list(point("a", 9, "2014"), point("b", 5, "2016", point="over")) == []


def test_a_bound_is_joined_to_nothing_and_breaks_no_line():
    found = join_list(point("a", 9, "2014"), point("b", 8, "2015", bound="<="), point("c", 7, "2016"))

    assert found == [("a", "c", "same_source")]


def test_an_end_without_its_start_is_joined_to_nothing():
    assert join_list(point("a", 15, "2015", point="end"), point("b", 9, "2016")) == []


def test_what_has_no_date_or_no_value_is_in_no_series():
    assert to_series(marks(point("a", 9, ""), point("b", float("nan"), "2016"))) == []


def test_no_rows_no_marks():
    assert to_marks(points()) == []
