"""Raw co-operation rows → co-operation figures."""

from __future__ import annotations

import re
from typing import Final

from data.curation.decisions import Line
from data.curation.ledger import Entry, Refused, dropped
from data.curation.merge import merge
from data.curation.observations import Desk, amend, finish, span_key
from data.curation.periods import Period, parse_period
from data.curation.raw import RawRow
from data.curation.sources import source_id
from data.curation.units import parse_amount
from data.dates import is_ordered

# Five-year plans by the year they begin in.
_PLANS: Final = {"十一五": "2006", "十二五": "2011", "十三五": "2016", "十四五": "2021"}


def curate_cooperation(rows: list[RawRow], desk: Desk) -> tuple[list[Line], list[Entry]]:
    """Turn raw rows into co-operation figures.

    Parameters
    ----------
    rows : list of RawRow
        Of ``cooperation.csv``.
    desk : Desk
        ``units`` are those of the measures.

    Returns
    -------
    list of dict
        Records in the order of their ids, duplicates merged.
    list of Entry
        What became of each row.
    """
    drops = desk.decisions.by("drops", "row_key")
    made: list[tuple[RawRow, Line]] = []
    entries: list[Entry] = []
    for row in rows:
        try:
            if row.key in drops:
                raise Refused(drops[row.key]["reason"])
            made.append((row, _figure(row, desk)))
        except Refused as refused:
            entries.append(dropped(row, str(refused)))
    records, merged = merge(made, desk.sources, "cooperation_id", _identity)
    return records, entries + merged


def known_period(period: Period, quote: str) -> Period:
    """Leave out the begin of a period where the quote does not name its year.

    Parameters
    ----------
    period : Period
        As gathered; one within a single year stays as it is.
    quote : str
        Names a year in figures or by its five-year plan.

    Returns
    -------
    Period

    Examples
    --------
    >>> known_period(Period("2016", "2020"), "“十三五”期间"), known_period(Period("2016", "2020"), "五年来")
    (Period(start='2016', end='2020'), Period(start='', end='2020'))
    """
    if period.start[:4] == period.end[:4]:
        return period
    years = set(re.findall(r"\d{4}", quote)) | {year for plan, year in _PLANS.items() if plan in quote}
    return period if period.start[:4] in years else Period("", period.end)


def _identity(record: Line) -> tuple[str, ...]:
    names = ("helper_id", "recipient_id", "measure_id", "period_start", "period_end", "point", "value")
    return tuple(record[name] for name in names)


def _figure(row: RawRow, desk: Desk) -> Line:
    meant = next(
        (
            line
            for line in desk.decisions.many("measures", "raw_measure").get(row["measure"], [])
            if line["raw_dimension"] == row["dimension"]
        ),
        None,
    )
    if meant is None:
        raise Refused(f"the measure '{row['measure']}' is not decided on")
    amount = parse_amount(row["value"], row["unit"])
    period = parse_period(row["period"], desk.decisions.by("periods", "raw_period"))
    period = known_period(period, row["quote"])
    record = {
        "cooperation_id": "",
        "helper_id": _side(row["helper"], desk),
        "recipient_id": _side(row["recipient"], desk),
        "dimension": "",
        "measure_id": _measure(meant["measure_id"], amount.unit, desk.units),
        "period_start": period.start,
        "period_end": period.end,
        "value": amount.value,
        "bound": amount.bound,
        "unit": "",
        "source_id": source_id(row),
        "quote": "",
        "point": meant["point"],
    }
    amended = amend(row, record, desk.decisions)
    record["unit"], record["dimension"] = desk.units[record["measure_id"]], desk.dimensions[record["measure_id"]]
    names = desk.places.spellings(record["helper_id"]) + desk.places.spellings(record["recipient_id"])
    finish(row, record, record["unit"], names, amount, amended)
    if not is_ordered(record["period_start"], record["period_end"]):
        raise Refused("the period ends before it begins")
    record["cooperation_id"] = cooperation_key(record)
    return record


def _side(raw: str, desk: Desk) -> str:
    found = desk.places.find(raw)
    if len(found) > 1:
        raise Refused(f"'{raw}' is not one region")
    return found[0] if found else ""


def _measure(measure: str, unit: str, units: dict[str, str]) -> str:
    """Take the measure that counts each time (人次) where the raw unit does."""
    return f"{measure}_times" if unit == "person_time" and f"{measure}_times" in units else measure


def cooperation_key(record: Line) -> str:
    """Name a co-operation figure by what it says.

    Parameters
    ----------
    record : dict

    Returns
    -------
    str
        ``c-<helper>-<recipient>-<measure>-<period>-<value>``.
    """
    sides = "-".join((record[side] or "all").lower() for side in ("helper_id", "recipient_id"))
    measure, value = record["measure_id"].replace("_", "-"), record["value"].replace(".", "p")
    return f"c-{sides}-{measure}-{span_key(record['period_start'], record['period_end'])}-{value}"
