"""What a data keeper probably meant: the way out that a fault names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from data.dates import is_date
from data.evidence.numerals import find_numerals
from data.schema.columns import is_number
from text.addresses import is_address


def number_remedy(cell: str) -> str:
    """Suggest how to write a number: '32%' as 32, '174万' as 1740000.

    Returns
    -------
    str
        Empty where the cell holds no number, or more than one, or one of more digits than are kept.
    """
    numerals = find_numerals(cell)
    remedy = format(numerals[0].value.normalize(), "f") if len(numerals) == 1 else ""
    return remedy if is_number(remedy) else ""


def date_remedy(cell: str) -> str:
    """Suggest how to write a date: '2016年12月7日' and '2016/12/7' as 2016-12-07.

    Returns
    -------
    str
        Empty where no year comes first, or no such day exists.
    """
    parts = re.findall(r"\d+", cell)
    if not 1 <= len(parts) <= 3 or len(parts[0]) != 4:
        return ""
    remedy = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
    return remedy if is_date(remedy) else ""


def address_remedy(cell: str) -> str:
    """Suggest how to write an address: 'www.gov.cn/a' as 'https://www.gov.cn/a', and without what stands behind it.

    Returns
    -------
    str
        Empty where it names no host, or does something else than open a page.
    """
    first = (cell.split() or [""])[0]
    written = first if is_address(first) else f"https://{first}"
    return written if re.match(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)", written) and is_address(written) else ""


def closest(cell: str, candidates: Iterable[str]) -> str:
    """Suggest the known key that is spelt most like a cell.

    Returns
    -------
    str
        Empty where none is close, and for codes made of digits, where a near one is another place.
    """
    if cell.isdigit():
        return ""
    matches = get_close_matches(cell, list(candidates), n=1, cutoff=0.8)
    return matches[0] if matches else ""
