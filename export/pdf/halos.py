"""Halos of text: letters drawn along their edge are written as a font's letters with a stroke, not as fonts of drawings.

Chromium makes a Type 3 font of every letter that has a stroke, with the stroke's outline drawn in it: some ten kilobytes a
letter, and most of the file of a map. PDF strokes letters of any font by itself (ISO 32000-1, 9.3.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Final

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object, Pdf

from export.pdf.canvases import Canvas, canvases

_TEXT: Final = re.compile(rb"(?<=\n)BT\n((?:(?!ET\n)[^\n]*\n)*)ET\n")
_FONT: Final = re.compile(rb"^/(\S+) ([\d.]+) Tf$", re.MULTILINE)
_NAMED: Final = re.compile(rb"(?<=\n)/(\S+) [\d.]+ Tf(?=\n)")
_LETTERS: Final = re.compile(rb"<([0-9A-Fa-f]+)> Tj|(?<=\n)/(\S+) ([\d.]+) Tf(?=\n)")
#: Width and box of a letter of a Type 3 font, before what it draws.
_BOX: Final = re.compile(rb"^\S+ \S+ (\S+) (\S+) (\S+) (\S+) d1\s")
#: What stands for codes that are not used.
_NO_LETTER: Final = "/g0"


@dataclass(frozen=True)
class _Stroked:
    """A font of stroked letters, or of the spaces between them, for which the browser makes one too.

    Attributes
    ----------
    font : Object
        The one whose letters they are.
    letters : mapping of int to int, or None
        Codes, of one byte, to numbers of letters there; None where the codes are these numbers.
    width : float
        Of the stroke, in parts of the type size; 0 for spaces.
    """

    font: Object
    letters: Mapping[int, int] | None = None
    width: float = 0.0

    def written(self, codes: bytes) -> bytes:
        """Return the numbers of letters for codes of this font, as PDF writes them."""
        if self.letters is None:
            return codes.hex().upper().encode()
        return b"".join(b"%04X" % self.letters[code] for code in codes)


def stroke_letters(pdf: Pdf) -> None:
    """Write halos with the fonts that their texts are written in; fonts of stroked letters are named no more.

    Parameters
    ----------
    pdf : Pdf
        Written by Chromium; changed in place. A text with letters that no font of the file has stays as it is.
    """
    fonts = [(font, _boxes(font)) for font in _of_kind(pdf, "/Type0")]
    fullest = {str(font.BaseFont): (font, boxes) for font, boxes in sorted(fonts, key=lambda entry: len(entry[1]))}
    stroked = {
        font.objgen: _Stroked(fullest[name][0])
        for font, boxes in fonts
        if not boxes and fullest[name := str(font.BaseFont)][0].objgen != font.objgen
    }
    for font in _of_kind(pdf, "/Type3"):
        name = str(font.get(Name.FontDescriptor, Dictionary()).get(Name.FontName, ""))
        if name in fullest and (entry := _stroked(font, *fullest[name])):
            stroked[font.objgen] = entry
    for canvas in canvases(pdf):
        if Name.Font in canvas.resources:
            _mend(canvas, stroked)


def _of_kind(pdf: Pdf, kind: str) -> Iterable[Object]:
    things = (thing for thing in pdf.objects if isinstance(thing, Dictionary))
    return [thing for thing in things if thing.get(Name.Type) == Name.Font and thing.get(Name.Subtype) == Name(kind)]


def _boxes(font: Object) -> dict[int, tuple[float, float, float]]:
    """Number of a letter to its left and right edge and the units of the em; of those that draw something.

    The box that stands for letters that a font lacks is none.
    """
    descriptor = font.DescendantFonts[0].FontDescriptor
    if Name.FontFile2 not in descriptor:
        return {}
    with TTFont(BytesIO(descriptor.FontFile2.read_bytes()), lazy=True) as outlines:
        names, letters, em = outlines.getGlyphOrder(), outlines["glyf"], outlines["head"].unitsPerEm
        return {
            number: (glyph.xMin, glyph.xMax, em)
            for number, name in enumerate(names)
            if number and (glyph := letters[name]).numberOfContours
        }


def _stroked(font: Object, other: Object, boxes: Mapping[int, tuple[float, float, float]]) -> _Stroked | None:
    """Understand a font of drawings as the stroked letters of another, from how far each reaches beyond its letter."""
    letters, beyond = {}, []
    for code, name in _codes(font).items():
        number = letters[code] = int(name[2:], 16)
        box = _BOX.match(font.CharProcs[name].read_bytes())
        left, _, right, _ = (float(side) for side in box.groups()) if box else (0.0, 0.0, 0.0, 0.0)
        if left == right:
            continue
        if number not in boxes:
            return None
        x_min, x_max, em = boxes[number]
        beyond.append(((right - left) - (x_max - x_min)) / em)
    # As wide as the letters themselves, they have no stroke: what the browser cannot embed.
    width = median(beyond) if beyond else 0.0
    return _Stroked(other, letters, width) if width > 0 else None


def _codes(font: Object) -> dict[int, str]:
    """Codes to names of drawings; the browser names one for the number of its letter, as ``/g4EC``."""
    codes, code = {}, 0
    for entry in font.Encoding.Differences:
        if isinstance(entry, Name):
            if str(entry) != _NO_LETTER and str(entry) in font.CharProcs:
                codes[code] = str(entry)
            code += 1
        else:
            code = int(entry)
    return codes


def _mend(canvas: Canvas, stroked: Mapping[tuple[int, int], _Stroked]) -> None:
    fonts = canvas.named("/Font")
    mine = {name[1:].encode(): stroked[font.objgen] for name, font in fonts.items() if font.objgen in stroked}
    if not mine:
        return
    targets = {font.objgen: name[1:].encode() for name, font in fonts.items()}
    for entry in mine.values():
        if entry.font.objgen not in targets:
            targets[entry.font.objgen] = name = b"S%d" % len(targets)
            fonts[f"/{name.decode()}"] = entry.font

    def text(match: re.Match[bytes]) -> bytes:
        named = _FONT.findall(match[1])
        if not named or any(font not in mine for font, _ in named):
            return match[0]
        current = mine[named[0][0]]
        width = max(mine[font].width * float(size) for font, size in named)

        def letters(part: re.Match[bytes]) -> bytes:
            nonlocal current
            if part[2]:
                current = mine[part[2]]
                return b"/%s %s Tf" % (targets[current.font.objgen], part[3])
            return b"<%s> Tj" % current.written(bytes.fromhex(part[1].decode()))

        body = _LETTERS.sub(letters, b"\n" + match[1])
        return b"q\n%.4g w 1 j 1 J\nBT\n1 Tr%sET\nQ\n" % (width, body) if width else b"BT%sET\n" % body

    content = _TEXT.sub(text, canvas.read())
    canvas.write(content)
    in_use = {f"/{name.decode()}" for name in _NAMED.findall(content)}
    for unused in set(fonts.keys()) - in_use:
        del fonts[unused]
