"""Raw dates and periods: '2013', '2013-2016', '2016-09–2020-04', 'to 2020-12' → begin and end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from data.curation.ledger import Refused
from data.dates import is_date

_DATE: Final = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")
_SPAN: Final = re.compile(rf"({_DATE})\s*[–/]\s*({_DATE})")
_MONTHS: Final = re.compile(r"(\d{4})-(\d{2})[–](\d{2})")
_UNTIL: Final = re.compile(rf"(?:至|to |by )({_DATE})")
_MIXED: Final = re.compile(rf"(\d{{4}}(?:-\d{{2}})?)-({_DATE})")


@dataclass(frozen=True)
class Period:
    """Begin and end as partial ISO dates, either of which may be empty."""

    start: str
    end: str


def parse_period(raw: str, decided: Mapping[str, Mapping[str, str]]) -> Period:
    """Read a raw date or period.

    Parameters
    ----------
    raw : str
        As gathered.
    decided : mapping of str to mapping
        Raw texts that were decided on: ``start`` and ``end``.

    Returns
    -------
    Period

    Raises
    ------
    Refused
        Where it is neither decided nor of a known shape.

    Examples
    --------
    >>> parse_period("2016-09–2020-04", {})
    Period(start='2016-09', end='2020-04')
    """
    if raw in decided:
        return Period(decided[raw]["start"], decided[raw]["end"])
    if years := _YEARS.fullmatch(raw):
        return Period(years[1], years[2])
    if is_date(raw):
        return Period(raw, raw)
    if months := _MONTHS.fullmatch(raw):
        return Period(f"{months[1]}-{months[2]}", f"{months[1]}-{months[3]}")
    if span := _SPAN.fullmatch(raw):
        return Period(span[1], span[2])
    if until := _UNTIL.fullmatch(raw):
        return Period("", until[1])
    if (mixed := _MIXED.fullmatch(raw)) and is_date(mixed[1]) and is_date(mixed[2]):
        return Period(mixed[1], mixed[2])
    raise Refused(f"no period is decided for '{raw}'")
