"""A reported quantity in words: number as reported, bound, unit."""

from __future__ import annotations

from text.catalogue import Catalogue
from text.numbers import MISSING, format_value


def quantity(value: float, unit: str, bound: str, t: Catalogue) -> str:
    """Print a value with its bound and its unit.

    Parameters
    ----------
    value : float
        NaN prints as an em dash without a unit.
    unit : str
        Unit id; its word comes from the catalogue, and an id without a word is printed as it is.
    bound : str
        One of ``= <= >= < > ~``; empty counts as ``=``.

    Returns
    -------
    str
        Plain text: '648 schools', '≥77万人', '22.7%'.
    """
    number = format_value(value, unit, bound, t.lang)
    if unit in ("", "%") or number == MISSING:
        return number
    word = t(f"unit.{unit}") if t.has(f"unit.{unit}") else unit
    return t("figure.with_unit", number=number, unit=word)
