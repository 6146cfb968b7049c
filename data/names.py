"""Short forms of place names, for labels where the full name has no room."""

from __future__ import annotations

import re
from typing import Final

from pypinyin import lazy_pinyin, load_phrases_dict

_GENERIC: Final = re.compile(
    r" (?:Province|Special Administrative Region|SAR|(?:(?:Zhuang|Hui|Uygur) )?Autonomous Region|"
    r"(?:Autonomous )?Prefecture|League|Forestry District|(?:\w+ )*Autonomous County)$"
)
_PEOPLE_ZH: Final = "|".join(
    (
        *("蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼"),
        *("哈萨克", "傣", "黎", "傈僳", "佤", "畲", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔"),
        *("仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克"),
        *("俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺"),
        "各",
    )
)
_KINDS: Final = re.compile(rf"(?:(?:{_PEOPLE_ZH})族)*自治[县旗]$|(?<=神农架)林区$|[矿特]区$|[县区市旗]$")
#: Place names that a dictionary of words reads otherwise, as the places themselves are called.
_READINGS: Final = {
    "朝阳": "chao yang", "长清": "chang qing", "长葛": "chang ge", "长垣": "chang yuan", "长武": "chang wu",
    "长顺": "chang shun", "长海": "chang hai", "长泰": "chang tai", "长阳": "chang yang", "都匀": "du yun",
    "六合": "lu he", "浚县": "xun xian", "单县": "shan xian", "洪洞": "hong tong", "繁峙": "fan shi", "曾都": "zeng du",
    "覃塘": "qin tang", "筠连": "jun lian", "郫都": "pi du", "宕昌": "tan chang", "珲春": "hun chun", "蚌山": "beng shan",
    "乐陵": "lao ling",
}  # fmt: skip
load_phrases_dict({name: [[syllable] for syllable in reading.split()] for name, reading in _READINGS.items()})
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
    stem = _KINDS.sub("", name_zh) or name_zh.partition("族")[0]
    words = lazy_pinyin(stem if len(stem) > 1 else name_zh, errors="ignore")
    # An apostrophe where a syllable begins with a vowel, as in Xi'an.
    return "".join(f"'{word}" if n and word[:1] in "aoe" else word for n, word in enumerate(words)).capitalize()


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
