"""Any view of the atlas as a slide, without a page: for presenting, for files to leave behind, for a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from export.deck import Deck, DeckSlide
from export.deck_views import refused, split_view
from export.slide import Show, Slide
from look.palette import Theme
from text.catalogue import Catalogue
from ui import loaders, theme, unverified
from ui.deployment import map_approval
from ui.loaders import kept
from ui.national import credit
from ui.slide_maps import overview, pairings
from ui.slide_parts import Asked, Stage
from ui.slide_places import region
from ui.slide_sources import sources
from ui.slide_trends import trends
from ui.slide_work import cooperation

_MAKERS: Final[Mapping[str, Callable[[Stage, Asked], Slide]]] = {
    "overview": overview,
    "pairings": pairings,
    "trends": trends,
    "region": region,
    "cooperation": cooperation,
    "sources": sources,
}


def slide(view: str, lang: str = "zh", wanted: Theme = "light") -> Slide:
    """Turn a view into a slide.

    Parameters
    ----------
    view : str
        Address below the atlas. A value that a page would not take gives its default, as on the page.
    lang : str
        A member of :data:`text.catalogue.LANGUAGES`.
    wanted : {"light", "dark"}

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
    t, facts, shapes = Catalogue.load(lang), unverified.facts_of(values), loaders.shapes()

    def make() -> Slide:
        with theme.given(wanted):
            return _MAKERS[page](Stage(facts, shapes, loaders.book(facts, t)), Asked(values))

    key = ("slide", facts.version, shapes.version, map_approval(), lang, wanted, view)
    return replace(kept(key, make), link=view)


def show(
    deck: Deck, lang: str, wanted: Theme, made: str, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Show:
    """Turn a deck into slides.

    Parameters
    ----------
    lang : str
        Language of what the atlas says; the deck's own texts stay as they are.
    wanted : {"light", "dark"}
    made : str
        Date of the export, ISO 8601.
    progress : callable
        Called with the number of slides done and of all.
    """
    t, facts, shapes = Catalogue.load(lang), loaders.facts(), loaders.shapes()
    slides = []
    for number, one in enumerate(deck.slides, start=1):
        progress(number - 1, len(deck.slides))
        slides.append(_told(one, number, lang, wanted))
    return Show(deck.title, lang, wanted, tuple(slides), credit(shapes, t), facts.version, made)


def _told(one: DeckSlide, number: int, lang: str, wanted: Theme) -> Slide:
    found = slide(one.view, lang, wanted)
    return replace(
        found,
        slide_id=f"s{number}",
        title=one.title or found.title,
        sentence=one.sentence or found.sentence,
        notes=one.notes,
    )
