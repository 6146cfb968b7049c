"""Sentences about records: a message with numbers, names and periods that are put into words only when said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from text.catalogue import Catalogue
from text.dates import format_period
from text.numbers import MISSING, format_number
from text.quantity import quantity, unit_word

#: Digits of a number that was worked out: as many as printed figures carry, no more.
_DIGITS: Final = 4


@dataclass(frozen=True)
class Figure:
    """A number with its unit, as reported or worked out.

    Parameters
    ----------
    unit : str
        Unit id of :data:`data.schema.model.UNITS`.
    bound : str
        As in ``observations.csv``.
    high : float or None
        The upper end where the figure is a range.
    """

    value: float
    unit: str
    bound: str = "="
    high: float | None = None


@dataclass(frozen=True)
class Named:
    """Records of a table that stand by their names.

    Parameters
    ----------
    table : str
        ``regions``, ``indicators``, ``bases``, ``measures`` or ``sources``.
    """

    table: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Period:
    """A period, as partial ISO dates; either end may be empty."""

    start: str
    end: str


@dataclass(frozen=True)
class Words:
    """A message within a message: the administrative level, the kind of date."""

    keys: tuple[str, ...]


Field = str | int | Figure | Named | Period | Words
Naming = Callable[[str, str], str]
"""Table and id to the record's name in the reader's language."""


def worked_out(value: float, unit: str) -> Figure:
    """Return a number that was worked out, cut to four digits and marked as 'about'.

    Examples
    --------
    >>> worked_out(1740000 / 0.17, "person")
    Figure(value=10240000.0, unit='person', bound='~', high=None)
    """
    return Figure(_cut(value), unit, "~")


def span(low: float, high: float, unit: str) -> Figure:
    """Return a range that was worked out, each end cut to four digits."""
    return Figure(_cut(low), unit, high=_cut(high))


def people(low: float, high: float) -> Figure:
    """Return a range of people that was worked out."""
    return span(low, high, "person")


def change(share: float) -> Figure:
    """Return a relative change as a percentage with one decimal.

    Parameters
    ----------
    share : float
        0.28 is 28 %.
    """
    return Figure(round(share * 100, 1) + 0.0, "%")  # + 0.0: never -0%


def _cut(value: float) -> float:
    # From 亿 on two decimals of it, so that Chinese prints 9.71亿 and not 97,060万.
    return round(value, -6) if abs(value) >= 10**8 else float(f"{value:.{_DIGITS}g}")


def sentence(key: str, fields: Mapping[str, Field], t: Catalogue, name: Naming) -> str:
    """Say a message in the reader's language.

    Parameters
    ----------
    key : str
        Message id.
    name : callable
        Takes a table (``"regions"``, …) and an id, and gives the name.

    Returns
    -------
    str
        Plain text.
    """
    return t(key, **{field: _say(value, t, name) for field, value in fields.items()})


def _say(value: Field, t: Catalogue, name: Naming) -> str:
    if isinstance(value, Figure):
        return _number(value, t)
    if isinstance(value, Named):
        return _list([name(value.table, record_id) for record_id in value.ids], t)
    if isinstance(value, Period):
        return format_period(value.start, value.end, t.lang) or MISSING
    if isinstance(value, Words):
        return _list([t(key) for key in value.keys], t)
    return str(value)


def _list(texts: list[str], t: Catalogue) -> str:
    if not texts:
        return MISSING
    return reduce(lambda first, second: t("consistency.and", first=first, second=second), texts)


def _number(figure: Figure, t: Catalogue) -> str:
    if figure.high is None:
        return quantity(figure.value, figure.unit, figure.bound, t)
    low, high = (format_number(end, t.lang) for end in (figure.value, figure.high))
    number = t("consistency.range", low=low, high=high)
    if figure.unit == "%":
        return f"{number}%"
    return t("figure.with_unit", number=number, unit=unit_word(figure.unit, t))
