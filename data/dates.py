"""Partial ISO 8601 dates (``2016``, ``2016-12``, ``2016-12-07``): parse, put in order; nothing is printed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_SHAPE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day.

    Parameters
    ----------
    month : int or None
        None where only a year is known.
    day : int or None
        None where only a year or a month is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        """The first day it can mean: ``2016-12`` begins on 2016-12-01."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it can mean: ``2016-02`` ends on 2016-02-29."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def parse_date(text: str) -> PartialDate | None:
    """Read a partial ISO date.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Returns
    -------
    PartialDate or None
        None for anything else: empty text, another order, a day that does not exist.

    Examples
    --------
    >>> parse_date("2016-12")
    PartialDate(year=2016, month=12, day=None)
    >>> parse_date("2015-02-29") is None and parse_date("") is None
    True
    """
    match = _SHAPE.fullmatch(text) if text.isascii() else None
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    assert year is not None  # the first group always takes part in a match
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def is_date(text: str) -> bool:
    """Say whether a text is a partial ISO date.

    Returns
    -------
    bool
        False for empty text.
    """
    return parse_date(text) is not None


def is_ordered(start: str, end: str) -> bool:
    """Say whether a period can be: its start is not later than its end.

    Parameters
    ----------
    start, end : str
        Partial ISO dates; an empty or unreadable one never contradicts.

    Returns
    -------
    bool
        True also for ``2016-12`` to ``2016``, since the year ends with its December.
    """
    first, last = parse_date(start), parse_date(end)
    return first is None or last is None or first.first_day <= last.last_day


def day_of(period_start: str, period_end: str, point: str) -> date | None:
    """Give the day at which a value stands on a time axis.

    Parameters
    ----------
    period_start, period_end : str
        Partial ISO dates; either may be empty.
    point : str
        ``"start"``, ``"end"``, ``"at"`` or ``"over"`` (see :mod:`data.schema.model`).

    Returns
    -------
    datetime.date or None
        The first day of the period for ``start``, else its last day; None where the source gives no such
        date.
    """
    if point == "start":
        first = parse_date(period_start)
        return None if first is None else first.first_day
    last = parse_date(period_end)
    return None if last is None else last.last_day
