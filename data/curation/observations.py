"""Raw indicator rows → observations."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from data.columns import QUOTE_LENGTH
from data.curation.basis import listed, parse_basis
from data.curation.clauses import cut, says, shorten, without_remark
from data.curation.decisions import Decisions, Line
from data.curation.ledger import Entry, Refused, dropped
from data.curation.merge import merge
from data.curation.names import Gazetteer
from data.curation.periods import Period, parse_period
from data.curation.raw import RawRow
from data.curation.sources import is_seed, source_id
from data.curation.units import Amount, parse_amount
from data.dates import is_ordered

_SHORT: Final = {
    **{"poverty_headcount_ratio": "rate", "poverty_rate_band": "band", "poor_population": "poor"},
    **{"poor_population_decrease": "decrease", "people_lifted": "lifted", "counties_delisted": "delisted"},
}
_SHORT_BASIS: Final = {"unstated": "un", "registration": "reg", "survey_2010": "sur", "delisting": "exit"}
_POINTS: Final = {"start": "-s", "end": "-e"}
_AMENDABLE: Final = (
    *("region_id", "indicator_id", "period_start", "period_end", "value", "bound", "basis_id", "status"),
    *("point", "value_high", "quote"),
)


@dataclass
class Desk:
    """What the curation of a table needs at hand.

    Parameters
    ----------
    places : Gazetteer
    decisions : Decisions
    units : dict of str to str
        Indicator (or measure) to unit.
    sources : dict of str to dict
        By source id.
    by_hand : list of dict
        Records of the table that were made by hand.
    dimensions : dict of str to str
        Measure to the task of the co-operation it belongs to; empty for other tables.
    """

    places: Gazetteer
    decisions: Decisions
    units: dict[str, str]
    sources: dict[str, Line]
    by_hand: list[Line] = field(default_factory=list)
    dimensions: dict[str, str] = field(default_factory=dict)


def curate_observations(rows: list[RawRow], desk: Desk) -> tuple[list[Line], list[Entry]]:
    """Turn raw rows into observations.

    Parameters
    ----------
    rows : list of RawRow
        Of ``indicators.csv``.
    desk : Desk

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
            if is_seed(row):
                entries.append(_seed(row, desk))
            else:
                made.append((row, _observe(row, desk)))
        except Refused as refused:
            entries.append(dropped(row, str(refused)))
    records, merged = merge(made, desk.sources, "observation_id", _identity)
    return records, entries + merged


def observation_key(record: Line) -> str:
    """Name an observation by what it says.

    Parameters
    ----------
    record : dict

    Returns
    -------
    str
        ``o-<region>-<indicator>-<period>-<basis>-<value>``, e.g. ``o-650000-rate-2018-un-6p51``.
    """
    value = "-".join(v.replace(".", "p") for v in (record["value"], record["value_high"]) if v)
    status = {"derived": "-d", "target": "-t"}.get(record["status"], "")
    indicator = _SHORT.get(record["indicator_id"], record["indicator_id"]).replace("_", "-")
    basis = _SHORT_BASIS.get(record["basis_id"], record["basis_id"]).replace("_", "-")
    when = span_key(record["period_start"], record["period_end"]) + _POINTS.get(record["point"], "")
    return f"o-{record['region_id'].lower()}-{indicator}-{when}-{basis}-{value}{status}"


def span_key(start: str, end: str) -> str:
    """Write a period as a part of an id.

    Parameters
    ----------
    start, end : str
        Partial ISO dates; either may be empty.

    Returns
    -------
    str
        ``2018``, ``2013-2019``, ``to-2019`` or ``undated``.
    """
    first, last = start.replace("-", ""), end.replace("-", "")
    if not first:
        return f"to-{last}" if last else "undated"
    return first if first == last else f"{first}-{last or 'open'}"


def _identity(record: Line) -> tuple[str, ...]:
    names = ("region_id", "indicator_id", "period_start", "period_end", "point", "basis_id", "value", "value_high")
    return tuple(record[name] for name in names)


