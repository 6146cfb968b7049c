"""A deck ready to be shown: each of its views as a slide, under the deck's own texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from export.deck.deck import Deck, DeckSlide
from export.deck.ends import closing, cover
from look.palette import Theme
from text.catalogue import Catalogue
from views import loaders
from views.overview.national import credit
from views.slide import Show, Slide
from views.slides.make import slide
from views.slides.room import undivided, with_rest


def show(
    deck: Deck,
    lang: str,
    theme: Theme,
    created: str,
    progress: Callable[[int, int], None] = lambda _count, _total: None,
    approval: str = "",
    *,
    whole: bool = False,
) -> Show:
    """Turn a deck into slides, between a cover and a closing slide where it has them.

    Parameters
    ----------
    lang : str
        Language of what the atlas says; the deck's own texts stay as they are.
    theme : {"light", "dark"}
    created : str
        Date of the export, ISO 8601.
    progress : callable
        Called with the number of slides done and of all.
    approval : str
        The deployment's map approval number.
    whole : bool
        Whether a view is one slide with all that it has to say, as on paper and in a picture, and none goes on.
    """
    slides, t, chapter = list[Slide](), Catalogue.load(lang), ""
    for number, entry in enumerate(deck.slides, start=1):
        progress(number - 1, len(deck.slides))
        chapter = entry.chapter or chapter
        titled = replace(_titled(entry, number, lang, theme, approval), chapter=chapter, hidden=entry.hidden)
        slides += (undivided(titled, t),) if whole else with_rest(titled, t)
    boundaries, version = credit(loaders.shapes(approval), t), loaders.facts().version
    if deck.has_ends:
        shown = [one for one in slides if not one.hidden]
        slides = [cover(deck, created, t), *slides, closing(shown, boundaries, version, created, t)]
    return Show(deck.title, lang, theme, tuple(slides), boundaries, version, created)


def _titled(entry: DeckSlide, number: int, lang: str, theme: Theme, approval: str) -> Slide:
    content = slide(entry.view, lang, theme, approval)
    return replace(
        content,
        slide_id=f"s{number}",
        title=entry.title or content.title,
        sentence=entry.sentence or content.sentence,
        finding=entry.sentence or content.finding,
        notes=entry.notes,
    )
