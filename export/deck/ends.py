"""The first and the last slide of a deck: who speaks of what and when; what it rests on. Made of the deck, never written."""

from __future__ import annotations

from collections.abc import Sequence

from export.deck.deck import Deck
from text.catalogue import Catalogue
from text.dates import format_date
from views.slide import Footnote, Slide
from views.slides.room import place

#: Sources that are named at the end; of the others only the number.
_NAMED = 8


def cover(deck: Deck, created: str, t: Catalogue) -> Slide:
    """Return the cover: title and subtitle, then who speaks and the date."""
    lines = (deck.author, format_date(created, t.lang))
    return Slide("cover", deck.title, deck.subtitle, kind="cover", points=tuple(line for line in lines if line))


def closing(slides: Sequence[Slide], boundaries: str, version: str, created: str, t: Catalogue) -> Slide:
    """Return the closing slide: what the deck was made of.

    Parameters
    ----------
    slides : sequence of Slide
        All others. Sources that more of them use are named first, the five documents before all.
    boundaries, version : str
        As in :class:`views.slide.Show`.
    """
    notes: dict[str, Footnote] = {}
    used: dict[str, int] = {}
    for note in (note for slide in slides for note in slide.footnotes):
        notes.setdefault(note.source_id, note)
        used[note.source_id] = used.get(note.source_id, 0) + 1
    core = t("tier.core")
    ranked = sorted(notes.values(), key=lambda note: (note.tier != core, -used[note.source_id]))
    more = len(ranked) - _NAMED
    lines = [note.text for note in ranked[:_NAMED]] + ([t("deck.more_sources", n=more)] if more > 0 else [])
    made = t("player.made", date=format_date(created, t.lang))
    last = (boundaries, t("describe.semicolon").join((t("player.version", version=version), made)))
    slide = Slide("closing", t("deck.closing"), t("deck.closing_says", n=len(notes)), kind="closing", points=last)
    placed = place(slide, lines)
    return Slide("closing", slide.title, slide.sentence, kind="closing", points=placed.points)
