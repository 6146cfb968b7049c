"""Workbooks of older Excel (.xls) and of LibreOffice (.ods), read by calamine."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any, Final

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.importing.reading.limits import MAX_CELL_TEXT, MAX_SHEETS, Allowance, Unreadable
from data.importing.reading.packed import parts_of
from data.importing.reading.printed import date_text, number_text, tidy
from data.importing.reading.sheet import Cell, Sheet, sheet_of

# Names of streams as a compound file keeps them.
_ENCRYPTED, _MACROS = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
_WORKBOOKS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
#: Places a sheet may spread over: calamine makes an object of each.
_MAX_PLACES: Final = 2_000_000


def read_xls(content: bytes, allowance: Allowance) -> tuple[Sheet, ...]:
    """Read a compound file (BIFF).

    Raises
    ------
    Unreadable
        For one that is locked, has macros, is damaged, or holds no workbook, as a document of WPS.
    """
    if _ENCRYPTED in content:
        raise Unreadable("importing.password")
    if _MACROS in content:
        raise Unreadable("importing.macros")
    if not any(name in content for name in _WORKBOOKS):
        raise Unreadable("importing.not_a_workbook")
    return _read(content, allowance)


def read_ods(content: bytes, allowance: Allowance) -> tuple[Sheet, ...]:
    """Read an OpenDocument spreadsheet; errors as for :func:`read_xls`."""
    parts = parts_of(content)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable("importing.password")
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise Unreadable("importing.macros")
    return _read(content, allowance)


def _read(content: bytes, allowance: Allowance) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            found = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            if len(found) > MAX_SHEETS:
                raise Unreadable("importing.too_many_sheets", limit=MAX_SHEETS)
            return tuple(_sheet(book, meta.name, meta.visible != SheetVisibleEnum.Visible, allowance) for meta in found)
    except Unreadable:
        raise
    except BaseException as error:
        # A panic in calamine is no Exception; stopping the program is not its matter.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        locked = "password" in str(error).lower() or "encrypted" in str(error).lower()
        raise Unreadable("importing.password" if locked else "importing.damaged") from error


def _sheet(book: Any, name: str, hidden: bool, allowance: Allowance) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > _MAX_PLACES:
        raise Unreadable("importing.too_spread")
    spans = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in sheet.merged_cell_ranges or []}
    cells = []
    for r, line in enumerate(sheet.to_python(skip_empty_area=False)):
        for c, value in enumerate(line):
            span = spans.get((r, c), (1, 1))
            text, number = _said(value)
            if text or span != (1, 1):
                allowance.take(1 if text else 0)
                cells.append(Cell(r + 1, c + 1, text, number, "", *span, fault=_fault(text)))
    return sheet_of(tidy(name), cells, hidden=hidden)


def _fault(text: str) -> str:
    return "importing.error_value" if re.fullmatch(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", text) else ""


def _said(value: Any) -> tuple[str, float | date | None]:
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, int | float):
        return number_text(float(value)), float(value)
    if isinstance(value, datetime):
        return date_text(value.date()), value.date()
    if isinstance(value, date):
        return date_text(value), value
    return tidy(str(value)[:MAX_CELL_TEXT]), None
