"""The cover of a deck in PowerPoint: words in the placeholders of a title page, as its layout has them."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml

from export.pptx.drawing.shapes import NAMESPACES
from export.pptx.drawing.text import Paragraph, Run, clean, paragraph
from text.catalogue import Catalogue
from views.slide import Slide

_TITLES, _UNDER = ("title", "ctrTitle"), ("subTitle", "body")


def fill_cover(page: Any, slide: Slide, t: Catalogue) -> bool:
    """Fill the placeholders of a cover, and drop those that nothing is for.

    Parameters
    ----------
    page : pptx.slide.Slide
        With the placeholders of its layout.

    Returns
    -------
    bool
        False, and nothing is done, where the layout has no room under its title for who speaks and when.
    """
    placeholders = {str(shape._element.xpath("string(.//p:nvPr/p:ph/@type)") or "obj"): shape for shape in page.placeholders}
    title, under = (
        next((placeholders[kind] for kind in kinds if kind in placeholders), None) for kinds in (_TITLES, _UNDER)
    )
    if title is None or under is None:
        return False
    for shape in placeholders.values():
        if shape is not title and shape is not under:
            shape._element.getparent().remove(shape._element)
    _write(title, [slide.title], t, heading=True)
    _write(under, [line for line in (slide.sentence, *slide.points) if line], t)
    return True


def _write(shape: Any, lines: list[str], t: Catalogue, *, heading: bool = False) -> None:
    body = shape.text_frame._txBody
    for old in body.findall("{*}p"):
        body.remove(old)
    for line in lines or [""]:
        xml = paragraph(Paragraph((Run(clean(line), 1.0, "", heading=heading),), after=0 if heading else 6), t.lang)
        element = parse_xml(xml.replace("<a:p>", f"<a:p {NAMESPACES}>", 1))
        for properties in element.iter("{*}rPr", "{*}pPr"):  # size and side are the layout's
            properties.attrib.pop("sz" if properties.tag.endswith("rPr") else "algn", None)
        body.append(element)
