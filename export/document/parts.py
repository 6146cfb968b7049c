"""What a document is set of: headings, headline figures, pictures with their words, tables with heads, numbered sources."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from export.document.paper import LINK, QUOTE, TABLE, WIDTH, line_height, numbered
from export.pictures.png import to_png
from export.pptx.drawing.text import clean
from geo.shapes.geometry import Geometry
from geo.still.sheet import pictures
from geo.still.svg.sheet import sheet_svg
from text.catalogue import Catalogue
from text.citation import within_marks
from text.lettering import BOLD, width_em
from views.slide import Figure, Footnote, Slide

#: Units of a map across the paper; its smallest text is 7.5 points there.
_UNITS: Final = 1000.0
_SMALLEST: Final = 15.5
#: Pixels across: 220 to the inch.
_PIXELS: Final = 1472
#: Words of one source that are set; of more, how many.
QUOTES: Final = 1
#: Points of a headline figure.
_VALUE: Final = 15
#: Least and most that a column asks for, in em of its text.
_NARROW, _WIDE = 3.0, 30.0
#: A word longer than so many em may be broken: Chinese knows no blanks.
_WORD: Final = 11.0
#: Em of a table's text across the paper.
_TABLE_EM: Final = WIDTH / 2.54 * 72 / 8.5
#: Room within a cell, in em.
_AIR: Final = 1.8


def add(document: Any, text: str, style: str = "Normal") -> Any:
    """Add a paragraph, and return it; an empty text adds none."""
    words = clean(text)
    return document.add_paragraph(words, style) if words else None


def add_sentence(document: Any, slide: Slide) -> None:
    """Add the sentence of a slide, its finding in bold; none for none."""
    finding, then = slide.led(slide.sentence)
    if finding or then:
        line = document.add_paragraph()
        line.add_run(clean(finding)).bold = True
        # Between sentences in English there is a space, which cleaning takes away.
        line.add_run(" " * then.startswith(" ") + clean(then))


def add_figures(document: Any, figures: Iterable[Figure]) -> None:
    """Add headline figures, each a line: the value large, then what it is, its period, its sources."""
    for figure in figures:
        line = document.add_paragraph(style="Figure")
        line.paragraph_format.line_spacing = line_height(_VALUE)
        value = line.add_run(clean(figure.value))
        value.bold, value.font.size = True, Pt(_VALUE)
        marks = "".join(f"[{n}]" for n in figure.notes)
        details = " · ".join(clean(text) for text in (figure.label, figure.when) if text)
        line.add_run(f"  {details} {marks}".rstrip())


def map_png(slide: Slide, geometry: Geometry, height_cm: float) -> bytes:
    """Draw the map of a slide, or its maps, as wide as the paper.

    Parameters
    ----------
    slide : Slide
        With a map.
    """
    room = _UNITS, _UNITS * height_cm / WIDTH
    # Whom each of several maps shows stands in the list below, too: on paper the maps need its room.
    panels = [replace(panel, text="") for panel in slide.panels] if slide.rest or slide.points else slide.panels
    placed = pictures(slide.scene_beside, panels, geometry, slide.names, *room, smallest=_SMALLEST)
    return to_png(sheet_svg(placed, *room, title=slide.title), _PIXELS)


def add_picture(document: Any, png: bytes, alt: str, caption: str, *, width_cm: float = WIDTH) -> None:
    """Add a picture as wide as the paper, what it shows for who does not see it, and a caption that stays with it."""
    holder = document.add_paragraph()
    holder.paragraph_format.keep_with_next = bool(caption)
    # Lines are as high as their type; this one is as high as the picture.
    holder.paragraph_format.line_spacing = 1.0
    inline = holder.add_run().add_picture(io.BytesIO(png), width=Cm(width_cm))._inline
    for side in ("distT", "distB", "distL", "distR"):  # without them some programs leave room beside it
        inline.set(side, "0")
    inline.docPr.set("descr", clean(alt))
    add(document, caption, "Caption")


def add_table(document: Any, table: pd.DataFrame) -> None:
    """Add a table whose head is repeated on each page, and whose rows are not parted.

    Parameters
    ----------
    table : DataFrame
        Of texts, headings in the reader's language; without rows or columns nothing is added.
    """
    if table.empty:
        return
    cells = [
        [clean(name) for name in table.columns],
        *([clean(cell) for cell in row] for row in table.itertuples(index=False)),
    ]
    grid = document.add_table(len(cells), len(table.columns), TABLE)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(grid.columns, _widths(cells), strict=True):
        column.width = Cm(width)
    for number, (row, texts) in enumerate(zip(grid.rows, cells, strict=True)):
        _flag(row, "w:cantSplit")
        head = number == 0
        if head:
            _flag(row, "w:tblHeader")
        for cell, width, text in zip(row.cells, _widths(cells), texts, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = "Table Head" if head else "Table Text"
            cell.paragraphs[0].add_run(text)


def add_sources(document: Any, footnotes: Sequence[Footnote], t: Catalogue, *, level: int = 1) -> None:
    """Add the sources in the order of their numbers, each with its tier, address and words."""
    if not footnotes:
        return
    document.add_heading(t("sheet.sources" if any(note.quotes for note in footnotes) else "pptx.sources"), level)
    numbering = last = 0
    for note in footnotes:
        # Where numbers are left out, a list that counts on would name other sources than the text does.
        numbering, last = numbering if note.number == last + 1 and last else numbered(document, note.number), note.number
        line = document.add_paragraph(style="List Number")
        properties = line._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_ilvl().val = 0
        properties.get_or_add_numPr().get_or_add_numId().val = numbering
        line.paragraph_format.keep_together = True
        _cite(line, note)
        line.add_run(f" · {clean(note.tier)}")
        words = [t("pptx.quote", quote=within_marks(clean(quote))) for quote in note.quotes[:QUOTES]]
        if len(note.quotes) > QUOTES:
            words.append(t("sheet.more_quotes", n=len(note.quotes) - QUOTES))
        if words:
            line.add_run("\n" + " ".join(words), QUOTE)


def _cite(line: Any, note: Footnote) -> None:
    """Write how a source is cited, leading to where it stands."""
    if not note.url:
        line.add_run(clean(note.text))
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(note.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(line.add_run(clean(note.text), LINK)._r)
    line._p.append(link)


def _widths(cells: Sequence[Sequence[str]]) -> list[float]:
    """Share the width of the paper by what the columns hold, in centimetres."""
    least, wanted = [], []
    for head, *texts in zip(*cells, strict=True):
        each = [width_em(text) for text in texts]
        typical = min(_WIDE, (sum(each) / len(each) + max(each)) / 2)
        longest = max(width_em(word) for text in texts for word in [*text.split(), ""])
        whole = max(width_em(word) for word in head.split()) * BOLD
        least.append(max(_NARROW, whole, min(longest, _WORD)) + _AIR)
        wanted.append(max(least[-1], width_em(head) * BOLD + _AIR, typical + _AIR))
    # What cannot be broken has its room first, where there is any over.
    over = _TABLE_EM - sum(least)
    share = over / (sum(wanted) - sum(least)) if 0 < over < sum(wanted) - sum(least) else 1.0
    ems = [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]
    return [WIDTH * em / sum(ems) for em in ems]


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
