"""Text with separated cells: CSV, TSV, pasted cells; in the encodings that are met in this field."""

from __future__ import annotations

import csv
import io
import re
from statistics import mode
from typing import Final

from data.importing.reading.limits import MAX_CELL_TEXT, Allowance, Unreadable
from data.importing.reading.printed import tidy
from data.importing.reading.sheet import Cell, Sheet, sheet_of

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = ("\t", ",", ";", "|", "，")
#: Lines that say how the others are cut, and bytes that say how they are encoded.
_LOOKED_AT, _SAMPLE = 50, 4000


def decode(content: bytes) -> tuple[str, str]:
    """Read bytes as text.

    Returns
    -------
    (str, str)
        The text, and the encoding as Python names it: by its mark, by the zeros of UTF-16, UTF-8 if it is sound as that,
        else GB18030, which covers GBK and GB2312.

    Raises
    ------
    Unreadable
        If it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding), encoding
    head = content[:_SAMPLE]
    if head.count(0) * 4 > len(head):
        # ASCII signs, of which every table has some, have their zero behind them in one order and before them in the other.
        encoding = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        return _decoded(content, encoding), encoding
    if 0 in content:
        raise Unreadable("importing.not_text")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(content, "gb18030"), "gb18030"


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise Unreadable("importing.not_text") from error
    if "\0" in text:
        raise Unreadable("importing.not_text")
    return text


def delimiter_of(text: str) -> str:
    """Return what separates the cells of a text: what cuts its lines most evenly into more than one."""
    best, best_delimiter = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        counts = [len(line) for line in _rows(text[: 200 * _SAMPLE], delimiter, _LOOKED_AT) if line]
        many = [count for count in counts if count > 1]
        if many:
            usual = mode(many)
            score = (counts.count(usual) / len(counts), usual)
            if score > best:
                best, best_delimiter = score, delimiter
    return best_delimiter


def read_delimited(text: str, name: str, allowance: Allowance) -> Sheet:
    """Cut text into cells.

    Parameters
    ----------
    name : str
        What the sheet is called.

    Raises
    ------
    Unreadable
        If it has too many cells, or is no such text.
    """
    cells = []
    for r, line in enumerate(_rows(text, delimiter_of(text)), start=1):
        for c, raw in enumerate(line, start=1):
            cell_text = tidy(raw[:MAX_CELL_TEXT])
            if cell_text:
                allowance.take()
                cells.append(Cell(r, c, cell_text, fault=_fault(cell_text)))
    return sheet_of(name, cells)


def _fault(text: str) -> str:
    return "importing.error_value" if re.fullmatch(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)", text) else ""


def _rows(text: str, delimiter: str, limit: int | None = None) -> list[list[str]]:
    rows = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(line)
            if limit and len(rows) >= limit:
                break
    except csv.Error as error:
        if limit is None:
            raise Unreadable("importing.not_csv") from error
    return rows
