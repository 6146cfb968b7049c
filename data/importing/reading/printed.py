"""Stored values as a reader of the sheet sees them: 0.127 under ``0.0%`` is 12.7%."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from text.markup import UNSEEN

# What a number format says in quotes, brackets or after a backslash is no code of it.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_LINES: Final = re.compile(r"[ \t\u00a0\u3000]*\r?\n[ \t\u00a0\u3000]*")


def tidy(text: str) -> str:
    r"""Return a cell's text: lines kept, what cannot be seen gone, no spaces around.

    Examples
    --------
    >>> tidy("  贫困人口\r\n （人）\x07 ")
    '贫困人口\n（人）'
    """
    lines = _LINES.sub("\n", text).split("\n")
    return "\n".join(UNSEEN.sub(" ", line).strip() for line in lines).strip()


def number_text(value: float, number_format: str = "") -> str:
    """Return a number as its format prints it, with all its digits: a format's rounding would hide some.

    Returns
    -------
    str
        Without separators of thousands; with a % sign where the format has one.

    Examples
    --------
    >>> number_text(2000.0), number_text(0.127, "0.0%"), number_text(0.1 + 0.2)
    ('2000', '12.7%', '0.3')
    """
    plain = Decimal(f"{value:.15g}")
    if "%" in _LITERAL.sub("", number_format):
        return f"{_plain(plain * 100)}%"
    return _plain(plain)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"


def date_text(value: date, number_format: str = "") -> str:
    """Return a day as a partial ISO date, as far as its format shows it.

    Parameters
    ----------
    number_format : str
        A format without ``d`` shows the month, one without ``m`` either the year; an empty one the day.

    Examples
    --------
    >>> date_text(date(2020, 11, 1), 'yyyy"年"m"月"'), date_text(date(2020, 11, 23), "yyyy-mm-dd")
    ('2020-11', '2020-11-23')
    """
    codes = _LITERAL.sub("", number_format).lower()
    day = value.date() if isinstance(value, datetime) else value
    if codes and "d" not in codes and "y" in codes:
        return day.isoformat()[:7] if "m" in codes else day.isoformat()[:4]
    return day.isoformat()
