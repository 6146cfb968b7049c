"""A fall of the rate against head counts: do those who left poverty and those who stayed imply one population?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from data.consistency.result import CheckResult, Step, Verdict
from data.figures.conflicts import when
from data.figures.reported import (
    CHANGES,
    POOR,
    RATE,
    at,
    figures,
    own_source_first,
    range_of,
    same_series,
    whole_years,
    year_end,
)
from data.interval import Interval
from data.load import Facts
from data.rows import Row
from data.sentences import Field, Figure, Named, Period, change, people, worked_out


@dataclass(frozen=True)
class Fall:
    """A rate at the start and at the end of a period, and how many left poverty in it."""

    start: Row
    end: Row
    lifted: Row


def implied_by_fall(facts: Facts) -> list[CheckResult]:
    """Compare the population implied by a fall of the rate with that implied by those left in poverty.

    With a constant rural population *P*, *lifted = P · (first rate − last rate)* and *left = P · last rate*: each
    gives a *P*.

    Returns
    -------
    list of CheckResult
        One for each fall and number left; ``untestable`` where no number left is recorded. Left are the poor at the
        end of the period, or those whom the same source sets out to lift after it.
    """
    poor, plans = figures(facts, POOR), figures(facts, CHANGES[0], status="target")
    results = []
    for fall in _falls(facts):
        left = own_source_first(fall.lifted, _left(fall, poor, plans))
        results += [_fall_result(fall, option) for option in left] or [_fall_result(fall, None)]
    return results


def _falls(facts: Facts) -> Iterator[Fall]:
    rates = figures(facts, RATE)
    for lifted in figures(facts, *CHANGES):
        own, years = same_series(lifted, rates), whole_years(lifted)
        period = (lifted["period_start"], lifted["period_end"])
        spoken_of = [row for row in own if (row["period_start"], row["period_end"]) == period and all(period)]
        ends = [(_at_point(spoken_of, "start"), _at_point(spoken_of, "end"))]
        if years:
            ends.append((at(own, year_end(years[0] - 1)), at(own, year_end(years[1]))))
        for starts, lasts in ends:
            pairs = [(s, e) for s, e in product(starts, lasts) if s is not e]
            told_together = [pair for pair in pairs if pair[0]["source_id"] == pair[1]["source_id"]]
            for start, end in told_together or pairs:
                # Rates that the printed digits do not tell apart imply any population at all.
                if range_of(start).minus(range_of(end)).low > 0 and range_of(end).low > 0:
                    yield Fall(start, end, lifted)


def _at_point(rows: Sequence[Row], point: str) -> list[Row]:
    return [row for row in rows if row["point"] == point]


def _left(fall: Fall, poor: Sequence[Row], plans: Sequence[Row]) -> list[Row]:
    """The poor at the end of the period; where none are recorded, those whom its source sets out to lift after it."""
    end = fall.lifted["period_end"]
    return at(same_series(fall.lifted, poor), when({**fall.end, "point": "end"})) or [
        row
        for row in same_series(fall.lifted, plans)
        if row["source_id"] == fall.lifted["source_id"] and not row["period_start"] and row["period_end"] > end
    ]


def _fall_result(fall: Fall, left: Row | None) -> CheckResult:
    gap = range_of(fall.start).minus(range_of(fall.end))
    first = range_of(fall.lifted).over(gap)
    gone, lost = fall.lifted["value"], fall.start["value"] - fall.end["value"]
    fall_fields: dict[str, Field] = {
        "lifted": Figure(gone, "person", fall.lifted["bound"]),
        "start": Figure(fall.start["value"], "%", fall.start["bound"]),
        "end": Figure(fall.end["value"], "%", fall.end["bound"]),
    }
    steps = [Step("consistency.fall_lifted", fall_fields | {"implied": worked_out(gone / lost * 100, "person")})]
    ids = [row["observation_id"] for row in (fall.lifted, fall.start, fall.end)]
    verdict: Verdict = "untestable"
    if left is None:
        steps += [Step("consistency.digits_allow_one", {"range": _range(first)}), Step("consistency.fall_untestable", {})]
    else:
        second = range_of(left).over(range_of(fall.end))
        ids.append(left["observation_id"])
        verdict = "agrees" if first.meets(second) else "disagrees"
        steps += _left_steps(fall, left, fall_fields["end"], (first, second))
        steps.append(Step("consistency.fall_agrees" if verdict == "agrees" else "consistency.fall_disagrees", {}))
    fields: dict[str, Field] = {
        "region": Named("regions", (fall.lifted["region_id"],)),
        "period": Period(fall.lifted["period_start"], fall.lifted["period_end"]),
        "basis": Named("bases", (fall.lifted["basis_id"],)),
    }
    return CheckResult(":".join(["fall", *ids]), "consistency.fall_title", fields, tuple(steps), verdict, tuple(ids))


def _left_steps(fall: Fall, left: Row, end: Field, ranges: tuple[Interval, Interval]) -> list[Step]:
    poor, gone = left["value"], fall.lifted["value"]
    before = (poor + gone) / fall.start["value"] * 100
    after = poor / fall.end["value"] * 100
    still = Figure(poor, "person", left["bound"])
    target = left["status"] == "target"
    return [
        Step(
            "consistency.fall_to_lift" if target else "consistency.fall_left",
            {"left": still, "end": end, "implied": worked_out(after, "person")},
        ),
        Step("consistency.digits_allow_two", {"first": _range(ranges[0]), "second": _range(ranges[1])}),
        Step(
            "consistency.fall_growth",
            {
                "lifted": Figure(gone, "person", fall.lifted["bound"]),
                "left": still,
                "start": Figure(fall.start["value"], "%", fall.start["bound"]),
                "before": worked_out(before, "person"),
                "after": worked_out(after, "person"),
                "change": change(after / before - 1),
            },
        ),
    ]


def _range(interval: Interval) -> Figure:
    return people(interval.low, interval.high)
