"""Files that the atlas itself wrote: the CSV files of the facts, whose rows come back as they are, and its exports."""

from __future__ import annotations

from data.evidence.dossier import QUOTED
from data.importing.cells.figures import Reading, read_figure
from data.importing.reading.printed import number_text
from data.importing.reading.sheet import Sheet, Workbook
from data.importing.understanding.decisions import Decision, Refusal
from data.importing.understanding.subject import Draft
from data.importing.understanding.understand import Understanding
from data.load import Facts
from data.rows import records
from data.schema.model import SCHEMAS, columns, primary_key
from text.catalogue import LANGUAGES, Catalogue


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
    exported = [(sheet, sheets) for sheet in workbook.sheets if (sheets := _export_heads(sheet))]
    if exported:
        return _exported(exported, facts)
    tables = [(sheet, _table_of(sheet)) for sheet in workbook.sheets if not _says_what_it_is(sheet)]
    if not tables or any(table is None for _, table in tables):
        return None
    drafts: list[Draft] = []
    decisions: list[Decision] = []
    refusals: list[Refusal] = []
    for sheet, table in tables:
        assert table is not None
        recorded = _recorded_cells(table, facts)
        unchanged = 0
        for row in range(2, max(sheet.rows) + 1):
            cells = {name: sheet.at(row, column).text for column, name in enumerate(columns(table), start=1)}
            if not any(cells.values()):
                continue
            if tuple(cells.values()) in recorded:
                unchanged += 1
                continue
            drafts.append(Draft(table, cells, sheet.name, f"A{row}", next(iter(cells.values()))))
        fields = {"table": f"{table}.csv", "n": str(unchanged), "cells": ""}
        decisions.append(Decision("ours", "importing.said_ours", fields, sheet.name, value=""))
    return Understanding(tuple(drafts), tuple(decisions), tuple(refusals))


def _says_what_it_is(sheet: Sheet) -> bool:
    """Say whether a sheet is the first one of a workbook of ours, which tells what the others hold."""
    return sheet.at(1, 1).text in {Catalogue.load(lang)("export.about_title") for lang in LANGUAGES}


def _export_heads(sheet: Sheet) -> dict[str, int]:
    """The columns of id, quote and value of an exported sheet, in either language; empty for any other sheet."""
    head = {cell.text: cell.column for cell in next(iter(sheet.rows.values()), ())}
    for lang in LANGUAGES:
        t = Catalogue.load(lang)
        named = {"id": t("export.column_id"), "quote": t("export.column_quote"), "value": t("export.column_value")}
        if named["id"] in head and named["quote"] in head and t("export.column_title") in head:
            return {name: head[heading] for name, heading in named.items() if heading in head}
    return {}


def _exported(sheets: list[tuple[Sheet, dict[str, int]]], facts: Facts) -> Understanding:
    """An export says what is recorded: a row that says otherwise was changed by hand, and has no source for that."""
    recorded = {
        str(row[key]): row
        for table, key in QUOTED.items()
        if key in facts.table(table).columns
        for row in records(facts.table(table))
    }
    decisions, refusals = [], []
    for sheet, columns_ in sheets:
        unchanged = 0
        for row in list(sheet.rows)[1:]:
            texts = {name: sheet.at(row, column).text.removeprefix("'") for name, column in columns_.items()}
            record = recorded.get(texts["id"])
            value = "" if record is None or "value" not in record else number_text(float(record["value"]))
            read = read_figure(texts["value"]) if texts.get("value") else ""
            alike = not value or (isinstance(read, Reading) and number_text(float(read.value)) == value)
            if record is not None and alike and " ".join(record["quote"].split()) == " ".join(texts["quote"].split()):
                unchanged += 1
            else:
                refusals.append(Refusal("importing.export_changed", sheet.name, f"A{row}", texts["id"]))
        fields = {"table": sheet.name, "n": str(unchanged), "cells": ""}
        decisions.append(Decision(f"ours.{sheet.name}", "importing.said_ours", fields, sheet.name, value=""))
    return Understanding((), tuple(decisions), tuple(refusals))


def _table_of(sheet: Sheet) -> str | None:
    head = [cell.text for cell in sheet.rows.get(1, ())]
    return next((table for table in SCHEMAS if head == columns(table) and len(primary_key(table)) > 0), None)


def _recorded_cells(table: str, facts: Facts) -> set[tuple[str, ...]]:
    """Rows as their file has them: numbers without the .0 that pandas adds."""
    frame = facts.table(table).astype("str")
    return {
        tuple("" if cell == "nan" else cell.removesuffix(".0") for cell in map(str, cells))
        for cells in frame.itertuples(index=False)
    }
