"""The sheet of data inside a native chart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from export.pptx_plot import Line, Plot
from export.pptx_text import clean
from text.catalogue import Catalogue

_SHEET: Final = "Sheet1"
# Columns that a series takes: place, value, date as reported, label, record.
_WIDE: Final = 5


def place_of(number: int, offset: int, rows: int) -> str:
    """Return where a column of a series stands in the sheet.

    Parameters
    ----------
    number : int
        Of the series, from 0.
    offset : int
        0 for its places, 1 for its values.

    Examples
    --------
    >>> place_of(0, 1, 3)
    'Sheet1!$B$2:$B$4'
    """
    name = xl_col_to_name(number * _WIDE + offset)
    return f"{_SHEET}!${name}$2:${name}${rows + 1}"


def head_of(number: int) -> str:
    """Return where the name of a series stands in the sheet."""
    return f"{_SHEET}!${xl_col_to_name(number * _WIDE + 1)}$1"


def workbook(plot: Plot, t: Catalogue, made: datetime) -> bytes:
    """Write the data of a plot as XLSX.

    Parameters
    ----------
    made : datetime
        The only date in the file.

    Returns
    -------
    bytes
        For each series places, values, dates as reported, labels and record ids. No text is taken for a formula.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    # The time of day must not change the file.
    book.set_properties({"created": made})
    sheet = book.add_worksheet(_SHEET)
    for number, one in enumerate(plot.lines):
        column = number * _WIDE
        heads = (t("pptx.sheet_place"), clean(one.name), t("pptx.sheet_date"), t("pptx.sheet_label"), t("pptx.sheet_record"))
        for offset, text in enumerate(heads):
            sheet.write_string(0, column + offset, text)
        for row, (x, y) in enumerate(zip(one.x, one.y, strict=True)):
            _write_row(sheet, row, column, x, y, one, plot.categories)
    book.close()
    return buffer.getvalue()


def _write_row(sheet: Any, row: int, column: int, x: float | None, y: float | None, one: Line, names: Sequence[str]) -> None:
    if names and x is not None:
        sheet.write_string(row + 1, column, clean(names[int(x)]))
    elif x is not None:
        sheet.write_number(row + 1, column, x)
    if y is not None:
        sheet.write_number(row + 1, column + 1, y)
    tag = one.tags.get(row)
    told = [many[row] if row < len(many) else "" for many in (one.told, (), one.ids)]
    told[1] = tag.text if tag else ""
    for offset, text in enumerate(told, start=2):
        if text:
            sheet.write_string(row + 1, column + offset, clean(text))
