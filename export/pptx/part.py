"""Slides that are finished: kept as the text that the file gets, for the tree of a map takes many times its room.

Their colours, and those of their charts, are then said as the theme's.
"""

from __future__ import annotations

from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.parts.chart import ChartPart
from pptx.parts.slide import SlidePart

from export.pptx.drawing.theme import themed
from look.palette import Palette


class _FinishedPart(SlidePart):
    content: bytes

    @property  # type: ignore[misc]  # as in XmlPart, it cannot be set
    def blob(self) -> bytes:
        return self.content


class _FinishedChart(ChartPart):
    content: bytes

    @property  # type: ignore[misc]  # as above
    def blob(self) -> bytes:
        return self.content


def finish(page: Any, look: Palette, exact: bool = True) -> None:
    """Put a slide's text in the place of its tree; nothing can be added to the slide or its charts any more.

    Parameters
    ----------
    page : pptx.slide.Slide
        It is empty afterwards.
    look : Palette
        Whose colours the theme has, or stands for.
    exact : bool
        See :func:`export.pptx.drawing.theme.tone`.
    """
    part = page.part
    for chart in [rel.target_part for rel in part.rels.values() if rel.reltype == RT.CHART]:
        _write(chart, _FinishedChart, look, exact)
    _write(part, _FinishedPart, look, exact)
    vars(part).pop("slide", None)
    vars(page).clear()


def _write(part: Any, kind: type, look: Palette, exact: bool) -> None:
    part.content = themed(part.blob, look, exact)
    part.__class__ = kind
    del part._element
