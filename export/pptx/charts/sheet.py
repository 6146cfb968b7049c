"""The sheet of data inside a native chart."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from xlsxwriter import Workbook

from charts.spec import Mark
from export.pptx.charts.native import Native
from export.pptx.drawing.text import clean
from text.catalogue import Catalogue

_SHEET: Final = "Sheet1"


def workbook(plot: Native, t: Catalogue, created: datetime) -> bytes:
    """Write the data of a chart as XLSX, where python-pptx's references look for it.

    Parameters
    ----------
    created : datetime
        The only date in the file.

    Returns
    -------
    bytes
        Of points each series in rows of its own: places, values, dates as reported, labels and record ids. Over categories a
        column a series, and behind them for each labels and record ids. No text is taken for a formula.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    # The time of day must not change the file.
    book.set_properties({"created": created})
    sheet = book.add_worksheet(_SHEET)
    cells = _points(plot, t) if plot.kind == "xy" else _columns(plot, t)
    for row, column, value in cells:
        if isinstance(value, float):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, clean(value))
    book.close()
    return buffer.getvalue()


def _points(plot: Native, t: Catalogue) -> Iterable[tuple[int, int, Any]]:
    heads = (t("pptx.sheet_date"), t("pptx.sheet_label"), t("pptx.sheet_record"))
    for number, series in enumerate(plot.series):
        top = number * (plot.rows + 2)
        for column, head in enumerate((t("pptx.sheet_place"), series.name, *heads)):
            yield top, column, head
        for row, mark in enumerate(series.marks, start=top + 1):
            dated = plot.dates.get(mark.x, "") if isinstance(mark.x, float) else ""
            for column, value in enumerate((mark.x, _number(mark), dated, *_words(mark))):
                yield row, column, value


def _columns(plot: Native, t: Catalogue) -> Iterable[tuple[int, int, Any]]:
    for row, name in enumerate(plot.categories, start=1):
        yield row, 0, name
    for number, series in enumerate(plot.series):
        behind = 1 + len(plot.series) + 2 * number
        yield 0, number + 1, series.name
        for column, head in enumerate((t("pptx.sheet_label"), t("pptx.sheet_record")), start=behind):
            yield 0, column, f"{series.name} · {head}"
        for row, mark in enumerate(series.marks, start=1):
            for column, value in zip((number + 1, behind, behind + 1), (_number(mark), *_words(mark)), strict=True):
                yield row, column, value


def _number(mark: Mark) -> float | None:
    return None if mark.y is None else float(mark.y)


def _words(mark: Mark) -> tuple[str, str]:
    record = mark.record if isinstance(mark.record, str) else ";".join(mark.record)
    return " ".join(mark.label.lines) if mark.label else "", record
