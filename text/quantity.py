"""A reported quantity in words: number as reported, bound, unit."""

from __future__ import annotations

import math

from text.catalogue import Catalogue
from text.numbers import MISSING, carries_unit, format_value


def quantity(value: float, unit: str, bound: str, t: Catalogue, high: float = math.nan) -> str:
    """Print a value, or a band, with its bound and its unit.

    Parameters
    ----------
    value : float
        NaN prints as an em dash without a unit.
    unit : str
        Unit id; its word comes from the catalogue, and an id without a word is printed as it is.
    bound : str
        One of ``= <= >= < > ~``; empty counts as ``=``.
    high : float
        Upper end of a band; NaN where there is none.

    Returns
    -------
    str
        Plain text: '648 schools', '≥77万人', '22.7%', '5–10%', '¥120.128 bn'.
    """
    number = format_value(value, unit, bound, t.lang)
    if number == MISSING:
        return number
    if not math.isnan(high):
        number = t("figure.band", low=number.removesuffix("%"), high=format_value(high, unit, bound, t.lang))
    if not unit or carries_unit(unit, t.lang):
        return number
    return t("figure.with_unit", number=number, unit=unit_word(unit, t))


def unit_word(unit: str, t: Catalogue) -> str:
    """Name a unit; an id without a word is printed as it is."""
    return t(f"unit.{unit}") if t.has(f"unit.{unit}") else unit
