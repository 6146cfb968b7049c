"""Numbers as sources write them: 174万, 1,740,000, 22.7%, 三十, 两, 十余萬, 16000多元, 1.33 million, 4.73만."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_DIGITS: Final = dict(zip("零〇一二三四五六七八九两兩", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2), strict=True))
_STEPS: Final = {"十": 10, "百": 100, "千": 1000}
_SCALES: Final = {
    **{"百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4},
    **{"亿": 10**8, "億": 10**8, "万亿": 10**12, "萬億": 10**12},
    **{"만": 10**4, "억": 10**8},
    **{"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}
_HEDGES: Final = {
    ">=": ("多", "余", "餘", "以上", "至少", "不少于", "不低于", "at least"),
    ">": ("超过", "超過", "超", "逾", "more than", "over", "above"),
    "~": ("近", "约", "約", "大约", "大約", "左右", "上下", "nearly", "almost", "about", "around", "some"),
    "<=": ("以内", "以內", "以下", "不超过", "不超過", "不高于", "up to", "at most"),
    "<": ("不足", "不到", "少于", "低于", "less than", "under", "below", "fewer than"),
}
_BOUND_OF: Final = {word: bound for bound, words in _HEDGES.items() for word in words}
# Full-width digits and signs, one character for one, so that positions in the text stay true.
_ASCII: Final = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_PLAIN: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE: Final = f"[{''.join(_DIGITS)}{''.join(_STEPS)}]+"
_SCALE: Final = _any(list(_SCALES))
_BEFORE: Final = _any([*(w for w in _BOUND_OF if w not in ("多", "余", "餘", "左右", "上下", "近") and w[:1] != "以")])
_NUMBER: Final = re.compile(
    # 最近, 附近 are no 'nearly'; 以上 and 左右 may stand behind one counted noun: 30户以上.
    rf"""(?:(?P<before>(?<![最附])近|{_BEFORE})\s*)?
    (?P<per>百分之|千分之)?
    (?P<number>(?:{_PLAIN}|{_CHINESE})\s*(?:多|余|餘)?\s*(?:{_SCALE})?
        (?:(?<=[亿億万萬])(?:{_PLAIN}|{_CHINESE})(?:{_SCALE})|(?<=[万萬])\d{{4}}(?![\d年]))*)
    (?P<more>多|余|餘)?
    \s*(?P<sign>%|‰|个?百分点|個?百分點|percentage\s+points?|per\s?cent)?
    (?P<after>(?:\D{{0,2}}?(?:以上|以内|以內|以下|左右|上下))?)""",
    re.VERBOSE | re.IGNORECASE,
)
# 583.000 and 283 900, as German and Polish group their digits; 0.028 and 32.000% are no such numbers.
_GROUPED: Final = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:([. ])\d{3})(?:\1\d{3})*(?![\d.,]*[\d%])")
_PART: Final = re.compile(rf"({_PLAIN}|{_CHINESE})\s*(多|余|餘)?\s*({_SCALE})?", re.IGNORECASE)


@dataclass(frozen=True)
class Numeral:
    """A number found in a text.

    Parameters
    ----------
    value : decimal.Decimal
        In units: 174万 is 1740000. For a percentage the number before the % sign; ‰ is turned into %.
    kind : str
        ``"count"``, ``"percent"`` or ``"points"`` (百分点).
    bound : str
        ``=``, or what the words around it make of it: ``>=`` 多 余 以上, ``>`` 超过 逾, ``~`` 近 约 左右,
        ``<=`` 以内, ``<`` 不足.
    start, end : int
        Position of the numeral and its words in the text, end exclusive.
    """

    value: Decimal
    kind: str
    bound: str
    start: int
    end: int


def find_numerals(text: str) -> list[Numeral]:
    """Find every number in a text, in figures or in words, Chinese (either script) or English.

    Parameters
    ----------
    text : str
        Any text. Words that merely contain number characters (一带一路) yield small numbers too: this is
        made to answer 'does the text say this number', not 'which numbers does the text mean'.

    Returns
    -------
    list of Numeral
        In order of appearance; empty for a text without numbers.

    Examples
    --------
    >>> [(str(n.value), n.kind, n.bound) for n in find_numerals("累计脱贫174万人,贫困发生率由32%下降到15%")]
    [('1740000', 'count', '='), ('32', 'percent', '='), ('15', 'percent', '=')]
    >>> [(str(n.value), n.bound) for n in find_numerals("77万多人")]
    [('770000', '>=')]
    """
    plain = text.translate(_ASCII)
    numerals = [*_numerals(plain), *_grouped(plain)]
    return sorted(numerals, key=lambda numeral: (numeral.start, numeral.end))


def parse_chinese(word: str) -> int | None:
    """Read a number written in Chinese numerals up to 千.

    Parameters
    ----------
    word : str
        E.g. 三十, 一百二十, 两, 二〇一六 (a row of digits).

    Returns
    -------
    int or None
        None where the characters do not make a number, e.g. 十二五 or 十百.

    Examples
    --------
    >>> parse_chinese("三十"), parse_chinese("一千零五"), parse_chinese("二〇一六"), parse_chinese("十二五")
    (30, 1005, 2016, None)
    """
    if not word or any(char not in _DIGITS and char not in _STEPS for char in word):
        return None
    if all(char in _DIGITS for char in word):
        return int("".join(str(_DIGITS[char]) for char in word))
    total, digit, last_step = 0, None, 10_000
    for char in word:
        if char in _STEPS:
            step = _STEPS[char]
            # 十 alone means 一十; a larger step never follows a smaller one.
            if step >= last_step or (digit is None and (total or step != 10)):
                return None
            total, digit, last_step = total + (1 if digit is None else digit) * step, None, step
        elif _DIGITS[char] == 0:
            if digit is not None:
                return None
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)


def is_compatible(bound: str, stated: str) -> bool:
    """Say whether a record's bound does justice to the words of its quote.

    Parameters
    ----------
    bound : str
        The record's bound.
    stated : str
        The bound of the numeral in the quote.

    Returns
    -------
    bool
        An exact number may carry any bound, since words further off may limit it; a hedged one never ``=``.
    """
    sides = {">=": {">=", ">", "~"}, ">": {">=", ">", "~"}, "<=": {"<=", "<", "~"}, "<": {"<=", "<", "~"}}
    return stated == "=" or bound in sides.get(stated, {"~", ">=", "<=", "<", ">"})


def _numerals(text: str) -> Iterator[Numeral]:
    for match in _NUMBER.finditer(text):
        value, inner = _value(match["number"])
        if value is None:
            continue
        kind = "percent" if match["per"] else _kind(match["sign"])
        if match["per"] == "千分之" or match["sign"] == "‰":
            kind, value = "percent", value / 10
        # Between the number and 以上 one counted noun may stand: only the last two characters are the hedge.
        hedge = match["more"] or inner or match["before"] or match["after"][-2:]
        bound = _BOUND_OF[hedge.lower()] if hedge else "="
        yield Numeral(value, kind, bound, match.start(), match.end())


def _grouped(text: str) -> Iterator[Numeral]:
    """Read again, as thousands, what else is read as a decimal or as two numbers: a European text may say either."""
    if not re.search("[A-Za-z]{3}", text):
        return
    for match in _GROUPED.finditer(text):
        value = Decimal(re.sub("[. ]", "", match[0]))
        yield Numeral(value, "count", "=", match.start(), match.end())


def _kind(sign: str | None) -> str:
    if not sign:
        return "count"
    return "percent" if sign in ("%", "‰") or (sign.lower().startswith("per") and "point" not in sign) else "points"


def _value(number: str) -> tuple[Decimal | None, str]:
    total, hedge = Decimal(0), ""
    for figure, more, scale in _PART.findall(number):
        chinese = parse_chinese(figure)
        if figure[0].isdigit() and figure[0] not in _DIGITS:
            part = Decimal(figure.replace(",", ""))
        elif chinese is None:
            return None, ""
        else:
            part = Decimal(chinese)
        total += part * _SCALES.get(scale.lower(), 1)
        hedge = hedge or more
    return total, hedge
