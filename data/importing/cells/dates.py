"""Dates as tables write them: 2019年4月, 2020.11, 二〇二〇年十一月, 2020年底, 拟2020年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.dates import is_date
from data.evidence.numerals import parse_chinese
from data.importing.cells.figures import plain
from data.importing.reading.sheet import Cell
from data.schema.columns import FIRST_YEAR, LAST_YEAR

_PLANNED: Final = re.compile(r"^(?:拟|拟于|计划|计划于|预计|预计于|将于|力争|确保|目标)\s*")
_CHINESE: Final = re.compile(r"[〇零一二三四五六七八九十]+")
_PARTS: Final = re.compile(
    r"(?P<year>\d{4})(?:\s*年度?|[-./年](?P<month>\d{1,2})(?:月份?)?(?:[-./月](?P<day>\d{1,2})日?)?)?(?:\s+00:00(?::00)?)?"
)
_COMPACT: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?")
#: What names a part of a year, and the month that may be meant.
_PART_OF_YEAR: Final = {
    "底": "12",
    "末": "12",
    "年末": "12",
    "年底": "12",
    "初": "01",
    "年初": "01",
    "中": "06",
    "上半年": "06",
}
_DOUBTFUL: Final = re.compile(r"(\d{4})\s*年?\s*(年底|年末|年初|上半年|底|末|初|中)")


@dataclass(frozen=True)
class Dated:
    """A date as a cell prints it.

    Attributes
    ----------
    choices : tuple of str
        Partial ISO dates that it may mean, the plainest first; more than one is asked about.
    planned : bool
        Whether it is a plan (拟2020年) and nothing that happened.
    """

    choices: tuple[str, ...]
    planned: bool = False


def read_date(cell: Cell) -> Dated | None:
    """Read a cell as a date.

    Returns
    -------
    Dated or None
        None for what is no date, or one outside the years of the atlas.

    Examples
    --------
    >>> read_date(Cell(1, 1, "二〇二〇年十一月")).choices, read_date(Cell(1, 1, "2020年底")).choices
    (('2020-11',), ('2020', '2020-12'))
    """
    if isinstance(cell.value, date):
        return _sound([cell.text], False)
    text = plain(cell.text)
    bare = _PLANNED.sub("", text)
    planned, bare = bare != text, _CHINESE.sub(_digits, bare)
    if isinstance(cell.value, float) and re.fullmatch(r"\d{4}\.\d", bare):
        # A number loses its last zero: 2020.1 may have been 2020.10.
        year, month = bare.split(".")
        return _sound([f"{year}-{month.zfill(2)}", f"{year}-{month}0"], planned)
    doubtful = _DOUBTFUL.fullmatch(bare)
    if doubtful is not None:
        return _sound([doubtful[1], f"{doubtful[1]}-{_PART_OF_YEAR[doubtful[2]]}"], planned)
    match = _PARTS.fullmatch(bare) or _COMPACT.fullmatch(bare)
    if match is None:
        return None
    parts = [match["year"], *(part.zfill(2) for part in (match["month"], match["day"]) if part)]
    return _sound(["-".join(parts)], planned)


def _digits(match: re.Match[str]) -> str:
    number = parse_chinese(match[0])
    return match[0] if number is None else str(number)


def _sound(choices: list[str], planned: bool) -> Dated | None:
    good = tuple(choice for choice in choices if is_date(choice) and FIRST_YEAR <= int(choice[:4]) <= LAST_YEAR)
    return Dated(good, planned) if good else None


def years_in(text: str) -> list[str]:
    """Return the years that a title, head or footer names, in their order, each once.

    Examples
    --------
    >>> years_in("乙市2018年资金（2018年第二批）"), years_in("2010—2012年"), years_in("电话：0000-1234567")
    (['2018'], ['2010', '2012'], [])
    """
    years = re.findall(r"(?<![\d-])((?:19|20)\d{2})(?=\s*(?:年|[-—–~至/.]\s*\d|$|\s|[)）]))", plain(text))
    return list(dict.fromkeys(year for year in years if FIRST_YEAR <= int(year) <= LAST_YEAR))
