"""A deck as a handout in Word: a page a slide, with its picture, what is said of it, the speaker's notes and its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from export.document.fitting import fit
from export.document.paper import WIDTH, blank, save
from export.document.parts import add, add_figures, add_picture, add_sentence, add_sources, add_table, map_png
from geo.shapes.geometry import Geometry
from text.catalogue import Catalogue
from text.citation import introduces
from views.slide import Chart, Footnote, Show, Slide, cited

#: Height of a map, in centimetres.
_MAP: Final = 9.6
#: Width of a chart that is as wide as the paper, in px: narrower ones keep the size of their type.
WHOLE_PX: Final = 960
#: Sources of a slide whose words are set, besides those that its own words cite; further ones are named alone.
_QUOTED: Final = 20
#: Number of a slide and of one of its charts, from 0, to its picture.
ChartPictures = Mapping[tuple[int, int], bytes]


def draw_maps(show: Show, geometry: Geometry, progress: Callable[[int, int], None]) -> dict[int, bytes]:
    """Draw the map of every slide that has one.

    Parameters
    ----------
    show : Show
        In the colours of paper.
    progress : callable
        Called with the number of slides done and of all; what it raises ends the drawing.

    Returns
    -------
    dict of int to bytes
        Number of the slide, from 0, to a PNG.
    """
    maps = {}
    for number, slide in enumerate(show.slides):
        progress(number, len(show.slides))
        if slide.mapped:
            maps[number] = map_png(slide, geometry, _MAP)
    progress(len(show.slides), len(show.slides))
    return maps


def write_handout(show: Show, maps: Mapping[int, bytes], charts: ChartPictures, t: Catalogue) -> bytes:
    """Write a deck as a handout.

    Parameters
    ----------
    maps : mapping of int to bytes
        As :func:`draw_maps` gives them.
    charts : mapping of (int, int) to bytes
        PNGs; a chart that is not among them stands as its table.

    Returns
    -------
    bytes
        DOCX, the same for the same arguments.
    """
    document = blank(show, t)
    add(document, title_of(show), "Title")
    add(document, subtitle_of(show, t), "Subtitle")
    for number, slide in enumerate(show.slides):
        heading = heading_of(number, show, t)
        if heading:
            document.add_heading(heading, 1).paragraph_format.page_break_before = number > 0
        add_sentence(document, slide)
        if number in maps:
            scene = slide.scenes[0]
            alt = t("sheet.alt", what=scene.legend.title, finding=slide.sentence, boundaries=show.boundaries)
            add_picture(document, maps[number], alt, scene.legend.title)
        for n, chart in enumerate(slide.charts):
            if (number, n) in charts:
                width = WIDTH * min(1.0, chart.spec.options.width_px / WHOLE_PX)
                add_picture(document, charts[number, n], chart.alt, caption_of(slide, chart), width_cm=width)
            else:
                add_table(document, chart.table.astype(str))
        _words(document, slide, t)
    fit(document)
    return save(document)


def caption_of(slide: Slide, chart: Chart) -> str:
    """Return what a chart shows where the sentence over it is of something else; else nothing."""
    return chart.provenance.finding or "" if slide.apart and chart.provenance else ""


def subtitle_of(show: Show, t: Catalogue) -> str:
    """Return what it is, and of how many slides where there are several."""
    return t("handout.of", n=len(show.slides)) if len(show.slides) > 1 else t("handout.alone")


def title_of(show: Show) -> str:
    """Return the title of the handout: of one slide what that answers, for the name of its deck says nothing of it."""
    return show.slides[0].title if len(show.slides) == 1 else show.title


def heading_of(number: int, show: Show, t: Catalogue) -> str:
    """Return what stands over a slide: its number and title; nothing over the first one where the handout has its title."""
    title = show.slides[number].title
    return "" if number == 0 and title == title_of(show) else t("handout.slide", n=number + 1, title=title)


def period_and_basis(slide: Slide, t: Catalogue) -> list[str]:
    """Return what the figures of a slide speak of, with the words for it: a year alone says nothing; then whose some are."""
    said = ((t("export.about_period"), slide.period), (t("export.about_basis"), slide.basis))
    about = " · ".join(t("handout.about", what=what, value=value) for what, value in said if value)
    return [line for line in (slide.own, about) if line]


def sources_of(slide: Slide) -> list[Footnote]:
    """Return the sources of what stands on paper: those that its words cite with what they say, others while there are few.

    What a line of the slide quotes is not said again. Sources of records that are only counted, or left out, are not of it.
    """
    lines = (*slide.points, *slide.further)
    numbers = cited(lines).union(*(figure.notes for figure in slide.figures))
    used = slide.sources_with(lines)
    others = [note.number for note in used if note.number not in numbers]
    quoted = numbers.union(others[: max(0, _QUOTED - (len(used) - len(others)))])
    return [replace(note, quotes=_unsaid(note, lines) if note.number in quoted else ()) for note in used]


def _unsaid(note: Footnote, lines: Iterable[str]) -> tuple[str, ...]:
    own = [line for line in lines if note.number in cited((line,))]
    return tuple(quote for quote in note.quotes if not any(quote in line for line in own))


def _words(document: Any, slide: Slide, t: Catalogue) -> None:
    add_figures(document, slide.figures)
    for line in slide.points:
        add(document, line, "Normal" if introduces(line) else "List Bullet")
    if slide.points and slide.further:
        document.add_heading(t("handout.further"), 2)
    for line in slide.further:
        add(document, line, "List Bullet")
    for line in period_and_basis(slide, t):
        add(document, line, "Table Note")
    notes = [line for line in slide.notes.splitlines() if line.strip()]
    if notes:
        document.add_heading(t("handout.notes"), 2)
        for line in notes:
            add(document, line)
    add_sources(document, sources_of(slide), t, level=2)
