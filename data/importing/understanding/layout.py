"""Where a sheet's table is: title, heads, panels side by side, rows, totals, notes and footers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from data.importing.cells.units import corner, split_head
from data.importing.reading.sheet import Cell, Sheet
from data.importing.understanding.places import squeeze

#: Rows of heads, and rows looked through for the first of them.
_HEADS, _LOOKED_AT = 3, 40
_WORD: Final = re.compile(
    r"地区|片区|区域|区划|省份?|市|州|县|县区|区县|市县|代码|编码|年份?|年度|月份|名称|序号|编号|备注|说明|金额|资金|经费|投资|投入|人口|人数|户数|村数|数量"
    r"|数|率|比重|比例|收入|支出|产值|总值|额|量|时间|日期|起始|截止|文号|是否|帮扶|受援|支援|协作|结对|项目|措施|姓名|身份证|电话|手机|住址"
    r"|地址|单位|类别|类型|指标|内容|批次|来源|口径|事件|事项|值|合计|小计|总计|GDP|人|户|村|个",
    re.IGNORECASE,
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z \-/,.()%'&]*")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}\s*(?:年度?|年末|年底)?")
_FOOT: Final = re.compile(
    r"^[(（*※]?\s*(?:注|说明|备注|附注|资料来源|数据来源|来源|监督电话|举报电话|联系|咨询|制表|填表|审核|负责人|单位负责|共计|Note|Source)"
)
#: 附件2 and no title after it.
_ATTACHED: Final = re.compile(r"\s*附\s*[件表]\s*[\d一二三四五六七八九十\s.、:：—–-]*")
_TOTAL: Final = re.compile(
    r"(?:(?:全[国省市州县区盟]|本[省市州县区])?(?:合计|总计|共计|小计|累计|平均|总数)|total|sum|subtotal|全国合计)(?:[(（].*[)）])?",
    re.IGNORECASE,
)
#: One of these is in every sum's name.
_TOTAL_SIGN: Final = re.compile("[计均数a-zａ-ｚ]", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    number : int
        In the sheet, from 1.
    words : tuple of str
        Its heads from the top, each once, on one line.
    """

    number: int
    words: tuple[str, ...]

    @property
    def head(self) -> str:
        """All its heads."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Table:
    """A table of a sheet.

    Attributes
    ----------
    title : str
        What stands above it; "" for none.
    unit : Cell or None
        The cell beside it that says a unit for all.
    heads : tuple of int
        Rows of its heads.
    panels : tuple of tuple of Column
        Parts that stand side by side and go on one another; most tables have one.
    rows, totals : tuple of int
        Rows of records, and of sums.
    notes : tuple of Cell
        Lines above and below that belong to no column.
    """

    title: str
    unit: Cell | None
    heads: tuple[int, ...]
    panels: tuple[tuple[Column, ...], ...]
    rows: tuple[int, ...]
    totals: tuple[int, ...]
    notes: tuple[Cell, ...]


def find_table(sheet: Sheet, is_place: Callable[[str], bool]) -> Table | None:
    """Find the table of a sheet.

    Parameters
    ----------
    is_place : callable
        Says whether a text names a place: heads do not.

    Returns
    -------
    Table or None
        None where no row looks like heads.
    """
    first = next((row for row in list(sheet.rows)[:_LOOKED_AT] if _is_head(sheet, row, is_place)), None)
    if first is None:
        return None
    heads = _head_rows(sheet, first, is_place)
    below = [row for row in sheet.rows if row > heads[-1]]
    feet = _feet(sheet, below, is_place)
    above = [cell for row, cells in sheet.rows.items() if row < first for cell in cells]
    aside = [*above, *(cell for row in heads for cell in sheet.rows.get(row, ()))]
    unit = next((cell for cell in aside if corner(cell.text) is not None), None)
    columns = _columns(sheet, heads)
    body = [row for row in below if row not in feet]
    totals = tuple(row for row in body if _is_total(sheet, row))
    sums = set(totals)
    notes = [cell for row in feet for cell in sheet.rows[row]]
    return Table(
        _title(above),
        unit,
        heads,
        _panels(columns),
        tuple(row for row in body if row not in sums),
        totals,
        (*(cell for cell in above if cell is not unit), *notes),
    )


def _title(above: list[Cell]) -> str:
    named = [cell.text for cell in above if corner(cell.text) is None and not _ATTACHED.fullmatch(cell.text)]
    return " ".join(max(named, key=len, default="").split())


def _is_head(sheet: Sheet, row: int, is_place: Callable[[str], bool]) -> bool:
    cells = [cell for cell in sheet.rows[row] if corner(cell.text) is None]
    if len(cells) < 2 or any(_plain_number(cell) or is_place(cell.text) for cell in cells):
        return False
    return sum(_says_head(cell.text) for cell in cells) * 2 > len(cells)


def _says_head(text: str) -> bool:
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    name, unit = split_head(flat)
    # A sentence has full stops and commas; a head is short.
    return len(flat) <= 60 and (unit is not None or bool(_YEAR.fullmatch(flat)) or bool(_WORD.search(name)) or _latin(text))


def _latin(text: str) -> bool:
    return _LATIN.fullmatch(" ".join(text.split())) is not None


def _plain_number(cell: Cell) -> bool:
    if not any(map(str.isnumeric, cell.text)):
        return False
    flat = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", cell.text))
    return re.fullmatch(r"-?\d+(?:\.\d+)?%?", flat) is not None and not _YEAR.fullmatch(flat)


def _head_rows(sheet: Sheet, first: int, is_place: Callable[[str], bool]) -> tuple[int, ...]:
    last = first + min(max(cell.rows for cell in sheet.rows[first]), _HEADS) - 1
    while last - first + 1 < _HEADS and last + 1 in sheet.rows and _goes_on(sheet, last + 1, is_place):
        last += 1
    return tuple(range(first, last + 1))


def _goes_on(sheet: Sheet, row: int, is_place: Callable[[str], bool]) -> bool:
    """Say whether the row under heads is another row of heads."""
    cells = sheet.rows[row]
    names = [cell for cell in cells if not _YEAR.fullmatch(cell.text)]
    if len(cells) < 2 or any(_plain_number(cell) or is_place(cell.text) or _totals(cell.text) for cell in cells):
        return False
    spread = any(cell.columns > 1 for cell in sheet.rows.get(row - 1, ()))
    return all(_says_head(cell.text) for cell in names) and (spread or all(_latin(cell.text) for cell in names))


def _columns(sheet: Sheet, heads: tuple[int, ...]) -> list[Column]:
    columns = []
    for number in range(1, sheet.width + 1):
        words: list[str] = []
        for row in heads:
            text = " ".join(sheet.over(row, number).text.split())
            if not text and row != heads[-1]:
                text = _from_left(sheet, row, number, heads)
            if text and corner(text) is None and text not in words:
                words.append(text)
        columns.append(Column(number, tuple(words)))
    return columns


def _from_left(sheet: Sheet, row: int, number: int, heads: tuple[int, ...]) -> str:
    """A head over several columns whose cells are not merged, as text files have it."""
    if not sheet.at(heads[-1], number).text or (row, number) in sheet.covered:
        return ""
    for left in range(number - 1, 0, -1):
        cell = sheet.over(row, left)
        if cell.text:
            return "" if cell.rows > 1 or not sheet.at(heads[-1], left).text else " ".join(cell.text.split())
    return ""


def _panels(columns: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """Cut columns where the first head comes again."""
    named = [column for column in columns if column.words]
    if not named:
        return ()
    key = squeeze(named[0].words[-1] if len(named[0].words) == 1 else named[0].head)
    starts = [
        i for i, column in enumerate(named) if squeeze(column.words[-1] if len(column.words) == 1 else column.head) == key
    ]
    if len(starts) < 2 or min(b - a for a, b in zip(starts, [*starts[1:], len(named)], strict=True)) < 2:
        return (tuple(columns),)
    cuts = [named[i].number for i in starts]
    return tuple(
        tuple(column for column in columns if start <= column.number < end)
        for start, end in zip(cuts, [*cuts[1:], columns[-1].number + 1], strict=True)
    )


def _feet(sheet: Sheet, below: list[int], is_place: Callable[[str], bool]) -> set[int]:
    """Lines under the table, from the last one up; and lines within it that begin as notes do."""
    feet = {row for row in below if len(sheet.rows[row]) <= 2 and _FOOT.match(sheet.rows[row][0].text)}
    for row in reversed(below):
        cells = sheet.rows[row]
        lone = len(cells) == 1 and not is_place(cells[0].text) and not _totals(cells[0].text) and not _plain_number(cells[0])
        if not lone and row not in feet:
            break
        feet.add(row)
    return feet


def _is_total(sheet: Sheet, row: int) -> bool:
    words = (cell for cell in sheet.rows[row] if not _plain_number(cell))
    return any(_totals(cell.text) for cell in islice(words, 2))


def _totals(text: str) -> bool:
    return _TOTAL_SIGN.search(text) is not None and _TOTAL.fullmatch(squeeze(text)) is not None
