"""A native table: the rows that fit, in columns as wide as their words."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pptx.oxml import parse_xml
from pptx.util import Emu

from export.deck.layout import Area
from export.pptx.drawing.paint import emu, solid
from export.pptx.drawing.shapes import NAMESPACES
from export.pptx.drawing.text import LINE, Paragraph, Run, body, clean
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import width_em, wrap

_PAD = 5.0
_LEAST_EM = 3.0


def longest_rows(frame: pd.DataFrame, wide: float, high: float, size: float) -> tuple[int, list[float]]:
    """Say how many rows of a frame fit a room, and how wide each column is then.

    Parameters
    ----------
    frame : DataFrame
        Texts; at least one column.
    wide, high : float
        Units.
    size : float
        Of the type, in units.

    Returns
    -------
    (int, list of float)
        At least one row, if there is one.
    """
    texts = [[clean(value) for value in row] for row in frame.itertuples(index=False)]
    heads = [clean(column) for column in frame.columns]
    # Long words share what short ones leave: no column asks for more than a third of the room.
    widths_asked = [
        min(max(width_em(row[i]) for row in [heads, *texts]), wide / size / 3) * size + 2 * _PAD for i in range(len(heads))
    ]
    widths_asked = [max(width, _LEAST_EM * size) for width in widths_asked]
    factor = wide / sum(widths_asked)
    widths = [width * factor for width in widths_asked]
    tall, rows = row_height(heads, widths, size), 0
    for row in texts:
        tall += row_height(row, widths, size)
        if tall > high and rows:
            break
        rows += 1
    return rows, widths


def row_height(texts: list[str], widths: list[float], size: float) -> float:
    """Return the height of a row.

    Parameters
    ----------
    widths : list of float
        Of the columns.
    """
    lines = max(len(wrap(text, (width - 2 * _PAD) / size)) for text, width in zip(texts, widths, strict=True))
    return lines * size * LINE + _PAD


def table(
    page: Any, frame: pd.DataFrame, widths: list[float], area: Area, size: float, look: Palette, t: Catalogue, alt: str
) -> tuple[Any, float]:
    """Put a table on a slide.

    Parameters
    ----------
    page : pptx slide
    frame : DataFrame
        Headings in the reader's language; each cell is written as text.
    alt : str
        What it shows, in a sentence.

    Returns
    -------
    (pptx graphic frame, float)
        The table, and its height.
    """
    rows = [
        [clean(column) for column in frame.columns],
        *([clean(value) for value in row] for row in frame.itertuples(index=False)),
    ]
    heights = [row_height(row, widths, size) for row in rows]
    tall = sum(heights)
    shape = page.shapes.add_table(
        len(rows), len(widths), Emu(emu(area.x)), Emu(emu(area.y)), Emu(emu(sum(widths))), Emu(emu(tall))
    )
    shape._element.nvGraphicFramePr.cNvPr.set("name", t("pptx.table"))
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    grid = shape.table
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(emu(width))
    style = grid._tbl.tblPr.find("{*}tableStyleId")
    # No style of PowerPoint's own, whose colours and stripes are not ours: "no style, no grid".
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    grid._tbl.tblPr.attrib.pop("bandRow", None)
    for row, height, texts in zip(grid.rows, heights, rows, strict=True):
        row.height = Emu(emu(height))
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell._tc, text, texts is rows[0], size, look, t)
    return shape, tall


def _fill(cell: Any, text: str, heading: bool, size: float, look: Palette, t: Catalogue) -> None:
    run = Run(text, size, look.quiet if heading else look.ink, bold=heading)
    inner = body([Paragraph((run,))], t.lang, tag="a:txBody")
    pad, low = emu(_PAD), emu(_PAD / 2)
    rule = f'<a:lnB w="{emu(1.5 if heading else 0.75)}">{solid(look.quiet if heading else look.line)}</a:lnB>'
    edges = f'<a:tcPr {NAMESPACES} marL="{pad}" marR="{pad}" marT="{low}" marB="{low}">{rule}<a:noFill/></a:tcPr>'
    for old in list(cell):
        cell.remove(old)
    cell.append(parse_xml(inner.replace("<a:txBody>", f"<a:txBody {NAMESPACES}>", 1)))
    cell.append(parse_xml(edges))
