"""How wide a text is, about, and where to break it: no browser has drawn it yet."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width

# Widths in em, measured on Noto Sans CJK SC and rounded up: a guess too wide only leaves some air.
_WIDE_EM: Final = 1.0
_OTHER_EM: Final = 0.56
_WIDTHS_EM: Final = (("ijlIft.,:;'|()[]! -", 0.36), ("mwMW@", 0.88), ("ABCDEFGHJKLNOPQRSTUVXYZ", 0.68))
_NARROW_EM: Final = {ord(sign): width for signs, width in _WIDTHS_EM for sign in signs}
_NARROW_EM[ord("%")] = 0.92


def width_em(text: str) -> float:
    """Estimate the width of one line of text.

    Parameters
    ----------
    text : str
        Plain text, before :func:`charts.escaping.escape`; empty gives 0.

    Returns
    -------
    float
        Width in em: 1 for a Chinese character, about a half for a letter or figure.

    Examples
    --------
    >>> width_em("新疆"), round(width_em("32%"), 2)
    (2.0, 2.04)
    """
    return sum(_WIDE_EM if east_asian_width(sign) in "WF" else _NARROW_EM.get(ord(sign), _OTHER_EM) for sign in text)


def wrap(text: str, limit_em: float) -> list[str]:
    """Break a text into lines: between words, and anywhere in Chinese.

    Parameters
    ----------
    text : str
        Plain text.
    limit_em : float
        Width a line may have, in em; a longer word stays whole.

    Returns
    -------
    list of str
        At least one line; empty text gives one empty line.

    Examples
    --------
    >>> wrap("as reported by", 7), wrap("新疆党委", 2)
    (['as reported', 'by'], ['新疆', '党委'])
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width_em((lines[-1] + piece).rstrip()) > limit_em:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end: after a space and around each wide character."""
    pieces = [""]
    for sign in text:
        wide = east_asian_width(sign) in "WF"
        if wide or pieces[-1].endswith(" ") or (pieces[-1] and east_asian_width(pieces[-1][-1]) in "WF"):
            pieces.append("")
        pieces[-1] += sign
    return [piece for piece in pieces if piece]
