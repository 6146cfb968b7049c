"""What would be stored: rows that passed every check, beside what is recorded already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from data.importing.checked import row_faults
from data.importing.ours import our_drafts
from data.importing.progress import Tell, nobody
from data.importing.reading.sheet import Workbook
from data.importing.understanding.decisions import Decision, Refusal
from data.importing.understanding.subject import Draft
from data.importing.understanding.understand import document_id, understand
from data.load import TEXT, Facts
from data.schema.faults import Fault
from data.schema.model import SCHEMAS, columns
from data.schema.statements import ABOUT, BESIDE, SAYS

#: How many times the middle value of its column a value is that says ten thousands where units were meant.
_FAR: Final = 2000
_FEW: Final = 4


@dataclass(frozen=True)
class Preview:
    """An import before it is stored.

    Attributes
    ----------
    workbook : Workbook
        What was read.
    tables : mapping of str to DataFrame
        Table name to its new rows: all columns of the schema as text; the index numbers them through all tables.
    origins : mapping of int to Draft
        Number of a row to the cell that it comes from.
    decisions, refusals : tuple
        Conclusions and questions; what is not taken in.
    same : tuple of int
        Rows that say what is recorded already; of the list of delisted counties they are in no table.
    conflicts : tuple of (int, str)
        Rows that say otherwise than a record, and its id.
    far : tuple of int
        Rows whose value is far from the others of its column.
    register : bool
        Whether it is a register of persons: then ``workbook`` has no sheets, and nothing is known but the refusals.
    cut : bool
        Whether sheets have lost cells since: then ``workbook`` holds what is drawn of them.
    """

    workbook: Workbook
    tables: Mapping[str, pd.DataFrame]
    origins: Mapping[int, Draft]
    decisions: tuple[Decision, ...]
    refusals: tuple[Refusal, ...]
    same: tuple[int, ...] = ()
    conflicts: tuple[tuple[int, str], ...] = ()
    far: tuple[int, ...] = ()
    register: bool = False
    cut: bool = False

    @property
    def open(self) -> list[Decision]:
        """Questions without an answer."""
        return [decision for decision in self.decisions if decision.value is None]

    @property
    def rows(self) -> int:
        """How many records would be stored, their document and own indicators not counted."""
        return sum(len(frame) for table, frame in self.tables.items() if table not in BESIDE)

    @property
    def ready(self) -> bool:
        """Whether it may be stored: nothing is asked any more, and there is something to store."""
        return not self.open and self.rows > 0


def preview(
    workbook: Workbook,
    facts: Facts,
    answers: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    tell: Tell = nobody,
) -> Preview:
    """Work out what an import would store.

    Parameters
    ----------
    facts : Facts
        What is recorded already.
    answers : mapping of str to str, optional
        What the keeper has said so far, by key of the decision.
    remembered : mapping of str to str, optional
        Names of places to region ids, as confirmed with earlier files.
    tell : callable
        Hears how far it is.
    """
    result = our_drafts(workbook, facts) or understand(workbook, facts, answers or {}, remembered, tell)
    if result.register:
        return Preview(replace(workbook, sheets=()), {}, {}, (), result.refusals, register=True)
    tell("checking", 0, 0)
    drafts = dict(enumerate(result.drafts, start=1))
    # What the same file said before is replaced by what it says now, and contradicts nothing.
    before = document_id(workbook)
    tables, recorded = _listed(_tables(drafts), facts, before)
    faults = row_faults(tables, facts)
    refused = {fault.row for fault in faults}
    # A reference that is out because its row is has been told with that row.
    refusals = {_as_told(refusal): refusal for refusal in result.refusals}
    for fault in faults:
        refusal = _refusal(fault, drafts[fault.row])
        refusals.setdefault(_as_told(refusal), refusal)
    tables = {table: frame[~frame.index.isin(list(refused))] for table, frame in tables.items()}
    tables = {table: frame for table, frame in tables.items() if len(frame)}
    same, conflicts = _compared(tables, facts, before)
    same = (*recorded, *same)
    return Preview(*(workbook, tables, drafts, result.decisions, tuple(refusals.values())), *(same, conflicts, _far(tables)))


def _tables(drafts: Mapping[int, Draft]) -> dict[str, pd.DataFrame]:
    rows: dict[str, dict[int, Mapping[str, str]]] = {}
    for number, draft in drafts.items():
        rows.setdefault(draft.table, {})[number] = draft.row
    return {
        table: pd.DataFrame(
            [{name: row.get(name, "") for name in columns(table)} for row in rows[table].values()],
            index=list(rows[table]),
            columns=columns(table),
            dtype=TEXT,
        )
        for table in SCHEMAS
        if table in rows
    }


def _listed(tables: dict[str, pd.DataFrame], facts: Facts, but: str) -> tuple[dict[str, pd.DataFrame], list[int]]:
    """A county is on the list once: a row with the batch and date that are recorded is no news, another is in conflict."""
    if "delistings" not in tables:
        return tables, []
    frame, held = tables["delistings"], facts.delistings[facts.delistings["source_id"] != but]
    said: dict[str, list[tuple[str, str]]] = {}
    for county, batch, when in held[["region_id", "batch", "date"]].astype("str").itertuples(index=False):
        said.setdefault(county, []).append((batch, "" if when == "nan" else when))
    rows = zip(frame.index, frame["region_id"], frame["batch"], frame["date"], strict=True)
    same = [
        row
        for row, county, batch, when in rows
        if any(batch == other and _agree(when, date) for other, date in said.get(county, ()))
    ]
    other = frame["status"].mask(frame["region_id"].isin(list(said)), "conflict")
    return {**tables, "delistings": frame.assign(status=other).drop(index=same)}, [int(row) for row in same]


def _agree(first: str, second: str) -> bool:
    """Say whether two dates may be the same: 2020-11 and 2020-11-23, and any and none."""
    return first.startswith(second) or second.startswith(first)


def _refusal(fault: Fault, draft: Draft) -> Refusal:
    fields = {"value": fault.value, "column": fault.column, "row": draft.cell, "file": fault.file, **fault.fields}
    return Refusal(fault.key, draft.sheet, draft.cell, draft.content, fields)


def _as_told(refusal: Refusal) -> tuple[object, ...]:
    return refusal.key, refusal.sheet, refusal.cell, refusal.content, *sorted(refusal.fields.items())


def _compared(
    tables: Mapping[str, pd.DataFrame], facts: Facts, but: str
) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    same: list[int] = []
    conflicts: list[tuple[int, str]] = []
    for table, about in ABOUT.items():
        if table not in tables:
            continue
        says = SAYS[table]
        recorded: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        held = facts.table(table)
        held = held[held["source_id"] != but]
        for key, *cells in held[[held.columns[0], *about, *says]].astype("str").itertuples(index=False):
            recorded.setdefault(tuple(cells[: len(about)]), []).append((_plain(cells[len(about) :]), str(key)))
        for number, *cells in tables[table][[*about, *says]].itertuples():
            previous = recorded.get(tuple(cells[: len(about)]), [])
            if any(values == _plain(cells[len(about) :]) for values, _ in previous):
                same.append(int(number))
            elif previous:
                conflicts.append((int(number), previous[0][1]))
    return tuple(same), tuple(conflicts)


def _plain(cells: list[str]) -> tuple[str, ...]:
    """Cells as they compare: 32.0, as pandas prints it, is 32."""
    return tuple("" if cell == "nan" else cell.removesuffix(".0") for cell in map(str, cells))


def _far(tables: Mapping[str, pd.DataFrame]) -> tuple[int, ...]:
    """Rows thousands of times above or below the middle of their kind: 万 forgotten, or counted twice."""
    far: list[int] = []
    for table, column in (("observations", "indicator_id"), ("cooperation", "measure_id")):
        if table not in tables:
            continue
        for _, rows in tables[table].groupby(column):
            values = pd.to_numeric(rows["value"], errors="coerce")
            values = values[values > 0]
            middle = values.median()
            if len(values) >= _FEW:
                far += [int(str(i)) for i in values.index[(values > middle * _FAR) | (values < middle / _FAR)]]
    return tuple(far)
