"""How wide a text is, about, and where to break it: nothing has drawn it yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import east_asian_width

# Widths in em, measured on Noto Sans CJK SC and rounded up: a guess too wide only leaves some air.
_WIDE_EM: Final = 1.0
_OTHER_EM: Final = 0.56
_WIDTHS_EM: Final = (("ijlIft.,:;'|()[]! -\N{NO-BREAK SPACE}", 0.36), ("mwMW@", 0.88), ("ABCDEFGHJKLNOPQRSTUVXYZ", 0.68))
# The last are as wide as a character in typefaces for Chinese.
_NARROW_EM: Final = (
    {ord(sign): width for signs, width in _WIDTHS_EM for sign in signs}
    | {ord("%"): 0.92}
    | dict.fromkeys(map(ord, "“”‘’…—→←↑↓≤≥×·"), _WIDE_EM)
)
#: The first sign of the Chinese and Japanese blocks.
_WIDE_FROM: Final = chr(0x2E80)
#: How much wider bold type is.
BOLD: Final = 1.06
#: Room beside words that are drawn in whatever typeface a machine has: it may be wider than the one measured.
SPARE: Final = 1.12
#: A line neither begins with what closes, or with a space that does not break, nor ends with what opens.
_CLOSING: Final = "，。、；：？！）》」』】”’％…,.;:?!)]%\N{NO-BREAK SPACE}"
_OPENING: Final = "（《「『【“‘(["
#: A number and what it counts are not parted, with a space between them or without, nor a month and its day.
_COUNTED: Final = "年月日号个对万亿元人户家县村条处项倍"
_COUNTING: Final = re.compile(rf"(?<=\d) (?=[{_COUNTED}])")
#: Nor are the parts of a date, where a line has room for it.
_MONTHS: Final = frozenset(re.findall(r"\w+ ", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec "))
_MONTH_SIGNS: Final = frozenset(name[0] for name in _MONTHS)
_LAST_DAY: Final = 31


def width_em(text: str) -> float:
    """Estimate the width of one line of text.

    Parameters
    ----------
    text : str
        Plain text, before any escaping; empty gives 0.

    Returns
    -------
    float
        Width in em: 1 for a Chinese character, about a half for a letter or figure.

    Examples
    --------
    >>> width_em("新疆"), round(width_em("32%"), 2)
    (2.0, 2.04)
    """
    return _wider(0.0, text)


def _wider(wide_em: float, text: str) -> float:
    """Add the width of what follows to that of what a line holds."""
    for sign in text:
        wide_em += _sign_em(sign)
    return wide_em


# Whoever breaks lines asks this thousands of times a slide, and of few signs.
@lru_cache(8_192)
def _sign_em(sign: str) -> float:
    return _WIDE_EM if east_asian_width(sign) in "WF" else _NARROW_EM.get(ord(sign), _OTHER_EM)


def is_latin(text: str) -> bool:
    """Whether a text has no Chinese or Japanese sign in it."""
    return max(text, default="") < _WIDE_FROM


#: Names of a list, each with its number or arrow and with what parts it from the next.
_NAMES: Final = re.compile(r"(?:[^、；：，;:, ]| (?=[→\d]))+[、；：，;:, ]*|[、；：，;:, ]+")


def wrap(text: str, limit_em: float, *, hard: bool = False, listed: bool = False) -> list[str]:
    """Break a text into lines: between words, and anywhere in Chinese but after a number that counts what follows.

    Parameters
    ----------
    text : str
        Plain text.
    limit_em : float
        Width a line may have, in em; a longer word stays whole, a longer number with what it counts does not.
    hard : bool
        Whether a longer word, such as an address, is broken anywhere instead.
    listed : bool
        Whether it is a list of names: lines end between names, and in one only where it is longer than a line.

    Returns
    -------
    list of str
        At least one line; empty text gives one empty line.

    Examples
    --------
    >>> wrap("as reported by", 7), wrap("新疆党委", 2), wrap("2020年11月20日", 5)
    (['as reported', 'by'], ['新疆', '党委'], ['2020年', '11月20日'])
    >>> wrap("大连 → 六盘水；苏州", 5.5), wrap("大连 → 六盘水；苏州", 5.5, listed=True)
    (['大连 → 六盘', '水；苏州'], ['大连 →', '六盘水；', '苏州'])
    """
    names = _NAMES.findall(text) if listed else [text]
    pieces = [part for name in names for part in ([name] if width_em(name) <= limit_em else _fitting(name, limit_em))]
    lines, wide = [""], 0.0
    for piece in (part for whole in pieces for part in _chopped(whole, limit_em)) if hard else pieces:
        # A line grows sign by sign: measured from its beginning for each, a long one would take ten times as long.
        ending = piece.rstrip()
        if lines[-1] and ending and _wider(wide, ending) > limit_em:
            lines.append("")
            wide = 0.0
        added = piece if lines[-1] else piece.lstrip()
        lines[-1] += added
        wide = _wider(wide, added)
    return [line.rstrip() for line in lines]


def bound(text: str) -> str:
    r"""Bind numbers to what they count, for a program that breaks lines itself.

    Examples
    --------
    >>> bound("23 对中 3 pairs")
    '23\xa0对中 3 pairs'
    """
    return _COUNTING.sub("\N{NO-BREAK SPACE}", text)


def cut(text: str, limit_em: float) -> str:
    """Return a text that ends where its room does, with an ellipsis; as it is where it fits."""
    if width_em(text) <= limit_em:
        return text
    keep = next(n for n in range(len(text), -1, -1) if n == 0 or width_em(text[:n]) + 1 <= limit_em)
    return f"{text[:keep].rstrip()}…"


def _chopped(piece: str, limit_em: float) -> list[str]:
    """Cut a piece that is wider than a line into parts that are not; a single sign stays."""
    if width_em(piece) <= limit_em:
        return [piece]
    parts, wide = [""], 0.0
    for sign in piece:
        if parts[-1] and not sign.isspace() and _wider(wide, sign) > limit_em:
            parts.append("")
            wide = 0.0
        parts[-1] += sign
        wide = _wider(wide, sign)
    return parts


def _fitting(text: str, limit_em: float, joins: int = 2) -> Iterator[str]:
    """Cut a text where a line may end, a piece that is longer than a line where it else would not."""
    for piece in _pieces(text, joins):
        if joins and width_em(piece) > limit_em:
            yield from _fitting(piece, limit_em, joins - 1)
        else:
            yield piece


def _pieces(text: str, joins: int) -> list[str]:
    """Cut a text where a line may end: after a space and around each wide character, but never before what closes.

    Parameters
    ----------
    joins : {0, 1, 2}
        Whether numbers stay with what they count, and whether the parts of a date stay together.
    """
    pieces = [""]
    for sign in text:
        last = pieces[-1][-1:]
        wide = east_asian_width(sign) in "WF" or (last != "" and east_asian_width(last) in "WF")
        ends = last == " " or (last and wide and sign not in _CLOSING and last not in _OPENING)
        counted = joins > 0 and _counts(pieces[-1], sign)
        if ends and not counted and not (joins > 1 and _dates(pieces[-1], sign)):
            pieces.append("")
        pieces[-1] += sign
    return [piece for piece in pieces if piece]


def _counts(before: str, sign: str) -> bool:
    """Whether a sign is what the number before it counts, or begins the day of a month."""
    if sign in _COUNTED:
        return before.rstrip(" \N{NO-BREAK SPACE}")[-1:].isdecimal()
    return sign.isdecimal() and before[-1:] == "月" and before[-2:-1].isdecimal()


def _dates(before: str, sign: str) -> bool:
    """Whether a sign goes on with a date: the month of a year in Chinese, of a day, or the year of a month, in English."""
    if sign.isdecimal():
        return (before[-1:] == "年" and before[-2:-1].isdecimal()) or before[-4:] in _MONTHS
    return sign in _MONTH_SIGNS and before[-1:] == " " and before[:-1].isdecimal() and int(before) <= _LAST_DAY
