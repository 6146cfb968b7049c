"""Reported figures by region and basis, as the consistency checks look them up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isnan
from typing import Final

from data.dates import parse_date
from data.figures.conflicts import When, when
from data.interval import Interval, printed
from data.load import Facts
from data.rows import Row, records

RATE: Final = "poverty_headcount_ratio"
POOR: Final = "poor_population"
CHANGES: Final = ("people_lifted", "poor_population_decrease")
UNITS: Final = {RATE: "%", POOR: "person"}

#: The bounds of figures that can be reckoned with; the others leave one side open.
EXACT: Final = ("=", "~")


def figures(facts: Facts, *indicator_ids: str, status: str = "reported") -> list[Row]:
    """Return the figures of some indicators that can be reckoned with, by region in the order of ``regions.csv``.

    Parameters
    ----------
    status : str
        As in ``observations.csv``.

    Returns
    -------
    list of dict
        Rows of ``observations`` with a number that is no bound and no band.
    """
    order = {region: place for place, region in enumerate(facts.regions["region_id"])}
    frame = facts.observations
    frame = frame[frame["indicator_id"].isin(indicator_ids) & (frame["status"] == status)]
    rows = [row for row in records(frame) if row["bound"] in EXACT and _plain(row)]
    return sorted(rows, key=lambda row: order.get(row["region_id"], len(order)))


def _plain(row: Row) -> bool:
    high = row.get("value_high")
    return not isnan(row["value"]) and (high is None or isnan(high))


def same_series(row: Row, rows: Iterable[Row]) -> list[Row]:
    """Return the rows of others that are of the same region and basis."""
    key = (row["region_id"], row["basis_id"])
    return [other for other in rows if (other["region_id"], other["basis_id"]) == key]


def own_source_first(row: Row, rows: list[Row]) -> list[Row]:
    """Return those of a row's own source, or all where its source has none."""
    return [other for other in rows if other["source_id"] == row["source_id"]] or rows


def year_end(year: int) -> When:
    """Return the time of a level at the end of a year, as :func:`data.figures.conflicts.when` gives it."""
    return "level", date(year, 12, 31)


def whole_years(row: Row) -> tuple[int, int] | None:
    """Return the first and last year that a period covers in full.

    Parameters
    ----------
    row : dict
        ``period_start``, ``period_end``.

    Returns
    -------
    tuple of int, or None
        None where an end is missing, or is no first or last day of a year.
    """
    start, end = parse_date(row["period_start"]), parse_date(row["period_end"])
    if start is None or end is None:
        return None
    first, last = start.first_day, end.last_day
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return None
    return first.year, last.year


def is_total(row: Row) -> bool:
    """Say whether a value counts all up to a date: it has no start, and is of no stretch such as the past three years.

    Parameters
    ----------
    row : dict
        ``period_start``, ``period_end`` and, where the table has it, ``span``.

    Returns
    -------
    bool
        False without a date.
    """
    return bool(not row["period_start"] and row["period_end"] and row.get("span", "") in ("", "reported"))


def at(rows: Iterable[Row], time: When | None) -> list[Row]:
    """Return the rows that stand at a time.

    Parameters
    ----------
    time : tuple or None
        From :func:`data.figures.conflicts.when`; None gives no rows.
    """
    return [row for row in rows if time is not None and when(row) == time]


def range_of(row: Row) -> Interval:
    """Return what the printed digits of a row allow, a rate as a share of 1.

    Parameters
    ----------
    row : dict
        A row of ``observations``.
    """
    unit = UNITS.get(row["indicator_id"], "")
    return printed(row, unit).times(0.01 if unit == "%" else 1.0)
