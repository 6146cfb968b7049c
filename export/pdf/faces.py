"""Typefaces for a page that is printed: outlines of a kind that the browser writes into a PDF as a font, each once.

Chromium embeds TrueType. Of a typeface with PostScript outlines, as Noto Sans CJK and Source Han Sans are, it makes
hundreds of Type 3 fonts with a drawing a letter: large files, and text without hinting. Such a typeface is handed to the
page as TrueType, with the letters that the page has; its widths and kerning stay, and so does every line of the page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from geo.still.picture import FONTS

_LIMIT_S: Final = 20
_LISTED: Final = "%{file}\t%{index}\t%{fontformat}\t%{variable}\t%{weight}\t%{slant}\t%{width}\n"
#: Fontconfig's weights of the two that pages are set in, and CSS's.
_WEIGHTS: Final = {"80": 400, "200": 700}
_NORMAL_WIDTH: Final = "100"
#: Lines are set with these: kerning, and the narrow punctuation at the edges of Chinese lines. No letter is exchanged.
_FEATURES: Final = ("kern", "halt", "chws")
#: In units of 1000 to the em: how far a curve may be from the one it stands for.
_TOLERANCE: Final = 1.0
_TRUETYPE: Final = "\0\1\0\0"
_TOP_DOWN: Final = ("BASE", "VORG", "vhea", "vmtx")
_COUNTS: Final = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
)


@dataclass(frozen=True)
class Face:
    """A weight of a typeface of the machine that is to be handed to a page.

    Attributes
    ----------
    family : str
        As style sheets call it.
    weight : int
        As in CSS.
    path : Path
        The file, a font or a collection of fonts.
    index : int
        Of the typeface in a collection.
    """

    family: str
    weight: int
    path: Path
    index: int


def postscript_faces() -> list[Face]:
    """Return the weights of the typeface that pages are set in, where its outlines are PostScript's.

    Returns
    -------
    list of Face
        Of the first of :data:`geo.still.picture.FONTS` that the machine has. Empty where it has none, where that one is
        TrueType or has its weights in one file, and on systems without fontconfig, whose own typefaces are TrueType.
    """
    fc_list = shutil.which("fc-list")
    if not sys.platform.startswith("linux") or fc_list is None:
        return []
    for family in FONTS:
        # A name by itself would be taken for a pattern.
        asked = [fc_list, "-f", _LISTED, f":family={family}"]
        listed = subprocess.run(asked, capture_output=True, check=False, timeout=_LIMIT_S, encoding="utf-8")
        rows = [line.split("\t") for line in listed.stdout.splitlines()]
        if rows:
            return list(_faces(family, rows))
    return []


def _faces(family: str, rows: list[list[str]]) -> Iterator[Face]:
    weights = dict(_WEIGHTS)
    for path, index, outlines, variable, weight, slant, width in sorted(rows):
        if (outlines, variable, slant, width) == ("CFF", "False", "0", _NORMAL_WIDTH) and weight in weights:
            yield Face(family, weights.pop(weight), Path(path), int(index))


def truetype(face: Face, letters: str) -> bytes:
    """Write a typeface as TrueType, with some of its letters.

    Parameters
    ----------
    face : Face
        With PostScript outlines.
    letters : str
        In any order, any number of times; those that it does not have are passed over.

    Returns
    -------
    bytes
        The same for the same letters.

    Raises
    ------
    fontTools.ttLib.TTLibError, OSError
        Where the file is no font, or gone.
    """
    with TTFont(face.path, fontNumber=face.index, lazy=True, recalcTimestamp=False) as font:
        names, drawings = font.getGlyphOrder(), font.getGlyphSet()
        _become_truetype(font, names)
        options = Options(layout_features=list(_FEATURES), notdef_outline=True, hinting=False, name_IDs=["*"])
        options.drop_tables += _TOP_DOWN
        subsetter = Subsetter(options)
        subsetter.populate(unicodes={ord(letter) for letter in letters})
        subsetter.subset(font)
        outlines, advances = font["glyf"], font["hmtx"].metrics
        tolerance = _TOLERANCE * font["head"].unitsPerEm / 1000
        for name in font.getGlyphOrder():
            pen = TTGlyphPen(None)
            # Only here is a letter drawn: of 65,000 a page has some hundreds.
            drawings[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
            glyph = outlines.glyphs[name] = pen.glyph()
            glyph.recalcBounds(outlines)
            advances[name] = (advances[name][0], getattr(glyph, "xMin", 0))
        file = BytesIO()
        font.save(file)
    return file.getvalue()


def _become_truetype(font: TTFont, names: list[str]) -> None:
    """Put tables of TrueType, as yet without outlines, in the place of PostScript's."""
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, dict.fromkeys(names, Glyph())
    font["maxp"].tableVersion, font["maxp"].maxZones = 0x00010000, 1
    for count in _COUNTS:
        setattr(font["maxp"], count, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = _TRUETYPE
