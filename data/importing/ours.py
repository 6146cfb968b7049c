"""Files that the atlas itself wrote: the CSV files of the facts, whose rows come back as they are."""

from __future__ import annotations

from data.importing.reading.sheet import Sheet, Workbook
from data.importing.understanding.decisions import Decision, Refusal
from data.importing.understanding.subject import Draft
from data.importing.understanding.understand import Understanding
from data.load import Facts
from data.schema.model import SCHEMAS, columns, primary_key


def our_drafts(workbook: Workbook, facts: Facts) -> Understanding | None:
    """Take the rows of a file of facts.

    Parameters
    ----------
    facts : Facts
        What is recorded already: rows that are among it, letter for letter, are no news and are said to be so.

    Returns
    -------
    Understanding or None
        None for any other file.
    """
    tables = [(sheet, _table_of(sheet)) for sheet in workbook.sheets]
    if not tables or any(table is None for _, table in tables):
        return None
    drafts: list[Draft] = []
    decisions: list[Decision] = []
    refusals: list[Refusal] = []
    for sheet, table in tables:
        assert table is not None
        known = _known(table, facts)
        kept = 0
        for row in range(2, max(sheet.rows) + 1):
            cells = {name: sheet.at(row, column).text for column, name in enumerate(columns(table), start=1)}
            if not any(cells.values()):
                continue
            if tuple(cells.values()) in known:
                kept += 1
                continue
            drafts.append(Draft(table, cells, sheet.name, f"A{row}", next(iter(cells.values()))))
        fields = {"table": f"{table}.csv", "n": str(kept), "cells": ""}
        decisions.append(Decision("ours", "importing.said_ours", fields, sheet.name, value=""))
    return Understanding(tuple(drafts), tuple(decisions), tuple(refusals))


def _table_of(sheet: Sheet) -> str | None:
    head = [cell.text for cell in sheet.rows.get(1, ())]
    return next((table for table in SCHEMAS if head == columns(table) and len(primary_key(table)) > 0), None)


def _known(table: str, facts: Facts) -> set[tuple[str, ...]]:
    """Rows as their file has them: numbers without the .0 that pandas adds."""
    frame = facts.table(table).astype("str")
    return {
        tuple("" if said == "nan" else said.removesuffix(".0") for said in map(str, cells))
        for cells in frame.itertuples(index=False)
    }
