"""How much of a slide its map may have: what sentence and foot leave, in each layout of the one-file page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from export.deck.layout import FOOT_LINES, Layout
from text.catalogue import Catalogue
from text.lettering import BOLD, wrap
from views.slide import Show, Slide

#: Lines of a sentence above which nothing is left of its room.
_MOST_LINES: Final = 2
#: Share of a line that is counted on.
_CAREFUL: Final = 0.92
#: Lines of sources that the player shows above the last line.
_MOST_SOURCES: Final = 2
#: A line of the player's foot is a little higher than the layout's: it may have so many fewer of them.
_HIGHER: Final = 1


def meta(slide: Slide, show: Show, t: Catalogue) -> str:
    """Return the last line of a slide."""
    parts = [
        slide.own,
        slide.period,
        slide.basis,
        show.boundaries_unsaid(slide),
        t("player.version", version=show.data_version),
        t("player.made", date=show.created_text),
    ]
    return " · ".join(part for part in parts if part)


def lines_of(slide: Slide, show: Show, lay: Layout, t: Catalogue) -> tuple[int, int]:
    """Return of how many lines the sentence and the foot of a slide are, the latter in lines of the layout's foot.

    Browsers have typefaces of their own: a line more rather than one too few.
    """
    return _of_sentence(slide, lay), _of_foot(slide, show, lay, t)


def marks(lines: Mapping[str, tuple[int, int]]) -> str:
    """Return the classes by which the page's style finds the room of a slide's body, each after a space.

    Parameters
    ----------
    lines : mapping of str to (sentence, foot)
        Name of a layout to what :func:`lines_of` says for it; empty for a slide without a map.
    """
    return "".join(f" {name}-s{sentence} {name}-f{foot}" for name, (sentence, foot) in lines.items())


def rules(name: str, lay: Layout) -> list[str]:
    """Return the rules of these classes for a layout: how far the body reaches up and down from its usual place."""
    up = ((n, lay.body.y - lay.with_lines(n, FOOT_LINES).body.y) for n in range(_MOST_LINES))
    down = ((n, lay.with_lines(_MOST_LINES, n).foot.y - lay.foot.y) for n in range(1, FOOT_LINES))
    return [
        *(f"html.{name} .slide.{name}-s{n}{{--up:{by:.4g}px}}" for n, by in up),
        *(f"html.{name} .slide.{name}-f{n}{{--down:{by:.4g}px}}" for n, by in down),
    ]


def _of_sentence(slide: Slide, lay: Layout) -> int:
    if not slide.sentence:
        return 0
    return min(_MOST_LINES, len(wrap(slide.sentence, _CAREFUL * lay.sentence.w / (lay.sentence_size * BOLD))))


def _of_foot(slide: Slide, show: Show, lay: Layout, t: Catalogue) -> int:
    """Lines of the layout's foot that the player's takes up."""
    em = _CAREFUL * lay.foot.w / lay.small_size
    last = min(2, len(wrap(meta(slide, show, t), em - 4)))
    cited = "".join(f"{note.number} {note.flagged}\u2003" for note in slide.on_face)
    sources = min(_MOST_SOURCES, len(wrap(cited, em))) if cited else 0
    return min(FOOT_LINES, last + sources + _HIGHER)
