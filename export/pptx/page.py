"""A PowerPoint slide that is being filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx.oxml import parse_xml

from export.deck.layout import Area, Layout
from export.pptx.base.holders import Holder
from export.pptx.drawing.shapes import NAMESPACES, Drawn, Ids, numbers, place, rooted, words
from export.pptx.drawing.text import Paragraph
from export.pptx.drawing.timing import timing
from geo.still.draw import Geometry
from look.palette import Palette
from text.catalogue import Catalogue


@dataclass(frozen=True)
class Sheet:
    """A slide that is being filled, and what it is filled with.

    Attributes
    ----------
    number : int
        Of the slide in its deck, from 1.
    holders : mapping of str to Holder
        Placeholders of its layout by what they are for: title, sentence, points, sources, foot, number, chart, table. What
        has none is a text box or a shape of its own.
    """

    page: Any
    plan: Layout
    t: Catalogue
    look: Palette
    geometry: Geometry
    created: datetime
    number: int
    holders: Mapping[str, Holder]

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

    def play(self, steps: Sequence[int]) -> None:
        """Let shapes of the slide appear, one with each click; none for none."""
        if steps:
            self.page._element.append(parse_xml(timing(steps).replace("<p:timing", f"<p:timing {NAMESPACES}", 1)))

    def write(
        self, name: str, area: Area, paragraphs: Sequence[Paragraph], anchor: str = "t", part: str = "", moved: bool = False
    ) -> None:
        """Put a text on top; none for no text.

        Parameters
        ----------
        part : str
            What it is, of the keys of ``holders``.
        moved : bool
            Whether it stands elsewhere than its placeholder does.
        """
        if not paragraphs:
            return
        bounds, holder = place(area.x, area.y, area.w, area.h), self.holders.get(part)
        if holder is None:
            drawn = words(self.ids(), name, bounds, paragraphs, self.t.lang, anchor)
        else:
            fill = "<a:noFill/>" if moved else ""
            drawn = words(
                self.ids(), name, bounds, paragraphs, self.t.lang, anchor if moved else "", fill=fill, holder=holder.xml
            )
        self.add([drawn])

    def hold(self, frame: Any, part: str) -> None:
        """Put a chart or a table into the placeholder for it, where the layout has one that is still free."""
        holder = self.holders.get(part)
        if holder is not None and not self.tree.xpath(f".//p:ph[@type='{holder.kind}']"):
            frame._element.nvGraphicFramePr.find("{*}nvPr").append(
                parse_xml(holder.xml.replace("<p:ph", f"<p:ph {NAMESPACES}"))
            )
