"""A cell's text as a figure: 约３．２万人, 1.1万余, 不足5%, 400～500, 1,234.50, ≤15."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from data.evidence.numerals import find_numerals
from data.importing.cells.units import word_unit

_COMPARED: Final = {"≤": "<=", "≦": "<=", "<=": "<=", "≥": ">=", "≧": ">=", ">=": ">=", "<": "<", ">": ">", "≈": "~"}
_SPACED: Final = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d ])")
_BAND: Final = re.compile(r"(?P<low>.*\d.*?)\s*(?:~|〜|∼|-|–|—|―|至|到)\s*(?P<high>.*\d.*)")
_BEHIND: Final = re.compile(r"[\d万亿千百%]([^\d%万亿千百]{1,2})(?:以上|以内|以下|左右|上下)$")
_COARSE: Final = re.compile(r"\d\s*[百千]")
_SCALED: Final = re.compile(r"[百千万萬亿億]|thousand|million|billion", re.IGNORECASE)
_MAX_DIGITS: Final = 15
#: What most cells hold; needs none of the rules for words.
_DIGITS: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,3})?")


@dataclass(frozen=True)
class Reading:
    """A figure as a cell prints it.

    Attributes
    ----------
    value : decimal.Decimal
        With the cell's own 万 and 亿, without the scale of its head; the number before a % sign.
    bound : str
        As in ``observations.csv``.
    high : decimal.Decimal or None
        Upper end of a band.
    unit : str
        Unit that the cell itself names, of :data:`data.schema.model.UNITS`; "" where it names none.
    scaled : bool
        Whether the cell has a scale of its own.
    coarse : bool
        Whether it says 百 or 千 in place of digits: 7千 may be 7,000 or about that.
    """

    value: Decimal
    bound: str = "="
    high: Decimal | None = None
    unit: str = ""
    scaled: bool = False
    coarse: bool = False


def plain(text: str) -> str:
    r"""Return a text with half-width digits and signs, on one line.

    Examples
    --------
    >>> plain("约３．２\n万人"), plain("6，800")
    ('约3.2 万人', '6,800')
    """
    return " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())


def read_figure(text: str) -> Reading | str:
    """Read a cell as a figure.

    Returns
    -------
    Reading or str
        The id of the message that says why it is none: no number, several, an unknown unit, too many digits.

    Examples
    --------
    >>> read_figure("约３．２万人")
    Reading(value=Decimal('32000.0'), bound='~', high=None, unit='person', scaled=True, coarse=False)
    >>> read_figure("400～500").high, read_figure("0.9亿分")
    (Decimal('500'), 'importing.unknown_unit')
    """
    if _DIGITS.fullmatch(text):
        return Reading(Decimal(text))
    cleaned = _SPACED.sub(lambda match: match[0].replace(" ", ""), plain(text))
    if len(re.sub(r"\D", "", cleaned)) > _MAX_DIGITS * 2:
        return "importing.too_many_digits"
    for sign in sorted(_COMPARED, key=len, reverse=True):
        if cleaned.startswith(sign):
            reading = _single(cleaned[len(sign) :].strip())
            return reading if isinstance(reading, str) else replace(reading, bound=_COMPARED[sign])
    band = _BAND.fullmatch(cleaned)
    if band is not None and not cleaned.startswith("-"):
        return _band(band["low"], band["high"])
    if re.fullmatch(r"-\s*[\d.,]+%?", cleaned):
        reading = _single(cleaned[1:].strip())
        return reading if isinstance(reading, str) else replace(reading, value=-reading.value)
    if re.fullmatch(r"[\d.,]+\+", cleaned):
        reading = _single(cleaned[:-1])
        return reading if isinstance(reading, str) else replace(reading, bound=">=")
    return _single(cleaned)


def _single(text: str) -> Reading | str:
    numerals = [numeral for numeral in find_numerals(text) if numeral.start == 0]
    if not numerals or re.search(r"\d", text[numerals[0].end :]):
        return "importing.not_a_number"
    numeral = numerals[0]
    if numeral.kind == "points":
        return "importing.unknown_unit"
    if len(numeral.value.as_tuple().digits) > _MAX_DIGITS or abs(numeral.value) >= Decimal(10) ** _MAX_DIGITS:
        return "importing.too_many_digits"
    words, remainder = text[: numeral.end], text[numeral.end :].strip()
    behind = _BEHIND.search(words)
    counted = remainder or (behind[1] if behind else "")
    unit = word_unit(counted) if counted else ""
    if unit is None or (remainder and behind):
        return "importing.unknown_unit"
    if numeral.kind == "percent":
        unit = "%" if not unit else None
        if unit is None:
            return "importing.unknown_unit"
    return Reading(
        *(numeral.value, numeral.bound, None, unit, bool(_SCALED.search(words))),
        coarse=bool(_COARSE.search(words)) and not re.search("[万萬亿億]", words),
    )


def _band(low: str, high: str) -> Reading | str:
    first, last = _single(low.strip()), _single(high.strip())
    if isinstance(first, str) or isinstance(last, str):
        return first if isinstance(first, str) else str(last)
    if not first.unit and not first.scaled and (last.unit or last.scaled):
        # What stands behind the second number is meant of both: 5~10%, 3-5万人.
        scale = re.search("万亿|[百千万亿]", high)
        first = replace(first, unit=last.unit, value=first.value * _scale(scale[0] if scale else ""))
    if {first.bound, last.bound} - {"=", "~"} or first.value >= last.value or len({first.unit, last.unit} - {""}) > 1:
        return "importing.not_a_number"
    return Reading(first.value, "=", last.value, last.unit or first.unit, first.scaled or last.scaled)


def _scale(word: str) -> Decimal:
    numeral = find_numerals(f"1{word}")
    return numeral[0].value
