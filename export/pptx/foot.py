"""The foot of a PowerPoint slide: sources as numbered footnotes, as many as fit, and a last line; the others at the end.

The last line says period, basis and version of the data, and the boundaries of a map that does not say them itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from export.pptx.base.holders import holder_shape
from export.pptx.base.master import NUMBER_WIDTH, last_line
from export.pptx.drawing.shapes import Drawn
from export.pptx.drawing.text import LANGUAGES, LINE, Paragraph, Run, clean, height_of, shortened
from export.pptx.page import Sheet
from text.catalogue import Catalogue
from text.lettering import width_em, wrap
from views.slide import Footnote, Show, Slide

#: Between a number and its note: no line ends there.
_BESIDE: Final = "\u00a0"
#: Share of a line that is counted on where lines are counted.
_CAREFUL: Final = 0.94
#: Share of a line that words with many dots between them may fill: dots are wide in Chinese typefaces.
DOTS: Final = 0.92


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of a slide.

    Attributes
    ----------
    last : sequence of str
        The last line, parted where it has no room in one of its ``rows``.
    notes : sequence of (number, text)
        Sources, as far as there is room for them; a text without a number says how many are left.
    left : tuple of Footnote
        Sources of what is on the slide that do not stand there in full.
    lines : int
        How many lines it takes in all.
    """

    last: Sequence[str]
    rows: int
    notes: Sequence[tuple[str, str]]
    left: tuple[Footnote, ...]
    lines: int


def foot_of(sheet: Sheet, slide: Slide, show: Show) -> Foot:
    """Say what stands at the foot of a slide."""
    plan, t = sheet.plan, sheet.t
    size, area, wide = plan.small_size, plan.foot, plan.foot.w - NUMBER_WIDTH
    version = t("pptx.data_version", version=clean(show.data_version)), t("player.made", date=show.created_text)
    # None of them can be longer than all of the room.
    texts = (slide.period, slide.basis, slide.own, show.boundaries_unsaid(slide), *version)
    period, basis, *ending = (shortened(text, size, 2 * wide, size * LINE) for text in texts)
    between = t("describe.semicolon")
    bases = basis.split(between)

    def rows_of(*begin: str) -> list[str]:
        return _in_rows([text for text in (*begin, *ending) if text], size, wide)

    rows = 1 if len(rows_of(period, basis)) == 1 else 2
    # What is left out, if all is too long, are the last of its bases, each as a whole; then the period.
    counts = range(len(bases) - 1, -1, -1)
    fewer = (between.join((*bases[:n], t("pptx.more_bases", n=len(bases) - n))) for n in counts)
    begins = [(period, basis), *((period, named) for named in fewer), ("…",)]
    fitting = (lines for lines in (rows_of(*begin) for begin in begins) if len(lines) <= rows)
    last = next(fitting, None) or [shortened(" · ".join(ending), size, wide, rows * size * LINE)]
    if not slide.footnotes:
        return Foot(last, rows, (), (), rows)
    # What stands in the notes alone has its sources there.
    most = plan.foot_lines - rows
    notes, left = _fitting_notes(slide.on_face, size, area.w * DOTS, most, t)
    # Programs break lines a little sooner or later.
    lines = len(wrap(_numbered(notes), area.w * DOTS * _CAREFUL / size))
    return Foot(last, rows, notes, left, rows + min(most, lines))


def write_foot(sheet: Sheet, foot: Foot, mapped: bool = False) -> None:
    """Write the foot of a slide.

    Parameters
    ----------
    mapped : bool
        Whether a map ends right above it, with its credit: what its sources leave stays free between both.
    """
    plan, t, look, rows = sheet.plan, sheet.t, sheet.look, foot.rows
    size, line, moved = plan.small_size, plan.foot_line, rows > 1 or mapped
    if foot.notes:
        sheet.write(
            t("pptx.sources"),
            plan.sources(rows),
            [Paragraph((Run(_numbered(foot.notes), size, look.quiet),), pitch=line)],
            "b" if mapped else "t",
            "sources",
            moved,
        )
    words = [Paragraph((Run(text, size, look.quiet),), pitch=line) for text in foot.last]
    sheet.write(t("pptx.last_line"), last_line(plan, rows), words, "b", part="foot", moved=rows > 1)
    _number(sheet)


def _in_rows(parts: Sequence[str], size: float, wide: float) -> list[str]:
    """Set parts one after another, on a new row where one has no room beside those before: no date is broken."""
    rows: list[str] = []
    for part in parts:
        joined = f"{rows[-1]} · {part}" if rows else part
        if rows and height_of(joined, size, wide * DOTS) <= size * LINE:
            rows[-1] = joined
        else:
            rows.append(part)
    return [line for row in rows for line in wrap(row, wide * DOTS / size)]


def _numbered(notes: Sequence[tuple[str, str]]) -> str:
    return "".join(f"[{number}]{_BESIDE}{text}\u2003" if number else text for number, text in notes)


def _number(sheet: Sheet) -> None:
    holder = sheet.holders.get("number")
    if holder is not None:
        xml = holder_shape(
            next(sheet.ids()), holder, sheet.t("pptx.number"), str(sheet.number), None, lang=LANGUAGES[sheet.t.lang][0]
        )
        sheet.add([Drawn(xml, 0, 0, 0, 0)])


def _fitting_notes(
    notes: Sequence[Footnote], size: float, wide: float, lines: int, t: Catalogue
) -> tuple[list[tuple[str, str]], tuple[Footnote, ...]]:
    """As many footnotes as fit some lines, how many are left for the end, and these.

    Rather than that a few are left, the last are named in brief: who reported it, and when. The notes have their titles.
    """
    whole: list[tuple[str, str]] = []
    brief = [note.abridged for note in notes]
    for count in range(len(notes) + 1):
        # Two that read alike in brief would be one source to a reader.
        in_full = [n < count or brief.count(note.abridged) > 1 for n, note in enumerate(notes)]
        texts = [clean(note.flagged if full else note.abridged) for note, full in zip(notes, in_full, strict=True)]
        numbered = [(str(note.number), text) for note, text in zip(notes, texts, strict=True)]
        if len(wrap(_numbered(numbered), wide / size)) > lines:
            break
        whole = numbered
    if whole:
        return whole, ()
    best: list[tuple[str, str]] = []
    left: tuple[Footnote, ...] = ()

    def elsewhere(count: int) -> str:
        return t("pptx.sources_at_end", n=count) if count else ""

    for count in range(1, len(notes) + 1):
        more = elsewhere(len(notes) - count)
        text = _numbered([(str(note.number), clean(note.flagged)) for note in notes[:count]])
        if len(wrap(text, wide / size)) > lines:
            break
        if len(wrap(text + more, wide / size)) <= lines:
            best = [(str(note.number), clean(note.flagged)) for note in notes[:count]] + ([("", more)] if more else [])
            left = tuple(notes[count:])
    if best:
        return best, left
    more = elsewhere(len(notes))
    first = shortened(clean(notes[0].flagged), size, wide * lines - (width_em(more) + 2) * size, size * LINE)
    return [(str(notes[0].number), first), ("", more)], tuple(notes)
