"""Workbooks of Excel and WPS (.xlsx), with merged ranges, hidden rows and number formats."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from data.importing.reading.limits import MAX_CELL_TEXT, MAX_SHEETS, Allowance, Unreadable
from data.importing.reading.packed import check_sheets, parts_of
from data.importing.reading.printed import date_text, number_text, tidy
from data.importing.reading.sheet import Cell, Place, Sheet, sheet_of


def read_xlsx(content: bytes, allowance: Allowance) -> tuple[Sheet, ...]:
    """Read every sheet, hidden ones too.

    Raises
    ------
    Unreadable
        For a file that is damaged, too large, or does more than hold cells.
    """
    parts = parts_of(content)
    if not any(name.startswith("xl/") for name in parts):
        raise Unreadable("importing.not_a_workbook")
    if any(name.endswith(".bin") and name.startswith("xl/workbook") for name in parts):
        raise Unreadable("importing.xlsb")
    formulas = check_sheets(parts)
    del parts
    values = _load(content, values=True)
    written = _load(content, values=False) if formulas else values
    if len(values.worksheets) > MAX_SHEETS:
        raise Unreadable("importing.too_many_sheets", limit=MAX_SHEETS)
    return tuple(_sheet(sheet, written[sheet.title] if formulas else None, allowance) for sheet in values.worksheets)


def _load(content: bytes, *, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl says what it leaves out: styles, drawings, extensions
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values, keep_links=False, rich_text=False)
    except Exception as error:  # a damaged workbook may raise anything in openpyxl
        raise Unreadable("importing.damaged") from error


def _sheet(sheet: Any, written: Any, allowance: Allowance) -> Sheet:
    try:
        spans = {(r.min_row, r.min_col): (r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges}
        hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
        hidden_columns = _hidden_columns(sheet)
        # iter_rows would walk through every place up to the last one, which may be XFD1048576.
        places: list[Place] = sorted(sheet._cells)
        cells = []
        for place in places:
            cell = _cell(sheet._cells[place], written, spans.get(place, (1, 1)))
            if cell is None:
                continue
            allowance.take(1 if cell.text else 0)
            concealed = place[0] in hidden_rows or place[1] in hidden_columns
            cells.append(Cell(**{**cell.__dict__, "hidden": concealed}) if concealed else cell)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("importing.damaged") from error
    return sheet_of(tidy(str(sheet.title)), cells, hidden=sheet.sheet_state != "visible")


def _hidden_columns(sheet: Any) -> set[int]:
    columns: set[int] = set()
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letter)
            columns |= set(range(first, min(column.max or first, 16384) + 1))
    return columns


def _cell(cell: Any, written: Any, span: tuple[int, int]) -> Cell | None:
    value, place = cell.value, (cell.row, cell.column)
    if value is None:
        formula = None if written is None else written.cell(*place).value
        if formula is None and span == (1, 1):
            return None
        return Cell(*place, rows=span[0], columns=span[1], fault="importing.no_result" if formula is not None else "")
    if cell.data_type == "e":
        return Cell(*place, text=tidy(str(value)), rows=span[0], columns=span[1], fault="importing.error_value")
    text, number = _text_and_number(value, cell.number_format)
    if not text and span == (1, 1):
        return None
    shape = "" if cell.number_format == "General" else str(cell.number_format)
    return Cell(*place, text, number, shape, *span)


def _text_and_number(value: Any, number_format: str) -> tuple[str, float | date | None]:
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, int | float):
        number = float(value)
        return (number_text(number, number_format), number) if abs(number) < 1e15 else (f"{number:g}", None)
    if isinstance(value, datetime):
        day = value.date()
        return date_text(day, number_format), day
    if isinstance(value, date):
        return date_text(value, number_format), value
    if isinstance(value, time | timedelta):
        return str(value), None
    return tidy(str(value)[:MAX_CELL_TEXT]), None
