"""Outlines in fewer letters: numbers in signs that need no escape, in a script as in an attribute.

``files/site.js`` unpacks them. A path of :mod:`geo.still.svg.paths` is whole steps, most of them small: one sign holds those
from −32 to 31, two those from −384 to 383. Packed they take less than half, also where no server compresses.
"""

from __future__ import annotations

import re
from hashlib import sha256
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
_LONG: Final = re.compile(rf'<path d="(M-?\d+ -?\d+[lh][-\d lhzM]{{{_WORTH},}})"')
_INSET: Final = re.compile(r'<g class="inset".*?<rect [^>]*fill="none"', re.DOTALL)
_DOT: Final = re.compile(r'cx="([-\d.]+)" cy="([-\d.]+)"')
# One size and colour: the first dot says which.
_DOTS: Final = re.compile(
    r'<circle cx="[^"]*" cy="[^"]*" r="([\d.]+)" fill="([^"]*)"/>(?:<circle cx="[^"]*" cy="[^"]*" r="\1" fill="\2"/>)+'
)
_OF_NAMES: Final = ' stroke-linejoin="round" paint-order="stroke" pointer-events="none"'
_NOTHING: Final = re.compile(
    r' class="[^"]*"| style=""|(?:(?:fill|stroke)-|(?<![-\w]))opacity: 1(?=[;"]);? ?|vector-effect: none;? ?'
    r'|font-family: (?:&quot;[^&]*&quot;|[^;&"])+;? ?|(?<=") (?=/?>)'
)
#: Places to more than a hundredth of a pixel.
_EXACT: Final = re.compile(r"(?<=translate\()(-?\d+\.\d{2})\d+")
_EMPTY: Final = re.compile(r"<g(?: [^>]*)?/>|<g(?: [^>]*)?></g>|<defs(?: [^>]*)?></defs>| style=\"\"")
_WORD: Final = re.compile(r'<text x="([^"]*)" y="([^"]*)"( [^>]*)>([^<]*)</text>')
#: Words one after another that look the same.
_WORDS: Final = re.compile(r'<text x="[^"]*" y="[^"]*"( [^>]*)>[^<]*</text>(?:<text x="[^"]*" y="[^"]*"\1>[^<]*</text>)+')
_N: Final = r"-?[\d.]+"
_OF_FLOW: Final = r'[^"]*'
#: A flow as :mod:`geo.still.svg.picture` writes it, in two colours: its ends, its line, its head, and the dot it begins in.
_FLOW: Final = re.compile(
    rf'<g class="flow" data-flow="({_OF_FLOW})" data-helper="{_OF_FLOW}" data-recipient="{_OF_FLOW}"(?: opacity="({_N})")?>'
    rf'<linearGradient id="{_OF_FLOW}" gradientUnits="userSpaceOnUse" x1="({_N})" y1="({_N})" x2="({_N})" y2="({_N})">'
    rf'<stop offset="0.45" stop-color="([^";]*)"/><stop offset="1" stop-color="([^";]*)"/></linearGradient>'
    rf'<path d="M\3 \4Q({_N}) ({_N}) ({_N}) ({_N})" fill="none" stroke="url\([^)]*\)" stroke-width="({_N})"'
    rf'(?: stroke-dasharray="([\d. ]*)")?/>'
    rf'(?:<path d="M([-\d. L]*)Z" fill="\8"/>)?(?:<circle cx="\3" cy="\4" r="({_N})" fill="\7"/>)?</g>'
)
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


def lean(svg: str) -> tuple[str, dict[str, str]]:
    """Return a map in fewer letters, which looks the same.

    Returns
    -------
    svg : str
        Long paths are packed, or those of the inset, which are the same on every map, referred to; dots are points of one
        path, a flow in two colours is its numbers alone, each region has the unit alone that speaks for it. Names and flows
        that look the same say so once; what all names have in common is in the style sheet.
    outlines : dict of str to str
        Path data of the inset by id.
    """
    outlines: dict[str, str] = {}

    def refer(match: re.Match[str]) -> str:
        name = f"i-{sha256(match[1].encode()).hexdigest()[:10]}"
        outlines[name] = match[1]
        return f'<use href="#{name}"'

    svg = _flows(_TOLD.sub(lambda match: f' data-region="{match[2]}"', svg))
    svg = _WORDS.sub(_words, _DOTS.sub(_dots, svg.replace(_OF_NAMES, "")))
    svg = _INSET.sub(lambda match: _LONG.sub(refer, match[0]), svg)
    return _paths(svg), outlines


def _paths(svg: str) -> str:
    """Long paths packed; what is drawn once more, such as a rim upon its halo, refers to the path before it."""
    before = ""

    def path(match: re.Match[str]) -> str:
        nonlocal before
        same, before = match[1] == before, match[1]
        return ' data-d="="' if same else f' data-d="{pack(before)}"'

    return _PATH.sub(path, svg)


def lean_chart(svg: str) -> str:
    """Return a chart that plotly drew without what says nothing: names of classes, whole opacity, empty groups, typefaces.

    Returns
    -------
    str
        The page's style sheet names the typefaces.
    """
    svg = _EXACT.sub(r"\1", _NOTHING.sub("", svg))
    while (fewer := _EMPTY.sub("", svg)) != svg:
        svg = fewer
    return svg


def _dots(match: re.Match[str]) -> str:
    """Islands as points of a line with round ends."""
    color, radius = match[2], float(match[1])
    points = "".join(f"M{x} {y}h0" for x, y in _DOT.findall(match[0]))
    return f'<path d="{points}" fill="none" stroke="{color}" stroke-width="{2 * radius:g}" stroke-linecap="round"/>'


def _flows(svg: str) -> str:
    """Flows as numbers, packed tenths of a unit: where one begins, bends and stops, the tip it points at, its head.

    How it looks stands where the one before looks otherwise: two colours, width, radius of the dot, dashes, opacity.
    """
    before = ""

    def flow(match: re.Match[str]) -> str:
        nonlocal before
        flow_id, opacity, x1, y1, x2, y2, begin, end, *line, width, dash, head, radius = match.groups()
        look = ";".join((begin, end, width, radius or "", dash or "", opacity or ""))
        seen, before = f' data-look="{look}"' if look != before else "", look
        places = [round(10 * float(n)) for n in (x1, y1, *line, x2, y2, *(head or "").replace("L", " ").split())]
        steps = [now - then for then, now in zip([0, 0, *places], places, strict=False)]
        return f'<g class="flow" data-flow="{flow_id}"{seen} data-line="{"".join(map(_number, steps))}"></g>'

    return _FLOW.sub(flow, svg)


def _words(match: re.Match[str]) -> str:
    """Names that look the same, within a group that says how."""
    texts = "".join(f'<text x="{x}" y="{y}">{text}</text>' for x, y, _, text in _WORD.findall(match[0]))
    return f"<g{match[1]}>{texts}</g>"


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
