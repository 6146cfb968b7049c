"""Any view of the atlas as a slide, without a page: for presenting, for files to leave behind, for a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from look.palette import Theme
from views import loaders
from views.addresses import refused, split_view
from views.declared import Address, from_values
from views.memo import memoized
from views.reader import Reader
from views.slide import Slide
from views.slides.cooperation import cooperation
from views.slides.maps import overview, pairings
from views.slides.parts import SlideContext
from views.slides.places import region
from views.slides.sources import sources
from views.slides.trends import trends
from views.unverified import facts_of

_MAKERS: Final[Mapping[str, Callable[[SlideContext, Address], Slide]]] = {
    "overview": overview,
    "pairings": pairings,
    "trends": trends,
    "region": region,
    "cooperation": cooperation,
    "sources": sources,
}


def slide(view: str, lang: str = "zh", theme: Theme = "light", approval: str = "") -> Slide:
    """Turn a view into a slide.

    Parameters
    ----------
    view : str
        Address below the atlas. A value that a page would not take gives its default, as on the page.
    lang : str
        A member of :data:`text.catalogue.LANGUAGES`.
    theme : {"light", "dark"}
    approval : str
        The deployment's map approval number.

    Returns
    -------
    Slide
        Title and sentence are the view's own; ``slide_id`` is empty.

    Raises
    ------
    ValueError
        For an address that is no view of the atlas.
    """
    if refused(view):
        raise ValueError(f"{view[:80]!r} is no view of the atlas")
    page, values = split_view(view)
    facts, shapes = facts_of(values), loaders.shapes(approval)
    book = loaders.book(facts, Reader(lang, theme))
    result = memoized(
        "slide",
        lambda: _MAKERS[page](SlideContext(facts, shapes, book), from_values(page, facts, book, values)),
        facts,
        shapes,
        book,
        view,
    )
    return replace(result, link=view)
