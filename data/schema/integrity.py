"""What every record has to keep: its schema, its key, its references, and what its own cells say of one
another.

Each function takes a table's frame as read (text cells; the index is the line number as a spreadsheet shows
it) and returns the faults in it. They serve loading and importing alike, and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Final

import pandas as pd
import pandera.errors

from data.dates import is_ordered
from data.rows import records
from data.schema.columns import FIRST_YEAR, LAST_YEAR, QUOTE_LENGTH
from data.schema.faults import Fault
from data.schema.model import SCHEMAS, columns, primary_key, references
from data.schema.remedies import address_remedy, closest, date_remedy, number_remedy
from text.markup import UNSEEN

_PERIODS: Final = {
    "aliases": ("since", "until"),
    "pairings": ("start", "end"),
    "observations": ("period_start", "period_end"),
    "cooperation": ("period_start", "period_end"),
}
# Where the way out is known, the message that names it.
_REMEDIES: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "fault.not_a_number": ("fault.not_a_number_write", number_remedy),
    "fault.not_a_date": ("fault.not_a_date_write", date_remedy),
    "fault.not_an_address": ("fault.not_an_address_write", address_remedy),
}


def schema_faults(table: str, frame: pd.DataFrame) -> list[Fault]:
    """Check every cell against its column: filled, shaped, allowed.

    Parameters
    ----------
    table : str
        A key of :data:`data.schema.model.SCHEMAS`.
    frame : pandas.DataFrame
        The table's columns in order, all text.

    Returns
    -------
    list of Fault
        Empty for an empty frame.
    """
    if _sound(table, frame):
        return []
    try:
        SCHEMAS[table].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        cells = zip(cases["column"], cases["check"], cases["failure_case"], cases["index"], strict=True)
        return [_cell_fault(table, str(c), str(k), str(v), int(r)) for c, k, v, r in cells]
    return []


def _sound(table: str, frame: pd.DataFrame) -> bool:
    """Say whether every cell passes, without pandera's reckoning of what failed where: ten times as fast."""
    return all(
        rule.holds(cell)
        for name, column in SCHEMAS[table].columns.items()
        for cell in set(frame[name].tolist())
        for rule in column.metadata["rules"]
    )


def key_faults(table: str, frame: pd.DataFrame) -> list[Fault]:
    """Find rows whose key an earlier row has already.

    Parameters
    ----------
    frame : DataFrame
        Cells as read, indexed by the row of the spreadsheet; has the columns of the table's key.

    Returns
    -------
    list of Fault
        One for each later row; the first keeps its key.
    """
    key = primary_key(table)
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for row, *cells in frame[key].itertuples():
        value = "; ".join(map(str, cells))
        if value in first:
            fields = {"first": str(first[value])}
            faults.append(Fault(f"{table}.csv", int(row), key[0], value, "fault.duplicate_key", fields))
        elif any(cells):
            first[value] = row
    return faults


def reference_faults(
    table: str, frame: pd.DataFrame, known_keys: Mapping[str, Set[str]], named: Mapping[str, Mapping[str, str]]
) -> list[Fault]:
    """Find cells that point to a row that is not there, or was left out for a fault of its own.

    Parameters
    ----------
    frame : DataFrame
        Cells as read; has the columns that point elsewhere, of which some hold several ids.
    known_keys : mapping of str to set of str
        By table, the keys of the rows that are kept.
    named : mapping of str to (mapping of str to str)
        By table, every key in the file and every name, each to its key: tells the two cases apart, and
        helps to suggest.
    """
    faults: list[Fault] = []
    for column, (target, many) in references(table).items():
        held = known_keys[target]
        for row, cell in zip(frame.index.tolist(), frame[column].tolist(), strict=True):
            if not cell or cell in held:
                continue
            missing = [value for value in (cell.split(";") if many else [cell]) if value and value not in held]
            place = (f"{table}.csv", int(row), column)
            faults.extend(_reference_fault(place, value, target, named[target]) for value in missing)
    return faults


def period_faults(table: str, frame: pd.DataFrame) -> list[Fault]:
    """Find periods that end before they begin.

    Parameters
    ----------
    table : str
        A table without periods has no such faults.
    frame : DataFrame
        Cells as read; a period's columns hold partial ISO dates or nothing.
    """
    if table not in _PERIODS:
        return []
    start, end = _PERIODS[table]
    # Thousands of rows share a few periods.
    wrong = {cells for cells in {*zip(frame[start], frame[end], strict=True)} if not is_ordered(*map(str, cells))}
    return [
        Fault(f"{table}.csv", int(row), end, str(last), "fault.period_order", {"start": str(first)})
        for row, first, last in (frame[[start, end]].itertuples() if wrong else ())
        if (first, last) in wrong
    ]


def percentage_faults(observations: pd.DataFrame, indicators: pd.DataFrame) -> list[Fault]:
    """Find percentages outside 0–100.

    Parameters
    ----------
    observations : DataFrame
        Columns ``indicator_id, value, value_high``.
    indicators : pandas.DataFrame
        Says by ``unit`` which indicators are percentages.

    Returns
    -------
    list of Fault
        Values that are no numbers are the schema's concern and are passed over.
    """
    percent = set(indicators.loc[indicators["unit"] == "%", "indicator_id"])
    faults = []
    for column in ("value", "value_high"):
        values = pd.to_numeric(observations[column], errors="coerce")
        wrong = observations["indicator_id"].isin(percent) & ((values < 0) | (values > 100))
        faults += [
            Fault("observations.csv", int(str(row)), column, str(cell), "fault.percentage_range")
            for row, cell in observations.loc[wrong, column].items()
        ]
    return faults


