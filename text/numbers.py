"""Numbers as the atlas prints them: as reported, never rounded, in 万, 亿 and 万亿 for Chinese readers."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

MISSING: Final = "—"
_LOCALES: Final = {"zh": "zh_Hans_CN", "en": "en"}
_BOUNDS: Final = {
    "zh": {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "~": "约"},
    "en": {"<=": "≤ ", ">=": "≥ ", "<": "< ", ">": "> ", "~": "about "},
}
#: Money in English, where a scale spells out what was reported in three digits after the point at most.
_SCALES: Final = ((Decimal(10) ** 12, " tn"), (Decimal(10) ** 9, " bn"), (Decimal(10) ** 6, " m"))
_MYRIADS: Final = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def format_number(value: float, lang: str) -> str:
    """Print a number with all its digits: 0.028, 22.7, 1,740,000 (English) or 174万 (Chinese).

    Parameters
    ----------
    value : float
        The number; NaN and None print as an em dash.
    lang : str
        ``"zh"`` or ``"en"``.

    Examples
    --------
    >>> format_number(1740000, "zh"), format_number(1740000, "en"), format_number(0.028, "zh"), format_number(1.2e12, "zh")
    ('174万', '1,740,000', '0.028', '1.2万亿')
    """
    if value is None or math.isnan(value):
        return MISSING
    number = Decimal(repr(float(value)))
    if lang == "zh":
        for size, word in _MYRIADS:
            # Only where 万亿, 亿 or 万 spells the number out exactly as it was reported: 72,213 stays 72,213.
            if abs(number) >= size and (number / size * 100) % 1 == 0:
                return f"{_plain(number / size, lang)}{word}"
    return _plain(number, lang)


def carries_unit(unit: str, lang: str) -> bool:
    """Say whether :func:`format_value` prints a unit as a sign at the number, so that no word has to follow.

    Parameters
    ----------
    unit : str
        ``"%"``, ``"yuan"``, or any other unit id.
    """
    return unit == "%" or (unit == "yuan" and lang == "en")


def format_value(value: float, unit: str, bound: str, lang: str) -> str:
    """Print a reported value with its bound and unit sign.

    Parameters
    ----------
    value : float
        The value; a percentage is the number before the % sign.
    unit : str
        ``"%"`` is put behind the number, in English ``"yuan"`` as ¥ before it, in trillions, billions and millions; any
        other unit is left to the caller's words.
    bound : str
        One of ``= <= >= < > ~``; an empty bound counts as ``=``.
    lang : str
        ``"zh"`` or ``"en"``.

    Examples
    --------
    >>> format_value(0.028, "%", "=", "zh"), format_value(770000, "person", ">=", "zh")
    ('0.028%', '≥77万')
    >>> format_value(120128000000, "yuan", "=", "en"), format_value(36120990, "yuan", ">", "en")
    ('¥120.128 bn', '> ¥36,120,990')
    """
    text = format_number(value, lang)
    if text == MISSING:
        return text
    if unit == "%":
        text = f"{text}%"
    elif carries_unit(unit, lang):
        text = _money(Decimal(repr(float(value))), lang)
    return f"{_BOUNDS[lang].get(bound, '')}{text}"


def _money(number: Decimal, lang: str) -> str:
    for size, word in _SCALES:
        if abs(number) >= size and (number / size * 1000) % 1 == 0:
            return f"¥{_plain(number / size, lang)}{word}"
    return f"¥{_plain(number, lang)}"


def _plain(number: Decimal, lang: str) -> str:
    return str(format_decimal(number.normalize(), locale=_LOCALES[lang], decimal_quantization=False))
