"""Units as tables write them: 万元, （％）, GDP,亿元, 单位：人; and the names of columns without them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_SCALES: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "億": 8, "万亿": 12}
#: Word to unit of data.schema.model.UNITS; "" where the word counts whatever is counted.
_WORDS: Final = {
    **{
        "元": "yuan",
        "人民币": "yuan",
        "人": "person",
        "名": "person",
        "口人": "person",
        "人次": "person_time",
        "人/次": "person_time",
    },
    **{"户": "household", "村": "village", "个村": "village", "行政村": "village", "县": "county", "个县": "county"},
    **{
        "个县区": "county",
        "县(市、区)": "county",
        "镇": "town",
        "乡镇": "town",
        "个乡镇": "town",
        "所学校": "school",
        "学校": "school",
    },
    **{"医院": "hospital", "所医院": "hospital", "对": "pair", "项": "project", "个项目": "project", "家企业": "company"},
    **{"家": "", "个": "", "所": "", "%": "%", "百分比": "%", "yuan": "yuan", "persons": "person", "person": "person"},
    **{"people": "person", "households": "household", "percent": "%", "rmb": "yuan", "cny": "yuan"},
}
_BRACKETS: Final = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
_TRAILING: Final = re.compile(r"^(.+?)[,，、/:：]\s*([^,，、/:：]+)$")
_CORNER: Final = re.compile(r"^[(（]?\s*(?:计量)?\s*单\s*位\s*[:：]\s*(.+?)[)）]?$|^unit\s*:\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """A unit with its scale.

    Attributes
    ----------
    word : str
        As the table has it.
    factor : decimal.Decimal
        万元 is 10,000 yuan.
    unit : str
        Of :data:`data.schema.model.UNITS`; "" for 个 and the like, which count what the column names.
    """

    word: str
    factor: Decimal
    unit: str


def word_unit(word: str) -> str | None:
    """Return the unit that a counted word means; None for an unknown word."""
    return _WORDS.get(word.strip().lower())


def unit_in_words(unit: str) -> str:
    """Return a unit as tables write it; the unit itself where they have no word for it."""
    return next((word for word, meant in _WORDS.items() if meant == unit), unit)


def read_unit(text: str) -> Unit | None:
    """Read a unit with its scale.

    Returns
    -------
    Unit or None
        None for what is no unit that the atlas has.

    Examples
    --------
    >>> read_unit("万元"), read_unit("亩")
    (Unit(word='万元', factor=Decimal('10000'), unit='yuan'), None)
    """
    word = unicodedata.normalize("NFKC", text).strip().lower()
    for scale in ("", *sorted(_SCALES, key=len, reverse=True)):
        base = word[len(scale) :]
        if word.startswith(scale) and base in _WORDS:
            return Unit(text.strip(), Decimal(10) ** _SCALES.get(scale, 0), _WORDS[base])
    return Unit(text.strip(), Decimal(10) ** _SCALES[word], "") if word in _SCALES else None


def split_head(head: str) -> tuple[str, Unit | None]:
    """Part a column's head into its name and its unit.

    Examples
    --------
    >>> split_head("资金分配额(万元)")[0], split_head("GDP,亿元")[0], split_head("市（州、盟）")
    ('资金分配额', 'GDP', ('市（州、盟）', None))
    """
    for bracket in _BRACKETS.finditer(head):
        inner = re.sub(r"^单位[:：]", "", bracket[1].strip())
        unit = read_unit(inner)
        if unit is not None:
            return (head[: bracket.start()] + head[bracket.end() :]).strip(), unit
    trailing = _TRAILING.match(head)
    if trailing is not None and (unit := read_unit(trailing[2])) is not None:
        return trailing[1].strip(), unit
    return head, None


def corner(text: str) -> str | None:
    """Return what a cell beside the table says its unit is; None where it says nothing of the kind.

    Examples
    --------
    >>> corner("单位：万元"), corner("（单位:人）"), corner("单位名称")
    ('万元', '人', None)
    """
    match = _CORNER.match(unicodedata.normalize("NFKC", text).strip())
    return None if match is None else (match[1] or match[2]).strip()
