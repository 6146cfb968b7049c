"""The sheet of data inside a native chart."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from typing import Any, Final

from xlsxwriter import Workbook

from charts.spec import BREAK, Mark, Series
from export.pptx.charts.native import Native
from export.pptx.drawing.text import clean
from text.catalogue import Catalogue

SHEET: Final = "Sheet1"
#: Kinds of series that are no values: lines of events, names along the axis.
_NO_VALUES: Final = frozenset({"event", "target", "years"})


def workbook(plot: Native, t: Catalogue, created: datetime) -> bytes:
    """Write the data of a chart as XLSX, as PowerPoint's own charts have them.

    Parameters
    ----------
    plot : Native
        Its series have a mark a row; what is missing at the end of one is empty.
    created : datetime
        The only date in the file.

    Returns
    -------
    bytes
        First a column of places or categories, then one a series with its unit in the head; behind them, as text, dates as
        reported, labels and record ids of each row, in the order of the series. No text is taken for a formula.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    # The time of day must not change the file.
    book.set_properties({"created": created})
    sheet = book.add_worksheet(SHEET)
    for row, column, value in _cells(plot, t):
        if isinstance(value, float):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, clean(value))
    book.close()
    return buffer.getvalue()


def head_of(series: Series, plot: Native, t: Catalogue) -> str:
    """Return the head of the column of a series: its name, with the unit of its values."""
    has_values = any(mark.y is not None for mark in series.marks) and series.kind not in _NO_VALUES
    return t("pptx.sheet_head", name=series.name, unit=plot.spec.unit) if plot.spec.unit and has_values else series.name


def _cells(plot: Native, t: Catalogue) -> Iterable[tuple[int, int, Any]]:
    heads = [t("pptx.sheet_place" if plot.kind == "xy" else "pptx.sheet_category")]
    heads += [head_of(series, plot, t) for series in plot.series]
    further = [t("pptx.sheet_label"), t("pptx.sheet_record")]
    if plot.kind == "xy":
        further.insert(0, t("pptx.sheet_date"))
    for column, head in enumerate((*heads, *further)):
        yield 0, column, head
    for row, marks in enumerate(zip_longest(*(series.marks for series in plot.series), fillvalue=BREAK)):
        place = next((mark.x for mark in marks), None)
        values = [None if mark.y is None else float(mark.y) for mark in marks]
        words = [_joined(" ".join(mark.label.lines) for mark in marks if mark.label), _joined(_records(marks))]
        if plot.kind == "xy":
            words.insert(0, plot.dates.get(place, "") if isinstance(place, float) else "")
        for column, value in enumerate((place if plot.kind == "xy" else plot.categories[row], *values, *words)):
            yield row + 1, column, value


def _records(marks: Iterable[Mark]) -> Iterable[str]:
    for mark in marks:
        yield from (mark.record,) if isinstance(mark.record, str) else mark.record


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
