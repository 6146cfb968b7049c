"""Short forms of place names, for labels where the full name has no room."""

from __future__ import annotations

import re
from typing import Final

_GENERIC: Final = re.compile(
    r" (?:Province|Special Administrative Region|SAR|(?:(?:Zhuang|Hui|Uygur) )?Autonomous Region|"
    r"(?:Autonomous )?Prefecture|League|Forestry District|(?:\w+ )*Autonomous County)$"
)
#: Peoples named in the names of autonomous prefectures, left out of the short form as they are in Chinese usage.
_PEOPLES: Final = {
    *("Hui", "Tibetan", "Qiang", "Yi", "Miao", "Dong", "Buyei", "Tujia", "Korean", "Lisu", "Bai", "Hani"),
    *("Zhuang", "Dai", "Jingpo", "Mongol", "Kazakh", "Kyrgyz", "Li", "and"),
}


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
