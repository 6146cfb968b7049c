"""Slides that are finished: kept as the text that the file gets, for the tree of a map takes many times its room."""

from __future__ import annotations

import gc
from typing import Any

from pptx.parts.slide import SlidePart


class _FinishedPart(SlidePart):
    content: bytes

    @property  # type: ignore[misc]  # as in XmlPart, it cannot be set
    def blob(self) -> bytes:
        return self.content


def finish(page: Any) -> None:
    """Put a slide's text in the place of its tree; nothing can be added to the slide any more.

    Parameters
    ----------
    page : pptx.slide.Slide
        It is empty afterwards.
    """
    part = page.part
    part.content = part.blob
    part.__class__ = _FinishedPart
    del part._element
    vars(part).pop("slide", None)
    vars(page).clear()
    # What is left of the slide and its shapes refers to one another; the tree goes when the last of them does.
    gc.collect()
