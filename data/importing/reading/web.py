"""Tables of a web page, as systems save them under the name of a workbook. Nothing of the page is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from data.importing.reading.delimited import decode
from data.importing.reading.limits import MAX_CELL_TEXT, MAX_CELLS, MAX_SHEETS, Allowance, Unreadable
from data.importing.reading.printed import tidy
from data.importing.reading.sheet import Cell, Place, Sheet, sheet_of

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE: Final = ("gb2312", "gbk", "gb18030", "hz-gb-2312")
_UNSHOWN: Final = frozenset(("script", "style", "head", "noscript", "template", "iframe", "object"))
#: The widest and highest a cell may be: beyond is no table.
_MAX_SPAN: Final = 1000


def page_text(content: bytes) -> tuple[str, str]:
    """Decode a page: as it says itself, with GB18030 for its smaller relatives; else as any text.

    Returns
    -------
    (str, str)
        The text, and the encoding.
    """
    named = _CHARSET.search(content[:4000])
    encoding = named[1].decode("ascii").lower() if named else ""
    if encoding in _CHINESE:
        try:
            return content.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            pass
    return decode(content)


def read_html(text: str, name: str, allowance: Allowance) -> tuple[Sheet, ...]:
    """Read every outermost table of a page as a sheet.

    Raises
    ------
    Unreadable
        If the page has no table, or one too large.
    """
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("importing.damaged") from error
    tables = [table for table in page.iter("table") if not any(True for _ in table.iterancestors("table"))]
    if not tables:
        raise Unreadable("importing.no_table")
    if len(tables) > MAX_SHEETS:
        raise Unreadable("importing.too_many_sheets", limit=MAX_SHEETS)
    several = len(tables) > 1
    return tuple(
        sheet_of(f"{name} {n}" if several else name, _cells(table, allowance)) for n, table in enumerate(tables, start=1)
    )


def _cells(table: Any, allowance: Allowance) -> Iterator[Cell]:
    occupied: set[Place] = set()
    for r, line in enumerate(_lines(table), start=1):
        column = 1
        for tag in line:
            while (r, column) in occupied:
                column += 1
            rows, columns = _span(tag, "rowspan"), _span(tag, "colspan")
            if len(occupied) + rows * columns > 5 * MAX_CELLS:
                raise Unreadable("importing.too_spread")
            occupied |= {(r + down, column + right) for down in range(rows) for right in range(columns)}
            text = tidy(_text(tag)[:MAX_CELL_TEXT])
            if text or (rows, columns) != (1, 1):
                allowance.take(1 if text else 0)
                yield Cell(r, column, text, rows=rows, columns=columns)
            column += columns


def _lines(table: Any) -> list[list[Any]]:
    """Rows of a table with their cells, those of tables within left out."""
    own = [line for line in table.iter("tr") if next(line.iterancestors("table")) is table]
    return [[tag for tag in line if tag.tag in ("td", "th")] for line in own]


def _span(tag: Any, name: str) -> int:
    text = str(tag.get(name) or "").strip()
    return max(1, min(int(text), _MAX_SPAN)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _text(tag: Any) -> str:
    parts: list[str] = [tag.text or ""]
    for child in tag:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _UNSHOWN:
            parts.append(_text(child))
        parts.append(child.tail or "")
    # Line breaks of the file are no breaks of the page.
    return "".join(part if part == "\n" else re.sub(r"[\r\n\t ]+", " ", part) for part in parts)