def _observe(row: RawRow, desk: Desk) -> Line:
    meant = desk.decisions.by("indicators", "raw_indicator").get(row["indicator"])
    if meant is None:
        raise Refused(f"the indicator '{row['indicator']}' is not decided on")
    amount = parse_amount(row["value"], row["unit"])
    basis, status = parse_basis(row["statistic_basis"], desk.decisions.by("bases", "raw_basis"))
    period, point = _period(row, meant, desk)
    record = {
        "observation_id": "",
        "region_id": desk.places.one(row["region"]),
        "indicator_id": meant["indicator_id"],
        "period_start": period.start,
        "period_end": period.end,
        "value": amount.value,
        "bound": amount.bound,
        "basis_id": listed(row["unit"], basis),
        "status": "target" if amount.expected else status,
        "source_id": source_id(row),
        "quote": "",
        "point": point,
        "value_high": amount.high,
    }
    amended = amend(row, record, desk.decisions)
    finish(row, record, desk.units[record["indicator_id"]], desk.places.spellings(record["region_id"]), amount, amended)
    if not is_ordered(record["period_start"], record["period_end"]):
        raise Refused("the period ends before it begins")
    record["observation_id"] = observation_key(record)
    return record


def _period(row: RawRow, meant: Line, desk: Desk) -> tuple[Period, str]:
    period = parse_period(row["year_or_date"], desk.decisions.by("periods", "raw_period"))
    if meant["point"] == "until":
        return Period("", period.end), "over"
    return period, meant["point"]


def amend(row: RawRow, record: Line, decisions: Decisions) -> set[str]:
    """Change the cells of a record that were decided on for its raw row.

    Parameters
    ----------
    row : RawRow
    record : dict
        Changed in place.
    decisions : Decisions
        Table ``amends``: ``row_key``, ``column``, ``value``, ``why``.

    Returns
    -------
    set of str
        Names of the columns changed.

    Raises
    ------
    Refused
        Where a decided quote is not among the raw row's words.
    """
    changed = set()
    for line in decisions.many("amends", "row_key").get(row.key, []):
        if line["column"] not in record and line["column"] not in _AMENDABLE:
            raise Refused(f"no column '{line['column']}' to amend")
        if line["column"] == "quote" and line["value"] not in row["quote"] and line["value"] not in row["source_title"]:
            raise Refused("the decided quote is not in the row")
        record[line["column"]] = line["value"]
        changed.add(line["column"])
    return changed


def finish(
    row: RawRow, record: Line, unit: str, names: tuple[str, ...], amount: Amount, amended: set[str] | None = None
) -> None:
    """Cut the quote to the figure and take over the bound its words give it.

    Parameters
    ----------
    row : RawRow
    record : dict
        Changed in place: ``quote`` and ``bound``.
    unit : str
    names : tuple of str
        How the quote may call the place.
    amount : Amount
    amended : set of str or None
        Columns decided on, which stay as they are.

    Raises
    ------
    Refused
        Where the quote does not say the value.
    """
    value, decided = float(Decimal(record["value"])), amended or set()
    if "quote" not in decided:
        years = [record[name][:4] for name in ("period_end", "period_start") if record.get(name)]
        quote = _cut_list(row, value, unit, names) or cut(row["quote"], value, unit, names, years)
        if quote is None and record.get("status") == "derived":
            quote = shorten(row["quote"])
        if quote is None:
            raise Refused("the quote does not say the value")
        record["quote"] = quote
    said = says(record["quote"], value, unit)
    if not said and record.get("status") != "derived":
        raise Refused("the quote does not say the value")
    if not record["bound"]:
        hedged = next((numeral.bound for numeral in said if numeral.bound != "="), "=")
        record["bound"] = "=" if amount.high or any(n.bound == "=" for n in said) else hedged


def _cut_list(row: RawRow, value: float, unit: str, names: tuple[str, ...]) -> str | None:
    """Cut 'There are 23 provinces with …, including A, B, C' to its head and the one name, where it is too long."""
    head, including, rest = without_remark(row["quote"]).partition("including ")
    name = next((name for name in names if name in rest), None)
    if not including or name is None or len(row["quote"]) <= QUOTE_LENGTH or not says(head, value, unit):
        return None
    return f"{head}including … {name}"


def _seed(row: RawRow, desk: Desk) -> Entry:
    region = desk.places.one(row["region"])
    value = parse_amount(row["value"], row["unit"]).value
    found = [r["observation_id"] for r in desk.by_hand if r["region_id"] == region and r["value"] == value]
    if not found:
        raise Refused("repeats a seed document, which is recorded by hand")
    return Entry(row, "merged", tuple(found), "repeats a seed document, recorded by hand")
