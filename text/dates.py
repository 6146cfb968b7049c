"""Dates and periods as words. ISO 8601 in, partial dates allowed; nothing is made more exact than it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from text.catalogue import Catalogue

_ISO: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_date(date: str, lang: str) -> str:
    """Print a partial ISO date: ``2016-12`` gives '2016年12月' or 'Dec 2016'.

    Parameters
    ----------
    date : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; anything else is returned as it is, empty stays empty.
    lang : str
        ``"zh"`` or ``"en"``.

    Examples
    --------
    >>> format_date("2016-12", "zh"), format_date("2016-12-07", "en")
    ('2016年12月', '7 Dec 2016')
    """
    if not _ISO.fullmatch(date):
        return date
    numbers = [int(part) for part in date.split("-")]
    if lang == "zh":
        return "".join(f"{n}{word}" for n, word in zip(numbers, "年月日", strict=False))
    words = [str(numbers[0])]
    if len(numbers) > 1:
        words.insert(0, _MONTHS[numbers[1] - 1])
    if len(numbers) > 2:
        words.insert(0, str(numbers[2]))
    return " ".join(words)


def format_period(start: str, end: str, lang: str) -> str:
    """Print a period: one date where both ends are the same or one is missing, else 'start–end' of years, or 'start to end'.

    Parameters
    ----------
    start, end : str
        Partial ISO dates; either may be empty.
    lang : str
        ``"zh"`` or ``"en"``.

    Returns
    -------
    str
        Empty when both are empty.

    Examples
    --------
    >>> format_period("2011", "2015", "zh"), format_period("2018-04", "2018-04", "en")
    ('2011–2015年', 'Apr 2018')
    >>> format_period("2008", "2019-09-12", "en")
    '2008 to 12 Sep 2019'
    """
    if not start or not end or start == end:
        return format_date(end or start, lang)
    if len(start) == len(end) == 4:
        return f"{start}–{end}{'年' if lang == 'zh' else ''}"
    first, last, year = (format_date(date, lang) for date in (start, end, end[:4]))
    if start[:4] == end[:4] and len(start) > 4 < len(end):  # the year is said once
        first, last = (first, last.removeprefix(year)) if lang == "zh" else (first.removesuffix(f" {year}"), last)
    # A dash between a year and a day binds the wrong two: '2008–12 Sep 2019'.
    return f"{first}{'至' if lang == 'zh' else ' to '}{last}"


def record_period(row: Mapping[str, Any], t: Catalogue) -> str:
    """Print when a record holds, no more exactly than its source does.

    Parameters
    ----------
    row : mapping
        ``period_start``, ``period_end``, ``point`` and, where the table has it, ``span`` (see :mod:`data.schema.model`).

    Returns
    -------
    str
        Says so where the source gives no date.
    """
    start, end, point, span = row["period_start"], row["period_end"], row["point"], row.get("span", "")
    if not start and not end:
        return t("period.undated")
    # An open end is no date of its own: 'since 2013' never reads as 'in 2013'.
    form, _, count = (span or ("" if end else "since")).partition("-")
    if form:
        words = _formed(form, count, start, end, t)
    elif not start:
        # The level at an end of it is not one up to its date.
        words = t("period.to" if point in ("start", "end") else "period.until", date=format_date(end, t.lang))
    else:
        words = format_period(start, end, t.lang)
    return t(f"period.{point}", period=words) if point in ("start", "end") else words


def _formed(form: str, count: str, start: str, end: str, t: Catalogue) -> str:
    first, last = format_date(start, t.lang), format_date(end, t.lang)
    if form in ("past", "nth"):
        return t(f"period.{form}", n=int(count), date=last) if last else t(f"period.{form}_undated", n=int(count))
    if form == "reported":
        # Of an article whose date is deduced only the time is known within which it appeared.
        return t("period.reported", date=format_period(start, end, t.lang) if start else last)
    if form == "since" and not last:
        return t("period.since", date=first)
    return t(f"period.{form}_to", start=first, date=last)
