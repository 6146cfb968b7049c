"""Whether rows may join the facts: the checks of the files, for rows that come from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from data.load import Facts, table_faults
from data.schema.faults import Fault
from data.schema.integrity import key_faults, names_of, period_faults, reference_faults, schema_faults
from data.schema.model import SCHEMAS, primary_key

#: Ids of documents, indicators, measures and areas of one's own begin so.
_OWN: Final = "own-"
#: Tables by which the rows of others are measured.
_MEASURED_BY = ("hosts", "regions", "arrangements", "indicators", "measures")


def row_faults(tables: Mapping[str, pd.DataFrame], facts: Facts) -> list[Fault]:
    """Check new rows as the files of the facts are checked; what they point to may be new or recorded.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Table name to rows as text with the columns of its schema; the index, the same for no two rows of all tables, is the
        row of a fault.

    Returns
    -------
    list of Fault
        Also for a row whose key is recorded already, but for one of one's own that the same document said.
    """
    faults: list[Fault] = []
    good = dict(tables)
    for table, frame in tables.items():
        keys = {name: _keys(name, good, facts) for name in SCHEMAS}
        named = {name: names_of(name, facts.table(name)) for name in ("regions",)} | {
            name: {key: key for key in keys[name]} for name in SCHEMAS if name != "regions"
        }
        found_faults = schema_faults(table, frame) + key_faults(table, frame) + period_faults(table, frame)
        found_faults += reference_faults(table, frame, keys, named) + _taken_ids(table, frame, facts)
        found_faults += table_faults(table, frame, _together(good, facts))
        faults += found_faults
        good[table] = frame[~frame.index.isin([fault.row for fault in found_faults])]
    return faults


def _together(tables: Mapping[str, pd.DataFrame], facts: Facts) -> dict[str, pd.DataFrame]:
    """What new rows are measured by: what is recorded, with what comes along."""
    return {name: pd.concat([facts.table(name), tables.get(name, facts.table(name).head(0))]) for name in _MEASURED_BY}


def _keys(table: str, tables: Mapping[str, pd.DataFrame], facts: Facts) -> set[str]:
    key = primary_key(table)[0]
    return {*facts.table(table)[key].tolist(), *(tables[table][key].tolist() if table in tables else ())}


def _taken_ids(table: str, frame: pd.DataFrame, facts: Facts) -> list[Fault]:
    """Rows whose key is recorded already; what a document of one's own says now takes the place of what it said before."""
    key = primary_key(table)
    if table == "outlines":
        return []
    owner = "source_id" if "source_id" in frame.columns else key[0]
    held = {tuple(cells): said_by for *cells, said_by in facts.table(table)[[*key, owner]].itertuples(index=False)}
    return [
        Fault(f"{table}.csv", int(row), key[0], "; ".join(cells), "importing.key_taken")
        for row, *cells, said_by in frame[[*key, owner]].itertuples()
        if tuple(cells) in held and not (said_by == held[tuple(cells)] and said_by.startswith(_OWN))
    ]
