"""Rates against head counts and against one another: the population they imply, and the rates of the parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from data.consistency.result import CheckResult, Step, Verdict
from data.dates import day_of
from data.figures.conflicts import When, when
from data.figures.reported import POOR, RATE, at, figures, range_of, same_series
from data.interval import Interval
from data.load import Facts
from data.rows import Row
from data.sentences import Field, Figure, Named, Period, change, people, worked_out

#: A rural population that moves more than this from one year to the next is worth a look: China's fell by 2–3 % a
#: year in the 2010s.
DRIFT: Final = 0.05


@dataclass(frozen=True)
class Implied:
    """The rural population that a poor population and its rate imply."""

    poor: Row
    rate: Row

    @property
    def range(self) -> Interval:
        """What the printed digits allow."""
        return range_of(self.poor).over(range_of(self.rate))

    @property
    def value(self) -> float:
        """From the figures as printed."""
        return float(self.poor["value"] / self.rate["value"] * 100)

    @property
    def ids(self) -> tuple[str, str]:
        """The two observations."""
        return self.poor["observation_id"], self.rate["observation_id"]


def implied_drift(facts: Facts) -> list[CheckResult]:
    """Follow the rural population that poor population and rate of one date imply, from year to year.

    Returns
    -------
    list of CheckResult
        One for each two figures of one region and basis at most a year apart: ``disagrees`` where even what the
        printed digits allow moves by more than :data:`DRIFT`. Where no two are that close, one ``untestable`` result
        with what is implied.
    """
    results = []
    series: dict[tuple[str, str], list[Implied]] = {}
    for implied in _implied(facts):
        series.setdefault((implied.poor["region_id"], implied.poor["basis_id"]), []).append(implied)
    for unsorted in series.values():
        ordered = sorted(unsorted, key=_day)
        pairs = [
            (implied, other)
            for implied in ordered
            for other in ordered
            if 0 <= _years(implied, other) <= 1 and implied is not other
        ]
        # Two of one date come up in both orders.
        pairs = [(earlier, other) for earlier, other in pairs if _years(earlier, other) or earlier.ids < other.ids]
        results += [_drift_result(pair) for pair in pairs if not _same_figures(*pair)] or [_drift_result(ordered)]
    return results


def _implied(facts: Facts) -> list[Implied]:
    rates = [row for row in figures(facts, RATE) if range_of(row).low > 0]
    groups: dict[tuple[str, str, When], list[Row]] = {}
    for poor in figures(facts, POOR):
        time = when(poor)
        if time is not None:
            groups.setdefault((poor["region_id"], poor["basis_id"], time), []).append(poor)
    implied = []
    for (_, _, time), rows_of_time in groups.items():
        pairs = list(product(rows_of_time, at(same_series(rows_of_time[0], rates), time)))
        told_together = [pair for pair in pairs if pair[0]["source_id"] == pair[1]["source_id"]]
        implied += [Implied(*pair) for pair in told_together or pairs]
    return implied


def _day(implied: Implied) -> str:
    return str(day_of(implied.poor["period_start"], implied.poor["period_end"], implied.poor["point"]))


def _years(earlier: Implied, other: Implied) -> int:
    """Years from one to the other; 0 also for two dates of one year, in their order."""
    years = int(_day(other)[:4]) - int(_day(earlier)[:4])
    return -1 if years == 0 and _day(other) < _day(earlier) else years


def _same_figures(earlier: Implied, other: Implied) -> bool:
    return (earlier.poor["value"], earlier.rate["value"]) == (other.poor["value"], other.rate["value"])


def _drift_result(series: Sequence[Implied]) -> CheckResult:
    steps = [_implied_step(implied) for implied in series]
    ids = tuple(one_id for implied in series for one_id in implied.ids)
    verdict: Verdict = "untestable"
    if len(series) == 2 and _years(*series) <= 1:
        ratio = series[1].range.over(series[0].range)
        verdict = "agrees" if ratio.meets(Interval(1 - DRIFT, 1 + DRIFT)) else "disagrees"
        allowed = Figure(change(ratio.low - 1).value, "%", high=change(ratio.high - 1).value)
        moved = change(series[1].value / series[0].value - 1)
        limit = Figure(DRIFT * 100, "%")
        steps.append(Step("consistency.drift_change", {"change": moved, "allowed": allowed}))
        steps.append(
            Step("consistency.drift_agrees" if verdict == "agrees" else "consistency.drift_disagrees", {"limit": limit})
        )
    else:
        steps.append(Step("consistency.drift_untestable", {}))
    fields: dict[str, Field] = {
        "region": Named("regions", (series[0].poor["region_id"],)),
        "period": Period(_day(series[0])[:4], _day(series[-1])[:4]),
        "basis": Named("bases", (series[0].poor["basis_id"],)),
    }
    return CheckResult(":".join(["drift", *ids]), "consistency.drift_title", fields, tuple(steps), verdict, ids)


def _implied_step(implied: Implied) -> Step:
    return Step(
        "consistency.drift_implied",
        {
            "period": Period(
                "" if implied.poor["point"] == "end" else implied.poor["period_start"], implied.poor["period_end"]
            ),
            "poor": Figure(implied.poor["value"], "person", implied.poor["bound"]),
            "rate": Figure(implied.rate["value"], "%", implied.rate["bound"]),
            "implied": worked_out(implied.value, "person"),
            "range": people(implied.range.low, implied.range.high),
        },
    )


def rates_of_parts(facts: Facts) -> list[CheckResult]:
    """Compare a region's rate with those of its parts: a mean lies between the lowest and the highest.

    Parameters
    ----------
    facts : Facts
        The parts of a province are its prefecture-level units, those of an area its members.

    Returns
    -------
    list of CheckResult
        One for each rate of which at least one part's rate of the same date and basis is recorded; ``untestable``
        where another part's is not, with their names. County-level units directly under a province are not asked for.
    """
    rates = figures(facts, RATE)
    parts = _parts(facts)
    results = []
    for whole in rates:
        time, names = when(whole), parts.get(whole["region_id"], [])
        part_rates = [row for row in rates if row["region_id"] in names and row["basis_id"] == whole["basis_id"]]
        part_rates = at(part_rates, time)
        if part_rates and len(names) > 1:
            results.append(_parts_result(whole, part_rates, names))
    return results


def _parts(facts: Facts) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    prefectures = facts.regions[facts.regions["level"] == "prefecture"]
    for region, parent in zip(prefectures["region_id"], prefectures["parent_id"], strict=True):
        below.setdefault(str(parent), []).append(str(region))
    for area, member in zip(facts.area_members["area_id"], facts.area_members["region_id"], strict=True):
        below.setdefault(str(area), []).append(str(member))
    return below


def _parts_result(whole: Row, part_rates: Sequence[Row], names: Sequence[str]) -> CheckResult:
    lowest, highest = min(part_rates, key=lambda row: row["value"]), max(part_rates, key=lambda row: row["value"])
    missing = tuple(name for name in names if name not in {row["region_id"] for row in part_rates})
    steps = [
        Step("consistency.parts_whole", {"rate": Figure(whole["value"], "%", whole["bound"])}),
        Step(
            "consistency.parts_range",
            {
                "recorded": len(names) - len(missing),
                "parts": len(names),
                "lowest": Figure(lowest["value"], "%", lowest["bound"]),
                "low_region": Named("regions", (lowest["region_id"],)),
                "highest": Figure(highest["value"], "%", highest["bound"]),
                "high_region": Named("regions", (highest["region_id"],)),
            },
        ),
    ]
    between = Interval(range_of(lowest).low, range_of(highest).high)
    if missing:
        verdict: Verdict = "untestable"
        steps.append(Step("consistency.parts_untestable", {"missing": Named("regions", missing)}))
    elif range_of(whole).meets(between):
        verdict = "agrees"
        steps.append(Step("consistency.parts_agrees", {}))
    else:
        verdict = "disagrees"
        steps.append(Step("consistency.parts_disagrees", {}))
    fields: dict[str, Field] = {
        "region": Named("regions", (whole["region_id"],)),
        "period": Period(whole["period_start"], whole["period_end"]),
        "basis": Named("bases", (whole["basis_id"],)),
    }
    ids = (whole["observation_id"], *(row["observation_id"] for row in part_rates))
    return CheckResult(":".join(["parts", ids[0]]), "consistency.parts_title", fields, tuple(steps), verdict, ids)
