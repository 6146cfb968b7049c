"""How much text a slide has room for, and what goes on to a second slide: nothing is hidden while there is room.

Counted in parts of the smallest type, for the narrower layout: old projectors have larger type for the same width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from text.catalogue import Catalogue
from text.lettering import is_latin, wrap
from views.slide import SECOND, Figure, Slide, cited

#: Height of the body of a slide, as in :mod:`export.deck.layout`.
_HEIGHT: Final = 32.0
#: Width of the text beside a map, beside a chart, and alone.
_BESIDE_MAP, _BESIDE_CHART, _ALONE = 18.0, 19.5, 56.0
#: Heights of a line, of what lies between two, of a figure's value with what lies before the next figure.
_LINE, _GAP, _ALONE_GAP, _VALUE = 1.36, 0.5, 0.8, 2.8
#: Size of a figure's label, and the most lines that it has in it.
_LABEL, _LABEL_LINES = 1.25, 2
#: The estimate of a line's width is rounded up, for letters more than for Chinese.
_LETTERS: Final = 1.04
#: Indent of a line behind its mark.
_INDENT: Final = 1.2


def place(slide: Slide, lines: Sequence[str]) -> Slide:
    """Put lines on a slide, and those that find no room into its ``rest``.

    Parameters
    ----------
    lines : sequence of str
        What may go on; the slide's own points stay as far as there is room for them, and stand last.
    """
    width, room = _room(slide)
    gap = _ALONE_GAP if width == _ALONE else _GAP
    own = fitting(slide.points, width, room, gap) if room else len(slide.points)
    if own < len(slide.points):
        return replace(slide, points=slide.points[: max(1, own)], rest=(*lines, *slide.points[max(1, own) :]))
    room -= sum(_height(line, width, gap) for line in slide.points)
    n = fitting(lines, width, room, gap)
    # A second slide for one line would be emptier than this one is full.
    if len(lines) - n == 1 and n > 1:
        return replace(slide, points=(*lines[: n - 1], *slide.points), rest=tuple(lines[n - 1 :]))
    return replace(slide, points=(*lines[:n], *slide.points), rest=tuple(lines[n:]))


def fitting(lines: Sequence[str], width: float, room: float, gap: float = _GAP) -> int:
    """Count the first of some lines that have room together."""
    for n, line in enumerate(lines):
        room -= _height(line, width, gap)
        if room < 0:
            return n
    return len(lines)


def beside_map(lines: Sequence[str]) -> bool:
    """Say whether some lines have room beside a map, without figures above them."""
    return fitting(lines, _BESIDE_MAP, _HEIGHT) == len(lines)


def beside_chart(lines: Sequence[str], figures: Sequence[Figure]) -> int:
    """Count the first of some lines that have room beside a chart and below its figures."""
    return fitting(lines, _BESIDE_CHART, _HEIGHT - sum(_figure_height(figure, _BESIDE_CHART) for figure in figures))


def with_rest(slide: Slide, t: Catalogue) -> tuple[Slide, ...]:
    """Return a slide, and a second one with what has no room on it: lines, and charts that stand apart.

    Returns
    -------
    tuple of Slide
        One or two. The second has the same title, marked as going on, and the sources of what is on it; where it is full
        too, its last line says how many more there are.
    """
    charts = slide.charts if slide.apart else ()
    if not slide.rest and not charts:
        return (slide,)
    sources = {i for chart in charts if chart.provenance for i in chart.provenance.source_ids}
    if charts:
        lines = (*slide.points, *slide.rest)
        undrawn = tuple(replace(note, drawn=note.drawn and note.source_id not in sources) for note in slide.footnotes)
        slide = place(replace(slide, charts=(), points=(), rest=(), footnotes=undrawn, apart=False), lines)
    finding = " ".join(chart.provenance.finding for chart in charts if chart.provenance and chart.provenance.finding)
    # The period of figures that stand on the first alone is not that of lines which go on, with dates of their own.
    dated = bool(charts) or not (slide.figures or slide.charts)
    second = Slide(
        f"{slide.slide_id}{SECOND}" if slide.slide_id else "",
        t("slide.continued", title=slide.title),
        finding,
        link=slide.link,
        charts=charts,
        period=slide.period if dated else "",
        basis=slide.basis if dated else "",
        own=slide.own,
        chapter=slide.chapter,
        hidden=slide.hidden,
        finding=finding,
    )
    points = _going_on(slide.rest, *_room(second), t)
    notes = (replace(note, drawn=note.source_id in sources) for note in slide.footnotes)
    footnotes = tuple(note for note in notes if note.drawn or note.number in cited(points))
    return replace(slide, rest=()), replace(second, points=points, footnotes=footnotes)


def undivided(slide: Slide, t: Catalogue) -> Slide:
    """Return a slide with the lines that a second one would have, each once."""
    points = dict.fromkeys((*(slide.beside or slide.points), *_going_on(slide.rest, _ALONE, _HEIGHT, t)))
    further = tuple(line for line in slide.further if line not in points)
    return replace(slide, points=tuple(points), rest=(), further=further)


def _going_on(lines: tuple[str, ...], width: float, height: float, t: Catalogue) -> tuple[str, ...]:
    """Return the lines that have room on a second slide; where not all have, the last one counts the others."""
    n = fitting(lines, width, height, _ALONE_GAP if width == _ALONE else _GAP)
    if n == len(lines):
        return lines
    return (*lines[: max(0, n - 1)], t("slide.more", n=len(lines) - max(0, n - 1)))


def _room(slide: Slide) -> tuple[float, float]:
    """Width and height for lines of text; no height where map and chart take the whole body."""
    width = _BESIDE_MAP if slide.mapped else _BESIDE_CHART if slide.charts else _ALONE
    if slide.even or len(slide.charts) > 1:
        return width, 0.0
    if width == _ALONE:  # figures stand in a row
        return width, _HEIGHT - (max((_figure_height(figure, width) for figure in slide.figures), default=0.0))
    return width, _HEIGHT - sum(_figure_height(figure, width) for figure in slide.figures)


def _figure_height(figure: Figure, width: float) -> float:
    # A label is larger than the smallest type where two lines of it are enough.
    lines = len(wrap(figure.label, (width - 1) / _LABEL))
    label = _LINE * _LABEL * lines if lines <= _LABEL_LINES else _LINE * len(wrap(figure.label, width - 1))
    return _VALUE + label + (_LINE * len(wrap(figure.when, width - 1)) if figure.when else 0.0)


def _height(line: str, width: float, gap: float) -> float:
    return _LINE * len(wrap(line, (width - _INDENT) * (_LETTERS if is_latin(line) else 1.0))) + gap
