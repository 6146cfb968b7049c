"""Kinds of columns: what a cell must be, as pandera checks whose error is the key of a fault's message."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import pandera.pandas as pa

from data.dates import is_date

QUOTE_LENGTH: Final = 130

REGION_ID: Final = r"[0-9]{6}|A-[a-z0-9]+(?:-[a-z0-9]+)*"
HOST: Final = r"[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}"
KEY: Final = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
# Fifteen digits are what a float64 keeps of a number.
_NUMBER: Final = r"-?(?=[0-9.]{1,16}$)[0-9]+(?:\.[0-9]+)?"


def _check(key: str, holds: Callable[[str], bool]) -> pa.Check:
    """Make a check of single cells, empty ones left to another; ``key`` is the fault's message."""
    return pa.Check(lambda cells: cells.map(lambda cell: cell == "" or holds(cell)).astype(bool), error=key)


def _column(title: str, *checks: pa.Check, required: bool = True, **metadata: Any) -> pa.Column:
    filled = [pa.Check(lambda cells: cells != "", error="fault.empty")] if required else []
    tidy = _check("fault.stray_space", lambda cell: cell == cell.strip())
    return pa.Column(
        str, [*filled, tidy, *checks], description=title, metadata=metadata | {"required": required}
    )


def is_number(cell: str) -> bool:
    """Say whether a cell is a number as the files have it: digits, a decimal point, at most fifteen digits.

    Parameters
    ----------
    cell : str

    Returns
    -------
    bool
        False for empty text.
    """
    return re.fullmatch(_NUMBER, cell) is not None


def text(title: str, *, required: bool = True) -> pa.Column:
    """Make a column of words.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    required : bool
        Whether every row fills it.

    Returns
    -------
    pandera.Column
    """
    return _column(title, required=required)


def key(title: str, pattern: str = KEY) -> pa.Column:
    """Make a column of keys, each given once.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    pattern : str
        Regular expression a key matches in full.

    Returns
    -------
    pandera.Column
    """
    shaped = _check("fault.bad_id", lambda cell: re.fullmatch(pattern, cell) is not None)
    return _column(title, shaped, key=True, pattern=pattern)


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

    Returns
    -------
    pandera.Column
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

    Returns
    -------
    pandera.Column
    """
    check = _check("fault.not_allowed", lambda cell: cell in allowed)
    return _column(title, check, required=required, enum=list(allowed))


def date(title: str, *, required: bool = False) -> pa.Column:
    """Make a column of partial ISO dates.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    required : bool
        Whether every row fills it.

    Returns
    -------
    pandera.Column
    """
    return _column(title, _check("fault.not_a_date", is_date), required=required, type="date")


def number(title: str, *, required: bool = True) -> pa.Column:
    """Make a column of numbers, written in digits alone.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.
    required : bool
        Whether every row fills it.

    Returns
    -------
    pandera.Column
    """
    return _column(title, _check("fault.not_a_number", is_number), required=required, type="number")


def digit(title: str) -> pa.Column:
    """Make a column of whole numbers from 0 to 9.

    Parameters
    ----------
    title : str
        What the column holds, for ``datapackage.json``.

    Returns
    -------
    pandera.Column
    """
    check = _check("fault.not_a_digit", lambda cell: re.fullmatch("[0-9]", cell) is not None)
    return _column(title, check, type="integer")


def quote() -> pa.Column:
    """Make the column of a source's words.

    Returns
    -------
    pandera.Column
    """
    short = _check("fault.quote_too_long", lambda cell: len(cell) <= QUOTE_LENGTH)
    return _column("the source's own words, cut to the clause that carries the figure", short)
