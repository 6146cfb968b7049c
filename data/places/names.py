"""Short forms of place names, for labels where the full name has no room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pypinyin import lazy_pinyin

_GENERIC: Final = re.compile(
    r" (?:Province|Special Administrative Region|SAR|(?:(?:Zhuang|Hui|Uygur) )?Autonomous Region|"
    r"(?:Autonomous )?Prefecture|League|Forestry District|Autonomous (?:County|Banner))$"
)
#: Length of a Chinese name of one character with its kind.
_ONE_CHARACTER: Final = 2
#: Full and short name of a prefecture whose short one keeps its kind after the whole name, unlike 博州.
_WITH_KIND: Final = re.compile(r"(..+?)\S*自治州 \1州")
_SMALL: Final = re.compile(r" (?:County|District|Banner)$")
_PEOPLE_ZH: Final = "|".join(
    (
        *("蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼"),
        *("哈萨克", "傣", "黎", "傈僳", "佤", "畲", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土", "达斡尔"),
        *("仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克"),
        *("俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺"),
        "各",
    )
)
# Some names of autonomous units write a people without 族. Of one character it could be the end of the place's own name.
_PEOPLE_BARE: Final = "蒙古|哈萨克|柯尔克孜|锡伯|塔吉克"
_AUTONOMOUS: Final = rf"(?:(?:{_PEOPLE_ZH})族|{_PEOPLE_BARE})*自治[县旗]$"
_KINDS: Final = re.compile(rf"{_AUTONOMOUS}|(?:(?:{_PEOPLE_ZH})族)+区$|(?<=神农架)林区$|(?<=..)新区$|[矿特]区$|[县区市旗]$")
#: Names whose reading no rule gives: as the places are called, in the reading of the list of administrative divisions.
_READINGS: Final = {
    "朝阳": "chao yang",
    "长子": "zhang zi",
    "六合": "lu he",
    "六枝": "liu zhi",
    "浚县": "xun xian",
    "单县": "shan xian",
    "洪洞": "hong tong",
    "繁峙": "fan shi",
    "曾都": "zeng du",
    "覃塘": "qin tang",
    "筠连": "jun lian",
    "郫都": "pi du",
    "宕昌": "tan chang",
    "珲春": "hun chun",
    "蚌山": "beng shan",
    "乐陵": "lao ling",
    "乐亭": "lao ting",
    "乐清": "yue qing",
    "南乐": "nan le",
    "民乐": "min le",
    "大城": "dai cheng",
    "泊头": "bo tou",
    "穆棱": "mu ling",
    "丹棱": "dan leng",
    "涡阳": "guo yang",
    "马尾": "ma wei",
    "召陵": "shao ling",
    "佛坪": "fo ping",
    "佛冈": "fo gang",
    "荥经": "ying jing",
    "荥阳": "xing yang",
    "龙圩": "long xu",
    "崆峒": "kong tong",
    "称多": "chen duo",
    "莎车": "sha che",
    "伽师": "jia shi",
    "尉犁": "yu li",
    "蔚县": "yu xian",
    "红寺堡": "hong si bu",
    "吴堡": "wu bu",
    "浪卡子": "lang ka zi",
    "八宿": "ba su",
    "嘉模": "jia mo",
    "路凼填海": "lu dang tian hai",
    "大埔": "da bu",
    "犍为": "qian wei",
    "监利": "jian li",
    "中牟": "zhong mu",
    "渑池": "mian chi",
    "泌阳": "bi yang",
    "铅山": "yan shan",
    "枞阳": "zong yang",
    "歙县": "she xian",
    "黟县": "yi xian",
    "番禺": "pan yu",
    "隰县": "xi xian",
    "莘县": "shen xian",
    "柘城": "zhe cheng",
    "柘荣": "zhe rong",
    "柞水": "zha shui",
    "珙县": "gong xian",
    "秭归": "zi gui",
    "郧阳": "yun yang",
    "东阿": "dong e",
    "长汀": "chang ting",
    "闵行": "min hang",
    "漯河": "luo he",
    "黄陂": "huang pi",
    "盱眙": "xu yi",
    "陆良": "lu liang",
    "句容": "ju rong",
}
#: How a character is read in names of places, where a dictionary of words often takes another of its readings.
_CHARACTERS: Final = {"都": "du", "长": "chang", "什": "shi", "勒": "le"}
#: Peoples named in the names of autonomous prefectures, left out of the short form as they are in Chinese usage.
_PEOPLES: Final = {
    *("Hui", "Tibetan", "Qiang", "Yi", "Miao", "Dong", "Buyei", "Tujia", "Korean", "Lisu", "Bai", "Hani"),
    *("Zhuang", "Dai", "Jingpo", "Mongol", "Kazakh", "Kyrgyz", "Li", "Manchu", "Yao", "She", "Va", "Lahu", "Sui"),
    *("Naxi", "Tu", "Daur", "Mulao", "Blang", "Salar", "Maonan", "Gelao", "Xibe", "Pumi", "Tajik", "Nu", "Bonan"),
    *("Dongxiang", "Yugur", "Derung", "Multi-Ethnic", "and"),
}


def stem(name_zh: str) -> str:
    """Return a Chinese place name without the words for its kind.

    Returns
    -------
    str
        The whole name where one character or none would be left, but for units named after a people alone.

    Examples
    --------
    >>> stem("隆德县"), stem("赫县"), stem("木垒哈萨克自治县"), stem("鄂温克族自治旗")
    ('隆德', '赫县', '木垒', '鄂温克')
    """
    bare = _KINDS.sub("", name_zh) or re.sub(r"族?自治[县旗]$", "", name_zh)
    return bare if len(bare) > 1 else name_zh


def syllables(stem_zh: str) -> list[str]:
    """Return how a place is read, a syllable a character, without tones.

    Parameters
    ----------
    stem_zh : str
        A name without its kind, as :func:`stem` gives it.

    Returns
    -------
    list of str
        ``ü`` stays; characters without a reading are left out.

    Examples
    --------
    >>> syllables("绿春"), syllables("莎车")
    (['lü', 'chun'], ['sha', 'che'])
    """
    if stem_zh in _READINGS:
        return _READINGS[stem_zh].split()
    read = lazy_pinyin(stem_zh, errors="ignore", v_to_u=True)
    if len(read) != len(stem_zh):
        return read
    return [_CHARACTERS.get(char, syllable) for char, syllable in zip(stem_zh, read, strict=True)]


def romanised(name_zh: str) -> str:
    """Return the pinyin of a Chinese place name without tones, as one capitalised word.

    Parameters
    ----------
    name_zh : str
        E.g. a county's name; the words for its kind (县, 区, 自治县 …) are left out where something is left without them.

    Examples
    --------
    >>> romanised("隆德县"), romanised("赫县"), romanised("东城区")
    ('Longde', 'Hexian', 'Dongcheng')
    """
    words = syllables(stem(name_zh))
    # An apostrophe where a syllable begins with a vowel, as in Xi'an.
    return "".join(f"'{word}" if n and word[:1] in "aoe" else word for n, word in enumerate(words)).capitalize()


def short_name(name_en: str) -> str:
    """Return the short English form of a region's name.

    Parameters
    ----------
    name_en : str
        Full English name; empty gives empty.

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


def short_of(region: Mapping[Any, Any], lang: str) -> str:
    """Return the short name of a region in a language.

    Parameters
    ----------
    region : mapping
        A row of ``regions``: ``name_zh``, ``short_zh``, ``name_en``.

    Returns
    -------
    str
        In English without 'County', 'District' or 'Banner' where the Chinese leaves the kind out too, as it does unless
        two places would be called the same; and for a name of one character, whose kind is part of it: Zhaoxian. With
        'Prefecture' where the Chinese says so: 海南州 is not the province of Hainan.
    """
    if lang == "zh":
        return str(region["short_zh"] or region["name_zh"])
    short = short_name(str(region["name_en"]))
    if _WITH_KIND.fullmatch(f"{region['name_zh']} {region['short_zh']}"):
        return f"{short} Prefecture"
    bare = str(region["short_zh"]) not in ("", region["name_zh"]) or len(str(region["name_zh"])) == _ONE_CHARACTER
    return _SMALL.sub("", short) if bare else short
