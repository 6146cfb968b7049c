"""Workbooks of older Excel (.xls) and of LibreOffice (.ods), read by calamine in a process of its own.

A damaged file makes calamine ask for any amount of memory, and end the process that does not get it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

from data.importing.reading.limits import MAX_CELL_TEXT, MAX_SECONDS, Allowance, Unreadable
from data.importing.reading.packed import parts_of
from data.importing.reading.printed import date_text, number_text, tidy
from data.importing.reading.sheet import Cell, Sheet, sheet_of

# Names of streams as a compound file keeps them.
_ENCRYPTED, _MACROS = "EncryptedPackage".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")
_WORKBOOKS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ROOT: Final = Path(__file__).resolve().parents[3]


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
    left = max(allowance.ends - time.monotonic(), 0.1)
    try:
        process = subprocess.run(
            [sys.executable, "-m", "data.importing.reading.apart"],
            input=content,
            capture_output=True,
            timeout=left,
            cwd=_ROOT,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("importing.too_slow", seconds=int(MAX_SECONDS)) from error
    try:
        answer = json.loads(process.stdout) if process.returncode == 0 else {"key": "importing.damaged"}
    except ValueError as error:
        raise Unreadable("importing.damaged") from error
    if isinstance(answer, dict):
        raise Unreadable(str(answer["key"]), **answer.get("fields", {}))
    return tuple(_sheet(name, hidden, cells, allowance) for name, hidden, cells in answer)


def _sheet(name: str, hidden: bool, cells: list[list[Any]], allowance: Allowance) -> Sheet:
    sheet_cells = []
    for row, column, raw, span in cells:
        text, value = _text_and_value(raw)
        allowance.take(1 if text else 0)
        if text or tuple(span) != (1, 1):
            sheet_cells.append(Cell(row, column, text, value, "", span[0], span[1], fault=_fault(text)))
    return sheet_of(tidy(name), sheet_cells, hidden=hidden)


def _fault(text: str) -> str:
    return "importing.error_value" if re.fullmatch(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", text) else ""


def _text_and_value(value: Any) -> tuple[str, float | date | None]:
    match value:
        case bool():
            return str(value).upper(), None
        case int() | float():
            return number_text(float(value)), float(value)
        case {"day": str(day)}:
            return date_text(date.fromisoformat(day)), date.fromisoformat(day)
    return tidy(str(value)[:MAX_CELL_TEXT]), None
