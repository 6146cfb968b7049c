"""The last pages of a PowerPoint file: sources of its slides that found no room there, slide by slide, none cut."""

from __future__ import annotations

from collections.abc import Sequence

from export.deck.layout import Layout
from export.pptx.drawing.text import Paragraph, Run, clean, height_of
from look.palette import Palette
from text.catalogue import Catalogue
from views.slide import Footnote, Slide

#: Room below a line, in units; less, where that saves a page.
_AFTER, _CLOSE = 3.0, 0.5


def pages(
    left: Sequence[tuple[int, Slide, Sequence[Footnote]]], plan: Layout, look: Palette, t: Catalogue
) -> list[list[Paragraph]]:
    """Return the paragraphs of each page.

    Parameters
    ----------
    left : sequence of (int, Slide, sequence of Footnote)
        Numbers of slides, and what each has left for the end; slides without any are passed over.

    Returns
    -------
    list of list of Paragraph
        None where nothing is left.
    """
    joined = _joined(left)
    sizes = ((plan.text_size, _AFTER), (plan.small_size, _AFTER), (plan.small_size, _CLOSE))
    large, small, close = (_pages(joined, plan, size, after, look, t) for size, after in sizes)
    return large if len(large) <= 1 else close if len(close) < len(small) else small


def _joined(left: Sequence[tuple[int, Slide, Sequence[Footnote]]]) -> list[tuple[str, Slide, list[Footnote]]]:
    """Put what two slides of one view have left together: they number their sources alike, and each is named once."""
    joined: list[tuple[str, Slide, list[Footnote]]] = []
    for number, slide, notes in left:
        if joined and slide.goes_on(joined[-1][1]):
            before, first, named = joined.pop()
            by_number = {note.number: note for note in (*named, *notes)}
            both = f"{before}–{number}" if named and notes else before if named else str(number)
            joined.append((both, first, [by_number[n] for n in sorted(by_number)]))
        else:
            joined.append((str(number), slide, list(notes)))
    return joined


def _pages(
    left: Sequence[tuple[str, Slide, Sequence[Footnote]]],
    plan: Layout,
    size: float,
    after: float,
    look: Palette,
    t: Catalogue,
) -> list[list[Paragraph]]:
    done: list[list[Paragraph]] = [[]]
    tall = 0.0
    for number, slide, notes in left:
        for first, note in zip([True] + [False] * len(notes), notes, strict=False):
            lines = [_line(f"{note.number}. {clean(note.flagged)}", size, look.ink, after=after)]
            if first:
                said_of = "pptx.sources_of_two" if "–" in number else "pptx.sources_of"
                heading = t(said_of, n=number, title=clean(slide.title))
                lines.insert(0, _line(heading, size, look.quiet, after=after, bold=True))
            high = sum(height_of(line.runs[0].text, size, plan.body.w) + line.after for line in lines)
            if tall + high > plan.body.h and done[-1]:
                done.append([])
                tall = 0.0
            done[-1] += lines
            tall += high
    return [page for page in done if page]


def _line(text: str, size: float, color: str, *, after: float, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, size, color, bold=bold),), after=after)
