"""The legend of a chart as native shapes, where a chart's own would take its room: entries side by side, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from charts.spec import Series, Sign
from export.pptx.charts.parts import SYMBOLS, edge_of, fill_of, pen_of, sign_fill, sign_pen
from export.pptx.drawing.paint import Pen, solid
from export.pptx.drawing.shapes import Drawn, Ids, box, freeform, group, place, polyline, words
from export.pptx.drawing.text import Paragraph, Run
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em

#: Entries that a chart's own legend shows well.
FEW: Final = 3
#: What a sign and its room take of a column of a program's own legend.
OFFICE_SIGN_EM: Final = 3.5
_ROW: Final = 1.4
_SIGN: Final = 30.0
_GAP: Final = 6.0
_APART: Final = 18.0
_FORMS: Final = {"circle": "ellipse", "square": "rect", "diamond": "diamond", "star": "star5"}

#: Corners of the triangles by where they point, from the middle, in halves of their size.
_TIPS: Final = {
    "triangle-up": ((0, -1), (1, 0.8), (-1, 0.8)),
    "triangle-down": ((0, 1), (1, -0.8), (-1, -0.8)),
    "triangle-right": ((1, 0), (-0.8, 1), (-0.8, -1)),
    "triangle-left": ((-1, 0), (0.8, 1), (0.8, -1)),
}


def rows_of(entries: Sequence[Series], wide: float, size: float) -> list[list[tuple[float, Series]]]:
    """Set entries into rows.

    Parameters
    ----------
    wide : float
        Of a row, in units.
    size : float
        Of the type.

    Returns
    -------
    list of list of (float, Series)
        In each row where an entry begins, and which.
    """
    rows: list[list[tuple[float, Series]]] = []
    x = wide + 1
    for entry in entries:
        needs = _SIGN + _GAP + width_em(entry.name) * size
        if x + needs > wide:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += needs + _APART
    return rows


def office_width(entries: Sequence[Series], size: float) -> float:
    """Return the width of a row of entries as programs set it: in columns as wide as the longest."""
    return len(entries) * max((width_em(entry.name) + OFFICE_SIGN_EM for entry in entries), default=0.0) * size


def legend_height(entries: Sequence[Series], wide: float, size: float) -> float:
    """Return the height of a legend."""
    return len(rows_of(entries, wide, size)) * size * _ROW


def legend(
    entries: Sequence[Series], x: float, y: float, wide: float, size: float, look: Palette, t: Catalogue, ids: Ids
) -> Drawn:
    """Draw a legend.

    Parameters
    ----------
    entries : sequence of Series
        At least one.
    x, y, wide : float
        Upper left corner and width, in units.
    size : float
        Of the type.

    Returns
    -------
    Drawn
        A group.
    """
    parts = []
    for number, row in enumerate(rows_of(entries, wide, size)):
        middle = y + (number + 0.5) * size * _ROW
        for begin, entry in row:
            left = x + begin
            parts += _sign(entry, left, middle, size, look, t, ids)
            box = place(left + _SIGN + _GAP, middle - size * 0.7, width_em(entry.name) * size, size * _ROW)
            parts.append(
                words(ids, entry.name, box, [Paragraph((Run(entry.name, size, look.quiet),))], t.lang, "ctr", False)
            )
    return group(ids, t("pptx.legend"), parts)


def _sign(series: Series, left: float, middle: float, size: float, look: Palette, t: Catalogue, ids: Ids) -> list[Drawn]:
    name = t("pptx.sign")
    if series.paint:
        bounds = place(left, middle - size * 0.4, _SIGN, size * 0.8)
        return [box(ids, name, bounds, fill_of(series.paint, look), edge_of(series.paint))]
    pen = pen_of(series.stroke, series.opacity) if series.stroke else None
    drawn = [polyline(ids, name, [[(left, middle), (left + _SIGN, middle)]], pen)] if pen else []
    return [*drawn, *(dot(series.sign, left + _SIGN / 2, middle, look, name, ids) if series.sign else ())]


def dot(sign: Sign, x: float, y: float, look: Palette, name: str, ids: Ids, tinted: bool = True) -> list[Drawn]:
    """Draw a marker; its size is in units, ``x`` and ``y`` are its middle.

    Parameters
    ----------
    tinted : bool
        Whether it looks as in native charts: a hollow one has their tint, and what they have no marker for is their dash.
    """
    half, pen, symbol = sign.size / 2, sign_pen(sign), SYMBOLS.get(sign.shape, "circle")
    if sign.shape == "line-ns":
        return [polyline(ids, name, [[(x, y - half), (x, y + half)]], pen or Pen(sign.fill, 2))]
    if sign.shape in _TIPS and not (tinted and symbol == "dash"):
        fill = solid(sign.fill if pen and not tinted else sign_fill(sign, look))
        corners = [(x + half * across, y + half * down) for across, down in _TIPS[sign.shape]]
        return [freeform(ids, name, [corners], fill, pen)]
    if symbol not in _FORMS:
        cross = [[(x - half, y - half), (x + half, y + half)], [(x - half, y + half), (x + half, y - half)]]
        flat = [[(x - half, y), (x + half, y)]]
        return [polyline(ids, name, flat if symbol == "dash" else cross, pen or Pen(sign.fill, 2))]
    bounds = place(x - half, y - half, sign.size, sign.size)
    fill = solid(sign.fill if pen and not tinted else sign_fill(sign, look))
    return [box(ids, name, bounds, fill, pen, _FORMS[symbol])]
