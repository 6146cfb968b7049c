"""Reads a workbook of standard input with calamine and prints its cells as JSON: run by ``older`` as a process of its own.

It gets so much memory and time and no more; what it was given is kept nowhere.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from typing import Any, Final

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

#: Bytes of memory, seconds of a core, sheets, and places that a sheet may spread over: calamine makes an object of each.
_MEMORY, _SECONDS, _SHEETS, _PLACES = 2 * 2**30, 30, 100, 2_000_000
_DAMAGED: Final = {"key": "importing.damaged"}


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content: bytes) -> Any:
    """Read a workbook.

    Returns
    -------
    list of [str, bool, list], or dict
        Name of a sheet, whether it is hidden, its cells (row, column, value, rows and columns it covers); a day is
        ``{"day": "2020-11-23"}``. Why it is not read: ``key`` and ``fields`` of the message.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            worksheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
            if len(worksheets) > _SHEETS:
                return {"key": "importing.too_many_sheets", "fields": {"limit": _SHEETS}}
            sheets = [(book.get_sheet_by_name(meta.name), meta) for meta in worksheets]
            if any(sheet.total_height * sheet.total_width > _PLACES for sheet, _ in sheets):
                return {"key": "importing.too_spread"}
            return [[meta.name, meta.visible != SheetVisibleEnum.Visible, _cells(sheet)] for sheet, meta in sheets]
    except BaseException as error:  # a panic in calamine is no Exception
        locked = "password" in str(error).lower() or "encrypted" in str(error).lower()
        return {"key": "importing.password"} if locked else _DAMAGED


def _cells(sheet: Any) -> list[Any]:
    spans = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in sheet.merged_cell_ranges or []}
    return [
        [r + 1, c + 1, _plain(value), spans.get((r, c), (1, 1))]
        for r, line in enumerate(sheet.to_python(skip_empty_area=False))
        for c, value in enumerate(line)
        if value != "" or (r, c) in spans
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"day": value.date().isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, bool | int | float | str) else str(value)


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))
