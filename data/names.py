"""Short forms of place names, for labels where the full name has no room."""

from __future__ import annotations

import re
from typing import Final

from pypinyin import lazy_pinyin

_GENERIC: Final = re.compile(
    r" (?:Province|Special Administrative Region|SAR|(?:(?:Zhuang|Hui|Uygur) )?Autonomous Region|"
    r"(?:Autonomous )?Prefecture|League|Forestry District|(?:\w+ )*Autonomous County)$"
)
_KINDS: Final = re.compile(r"(?:各族)?(?:自治县|自治旗|矿区|林区|新区|特区|[县区市旗])$")
#: Peoples named in the names of autonomous prefectures, left out of the short form as they are in Chinese usage.
_PEOPLES: Final = {
    *("Hui", "Tibetan", "Qiang", "Yi", "Miao", "Dong", "Buyei", "Tujia", "Korean", "Lisu", "Bai", "Hani"),
    *("Zhuang", "Dai", "Jingpo", "Mongol", "Kazakh", "Kyrgyz", "Li", "and"),
}


def romanised(name_zh: str) -> str:
    """Return the pinyin of a Chinese place name without tones, as one capitalised word.

    Parameters
    ----------
    name_zh : str
        E.g. a county's name; the words for its kind (县, 区, 自治县 …) are left out where something is left without them.

    Returns
    -------
    str

    Examples
    --------
    >>> romanised("隆德县"), romanised("赫县"), romanised("东城区")
    ('Longde', 'Hexian', 'Dongcheng')
    """
    stem = _KINDS.sub("", name_zh)
    words = lazy_pinyin(stem if len(stem) > 1 else name_zh, errors="ignore")
    return "".join(words).capitalize()


def short_name(name_en: str) -> str:
    """Return the short English form of a region's name.

    Parameters
    ----------
    name_en : str
        Full English name; empty gives empty.

    Returns
    -------
    str

    Examples
    --------
    >>> short_name("Linxia Hui Autonomous Prefecture"), short_name("Fujian Province"), short_name("Ningde")
    ('Linxia', 'Fujian', 'Ningde')
    """
    stem = _GENERIC.sub("", name_en)
    if stem == name_en or "Autonomous" not in name_en:
        return stem
    words = stem.split()
    while len(words) > 1 and words[-1].strip(",") in _PEOPLES:
        words.pop()
    return " ".join(words)
