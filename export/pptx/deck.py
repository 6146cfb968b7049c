"""A deck as a PowerPoint file: maps, charts, tables and texts native, named and editable; quotes in the notes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu

from export.deck.layout import Layout, layout
from export.pptx.drawing.paint import emu
from export.pptx.drawing.shapes import NAMESPACES
from export.pptx.drawing.text import TYPEFACE, Paragraph, Run, clean, fitting, paragraph, shortened
from export.pptx.page import Sheet
from export.pptx.part import finish
from export.pptx.slide import fill_slide
from geo.still.draw import Geometry
from look.color import rgb
from look.palette import Palette
from text.catalogue import Catalogue
from text.lettering import BOLD
from views.slide import Show, Slide

_AUTHOR: Final = "Pairing Atlas / 结对图"
_TITLE_ONLY: Final = 5
# A zip file knows no time before; every part of the file is of this one, so that the same deck gives the same bytes.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NOTE_SIZE: Final = 16.0


def _ignore(_step: int, _total: int) -> None:
    pass


def write_pptx(
    show: Show, geometry: Geometry, t: Catalogue, look: Palette, progress: Callable[[int, int], None] = _ignore
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

    Returns
    -------
    bytes
        The same for the same arguments. A deck without slides gives a file without slides.

    Notes
    -----
    Regions are freeforms named by region, flows are curves with arrowheads named 'helper → recipient', charts carry their
    data. Sources are numbered footnotes; all of them with their quotes are in the speaker notes.
    """
    plan, created = layout("16:9"), _day(show.created)
    prs = _blank(plan, look, t.lang)
    total = len(show.slides)
    progress(0, total)
    for count, slide in enumerate(show.slides, start=1):
        page = prs.slides.add_slide(prs.slide_layouts[0])
        _title(page, slide, plan, look, t)
        fill_slide(Sheet(page, plan, t, look, geometry, created), slide, show)
        _notes(page, slide, show, look, t)
        finish(page)
        progress(count, total)
    _name(prs, show, created, t)
    buffer = io.BytesIO()
    prs.save(buffer)
    return _timeless(buffer.getvalue())


def _day(created: str) -> datetime:
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        moment = datetime.combine(date(1980, 1, 1), datetime.min.time())
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _blank(plan: Layout, look: Palette, lang: str) -> Any:
    """An empty deck of our size, with one layout, our colours and our typefaces."""
    prs = Presentation()
    prs.slide_width, prs.slide_height = Emu(emu(plan.width)), Emu(emu(plan.height))
    keep = prs.slide_layouts[_TITLE_ONLY]
    for other in list(prs.slide_layouts):
        if other is not keep:
            prs.slide_layouts.remove(other)
    for holder in (prs.slide_master, keep):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type is not None and shape.placeholder_format.idx == 0:
                shape.left, shape.top = Emu(emu(plan.title.x)), Emu(emu(plan.title.y))
                shape.width, shape.height = Emu(emu(plan.title.w)), Emu(emu(plan.title.h))
            elif holder is keep:
                shape._element.getparent().remove(shape._element)
            else:
                # The body of the master keeps its place by the wider slide.
                shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)
    fill = prs.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(look.ground)
    _theme(prs.slide_master.part, look)
    package = prs.part.package
    for rel_id, rel in list(package._rels.items()):
        if rel.reltype == RT.THUMBNAIL:
            package.drop_rel(rel_id)
    return prs


def _rgb(color: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(rgb(color)[0])


def _theme(master: Any, look: Palette) -> None:
    """Give the theme our colours and typefaces, so that what is added in PowerPoint looks like the rest."""
    part = master.part_related_by(RT.THEME)
    xml = part.blob.decode("utf-8")
    colors = {"dk1": look.ink, "lt1": look.ground, "dk2": look.quiet, "lt2": look.land}
    colors |= {f"accent{i}": color for i, color in enumerate(look.series[:6], start=1)}
    for name, color in colors.items():
        xml = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{rgb(color)[0]}"/>\g<2>', xml, count=1, flags=re.S
        )
    for kind in ("majorFont", "minorFont"):
        faces = f'<a:latin typeface="{TYPEFACE}"/><a:ea typeface="{TYPEFACE}"/>'
        xml = re.sub(rf"(<a:{kind}>\s*)<a:latin[^>]*/>\s*<a:ea[^>]*/>", rf"\g<1>{faces}", xml, count=1)
    part._blob = xml.encode("utf-8")


def _title(page: Any, slide: Slide, plan: Layout, look: Palette, t: Catalogue) -> None:
    """Fill the placeholder of the title, by which screen readers and the outline know the slide."""
    area = plan.title
    text = clean(slide.title)
    sizes = [plan.title_size * share for share in (1, 0.88, 0.76, 0.66)]
    size = fitting(text, sizes, area.w / BOLD, area.h)
    size = size if size * 1.25 <= area.h else sizes[-1]
    words = shortened(text, size, area.w / BOLD, area.h)
    frame = page.shapes.title.text_frame._txBody
    for old in frame.findall("{*}p"):
        frame.remove(old)
    xml = paragraph(Paragraph((Run(words, size, look.ink, bold=True),)), t.lang)
    frame.append(parse_xml(xml.replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))
    inner = frame.bodyPr
    for side in ("lIns", "tIns", "rIns", "bIns"):
        inner.set(side, "0")
    inner.set("anchor", "ctr")
    page.shapes.title._element.nvSpPr.cNvPr.set("name", t("pptx.title"))


def notes_of(slide: Slide, show: Show, t: Catalogue) -> list[str]:
    """Return what the speaker notes of a slide say, a paragraph each.

    Returns
    -------
    list of str
        The notes, what the slide had no room for, the steps of the slide, the charts in words, every source with its
        quotes, period and basis, the boundaries, the data version, the address of the view.
    """
    lines = [line for line in slide.notes.splitlines() if line.strip()] + list(slide.further)
    lines += [t("pptx.step", n=n, text=build.text) for n, build in enumerate(slide.builds, start=1)]
    lines += [chart.alt for chart in slide.charts if chart.alt]
    if slide.footnotes:
        lines.append(t("pptx.sources"))
    for note in slide.footnotes:
        parts = [note.text, note.tier, note.url]
        lines.append(f"[{note.number}] " + " · ".join(part for part in parts if part))
        lines += [t("pptx.quote", quote=quote) for quote in note.quotes]
    lines += [line for line in (slide.period, slide.basis, show.boundaries) if line]
    lines.append(t("pptx.data_version", version=show.data_version))
    if slide.link:
        lines.append(t("pptx.link", link=slide.link))
    return lines


def _notes(page: Any, slide: Slide, show: Show, look: Palette, t: Catalogue) -> None:
    frame = page.notes_slide.notes_text_frame._txBody
    for old in frame.findall("{*}p"):
        frame.remove(old)
    for line in notes_of(slide, show, t):
        # Notes are printed on white paper, whatever the theme.
        xml = paragraph(Paragraph((Run(clean(line), _NOTE_SIZE, "#000000"),), after=4), t.lang)
        frame.append(parse_xml(xml.replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))


def _name(prs: Any, show: Show, created: datetime, t: Catalogue) -> None:
    core = prs.core_properties
    core.title, core.author, core.last_modified_by = clean(show.title)[:255], _AUTHOR, _AUTHOR
    core.subject, core.keywords = (
        clean(show.boundaries)[:255],
        t("pptx.data_version", version=clean(show.data_version))[:255],
    )
    core.created = core.modified = core.last_printed = created
    core.language, core.revision = "zh-CN" if t.lang == "zh" else "en-GB", 1


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
