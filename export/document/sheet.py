"""The fact sheet of a place or a pair as a Word document of one or two A4 pages."""

from __future__ import annotations

from typing import Final

from export.document.fitting import fit
from export.document.paper import blank, save
from export.document.parts import add, add_figures, add_picture, add_sentence, add_sources, add_table, map_png
from geo.shapes.geometry import Geometry
from text.catalogue import Catalogue
from views.sheets.sheet import FactSheet
from views.slide import Show

#: Height of the map, in centimetres.
_MAP: Final = 7.2


def write_sheet(sheet: FactSheet, show: Show, geometry: Geometry, t: Catalogue) -> bytes:
    """Write a fact sheet as DOCX.

    Parameters
    ----------
    show : Show
        Boundaries, data version and date; its slides do not count.

    Returns
    -------
    bytes
        The same for the same arguments.
    """
    slide, document = sheet.slide, blank(show, t)
    add(document, slide.title, "Title")
    add(document, sheet.where, "Subtitle")
    add_sentence(document, slide)
    add_figures(document, slide.figures)
    if slide.mapped:
        add_picture(
            document,
            map_png(slide, geometry, _MAP),
            t("sheet.alt", what=sheet.caption, finding=slide.sentence, boundaries=show.boundaries),
            sheet.caption,
        )
    for section in sheet.sections:
        document.add_heading(section.title, 1)
        add_table(document, section.table)
        add(document, section.note, "Table Note")
    for remark in sheet.remarks:
        add(document, remark, "Table Note")
    add_sources(document, slide.footnotes, t)
    fit(document)
    return save(document)
