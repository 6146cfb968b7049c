"""The legend of a chart as native shapes, where a chart's own would take its room: entries side by side, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from export.pptx_paint import Pen, hatched, mixed, rgb, solid
from export.pptx_plot import Dot, Line, Plot
from export.pptx_shapes import Drawn, Ids, box, group, place, polyline, words
from export.pptx_text import Paragraph, Run
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em

#: Entries that a chart's own legend shows well.
FEW: Final = 3
_ROW: Final = 1.4
_SIGN: Final = 30.0
_GAP: Final = 6.0
_APART: Final = 18.0
_FORMS: Final = {"circle": "ellipse", "square": "rect", "diamond": "diamond", "triangle": "triangle", "star": "star5"}


def entries(plot: Plot) -> list[Line]:
    """Return the series that the legend of a plot explains, each name once."""
    return list({line.name: line for line in plot.lines if line.in_legend}.values())


def without_legend(plot: Plot) -> Plot:
    """Return a plot without a legend of its own, and without series that are only signs."""
    lines = tuple(replace(line, in_legend=False) for line in plot.lines if any(y is not None for y in line.y))
    return replace(plot, lines=lines)


def rows_of(lines: Sequence[Line], wide: float, size: float) -> list[list[tuple[float, Line]]]:
    """Set entries into rows.

    Parameters
    ----------
    wide : float
        Of a row, in units.
    size : float
        Of the type.

    Returns
    -------
    list of list of (float, Line)
        In each row where an entry begins, and which.
    """
    rows: list[list[tuple[float, Line]]] = []
    x = wide + 1
    for one in lines:
        needs = _SIGN + _GAP + width_em(one.name) * size
        if x + needs > wide:
            rows.append([])
            x = 0.0
        rows[-1].append((x, one))
        x += needs + _APART
    return rows


def legend_height(lines: Sequence[Line], wide: float, size: float) -> float:
    """Return the height of a legend."""
    return len(rows_of(lines, wide, size)) * size * _ROW


def legend(
    lines: Sequence[Line], x: float, y: float, wide: float, size: float, look: Palette, t: Catalogue, ids: Ids
) -> Drawn:
    """Draw a legend.

    Parameters
    ----------
    lines : sequence of Line
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
    for number, row in enumerate(rows_of(lines, wide, size)):
        middle = y + (number + 0.5) * size * _ROW
        for begin, one in row:
            left = x + begin
            parts += _sign(one, left, middle, size, look, t, ids)
            room = place(left + _SIGN + _GAP, middle - size * 0.7, width_em(one.name) * size, size * _ROW)
            parts.append(words(ids, one.name, room, [Paragraph((Run(one.name, size, look.quiet),))], t.lang, "ctr", False))
    return group(ids, t("pptx.legend"), parts)


def _sign(one: Line, left: float, middle: float, size: float, look: Palette, t: Catalogue, ids: Ids) -> list[Drawn]:
    name = t("pptx.sign")
    if one.fill:
        fill = hatched(look.ground, one.hatch) if one.hatch else solid(one.fill)
        return [box(ids, name, place(left, middle - size * 0.4, _SIGN, size * 0.8), fill, one.pen)]
    found = [polyline(ids, name, [[(left, middle), (left + _SIGN, middle)]], one.pen)] if one.pen else []
    return [*found, *(_dot(one.dots[0], left + _SIGN / 2, middle, look, name, ids) if one.dots else ())]


def _dot(dot: Dot, x: float, y: float, look: Palette, name: str, ids: Ids) -> list[Drawn]:
    half = dot.size / 2
    pen = Pen(dot.edge, dot.edge_width) if dot.edge_width else None
    if dot.symbol not in _FORMS:
        cross = [[(x - half, y - half), (x + half, y + half)], [(x - half, y + half), (x + half, y - half)]]
        flat = [[(x - half, y), (x + half, y)]]
        return [polyline(ids, name, flat if dot.symbol == "dash" else cross, pen or Pen(dot.edge, 2))]
    hollow = rgb(dot.fill)[1] == 0 or rgb(dot.fill) == rgb(look.ground)
    fill = mixed(dot.edge, look.ground, 0.4) if hollow else dot.fill
    return [box(ids, name, place(x - half, y - half, dot.size, dot.size), solid(fill), pen, _FORMS[dot.symbol])]
