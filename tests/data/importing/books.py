"""Small workbooks made in memory, for the tests of importing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

FILES = Path(__file__).with_name("files")


def book(*rows: list[Any], merged: tuple[str, ...] = (), formats: dict[str, str] | None = None, title: str = "表") -> bytes:
    """Make a workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cell, shape in (formats or {}).items():
        sheet[cell].number_format = shape
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(made)


def saved(made: Any) -> bytes:
    """Return a workbook as its file."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Add a part to a zipped workbook, or put it in place of the one of that name."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return file.getvalue()
