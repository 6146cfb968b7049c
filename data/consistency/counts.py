"""Counts against counts: a year's balance, cumulative totals against yearly ones, two sides of one pairing."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from itertools import product
from math import isnan
from typing import Final

from data.consistency.result import CheckResult, Step, Verdict
from data.dates import parse_date
from data.figures.conflicts import When, parse_last, when
from data.figures.reported import (
    CHANGES,
    POOR,
    at,
    figures,
    is_total,
    own_source_first,
    range_of,
    same_series,
    whole_years,
    year_end,
)
from data.interval import Interval, printed
from data.load import Facts
from data.rows import Row, records
from data.sentences import Field, Figure, Named, Period, span

DELISTED: Final = "counties_delisted"
#: The first counties left the list for 2016; their exit was announced in February 2017.
FIRST_YEAR: Final = 2016

_HELPER: Final = "_helper"
_RECIPIENT: Final = "_recipient"


def yearly_balance(facts: Facts) -> list[CheckResult]:
    """Compare the poor before a period, less those who left poverty in it, with the poor at its end.

    Returns
    -------
    list of CheckResult
        One for each change over whole years with a poor population at the end of the year before and of the last
        year, all of one region and basis.

    Notes
    -----
    The tolerance is that of the printed digits: three figures in units of 10,000 may miss by 15,000.
    """
    poor = figures(facts, POOR)
    results = []
    for lifted in figures(facts, *CHANGES):
        years = whole_years(lifted)
        if years:
            own = same_series(lifted, poor)
            before = own_source_first(lifted, at(own, year_end(years[0] - 1)))
            after = own_source_first(lifted, at(own, year_end(years[1])))
            results += [_balance_result(start, lifted, other) for start, other in product(before, after)]
    return results


def _balance_result(before: Row, lifted: Row, after: Row) -> CheckResult:
    expected = range_of(before).minus(range_of(lifted))
    verdict: Verdict = "agrees" if expected.meets(range_of(after)) else "disagrees"
    remainder = before["value"] - lifted["value"]
    slack = sum((value_range.high - value_range.low) / 2 for value_range in map(range_of, (before, lifted, after)))
    steps = [
        Step(
            "consistency.balance_sum",
            {
                "before": _people(before),
                "lifted": _people(lifted),
                "rest": Figure(remainder, "person"),
                "after": _people(after),
            },
        ),
        Step(
            "consistency.balance_difference",
            {"difference": Figure(after["value"] - remainder, "person"), "tolerance": Figure(slack, "person")},
        ),
    ]
    if verdict == "disagrees" or lifted["indicator_id"] == CHANGES[0]:
        steps.append(Step("consistency.balance_returns", {}))
    steps.append(Step("consistency.balance_agrees" if verdict == "agrees" else "consistency.balance_disagrees", {}))
    ids = (before["observation_id"], lifted["observation_id"], after["observation_id"])
    return CheckResult(":".join(["balance", *ids]), "consistency.balance_title", _title(lifted), tuple(steps), verdict, ids)


def _people(row: Row) -> Figure:
    return Figure(row["value"], "person", row["bound"])


def _title(row: Row) -> dict[str, Field]:
    return {
        "region": Named("regions", (row["region_id"],)),
        "period": Period(row["period_start"], row["period_end"]),
        "basis": Named("bases", (row["basis_id"],)),
    }


def cumulative_delistings(facts: Facts) -> list[CheckResult]:
    """Compare the counties delisted until a date with the sum of what is reported for the time up to it.

    A second total of a region is compared with the first and what came in between. An announcement belongs to the
    stretch in which its period begins; one that lies in a year for which a yearly figure is recorded is not added
    again. Two values for one period make the sum a range.

    Returns
    -------
    list of CheckResult
        One for each total. ``untestable`` where the sum falls short and a year is not recorded, or where it depends on
        whether an announcement is part of the earlier total.
    """
    rows = figures(facts, DELISTED)
    series: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        series.setdefault((row["region_id"], row["basis_id"]), []).append(row)
    results = []
    for rows_of_place in series.values():
        totals = sorted((row for row in rows_of_place if is_total(row)), key=lambda row: str(parse_last(row["period_end"])))
        parts = [row for row in rows_of_place if not is_total(row) and parse_date(row["period_start"])]
        base: Row | None = None
        for total in totals:
            results.append(_total_result(base, total, parts))
            base = total
    return results


def _total_result(base: Row | None, total: Row, parts: Sequence[Row]) -> CheckResult:
    after, until = (parse_last(base["period_end"]) if base else None), parse_last(total["period_end"])
    assert until is not None  # a total has an end
    full = {years for row in parts if (years := whole_years(row))}
    counted = [row for row in parts if _begins_in(row, after, until) and _own_years(row, full)]
    counted.sort(key=lambda row: (row["period_start"], row["period_end"]))
    start = base["value"] if base else 0.0
    sums, reported = _sums(start, counted), printed(total, "county")
    # Exits of one year are announced in the next: an announcement soon after the earlier total may be part of it.
    sure = [row for row in counted if after is None or whole_years(row) or int(row["period_start"][:4]) > after.year + 1]
    between = Interval(_sums(start, sure).low, sums.high)
    missing = _missing_years(counted, after, until)
    verdict: Verdict = "disagrees"
    last = Step("consistency.total_disagrees", {})
    if sums.meets(reported):
        verdict, last = "agrees", Step("consistency.total_agrees", {})
    elif sums.high < total["value"] and missing:
        verdict, last = "untestable", Step("consistency.total_untestable", {"years": ", ".join(map(str, missing))})
    elif between.meets(reported):
        verdict, last = "untestable", Step("consistency.total_announced", {})
    stated_total = Step("consistency.total_reported", {"total": _counties(total["value"])})
    steps = [_total_step(base, counted, sums), stated_total, last]
    used = [*([base] if base else []), *counted, total]
    ids = tuple(row["observation_id"] for row in used)
    fields = _title({**total, "period_start": ""})
    return CheckResult(":".join(["total", ids[-1]]), "consistency.total_title", fields, tuple(steps), verdict, ids)


def _sums(start: float, rows: Sequence[Row]) -> Interval:
    groups = _by_period(rows).values()
    return Interval(start + sum(map(min, groups)), start + sum(map(max, groups)))


def _by_period(rows: Sequence[Row]) -> dict[When | None, list[float]]:
    groups: dict[When | None, list[float]] = {}
    for row in rows:
        groups.setdefault(when(row), []).append(row["value"])
    return groups


def _begins_in(row: Row, after: date | None, until: date) -> bool:
    start = parse_date(row["period_start"])
    return start is not None and start.first_day <= until and (after is None or start.first_day > after)


def _own_years(row: Row, full: Set[tuple[int, int]]) -> bool:
    """Whether no figure of full years that are more than its own counts what it counts."""
    year = int(row["period_start"][:4])
    first, last = own = whole_years(row) or (year, year)
    wider = {span for span in full if span[0] <= first and last <= span[1] and span != own}
    return not wider and (whole_years(row) is not None or own not in full)


def _missing_years(counted: Sequence[Row], after: date | None, until: date) -> list[int]:
    # The rest of the year of an earlier total counts as a year of its own.
    first = FIRST_YEAR if after is None else (after.year + 1 if (after.month, after.day) == (12, 31) else after.year)
    covered = {year for row in counted for year in _years(row)}
    return [year for year in range(first, until.year + 1) if year not in covered]


def _years(row: Row) -> range:
    first, last = row["period_start"][:4], (row["period_end"] or row["period_start"])[:4]
    return range(int(first), int(last) + 1)


def _total_step(base: Row | None, counted: Sequence[Row], sums: Interval) -> Step:
    sum_of = span(sums.low, sums.high, "county") if sums.low < sums.high else _counties(sums.low)
    ends = {when(row): _between(row) for row in counted}
    # Two values for one period, 6/7, are one term.
    terms = " + ".join(
        f"{'/'.join(f'{value:g}' for value in dict.fromkeys(values))} ({ends[time]})"
        for time, values in _by_period(counted).items()
    )
    if base:
        return Step("consistency.total_sum_since", {"base": _counties(base["value"]), "terms": terms or "0", "sum": sum_of})
    return Step("consistency.total_sum", {"terms": terms or "0", "sum": sum_of})


def _between(row: Row) -> str:
    years = whole_years(row)
    return f"{years[0]}–{years[1]}" if years and years[0] < years[1] else str(row["period_end"])


def _counties(value: float) -> Figure:
    return Figure(value, "county")


def sides_of_a_pairing(facts: Facts) -> list[CheckResult]:
    """Compare one side's total with the sum over its partners, from one source and of one date.

    Returns
    -------
    list of CheckResult
        For each helper's total: its partners' figures of the same measure, or, for a measure ``…_helper``, of the
        measure ``…_recipient``, which counts the other side's schools or hospitals: ``apart`` where these are more.
        ``untestable`` where the partners fall short: there may be others. A total of which no partner's figure is
        recorded is not listed.
    """
    rows = [row for row in records(facts.cooperation) if row["bound"] in ("=", "~") and not isnan(row["value"])]
    results = []
    for total in rows:
        if total["recipient_id"] or not total["helper_id"]:
            continue
        measure = str(total["measure_id"])
        other = measure.removesuffix(_HELPER) + _RECIPIENT if measure.endswith(_HELPER) else measure
        key = ("helper_id", "source_id", "period_start", "period_end", "point", "span")
        partners = [
            row
            for row in rows
            if row["recipient_id"] and row["measure_id"] == other and all(row[name] == total[name] for name in key)
        ]
        if partners:
            results.append(_sides_result(total, partners))
    return results


def _sides_result(total: Row, partners: Sequence[Row]) -> CheckResult:
    unit = str(total["unit"])
    sums = Interval(0, 0)
    for row in partners:
        sums = sums.plus(printed(row, unit))
    own, added = printed(total, unit), sum(row["value"] for row in partners)
    meets = sums.meets(own)
    two = total["measure_id"] != partners[0]["measure_id"]
    more: Verdict = "apart" if two else "disagrees"
    verdict: Verdict = "agrees" if meets else "untestable" if added < total["value"] else more
    terms = " + ".join(f"{row['value']:,.15g}" for row in partners)
    fields: dict[str, Field] = {
        "region": Named("regions", (total["helper_id"],)),
        "measure": Named("measures", (total["measure_id"],)),
        "period": Period(total["period_start"], total["period_end"]),
    }
    regions = Named("regions", tuple(row["recipient_id"] for row in partners))
    steps = [
        Step("consistency.sides_total", {"total": Figure(total["value"], unit, total["bound"])}),
        Step(
            "consistency.sides_sum",
            {
                "partners": regions,
                "measure": Named("measures", (partners[0]["measure_id"],)),
                "terms": terms,
                "sum": Figure(added, unit),
            },
        ),
    ]
    last = {
        "agrees": "consistency.sides_agrees",
        "untestable": "consistency.sides_untestable",
        "apart": "consistency.sides_apart",
        "disagrees": "consistency.sides_disagrees",
    }
    steps.append(Step(last[verdict], {"difference": Figure(abs(added - total["value"]), unit)}))
    ids = (total["cooperation_id"], *(row["cooperation_id"] for row in partners))
    return CheckResult(f"sides:{ids[0]}", "consistency.sides_title", fields, tuple(steps), verdict, ids)
