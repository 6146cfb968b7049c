"""The small parts of an SVG: text that stays text, dots, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from geo.still.picture import Box, Point, Tie, Word
from geo.still.svg.paths import number

#: What XML 1.0 cannot hold, not even escaped.
_UNFIT: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: From the middle of a line down to its baseline, in em.
_BASELINE: Final = 0.36
#: Width of the halo behind a name, in em.
_HALO: Final = 0.26


def quoted(text: str) -> str:
    """Return a text that is safe between tags and inside quotation marks, whatever it says.

    Returns
    -------
    str
        Characters that XML cannot hold are shown as U+FFFD.
    """
    return escape(_UNFIT.sub("\ufffd", text), quote=True)


def pair(point: Point) -> str:
    """Write a point.

    Parameters
    ----------
    point : (x, y)
    """
    return f"{number(point[0])} {number(point[1])}"


def dot(at: Point, radius: float, color: str) -> str:
    """Write a dot.

    Parameters
    ----------
    at : (x, y)
    """
    return f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}" fill="{quoted(color)}"/>'


def tie(mark: Tie) -> str:
    """Write the line from a place to its name."""
    path, width = f"M{pair(mark.start)}L{pair(mark.end)}", mark.width
    drawn = "".join(
        f'<path d="{path}" fill="none" stroke="{quoted(color)}" stroke-width="{number(w)}" stroke-linecap="round"/>'
        for color, w in ((mark.halo, width * 2.9), (mark.color, width))
    )
    return f'<g class="tie" pointer-events="none">{drawn}{dot(mark.start, mark.dot, mark.dot_color)}</g>'


def boxed(box: Box) -> str:
    """Write a box: its ground and its edge."""
    place = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'
    return f'<rect {place} rx="4" fill="{quoted(box.ground)}" stroke="{quoted(box.edge)}"/>'


def texts(words: Iterable[Word]) -> list[str]:
    """Write lines of text; empty ones are left out."""
    return [_text(word) for word in words if word.text]


def _text(word: Word) -> str:
    place = f'x="{number(word.x)}" y="{number(word.y + _BASELINE * word.size)}" font-size="{number(word.size)}"'
    weight = f' font-weight="{word.weight}"' if word.weight != 400 else ""
    anchor = f' text-anchor="{quoted(word.anchor)}"' if word.anchor != "start" else ""
    halo = ""
    if word.halo:
        halo = f' stroke="{quoted(word.halo)}" stroke-width="{number(word.size * _HALO)}" stroke-linejoin="round"'
        halo += ' paint-order="stroke"'
    drawn = f'{place} fill="{quoted(word.color)}"{weight}{anchor}{halo} pointer-events="none"'
    return f"<text {drawn}>{quoted(word.text)}</text>"
