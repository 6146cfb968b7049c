"""What each column of a table holds: places, codes, years, dates, remarks, figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from data.importing.cells.dates import read_date
from data.importing.cells.figures import read_figure
from data.importing.cells.signs import kind_of
from data.importing.cells.units import split_head
from data.importing.reading.sheet import Cell, Sheet
from data.importing.understanding.layout import Column

_HELPER: Final = re.compile(
    r"帮扶(?:方|省|市|地|单位|地区)|支援(?:方|省|市|地|单位)|援助方|协作方|东部|helper|donor", re.IGNORECASE
)
_RECIPIENT: Final = re.compile(r"受援|受帮扶|被帮扶|受助|帮扶对象|对口地区|结对地区|西部|recipient", re.IGNORECASE)
_WORDS: Final = (
    ("serial", r"序号|编号|no\.?"),
    ("code", r"(?:行政)?(?:区划)?(?:代码|编码|码)|adcode|code|.*(?:行政区划代码|adcode)"),
    ("remark", r"备注|说明|备考|remarks?|notes?"),
    ("year", r"年份|年度|年|year"),
    ("number", r"文号|批复文号|文件号"),
    ("flag", r"是否.*"),
    ("event", r"事件|大事记?|事项|event"),
)
_PLACE: Final = re.compile(
    r"(?:.*(?:地区|地域|区域|行政区划?|县区|区县|市县|省份|省市|州市|市州|受援|帮扶|支援).*(?:名称)?"
    r"|[省市州县区盟旗、和及]+名?称?|region|area|county|province|city)",
    re.IGNORECASE,
)
_AREA: Final = re.compile(
    r"(?:(?:自有|所属|所在)?(?:片区|区域|分区|经济区|协作区|区块)(?:名称?)?|(?:own )?areas?(?: name)?)", re.IGNORECASE
)
_DATE: Final = re.compile(r"时间|日期|起始|开始|截止|年月|date|since|from$", re.IGNORECASE)
_LEVELS: Final = (("province", "省"), ("prefecture", "市州盟"), ("county", "县区旗"))


@dataclass(frozen=True)
class Role:
    """What a column holds.

    Attributes
    ----------
    kind : str
        ``place``, ``area`` (of one's own), ``code``, ``year``, ``date``, ``value``, ``remark``, ``event``, ``other`` (not
        read), ``""`` (empty).
    party : str
        Of a place: ``helper``, ``recipient`` or "".
    level : str
        Of a place: the level its head speaks of; "" for several.
    """

    column: Column
    kind: str
    party: str = ""
    level: str = ""


def roles(sheet: Sheet, panel: tuple[Column, ...], rows: tuple[int, ...], is_place: Callable[[str], bool]) -> list[Role]:
    """Tell what the columns of a panel hold, by their heads and by their cells.

    Parameters
    ----------
    rows : tuple of int
        Rows of records.
    is_place : callable
        Says whether a text names a place.

    Returns
    -------
    list of Role
        One a column, from left to right.
    """
    cells = {column.number: [sheet.over(row, column.number) for row in rows] for column in panel}
    panel_roles = [_role(column, cells[column.number], is_place) for column in panel]
    if _lists_areas(panel_roles):
        return panel_roles
    # Beside figures or dates a column of areas is one of places; where another has those, only if it names recorded ones.
    alone = all(role.kind != "place" for role in panel_roles)
    return [
        replace(role, kind="place" if alone or _places(cells[role.column.number], is_place) > 0.5 else "other")
        if role.kind == "area"
        else role
        for role in panel_roles
    ]


def _lists_areas(panel: list[Role]) -> bool:
    kinds = {role.kind for role in panel}
    return "place" in kinds and not kinds & {"value", "date", "year", "event"} and not any(role.party for role in panel)


def _role(column: Column, cells: list[Cell], is_place: Callable[[str], bool]) -> Role:
    head = re.sub(r"\s", "", unicodedata.normalize("NFKC", column.head)).lower()
    bare = re.sub(r"[(（].*?[)）]", "", head)
    filled = [cell for cell in cells if not kind_of(cell.text)]
    for kind, pattern in _WORDS:
        if re.fullmatch(pattern, bare):
            return Role(column, "other" if kind in ("serial", "number", "flag") else kind)
    if not column.words and not filled:
        return Role(column, "")
    if filled and _share(filled, lambda cell: _code(cell.text)) > 0.5 and not split_head(column.head)[1]:
        return Role(column, "code")
    figures = _share(filled, lambda cell: not isinstance(read_figure(cell.text), str))
    party = "recipient" if _RECIPIENT.search(head) else "helper" if _HELPER.search(head) else ""
    if _AREA.fullmatch(bare) and figures < 0.5:
        return Role(column, "area")
    if figures < 0.5 and (
        _PLACE.fullmatch(bare) or (party and _places(filled, is_place) > 0.3) or _places(filled, is_place) > 0.6
    ):
        return Role(column, "place", party, _level(column.words[-1] if column.words else ""))
    if _DATE.search(bare) and _share(filled, lambda cell: read_date(cell) is not None) >= 0.5:
        return Role(column, "date")
    unit = split_head(column.head)[1]
    if unit is not None or figures >= 0.5 or re.search(r"(?:19|20)\d{2}", bare) or (not filled and column.words):
        return Role(column, "value")
    return Role(column, "other")


def _share(cells: list[Cell], holds: Callable[[Cell], bool]) -> float:
    looked = cells[:200]
    return sum(holds(cell) for cell in looked) / len(looked) if looked else 0.0


def _places(cells: list[Cell], is_place: Callable[[str], bool]) -> float:
    return _share(cells, lambda cell: is_place(cell.text))


def _code(text: str) -> bool:
    return re.fullmatch(r"['‘’]?[1-8]\d{5}(?:\.0+|000000)?", text.strip()) is not None


def _level(head: str) -> str:
    """The level of 省（区、市） is the province, that of 市（州、盟） the prefecture, that of 市州、县 none."""
    bare = re.sub(r"[(（].*?[)）]|名称?|\s", "", head)
    levels = [level for level, words in _LEVELS if set(bare) & set(words)]
    return levels[0] if len(levels) == 1 and all(sign in "省市州盟县区旗级、" for sign in bare) else ""
