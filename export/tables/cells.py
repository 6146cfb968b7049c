"""Cells of a table as a spreadsheet takes them: text, numbers that it keeps exactly, percentages, days."""

from __future__ import annotations

import math
import numbers
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

_EXACT_DIGITS: Final = 10**15
#: Excel's calendar begins with 1900, whose February it has a day too long.
_FIRST_YEAR: Final = 1901
_PERCENT: Final = re.compile(r"([0-9]+)(?:\.([0-9]+))?%")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


@dataclass(frozen=True)
class Percent:
    """A number of per cent: a spreadsheet reckons with it and shows as many decimals as were reported."""

    value: float
    decimals: int


Cell = str | int | float | date | Percent | None


def numeric(table: pd.DataFrame) -> pd.DataFrame:
    """Turn texts that are nothing but a percentage or a number in groups of three into numbers, for a workbook.

    Parameters
    ----------
    table : DataFrame
        Of a view.

    Returns
    -------
    DataFrame
        The same columns and rows; ``32%`` is a :class:`Percent`, ``1,740,000`` a number. What says more, such as ``≥32%`` or
        a band, stays text, and so do codes.
    """
    return table.map(_number) if len(table.columns) else table


def _number(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    percent = _PERCENT.fullmatch(cell)
    if percent:
        return Percent(float(cell[:-1]), len(percent[2] or ""))
    return float(cell.replace(",", "")) if _THOUSANDS.fullmatch(cell) else cell


def plain(value: Any) -> Cell:
    """Return a cell as text, a number that a spreadsheet keeps exactly, a day, or None for a missing one."""
    if value is pd.NaT:
        return None
    if isinstance(value, str | Percent):
        return value
    if isinstance(value, date):
        return value if value.year >= _FIRST_YEAR else value.isoformat()
    if isinstance(value, numbers.Real) and not _is_truth(value):
        number = float(value)
        if math.isnan(number):
            return None
        if not math.isinf(number):
            if isinstance(value, numbers.Integral):
                return int(value) if abs(int(value)) < _EXACT_DIGITS else str(int(value))
            return number
    return None if value is None or value is pd.NA else str(value)


def _is_truth(value: object) -> bool:
    # NumPy's truth values register as no kind of number, Python's as whole ones.
    return isinstance(value, bool)
