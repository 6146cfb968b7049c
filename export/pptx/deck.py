"""A deck as a PowerPoint file: maps, charts, tables and texts native, named and editable; quotes in the notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from pptx.oxml import parse_xml

from export.deck.layout import HEIGHTS, layout_of
from export.pptx.base.about import describe, divide
from export.pptx.base.base import own_base
from export.pptx.base.template import Template
from export.pptx.cover import fill_cover
from export.pptx.drawing.shapes import NAMESPACES
from export.pptx.drawing.text import Paragraph, Run, clean, paragraph
from export.pptx.page import Sheet
from export.pptx.part import finish
from export.pptx.slide import fill_slide, fill_sources, kind_of
from export.pptx.sources import pages
from geo.still.draw import Geometry
from look.palette import Palette
from text.catalogue import Catalogue
from text.citation import within_marks
from views.slide import Footnote, Show, Slide

#: Height of slides 1280 units wide: of screens, of paper, and of a phone's square.
SHAPES: Final = HEIGHTS | {"a4": 1280 * 210 / 297, "square": 1280.0}
# A zip file knows no time before; every part of the file is of this one, so that the same deck gives the same bytes.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NOTE_SIZE: Final = 16.0


def _ignore(_step: int, _total: int) -> None:
    pass


def write_pptx(
    show: Show,
    geometry: Geometry,
    t: Catalogue,
    look: Palette,
    progress: Callable[[int, int], None] = _ignore,
    *,
    shape: str = "16:9",
    template: Template | None = None,
) -> bytes:
    """Write a deck as PPTX.

    Parameters
    ----------
    show : Show
        ``made`` is the only date in the file.
    t : Catalogue
        In the language of the deck.
    progress : callable
        Called with slides done and slides in all: once before the first slide and once after each. What it raises ends
        the export.
    shape : str
        Of the slides: a key of :data:`SHAPES`.
    template : Template, optional
        What the slides are put on, for one deck only; then its size counts, and ``show`` and ``look`` are of its theme.

    Returns
    -------
    bytes
        The same for the same arguments. A deck without slides gives a file without slides.

    Notes
    -----
    Colours and typefaces are the theme's. Titles, sentences, points, footers and numbers are in the placeholders of a
    slide's layout. Regions are freeforms named by region, flows are curves with arrowheads named 'helper → recipient',
    charts carry their data. Sources are numbered footnotes, those for which a slide has no room on pages at the end; all of
    them with their quotes are in the speaker notes.
    """
    created, base = _day(show.created), template.base if template else own_base(layout_of(SHAPES[shape]), look, t)
    total = len(show.slides)
    left: list[tuple[int, Slide, tuple[Footnote, ...]]] = []
    progress(0, total)
    for count, slide in enumerate(show.slides, start=1):
        under = base.layouts[kind_of(slide)]
        page = base.deck.slides.add_slide(under.layout)
        if slide.kind != "cover" or not fill_cover(page, slide, t):
            for asked in list(page.placeholders):
                asked._element.getparent().remove(asked._element)
            sheet = Sheet(page, base.plan, t, look, geometry, created, count, under.holders)
            left.append((count, slide, fill_slide(sheet, slide, show)))
        _notes(page, slide, show, t)
        if slide.hidden:
            page._element.set("show", "0")
        finish(page, look, exact=template is None)
        progress(count, total)
    # Above sources stands no sentence, and below them the last line alone.
    plan = base.plan.with_lines(0, 1)
    sources = pages(left, plan, look, t)
    for count, paragraphs in enumerate(sources, start=1):
        title = t("pptx.sources_page", n=count, total=len(sources)) if len(sources) > 1 else t("pptx.sources")
        slide, under = Slide(f"sources-{count}", title), base.layouts["text"]
        page = base.deck.slides.add_slide(under.layout)
        for asked in list(page.placeholders):
            asked._element.getparent().remove(asked._element)
        sheet = Sheet(page, plan, t, look, geometry, created, total + count, under.holders)
        fill_sources(sheet, slide, paragraphs, show)
        _notes(page, slide, show, t)
        finish(page, look, exact=template is None)
    describe(base.deck, show, created, t)
    divide(base.deck, show)
    buffer = io.BytesIO()
    base.deck.save(buffer)
    return _timeless(buffer.getvalue())


def _day(created: str) -> datetime:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        moment = datetime.combine(date(1980, 1, 1), datetime.min.time())
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def notes_of(slide: Slide, show: Show, t: Catalogue) -> list[str]:
    """Return what the speaker notes of a slide say, a paragraph each.

    Returns
    -------
    list of str
        The notes, what the slide had no room for, the steps of the slide, the charts in words, every source with its
        quotes, period and basis, the boundaries of a map, the data version, the address of the view.
    """
    lines = [line for line in slide.notes.splitlines() if line.strip()] + list(slide.further)
    lines += [t("pptx.step", n=n, text=build.text) for n, build in enumerate(slide.builds, start=1)]
    lines += [chart.alt for chart in slide.charts if chart.alt]
    if slide.footnotes:
        lines.append(t("pptx.sources"))
    for note in slide.footnotes:
        parts = [note.text, note.tier, note.url]
        lines.append(f"[{note.number}] " + " · ".join(part for part in parts if part))
        lines += [t("pptx.quote", quote=within_marks(quote)) for quote in note.quotes]
    lines += [line for line in (slide.period, slide.basis, show.boundaries if slide.mapped else "") if line]
    lines.append(t("pptx.data_version", version=show.data_version))
    if slide.link:
        lines.append(t("pptx.link", link=slide.link))
    return lines


def _notes(page: Any, slide: Slide, show: Show, t: Catalogue) -> None:
    frame = page.notes_slide.notes_text_frame._txBody
    for old in frame.findall("{*}p"):
        frame.remove(old)
    for line in notes_of(slide, show, t):
        # Notes are printed on white paper, in the letters of their own master.
        xml = paragraph(Paragraph((Run(clean(line), _NOTE_SIZE, ""),), after=4), t.lang)
        frame.append(parse_xml(xml.replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))


def _timeless(content: bytes) -> bytes:
    """Write a zip file anew, every part with the same time and the same system."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for info in old.infolist():
            part = zipfile.ZipInfo(info.filename, _EPOCH)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(part, old.read(info))
    return buffer.getvalue()