def band_faults(observations: pd.DataFrame) -> list[Fault]:
    """Find bands whose upper end is not above the lower, or that are bounded besides.

    Parameters
    ----------
    observations : DataFrame
        Columns ``value, value_high, bound``.

    Returns
    -------
    list of Fault
        Ends that are no numbers are the schema's concern and are passed over.
    """
    low = pd.to_numeric(observations["value"], errors="coerce")
    high = pd.to_numeric(observations["value_high"], errors="coerce")
    place = "observations.csv"
    faults = [
        Fault(place, int(str(row)), "value_high", str(top), "fault.band_order", {"low": str(bottom)})
        for row, bottom, top in observations.loc[high <= low, ["value", "value_high"]].itertuples()
    ]
    bounded = high.notna() & (observations["bound"] != "=")
    return faults + [
        Fault(place, int(str(row)), "bound", str(cell), "fault.band_bounded")
        for row, cell in observations.loc[bounded, "bound"].items()
    ]


def cooperation_faults(cooperation: pd.DataFrame, measures: pd.DataFrame) -> list[Fault]:
    """Find co-operation figures without any party, or with another unit or task than their measure's.

    Parameters
    ----------
    cooperation : DataFrame
        Columns ``helper_id, recipient_id, measure_id, unit, dimension``.
    measures : DataFrame
        Columns ``measure_id, unit, dimension``.

    Returns
    -------
    list of Fault
        Figures of an unknown measure are a reference's concern and are passed over.
    """
    faults = []
    by_measure = {row["measure_id"]: row for row in reversed(records(measures))}
    for row, record in zip(cooperation.index.tolist(), records(cooperation), strict=True):
        if not record["helper_id"] and not record["recipient_id"]:
            faults.append(Fault("cooperation.csv", int(row), "helper_id", "", "fault.no_party"))
        measure = by_measure.get(record["measure_id"], {})
        for column in ("unit", "dimension"):
            remedy = str(measure.get(column, record[column]))
            if record[column] != remedy:
                fields = {"measure": str(record["measure_id"]), "remedy": remedy}
                cell = str(record[column])
                faults.append(Fault("cooperation.csv", int(row), column, cell, "fault.measure_differs", fields))
    return faults


def arrangement_faults(pairings: pd.DataFrame, arrangements: pd.DataFrame) -> list[Fault]:
    """Find pairings that stand under an arrangement of another programme.

    Parameters
    ----------
    pairings : DataFrame
        Columns ``arrangement_id, programme_id``.
    arrangements : DataFrame
        Columns ``arrangement_id, programme_id``.

    Returns
    -------
    list of Fault
        Pairings of no or an unknown arrangement are a reference's concern and are passed over.
    """
    programme_of = arrangements.drop_duplicates("arrangement_id").set_index("arrangement_id")["programme_id"]
    expected = pairings["arrangement_id"].map(programme_of)
    wrong = expected.notna() & (expected != pairings["programme_id"])
    rows = pairings.assign(expected=expected)[wrong]
    return [
        Fault(
            "pairings.csv",
            int(row),
            "arrangement_id",
            str(cell),
            "fault.arrangement_programme",
            {"programme": str(programme), "expected": str(remedy)},
        )
        for row, cell, programme, remedy in rows[["arrangement_id", "programme_id", "expected"]].itertuples()
    ]


def names_of(table: str, frame: pd.DataFrame) -> dict[str, str]:
    """Map every key of a table, and every name that belongs to one key alone, to the key.

    Parameters
    ----------
    frame : DataFrame
        Cells as read; has the table's key, and names in the columns it has for them.

    Returns
    -------
    dict of str to str
        Keys map to themselves.
    """
    key = primary_key(table)[0]
    names: dict[str, str] = {}
    for column in ("name_zh", "short_zh", "name_en"):
        if column in columns(table):
            once = frame[~frame[column].duplicated(keep=False)]
            names |= dict(zip(once[column].tolist(), once[key].tolist(), strict=True))
    return names | {str(value): str(value) for value in frame[key].tolist()}


def _cell_fault(table: str, column: str, key: str, value: str, row: int) -> Fault:
    metadata = SCHEMAS[table].columns[column].metadata or {}
    fields: dict[str, str] = {}
    if key == "fault.not_allowed":
        fields = {"allowed": ", ".join(metadata["enum"])}
    elif key == "fault.quote_too_long":
        fields = {"length": str(len(value)), "limit": str(QUOTE_LENGTH)}
    elif key == "fault.too_long":
        fields = {"length": str(len(value)), "limit": str(metadata["limit"])}
    elif key == "fault.unseen_character":
        fields = {"code": ", ".join(dict.fromkeys(f"U+{ord(sign):04X}" for run in UNSEEN.findall(value) for sign in run))}
    elif key == "fault.unlikely_year":
        fields = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
    elif key in _REMEDIES and (remedy := _REMEDIES[key][1](value)):
        key, fields = _REMEDIES[key][0], {"remedy": remedy}
    return Fault(f"{table}.csv", row, column, value, key, fields)


def _reference_fault(place: tuple[str, int, str], value: str, target: str, named: Mapping[str, str]) -> Fault:
    fields = {"target": f"{target}.csv"}
    if named.get(value) == value:
        return Fault(*place, value, "fault.reference_left_out", fields)
    remedy = named.get(value) or closest(value, named)
    if not remedy:
        return Fault(*place, value, "fault.unknown_reference", fields)
    return Fault(*place, value, "fault.unknown_reference_write", fields | {"remedy": named.get(remedy, remedy)})
