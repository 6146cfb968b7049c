"""Kinds of columns: what a cell must be, as pandera checks whose error is the key of a fault's message."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

from data.dates import is_date, parse_date
from data.places import outlines
from text.addresses import is_address
from text.markup import UNSEEN

QUOTE_LENGTH: Final = 170
#: Characters of a name or title, and of a definition or note.
NAME_LENGTH, NOTE_LENGTH = 300, 1000
#: Years that a record can be of: from the founding of the People's Republic to the end of the century it plans for.
FIRST_YEAR, LAST_YEAR = 1949, 2099

REGION_ID: Final = r"[0-9]{6}|A-[a-z0-9]+(?:-[a-z0-9]+)*"
SPAN: Final = r"(?:past|nth)-[1-9][0-9]?|since|part|reported"
HOST: Final = r"[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}"
KEY: Final = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
# Fifteen digits are what a float64 keeps of a number.
_NUMBER: Final = r"-?(?=[0-9.]{1,16}$)[0-9]+(?:\.[0-9]+)?"


@dataclass(frozen=True)
class Rule:
    """What a cell must be.

    Attributes
    ----------
    key : str
        Key of the message of the fault that a cell is which is not.
    holds : callable
        Says of a cell, empty or not, whether it passes.
    """

    key: str
    holds: Callable[[str], bool]

    def check(self) -> pa.Check:
        """Make pandera's check of it."""

        def passes(cells: pd.Series) -> pd.Series:
            read = cells.tolist()
            # Most columns say the same many times over: each saying is looked at once.
            sound = {cell: self.holds(cell) for cell in set(read)}
            return pd.Series([sound[cell] for cell in read], index=cells.index, dtype=bool)

        return pa.Check(passes, error=self.key)


def _rule(key: str, holds: Callable[[str], bool]) -> Rule:
    """Make a rule for single cells, empty ones left to another."""
    return Rule(key, lambda cell: cell == "" or holds(cell))


def _long(limit: int) -> Rule:
    return _rule("fault.too_long", lambda cell: len(cell) <= limit)


def _column(title: str, *own: Rule, required: bool = True, **metadata: Any) -> pa.Column:
    filled = [Rule("fault.empty", lambda cell: cell != "")] if required else []
    tidy = _rule("fault.stray_space", lambda cell: cell == cell.strip())
    visible = _rule("fault.unseen_character", lambda cell: UNSEEN.search(cell) is None)
    rules = (*filled, tidy, visible, *own)
    return pa.Column(
        str, [rule.check() for rule in rules], description=title, metadata=metadata | {"required": required, "rules": rules}
    )


def is_number(cell: str) -> bool:
    """Say whether a cell is a number as the files have it: digits, a decimal point, at most fifteen digits.

    Returns
    -------
    bool
        False for empty text.
    """
    return re.fullmatch(_NUMBER, cell) is not None


def text(title: str, *, required: bool = True, limit: int = NAME_LENGTH) -> pa.Column:
    """Make a column of words.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    required : bool
        Whether every row fills it.
    limit : int
        So many characters it may have: what is longer is no name, and no page has room for it.
    """
    return _column(title, _long(limit), required=required, limit=limit)


def address(title: str) -> pa.Column:
    """Make a column of addresses of pages, each ``http`` or ``https``, or empty.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    """
    return _column(title, _long(NOTE_LENGTH), _rule("fault.not_an_address", is_address), required=False, limit=NOTE_LENGTH)


def key(title: str, pattern: str = KEY) -> pa.Column:
    """Make a column of keys, each given once.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    pattern : str
        Regular expression a key matches in full.
    """
    shaped = _rule("fault.bad_id", lambda cell: re.fullmatch(pattern, cell) is not None)
    return _column(title, _long(NAME_LENGTH), shaped, key=True, pattern=pattern, limit=NAME_LENGTH)


def refers(title: str, table: str, *, required: bool = True, many: bool = False) -> pa.Column:
    """Make a column that points to rows of a table; ``many`` keys are separated by ``;``.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    table : str
        Name of the table.
    required : bool
        Whether every row fills it.
    many : bool
        Whether a cell may hold several keys.
    """
    return _column(title, required=required, refers=table, many=many)


def one_of(title: str, allowed: Sequence[str], *, required: bool = True) -> pa.Column:
    """Make a column that takes one of a few values.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    allowed : sequence of str
        The values.
    required : bool
        Whether every row fills it.
    """
    check = _rule("fault.not_allowed", lambda cell: cell in allowed)
    return _column(title, check, required=required, enum=list(allowed))


def date(title: str, *, required: bool = False) -> pa.Column:
    """Make a column of partial ISO dates between :data:`FIRST_YEAR` and :data:`LAST_YEAR`.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    required : bool
        Whether every row fills it.
    """
    dated, likely = _rule("fault.not_a_date", is_date), _rule("fault.unlikely_year", _is_of_our_time)
    return _column(title, dated, likely, required=required, type="date")


def _is_of_our_time(cell: str) -> bool:
    parsed = parse_date(cell)  # what is no date at all is another check's concern
    return parsed is None or FIRST_YEAR <= parsed.year <= LAST_YEAR


def outline(title: str) -> pa.Column:
    """Make a column of outlines (:mod:`data.places.outlines`).

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    """
    shaped = _rule("fault.not_an_outline", outlines.is_outline)
    return _column(title, _long(outlines.LIMIT), shaped, limit=outlines.LIMIT)


def number(title: str, *, required: bool = True) -> pa.Column:
    """Make a column of numbers, written in digits alone.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    required : bool
        Whether every row fills it.
    """
    return _column(title, _rule("fault.not_a_number", is_number), required=required, type="number")


def span(title: str) -> pa.Column:
    """Make a column of forms of periods, see :mod:`data.schema.model`; may be empty.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    """
    shaped = _rule("fault.bad_span", lambda cell: re.fullmatch(SPAN, cell) is not None)
    return _column(title, shaped, required=False, pattern=SPAN)


def digit(title: str) -> pa.Column:
    """Make a column of whole numbers from 0 to 9.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    """
    check = _rule("fault.not_a_digit", lambda cell: re.fullmatch("[0-9]", cell) is not None)
    return _column(title, check, type="integer")


def words(title: str) -> pa.Column:
    """Make a column of a source's words that may be empty.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    """
    short = _rule("fault.quote_too_long", lambda cell: len(cell) <= QUOTE_LENGTH)
    return _column(title, short, required=False)


def quote() -> pa.Column:
    """Make the column of a source's words."""
    short = _rule("fault.quote_too_long", lambda cell: len(cell) <= QUOTE_LENGTH)
    return _column("the source's own words, cut to the clause that carries the figure", short)
