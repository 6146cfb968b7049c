"""Tables as files for a spreadsheet: CSV that Excel opens with its Chinese intact, XLSX with numbers as numbers.

Nothing that a source wrote is ever a formula: in CSV an apostrophe goes before it, in XLSX the cell is text.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any, Final

import pandas as pd
import xlsxwriter

from export.tables.cells import Cell, Percent, plain

#: What begins a formula in Excel, LibreOffice or WPS; the full-width signs do under an East-Asian locale.
_FORMULA: Final = tuple("=+-@＝＋－＠")
_LEADING: Final = ("\t", "\n")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?%?")
# Neither XML nor a CSV reader can be trusted with these: controls but tab and line feed, halves of a pair, no characters.
_UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_BOM: Final = "\ufeff"

# Excel's own limits.
_LONGEST_CELL: Final = 32_767
_MOST_ROWS: Final = 1_048_576
_LONGEST_NAME: Final = 31
#: Letters of a date.
_DAY: Final = 10
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")

_FONT: Final = "Microsoft YaHei"
_NARROWEST, _WIDEST = 6, 56
#: Height of a line, and of the highest row that Excel has, in points; letters of a line that words of another length lose.
_LINE, _HIGHEST, _LOST = 15.0, 409.0, 4
#: Letters across a page at which print is still read: about half its size.
_READABLE: Final = 260
#: From here on digits are grouped in threes.
_GROUPED: Final = 10_000


XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of a workbook."""

#: Who is said to have written a workbook.
AUTHOR: Final = "Pairing Atlas / 结对图"
_A4: Final = 9


def clean(text: str) -> str:
    """Take out what no spreadsheet can hold: control characters, unpaired surrogates; line ends become line feeds."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    Parameters
    ----------
    text : str
        As :func:`clean` leaves it.

    Returns
    -------
    str
        Unchanged where it begins with none of ``= + - @`` (full-width ones too, blanks before them not counted), tab or
        line feed, and where it is a plain number.

    Examples
    --------
    >>> defuse("=1+1"), defuse("-0.5"), defuse("  @x"), defuse("22.7%")
    ("'=1+1", '-0.5', "'  @x", '22.7%')
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.startswith(_LEADING) or _visible(text).startswith(_FORMULA) else text


def write_csv(table: pd.DataFrame) -> bytes:
    """Write a table as CSV for Excel.

    Parameters
    ----------
    table : DataFrame
        Headings as they are to be read; the index is left out.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark (without it Excel shows no Chinese), lines ending in CR LF, quoted by RFC 4180.
        Missing cells are empty. Texts are cleaned and defused.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([defuse(clean(str(name))) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_csv_cell(plain(value)) for value in row])
    return (_BOM + lines.getvalue()).encode()


def write_xlsx(
    sheets: Mapping[str, pd.DataFrame], *, about: Sequence[tuple[str, str]], created: str, about_name: str = "about"
) -> bytes:
    """Write tables as the sheets of a workbook, after one that says what they are.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        Name of the sheet to its table; names are made legal and unique.
    about : sequence of (str, str)
        What the first sheet says, line by line: heading and text (:func:`export.tables.records.about`).
    created : str
        ISO date of the export.
    about_name : str
        Name of the first sheet, in the reader's language.

    Returns
    -------
    bytes
        The same for the same arguments. Numbers are numbers, everything else is text and never a formula or a link.

    Raises
    ------
    ValueError
        If a table has more rows than a sheet can hold.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        title = about[0][1] if about else about_name
        book.set_properties({"title": fitting(title)[:255], "author": AUTHOR, "created": datetime.fromisoformat(created)})
        styles = Styles(book)
        names = sheet_names([about_name, *sheets])
        _write_about(book.add_worksheet(names[0]), about, styles)
        for name, table in zip(names[1:], sheets.values(), strict=True):
            _write_table(book.add_worksheet(name), table, styles)
    return file.getvalue()


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Turn texts into names that Excel takes for sheets.

    Returns
    -------
    list of str
        In the same order: none empty, none longer than 31, none the same but for capitals; signs that Excel refuses
        become blanks.

    Examples
    --------
    >>> sheet_names(["a/b", "A B", ""])
    ['a b', 'A B (2)', 'Sheet3']
    """
    names: list[str] = []
    used = {"history"}  # Excel keeps this one for itself
    for place, text in enumerate(titles, start=1):
        stem = " ".join(_NOT_IN_A_NAME.sub(" ", clean(text)).split()).strip("' ") or f"Sheet{place}"
        # A cut may end in an apostrophe again, which Excel refuses there.
        name, count = _cut(stem, _LONGEST_NAME).strip("' "), 1
        while name.casefold() in used:
            count += 1
            tail = f" ({count})"
            name = _cut(stem, _LONGEST_NAME - len(tail)).strip("' ") + tail
        used.add(name.casefold())
        names.append(name)
    return names


