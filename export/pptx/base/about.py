"""What a file says of itself: title, author, dates, its sections, and what kind of deck it is."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from export.pptx.drawing.shapes import NAMESPACES
from export.pptx.drawing.text import clean, quoted
from text.catalogue import Catalogue
from views.slide import Show

_AUTHOR: Final = "Pairing Atlas / 结对图"
_MAKER: Final = "Pairing Atlas"
_SPACES: Final = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
#: The extension by which a deck has sections, and its namespace.
SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
#: What PowerPoint calls the shapes of slides.
_FORMATS: Final = (("Widescreen", 16 / 9), ("On-screen Show (4:3)", 4 / 3))


def describe(deck: Any, show: Show, created: datetime, t: Catalogue) -> None:
    """Write the properties of a deck, and take out what was those of the file it was made from.

    Parameters
    ----------
    deck : pptx.presentation.Presentation
        With its slides.
    created : datetime
        The only date that is left in it.
    """
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = clean(show.title)[:255], _AUTHOR, _AUTHOR
    core.subject = clean(show.boundaries)[:255]
    core.keywords = t("pptx.data_version", version=clean(show.data_version))[:255]
    core.created = core.modified = created
    core.comments, core.language, core.revision = "", "zh-CN" if t.lang == "zh" else "en-GB", 1
    element = deck.part.package.core_properties._element
    for printed in element.findall("{*}lastPrinted"):
        element.remove(printed)
    for owner, kinds in ((deck.part.package._rels, (RT.THUMBNAIL,)), (deck.part.rels, (RT.PRINTER_SETTINGS,))):
        for rel_id in [rel_id for rel_id, rel in owner.items() if rel.reltype in kinds]:
            owner.pop(rel_id)
    for rel in [rel for rel in deck.part.package._rels.values() if rel.reltype == RT.EXTENDED_PROPERTIES]:
        rel.target_part._blob = _extended(deck).encode()


def divide(deck: Any, show: Show) -> None:
    """Make a section of each chapter, as PowerPoint lists slides; slides before the first one have the deck's name.

    Parameters
    ----------
    deck : pptx.presentation.Presentation
        With the slides of the show. It stays without sections where no slide has a chapter.
    """
    if not any(slide.chapter for slide in show.slides):
        return
    ids, sections = iter([slide.get("id") for slide in deck.slides._sldIdLst]), []
    for n, (chapter, slides) in enumerate(groupby(show.slides, key=lambda slide: slide.chapter)):
        name, number = quoted(clean(chapter or show.title)), str(uuid5(NAMESPACE_URL, f"{n} {chapter}")).upper()
        listed = "".join(f'<p14:sldId id="{next(ids)}"/>' for _ in slides)
        sections.append(f'<p14:section name="{name}" id="{{{number}}}"><p14:sldIdLst>{listed}</p14:sldIdLst></p14:section>')
    extension = (
        f'<p:extLst {NAMESPACES}><p:ext uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{"".join(sections)}'
        "</p14:sectionLst></p:ext></p:extLst>"
    )
    element = deck.element
    extensions = element.find("{*}extLst")
    if extensions is None:
        element.append(parse_xml(extension))
    else:
        extensions.append(parse_xml(extension)[0])


def _extended(deck: Any) -> str:
    share, count = deck.slide_width / deck.slide_height, len(deck.slides)
    shape = next((name for name, of in _FORMATS if abs(share / of - 1) < 0.01), "Custom")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {_SPACES}><TotalTime>0</TotalTime>'
        f"<Application>{_MAKER}</Application><PresentationFormat>{shape}</PresentationFormat>"
        f"<Slides>{count}</Slides><Notes>{count}</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )
