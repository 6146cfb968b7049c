"""The base of a deck: an empty deck, the plan of its slides, and a layout for each kind of slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from export.deck.layout import Layout
from export.pptx.base import holders as hold
from export.pptx.base.holders import Holder
from export.pptx.base.master import LAYOUTS, blank
from look.palette import Palette
from text.catalogue import Catalogue


@dataclass(frozen=True)
class Under:
    """A layout, and its placeholders by what they are for (see :class:`export.pptx.page.Sheet`)."""

    layout: Any
    holders: Mapping[str, Holder]


@dataclass(frozen=True)
class Base:
    """What slides are put on.

    Attributes
    ----------
    deck : pptx.presentation.Presentation
        Without slides.
    layouts : mapping of str to Under
        By the kinds of :data:`export.pptx.base.master.LAYOUTS`.
    """

    deck: Any
    plan: Layout
    layouts: Mapping[str, Under]


_OURS = {
    "title": hold.TITLE,
    "sentence": hold.SENTENCE,
    "points": hold.POINTS,
    "sources": hold.SOURCES,
    "foot": hold.FOOTER,
    "number": hold.NUMBER,
    "chart": hold.CHART,
    "table": hold.TABLE,
}


def own_base(plan: Layout, look: Palette, t: Catalogue) -> Base:
    """Return the base of our own: see :func:`export.pptx.base.master.blank`."""
    deck = blank(plan, look, t)
    layouts = {}
    for kind, layout in zip(LAYOUTS, deck.slide_layouts, strict=True):
        there = {int(idx) for idx in layout._element.xpath(".//p:ph/@idx")} | {0}
        layouts[kind] = Under(layout, {part: holder for part, holder in _OURS.items() if holder.idx in there})
    return Base(deck, plan, layouts)
