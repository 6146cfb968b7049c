"""Outlines in fewer letters: numbers in signs that need no escape, in a script as in an attribute.

``files/site.js`` unpacks them. A path of :mod:`geo.still.svg.paths` is whole steps, most of them small: one sign holds those
from −32 to 31, two those from −384 to 383. Packed they take less than half, also where no server compresses.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = [chr(c) for c in range(33, 125) if chr(c) not in "\"'<>&\\"]
#: Steps from the one sign, signs that begin longer ones, and digits of what follows them.
_SINGLE: Final = 64
_FIRST: Final = len(_SIGNS) - _SINGLE
_DIGITS: Final = 32
_CLOSED, _OPEN = "}", "~"
_PIECE: Final = re.compile(r"M[^M]*")
_NUMBER: Final = re.compile(r"-?\d+")
#: What is shorter is left as it is.
_WORTH: Final = 100
_PATH: Final = re.compile(rf' d="(M-?\d+ -?\d+[lh][-\d lhzM]{{{_WORTH},}})"')
_TOLD: Final = re.compile(r' data-region="([^"]*)" data-level="[^"]*" data-unit="([^"]*)"')


def pack(path: str) -> str:
    """Pack the path data of an outline or a line.

    Parameters
    ----------
    path : str
        As :mod:`geo.still.svg.paths` writes it.

    Examples
    --------
    >>> pack("M0 -1l5 0z")
    '!#.!}'
    """
    return "".join(
        "".join(_number(int(n)) for n in _NUMBER.findall(piece)) + (_CLOSED if piece.endswith("z") else _OPEN)
        for piece in _PIECE.findall(path.replace("h0", "l0 0"))
    )


def lean(svg: str) -> str:
    """Return a map with its long paths packed, and with the unit alone that speaks for each region."""
    svg = _TOLD.sub(lambda match: f' data-region="{match[2]}"', svg)
    return _PATH.sub(lambda match: f' data-d="{pack(match[1])}"', svg)


def _number(value: int) -> str:
    rest = 2 * value if value >= 0 else -2 * value - 1
    if rest < _SINGLE:
        return _SIGNS[rest]
    rest, first = divmod(rest - _SINGLE, _FIRST)
    signs = _SIGNS[_SINGLE + first]
    while True:
        rest, digit = divmod(rest, _DIGITS)
        signs += _SIGNS[digit + (_DIGITS if rest else 0)]
        if not rest:
            return signs