class Styles:
    """The formats of a workbook; ``quote_prefix`` keeps a text a text when a reader edits its cell."""

    def __init__(self, book: Any) -> None:
        common = {"font_name": _FONT, "font_size": 10, "valign": "top"}
        self.head = book.add_format(common | {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#eeece6"})
        self.text = book.add_format(common | {"text_wrap": True, "num_format": "@"})
        self.guarded = book.add_format(common | {"text_wrap": True, "num_format": "@", "quote_prefix": True})
        self.number = book.add_format(common)
        self.grouped = book.add_format(common | {"num_format": "#,##0"})
        self.day = book.add_format(common | {"num_format": "yyyy-mm-dd"})
        self._book, self._common, self._percents = book, common, dict[int, Any]()

    def percent(self, decimals: int) -> Any:
        """Return the format of per cent with so many decimals."""
        if decimals not in self._percents:
            digits = f"0.{'0' * decimals}%" if decimals else "0%"
            self._percents[decimals] = self._book.add_format(self._common | {"num_format": digits})
        return self._percents[decimals]

    def for_text(self, text: str) -> Any:
        """Return the format of a text, which guards one that would be a formula."""
        return self.text if defuse(text) == text else self.guarded


def _write_about(sheet: Any, about: Sequence[tuple[str, str]], styles: Styles) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 96)
    for row, (heading, text) in enumerate(about):
        sheet.write_string(row, 0, fitting(heading), styles.head)
        sheet.write_string(row, 1, fitting(text), styles.for_text(fitting(text)))
    _print_setup(sheet)


def _write_table(sheet: Any, table: pd.DataFrame, styles: Styles) -> None:
    if len(table) >= _MOST_ROWS:
        raise ValueError(f"{len(table):,} rows: a sheet holds {_MOST_ROWS - 1:,} below its heading")
    whole, lines = 0, [1] * (len(table) + 1)
    for column, name in enumerate(table.columns):
        heading = fitting(str(name))
        sheet.write_string(0, column, heading, styles.head)
        widths = [width_of(heading) + 3]  # the button of the filter
        for row, value in enumerate(table.iloc[:, column], start=1):
            widths.append(write_cell(sheet, row, column, plain(value), styles))
        wide = min(max(max(widths) + 2, _NARROWEST), _WIDEST)
        sheet.set_column(column, column, wide)
        whole += wide
        for row in (row for row, width in enumerate(widths) if row and width > wide):
            lines[row] = max(lines[row], ceil(widths[row] / (wide - _LOST)))
    # Excel finds the height of broken lines itself; LibreOffice and WPS write them over the next row.
    for row, count in enumerate(lines):
        if count > 1:
            sheet.set_row(row, min(count * _LINE, _HIGHEST))
    across = max(1, ceil(whole / _READABLE))
    _print_setup(sheet, across)
    sheet.repeat_rows(0)
    if across > 1:
        sheet.repeat_columns(0)
    sheet.freeze_panes(1, 0)
    if len(table.columns):
        sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)


def _print_setup(sheet: Any, across: int = 1) -> None:
    """Across A4, as wide as so many pages, with the number of each."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(across, 0)
    sheet.set_footer("&C&P / &N")


def write_cell(sheet: Any, row: int, column: int, value: Cell, styles: Styles) -> int:
    """Write a cell and return how wide its widest line is, in Latin letters."""
    if value is None:
        return 0
    if isinstance(value, Percent):
        sheet.write_number(row, column, float(Decimal(repr(value.value)) / 100), styles.percent(value.decimals))
        return len(f"{value.value}%")
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), styles.day)
        return _DAY
    if isinstance(value, str):
        text = fitting(value)
        sheet.write_string(row, column, text, styles.for_text(text))
        return max(map(width_of, text.split("\n")))
    grouped = abs(value) >= _GROUPED and float(value).is_integer()
    sheet.write_number(row, column, value, styles.grouped if grouped else styles.number)
    return len(f"{value:,}")


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:_DAY]
    if isinstance(value, Percent):
        return f"{value.value:.{value.decimals}f}%"
    if isinstance(value, str):
        return defuse(clean(value))
    # 32.0 was reported as 32, and 1e-05 is no way to print a rate.
    return format(Decimal(repr(value)).normalize(), "f")


def _visible(text: str) -> str:
    """Return a text from its first character that is neither blank nor invisible."""
    for place, character in enumerate(text):
        if unicodedata.category(character) not in {"Zs", "Zl", "Zp", "Cc", "Cf"}:
            return text[place:]
    return ""


def fitting(text: str) -> str:
    """Cut a text to what a cell holds, and take out what no spreadsheet can hold."""
    text = clean(text)
    return text if len(text.encode("utf-16-le")) // 2 <= _LONGEST_CELL else _cut(text, _LONGEST_CELL - 1) + "…"


def _cut(text: str, units: int) -> str:
    """Cut a text to a number of UTF-16 units, in which Excel counts, without breaking a character."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore").strip()


def width_of(text: str) -> int:
    """Return how wide a line is, in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
