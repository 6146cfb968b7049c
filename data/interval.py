"""What a reported value can mean as a range: bounds, bands, 'about', and the digits that were printed.

Sums, differences and quotients of ranges are ranges again, so arithmetic on printed figures carries its own
tolerance (interval arithmetic: R. E. Moore, *Interval Analysis*, 1966, chapter 2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import inf, isnan
from typing import Any, Final

from data.evidence.highlight import figures_in

#: 近 and 约 say that a number was rounded. Rounding to two digits moves it by at most half a unit of the second
#: digit, which is 5 % of the smallest such number (10.5 said as 10 or 11).
ABOUT: Final = 0.05

_DIGITS: Final = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
# Floating-point noise must not part two ranges that touch.
_NOISE: Final = 1e-9
_THOUSANDS: Final = 1000


@dataclass(frozen=True)
class Interval:
    """A range of numbers.

    Parameters
    ----------
    low, high : float
        Its ends, which may be infinite; ``low`` is not above ``high``.
    low_open, high_open : bool
        Whether an end itself is left out, as with 'below 3 %'.
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Say whether two ranges have a number in common."""
        return not (_below(self, other) or _below(other, self))

    def plus(self, other: Interval) -> Interval:
        """Return the range of sums; closed at its ends, as the other results are."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """Return the range of differences."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: float) -> Interval:
        """Return the range times a number that is not negative."""
        return Interval(self.low * factor, self.high * factor)

    def over(self, other: Interval) -> Interval:
        """Return the range of quotients of two ranges without negative numbers.

        Raises
        ------
        ZeroDivisionError
            If the divisor may be 0 or less.
        """
        if other.low <= 0:
            raise ZeroDivisionError(f"{other} reaches 0")
        return Interval(self.low / other.high, self.high / other.low)


def _below(interval: Interval, other: Interval) -> bool:
    gap = other.low - interval.high
    if isnan(gap):  # infinity less infinity
        return False
    near = _NOISE * max(1.0, min(abs(other.low), abs(interval.high)))
    return gap > near or (abs(gap) <= near and (interval.high_open or other.low_open))


def stated(row: Mapping[str, Any]) -> Interval:
    """Return what a record says, letter for letter: a plain value is a range of one number.

    Parameters
    ----------
    row : mapping
        ``value``, ``bound``, and ``value_high`` where the table has it: a band runs from one to the other.

    Returns
    -------
    Interval
        ``~`` is the value and :data:`ABOUT` on either side; the other bounds are open to one side.
    """
    return _bounded(row, 0.0)


def printed(row: Mapping[str, Any], unit: str) -> Interval:
    """Return what a record can mean, given that its source printed only so many digits.

    Parameters
    ----------
    row : mapping
        ``value``, ``bound``, ``quote``, and ``value_high`` where the table has it.

    Returns
    -------
    Interval
        As :func:`stated`, and half a unit of the last printed digit wider on each side that is closed. A count
        printed to the last one (648 schools) is exact.
    """
    step = printed_step(row["value"], row["quote"], unit)
    return _bounded(row, 0.0 if unit != "%" and step <= 1 else step / 2)


def _bounded(row: Mapping[str, Any], half: float) -> Interval:
    value, high = float(row["value"]), float(row.get("value_high", float("nan")))
    bound = row["bound"]
    if not isnan(high):
        return Interval(value - half, high + half)
    if bound == "~":
        return Interval(value - max(abs(value) * ABOUT, half), value + max(abs(value) * ABOUT, half))
    if bound in (">", ">="):
        return Interval(value, inf, low_open=bound == ">")
    if bound in ("<", "<="):
        return Interval(-inf, value, high_open=bound == "<")
    return Interval(value - half, value + half)


def printed_step(value: float, quote: str, unit: str) -> float:
    """Return the unit of the last digit with which a quote prints a value.

    Parameters
    ----------
    value : float
        As recorded.
    quote : str
        The source's words.
    unit : str
        ``"%"`` looks among percentages.

    Returns
    -------
    float
        Where the quote does not print the value in figures, and for round thousands without 万 or 'million': the unit
        of the value's last digit that is not 0.

    Examples
    --------
    >>> printed_step(1740000, "累计脱贫174万人", "person"), printed_step(22.7, "下降到22.7%", "%")
    (10000.0, 0.1)
    >>> printed_step(30400000, "3040万人", "person"), printed_step(330000, "330,000 people", "person")
    (10000.0, 10000.0)
    """
    for start, end in figures_in(quote, value, unit):
        digit_runs = _DIGITS.findall(quote[start:end])
        if len(digit_runs) == 1:  # 1亿2000万 has two, and its scale is not one factor
            digits = digit_runs[0].translate(str.maketrans("．，", ".,")).replace(",", "")
            decimals = len(digits.partition(".")[2])
            scale = value / float(digits) if float(digits) else 1.0
            step = float(f"{abs(scale) * 10.0**-decimals:.9g}")
            # '330,000 people' is no count to the last one.
            return max(step, _last_digit(value)) if step == 1 and value >= _THOUSANDS else step
    # 'Fifty counties' are fifty.
    return min(1.0, _last_digit(value)) if unit != "%" and abs(value) < _THOUSANDS else _last_digit(value)


def _last_digit(value: float) -> float:
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return 10.0 ** int(exponent) if value and not isnan(value) else 1.0


def all_meet(ranges: Sequence[Interval]) -> bool:
    """Say whether every two of some ranges have a number in common.

    Parameters
    ----------
    ranges : sequence of Interval
        None or one never disagree.
    """
    return all(interval.meets(other) for interval, other in combinations(ranges, 2))
