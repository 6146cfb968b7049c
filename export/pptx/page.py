"""A PowerPoint slide that is being filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx.oxml import parse_xml

from export.deck.layout import Area, Layout
from export.pptx.drawing.shapes import Drawn, Ids, numbers, place, rooted, words
from export.pptx.drawing.text import Paragraph
from geo.still.draw import Geometry
from look.palette import Palette
from text.catalogue import Catalogue


@dataclass(frozen=True)
class Sheet:
    """A slide that is being filled, and what it is filled with."""

    page: Any
    plan: Layout
    t: Catalogue
    look: Palette
    geometry: Geometry
    created: datetime

    @property
    def tree(self) -> Any:
        """The shapes of the slide."""
        return self.page.shapes._spTree

    def ids(self) -> Ids:
        """Numbers that no shape of the slide has."""
        return numbers(1 + max(int(element_id) for element_id in self.tree.xpath(".//p:cNvPr/@id")))

    def add(self, drawn: Sequence[Drawn]) -> None:
        """Put shapes on top."""
        for shape in drawn:
            self.tree.append(parse_xml(rooted(shape.xml)))

    def write(self, name: str, area: Area, paragraphs: Sequence[Paragraph], anchor: str = "t") -> None:
        """Put a text box on top; none for no text."""
        if paragraphs:
            box = place(area.x, area.y, area.w, area.h)
            self.add([words(self.ids(), name, box, paragraphs, self.t.lang, anchor)])
