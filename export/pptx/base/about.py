"""What a file says of itself: title, author, dates, and what kind of deck it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from export.pptx.drawing.text import clean
from text.catalogue import Catalogue
from views.slide import Show

_AUTHOR: Final = "Pairing Atlas / 结对图"
_MAKER: Final = "Pairing Atlas"
_SPACES: Final = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
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


def _extended(deck: Any) -> str:
    share, count = deck.slide_width / deck.slide_height, len(deck.slides)
    shape = next((name for name, of in _FORMATS if abs(share / of - 1) < 0.01), "Custom")
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {_SPACES}><TotalTime>0</TotalTime>'
        f"<Application>{_MAKER}</Application><PresentationFormat>{shape}</PresentationFormat>"
        f"<Slides>{count}</Slides><Notes>{count}</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )
