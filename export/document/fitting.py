"""Where the pages of a document end; all a little smaller or closer where a page would have a few lines alone.

Word says where a page ends only to who opens the file, so it is worked out from the styles: all lines have a height of
their own (:mod:`export.document.paper`), whatever typeface a machine has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil, floor
from typing import Any, Final

from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from export.document.paper import HEIGHT, INDENT, WIDTH
from text.lettering import BOLD, width_em

_POINTS: Final = 72 / 2.54
#: A last page with less than this share of it is too empty for one of its own.
SPARSE: Final = 0.2
#: What is tried, the least change first: how large pictures are, how high lines.
_CHANGES: Final = ((0.95, 1.0), (0.9, 1.0), (0.85, 1.0), (0.8, 1.0), (1.0, 0.95), (0.9, 0.95), (0.8, 0.95))
#: How far words reach beyond their measure, as lines end before they are full: rather too far, else as far as they may not.
_RAGGED, _SHORT = 1.04, 0.95
#: Fewer lines of a paragraph do not stand alone on a page.
_ALONE: Final = 2
#: Between two rows of a table.
_RULE: Final = 0.5


@dataclass(frozen=True)
class _Block:
    """A paragraph, a picture or a row: its lines, their height, and the room around it, in points."""

    lines: int
    pitch: float
    before: float = 0.0
    after: float = 0.0
    whole: bool = False
    keeps_next: bool = False


@dataclass
class _Run:
    """What stands from one break of a page to the next."""

    blocks: list[_Block] = field(default_factory=list)
    pictures: list[Any] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


def fit(document: Any) -> None:
    """Make pictures smaller, at most by a fifth, or lines closer, by a twentieth, where that saves a page of a few lines."""
    for number, run in enumerate(_runs(document)):
        pages = filled(run.blocks)
        if len(pages) < 2 or pages[-1] >= SPARSE:
            continue
        change = _Change(run)
        for ragged, (scale, close) in product((_RAGGED, _SHORT), _CHANGES):
            change.make(scale, close)
            if len(filled(_runs(document, ragged)[number].blocks)) < len(pages):
                break
        else:
            change.make(1.0, 1.0)


class _Change:
    """How large the pictures of a run are, and how close its lines, beside what they were."""

    def __init__(self, run: _Run) -> None:
        self._sizes = [(inline, int(inline.extent.cx), int(inline.extent.cy)) for inline in run.pictures]
        self._lines = [(p.paragraph_format, p.paragraph_format.line_spacing, _pitch(p)) for p in run.paragraphs]

    def make(self, scale: float, close: float) -> None:
        for inline, width, height in self._sizes:
            for extent in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
                extent.cx, extent.cy = round(width * scale), round(height * scale)
        for form, own, pitch in self._lines:
            form.line_spacing = own if close == 1 else Pt(pitch * close)


def pages_of(document: Any) -> list[float]:
    """Return how full each page of a document is, as a share."""
    return [share for run in _runs(document) for share in filled(run.blocks)]


def filled(blocks: Sequence[_Block]) -> list[float]:
    """Return how full each page is when some blocks are set one below another, as a share."""
    high, y, pages = HEIGHT * _POINTS, 0.0, list[float]()
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if block.keeps_next and number + 1 < len(blocks) else None
        with_next = block.after + following.before + following.pitch * min(following.lines, _ALONE) if following else 0.0
        y += block.before if y else 0.0
        lines = block.lines
        if y + lines * block.pitch + with_next > high and y:
            fit_here = floor((high - y) / block.pitch)
            # A few lines of a paragraph go on with it.
            if block.whole or following or fit_here < _ALONE or lines < 2 * _ALONE:
                fit_here = 0
            else:
                fit_here = min(fit_here, lines - _ALONE)
            pages.append((y + fit_here * block.pitch) / high)
            y, lines = 0.0, lines - fit_here
        y += lines * block.pitch + block.after
    return [*pages, y / high]


def _runs(document: Any, ragged: float = _RAGGED) -> list[_Run]:
    runs = [_Run()]
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document)
            if paragraph.paragraph_format.page_break_before:
                runs.append(_Run())
            runs[-1].blocks.append(_paragraph(paragraph, ragged))
            pictures = list(element.iter(qn("wp:inline")))
            runs[-1].pictures += pictures
            runs[-1].paragraphs += [] if pictures else [paragraph]
        elif element.tag == qn("w:tbl"):
            runs[-1].blocks += _rows(Table(element, document), ragged)
    return runs


def _paragraph(paragraph: Paragraph, ragged: float) -> _Block:
    form, style = paragraph.paragraph_format, paragraph.style
    assert style is not None
    whole = bool(form.keep_together)
    keeps = bool(form.keep_with_next or (form.keep_with_next is None and style.paragraph_format.keep_with_next))
    before, after = (_points(style.paragraph_format, name) for name in ("space_before", "space_after"))
    inline = next(paragraph._p.iter(qn("wp:inline")), None)
    if inline is not None:
        return _Block(1, Length(inline.extent.cy).pt, before, after, True, keeps)
    size = style.font.size.pt
    width = (WIDTH - INDENT * (style.name.startswith("List"))) * _POINTS
    return _Block(_lines(paragraph, size, width, ragged), _pitch(paragraph), before, after, whole, keeps)


def _pitch(paragraph: Paragraph) -> float:
    """How far its lines are apart: by its own form or that of its style."""
    assert paragraph.style is not None
    return _points(paragraph.paragraph_format, "line_spacing") or _points(paragraph.style.paragraph_format, "line_spacing")


def _points(form: Any, name: str) -> float:
    """A length of a paragraph's form; 0 where it has none."""
    length = getattr(form, name)
    return float(length.pt) if isinstance(length, Length) else 0.0


def _rows(table: Table, ragged: float) -> Iterator[_Block]:
    for row in table.rows:
        heights = []
        for cell in row.cells:
            paragraph = cell.paragraphs[0]
            assert paragraph.style is not None
            pitch, size = _points(paragraph.style.paragraph_format, "line_spacing"), paragraph.style.font.size.pt
            # Room for rules and air at both sides of a cell.
            heights.append(_lines(paragraph, size, Length(cell.width).pt - 6, ragged) * pitch)
        yield _Block(1, max(heights) + _RULE, whole=True)


def _lines(paragraph: Paragraph, size: float, width: float, ragged: float) -> int:
    """How many lines a paragraph has: text of one size, larger in its own runs, broken where it says so."""
    style_bold = bool(paragraph.style and paragraph.style.font.bold)
    wide, lines = 0.0, 0
    for run in paragraph._p.iter(qn("w:r")):
        text = "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in run if part.tag in _TEXT)
        properties = run.find(qn("w:rPr"))
        own = properties.find(qn("w:sz")) if properties is not None else None
        is_bold = style_bold or (properties is not None and properties.find(qn("w:b")) is not None)
        em = (float(own.get(qn("w:val"))) / 2 if own is not None else size) * (BOLD if is_bold else 1.0)
        first, *further = text.split("\n")
        wide += width_em(first) * em
        for part in further:
            lines += max(1, ceil(wide * ragged / width))
            wide = width_em(part) * em
    return lines + max(1, ceil(wide * ragged / width))


_TEXT: Final = frozenset({qn("w:t"), qn("w:br")})
