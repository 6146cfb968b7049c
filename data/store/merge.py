"""The facts with the figures of one's own: what pages, exports and the published site show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data.importing.checked import row_faults
from data.load import Facts, typed
from data.schema.model import columns, primary_key

#: Where the line numbers of own rows begin, which stand in no file.
FIRST_LINE = 1_000_000


def with_own(facts: Facts, tables: Mapping[str, pd.DataFrame], mark: str) -> Facts:
    """Add stored rows to the facts.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        As :meth:`data.store.ledger.Ledger.tables` gives them. Of rows with one key the last counts, which was stored last;
        a key that a file of facts has stays the file's.
    mark : str
        Tells one state of the store from another; becomes part of the version.

    Returns
    -------
    Facts
        Rows that no longer fit the files, such as of a place that has been taken out, are left out and a fault.
    """
    if not any(len(frame) for frame in tables.values()):
        return facts
    new, line = {}, FIRST_LINE
    for table, frame in tables.items():
        key = primary_key(table)
        last = frame[~frame.duplicated(key, keep="last")]
        taken_keys = set(facts.table(table)[key].itertuples(index=False, name=None))
        own = last[[cells not in taken_keys for cells in last[key].itertuples(index=False, name=None)]]
        new[table] = own.set_axis(range(line, line + len(own)), axis=0)
        line += len(own)
    faults = row_faults(new, facts)
    wrong = {fault.row for fault in faults}
    merged = {
        table: pd.concat([facts.table(table), typed(table, frame[~frame.index.isin(list(wrong))])])[columns(table)]
        for table, frame in new.items()
        if not frame.index.isin(list(wrong)).all()
    }
    return replace(facts, **merged, faults=(*facts.faults, *faults), version=f"{facts.version}-own-{mark}")
