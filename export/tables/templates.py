"""Tables to fill in as workbooks: recorded rows to go by, and lists of what a cell may hold."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

import pandas as pd
import xlsxwriter

from export.tables.sheets import AUTHOR, Styles, fitting, sheet_names, width_of, write_cell

#: Rows that can be filled in with the help of the lists.
_ROWS: Final = 1000
_FIRST_YEAR: Final = 1949
_WIDTH_EM: Final = 18


def write_template(
    title: str,
    table: pd.DataFrame,
    *,
    note: str,
    places: Sequence[str],
    place_columns: Collection[str],
    year_columns: Collection[str],
    value_columns: Collection[str],
    created: str,
) -> bytes:
    """Write a table to fill in: its title, its headings, and rows to go by.

    Parameters
    ----------
    note : str
        How to fill it in; stands beside the first heading and is no part of the table.
    places : sequence of str
        What a cell of ``place_columns`` may hold; other names are taken too, since a table may have old ones.
    year_columns, value_columns : collection of str
        Headings of whole years, and of numbers from 0.
    created : str
        ISO date.

    Returns
    -------
    bytes
        The same for the same arguments.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": fitting(title), "author": AUTHOR, "created": datetime.fromisoformat(created)})
        styles, names = Styles(book), sheet_names([title, "places"])
        sheet, listed = book.add_worksheet(names[0]), book.add_worksheet(names[1])
        for row, place in enumerate(places):
            listed.write_string(row, 0, fitting(place))
        listed.very_hidden()
        sheet.write_string(0, 0, fitting(title), styles.head)
        beside = {"visible": True, "x_scale": 3, "y_scale": 2, "start_col": len(table.columns)}
        sheet.write_comment(1, 0, fitting(note), beside)
        for column, heading in enumerate(map(str, table.columns)):
            sheet.write_string(1, column, fitting(heading), styles.head)
            for row, value in enumerate(table.iloc[:, column], start=2):
                write_cell(sheet, row, column, value, styles)
            sheet.set_column(column, column, max(_WIDTH_EM, width_of(heading) + 4))
            if rule := _rule(heading, names[1], len(places), place_columns, year_columns, value_columns, created):
                sheet.data_validation(2, column, _ROWS, column, rule | {"error_type": "warning"})
        sheet.freeze_panes(2, 0)
    return file.getvalue()


def _rule(
    heading: str,
    list_name: str,
    count: int,
    places: Collection[str],
    years: Collection[str],
    values: Collection[str],
    created: str,
) -> dict[str, object]:
    if heading in places:
        return {"validate": "list", "source": f"='{list_name}'!$A$1:$A${max(count, 1)}"}
    if heading in years:
        last = date.fromisoformat(created).year
        return {"validate": "integer", "criteria": "between", "minimum": _FIRST_YEAR, "maximum": last}
    if heading in values:
        return {"validate": "decimal", "criteria": ">=", "value": 0}
    return {}
