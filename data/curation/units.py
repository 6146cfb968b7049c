"""Raw values and units: 174, '万人(余)' → 1740000 persons, at least."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from data.curation.ledger import Refused

_SCALES: Final = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_UNITS: Final = {
    **{"%": "%", "人": "person", "名": "person", "人次": "person_time", "元": "yuan", "家": "company"},
    **{"个": "", "个县": "county", "县": "county"},
}
"""Unit word to unit; 个 takes that of what is counted."""
_HEDGES: Final = {
    **{"余": ">=", "多": ">=", "超过": ">", "逾": ">", "over": ">", "just above": ">", "less than": "<"},
    **{"近": "~", "约": "~", "around": "~", "nearly": "~", "左右": "~"},
}
_EXPECTED: Final = ("预计", "有望", "expected")
_VALUE: Final = re.compile(r"(<=|>=|<|>)?(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")
_UNIT: Final = re.compile(r"(万亿|亿|万)?(人次|人|名|元|家|个县|个|县|%)")


@dataclass(frozen=True)
class Amount:
    """A value in units.

    Parameters
    ----------
    value : str
        Digits, as the fact files have them.
    high : str
        Upper end of a band, else empty.
    bound : str
        ``""`` where neither value nor unit hedges it.
    unit : str
        Unit id; empty for 个, which takes that of what is counted.
    expected : bool
        Whether the source only expects it.
    """

    value: str
    high: str
    bound: str
    unit: str
    expected: bool


def parse_amount(value: str, unit: str) -> Amount:
    """Read a raw value with its raw unit.

    Parameters
    ----------
    value : str
        E.g. ``174``, ``<3``, ``5-10``.
    unit : str
        E.g. ``%``, ``万人(余)``, ``个(左右,预计)``.

    Returns
    -------
    Amount

    Raises
    ------
    Refused
        Where either cannot be read.

    Examples
    --------
    >>> parse_amount("133", "万人(余)")
    Amount(value='1330000', high='', bound='>=', unit='person', expected=False)
    """
    read = _VALUE.fullmatch(value)
    word, _, remark = unit.removesuffix("/年").partition("(")
    named = _UNIT.fullmatch(word.removesuffix("/年"))
    if read is None or named is None:
        raise Refused(f"value or unit cannot be read: {value} {unit}")
    factor = _SCALES.get(named[1] or "", 1)
    hedged = next((bound for hedge, bound in _HEDGES.items() if hedge in remark), "")
    return Amount(
        value=plain(Decimal(read[2]) * factor),
        high=plain(Decimal(read[3]) * factor) if read[3] else "",
        bound=read[1] or hedged,
        unit=_UNITS[named[2]],
        expected=any(word in remark for word in _EXPECTED),
    )


def plain(number: Decimal) -> str:
    """Write a number in digits, without exponent or idle zeros.

    Parameters
    ----------
    number : decimal.Decimal

    Returns
    -------
    str

    Examples
    --------
    >>> plain(Decimal("1.20E+7")), plain(Decimal("0.50"))
    ('12000000', '0.5')
    """
    return format(number.normalize(), "f")
