"""A house's own template: looked at before anything is parsed, emptied, and measured for the slides that are put on it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pptx import Presentation

from export.deck.layout import HEIGHTS, MAP, SMALLEST, WIDTH, Area, Layout
from export.pptx.base.about import SECTIONS
from export.pptx.base.base import Base, Under
from export.pptx.base.ground import is_dark
from export.pptx.base.holders import Holder
from export.pptx.base.master import LAYOUTS
from export.pptx.base.unpacking import unpacked
from export.pptx.drawing.paint import EMU
from export.trouble import TemplateShape, TemplateUnreadable, TemplateWithoutRoom, TemplateWithoutTitle
from look.palette import Theme

_TITLES: Final = ("title", "ctrTitle")
_FOOT: Final = ("dt", "ftr", "sldNum")
#: Widths of slides in units, and how much wider than high they are: from an old screen to a cinema's.
_WIDTHS: Final = (480.0, 4000.0)
_SHAPES: Final = (1.2, 2.5)
#: Height of our own body, by that of a wide slide of 720 units.
_BODY: Final = 526
#: Share of the height that map and foot need below the title, and of the width.
_LEAST_HIGH, _LEAST_WIDE = 0.6, 0.7
#: From here down a placeholder is one of the foot.
_LOW: Final = 0.8
_POINT: Final = 96 / 72
_USUAL_TITLE: Final = 44.0


@dataclass(frozen=True)
class Template:
    """A template that slides can be put on.

    Attributes
    ----------
    base : Base
        Every kind of slide has the layout with a title and the least besides it.
    theme : {"light", "dark"}
        By the ground of its slides.
    """

    base: Base
    theme: Theme


def read_template(content: bytes) -> Template:
    """Take a presentation or a template of PowerPoint as the base of a deck.

    Returns
    -------
    Template
        Its master, layouts, theme and size are kept; its slides, their notes and sections are taken out.

    Raises
    ------
    ExportTrouble
        One of those of :mod:`export.trouble` that begin with ``Template``: what the file is or lacks, and the way out.
    """
    packed = unpacked(content)
    try:
        deck = Presentation(io.BytesIO(packed))
        _empty(deck)
        layouts = list(deck.slide_layouts)
        size = deck.slide_width, deck.slide_height
    # A part that is not what it says is met as whatever error reading it raises.
    except Exception as error:
        raise TemplateUnreadable from error
    width, height = ((value or 0) / EMU for value in size)
    if not (_WIDTHS[0] <= width <= _WIDTHS[1] and _SHAPES[0] <= width / max(1.0, height) <= _SHAPES[1]):
        raise TemplateShape
    titled = [layout for layout in layouts if _title_of(layout) is not None]
    if not titled:
        raise TemplateWithoutTitle
    plans = ((layout, _plan(layout, width, height)) for layout in sorted(titled, key=_besides))
    layout, plan = next(((layout, plan) for layout, plan in plans if plan is not None), (None, None))
    if layout is None or plan is None:
        raise TemplateWithoutRoom
    under = Under(layout, dict(_holders(layout)))
    # A cover stands on the house's own title page, if there is one.
    cover = next((other for other in titled if other._element.get("type") == "title"), layout)
    unders = dict.fromkeys(LAYOUTS, under) | {"title": Under(cover, dict(_holders(cover)))}
    return Template(Base(deck, plan, unders), "dark" if is_dark(layout) else "light")


def _empty(deck: Any) -> None:
    element = deck.element
    slides = element.find("{*}sldIdLst")
    for slide in list(slides if slides is not None else ()):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    for named_shows in element.findall("{*}custShowLst"):
        element.remove(named_shows)
    for extension in element.findall("{*}extLst/{*}ext"):
        if extension.get("uri") == SECTIONS:  # they name slides by number, and these are taken out
            extension.getparent().remove(extension)
    for empty in [extensions for extensions in element.findall("{*}extLst") if not len(extensions)]:
        element.remove(empty)


def _kind(shape: Any) -> str:
    return str(shape._element.xpath("string(.//p:nvPr/p:ph/@type)") or "obj")


def _title_of(layout: Any) -> Any:
    return next((shape for shape in layout.placeholders if _kind(shape) in _TITLES), None)


def _besides(layout: Any) -> tuple[bool, int]:
    """How little a layout is one of a title alone."""
    rest = [shape for shape in layout.placeholders if _kind(shape) not in (*_TITLES, *_FOOT)]
    return layout._element.get("type") != "titleOnly", len(rest)


def _holders(layout: Any) -> Iterator[tuple[str, Holder]]:
    for shape in layout.placeholders:
        kind = _kind(shape)
        part = {"title": "title", "ctrTitle": "title", "sldNum": "number"}.get(kind)
        if part:
            yield part, Holder(kind, shape.placeholder_format.idx, shape._element.xpath("string(.//p:nvPr/p:ph/@sz)"))


def _plan(layout: Any, width: float, height: float) -> Layout | None:
    """The rooms of a slide between the title and the foot of a layout; None where they are too small for a map."""
    title = _area(_title_of(layout))
    if title is None:
        return None
    k, edge = height / HEIGHTS["16:9"], width * 40 / WIDTH
    left, right = max(title.x, edge * 0.5), min(title.x + title.w, width - edge * 0.5)
    low = [area.y for shape in layout.placeholders if _kind(shape) in _FOOT and (area := _area(shape))]
    bottom = min([y for y in low if y > _LOW * height], default=height - 14 * k) - 4 * k
    top = title.y + title.h + 6 * k
    if bottom - top < _LEAST_HIGH * height or right - left < _LEAST_WIDE * width:
        return None
    wide, high = right - left, bottom - top - (54 + 82) * k
    # Where a house's title leaves less room than ours, what is large gives way: three figures still stand below one another.
    less = min(1.0, high / (_BODY * k))
    small = height * SMALLEST
    return Layout(
        width,
        height,
        title=title,
        sentence=Area(left, top, wide, 50 * k),
        body=Area(left, top + 54 * k, wide, high),
        foot=Area(left, bottom - 74 * k, wide, 74 * k),
        title_size=min(_title_size(layout), title.h / 1.25),
        sentence_size=19 * k,
        figure_size=max(44 * k * less, 1.4 * small),
        text_size=max(20 * k * less, small),
        small_size=small,
        map_width=wide * MAP,
    )


def _area(shape: Any) -> Area | None:
    places = (shape.left, shape.top, shape.width, shape.height)
    return None if any(value is None for value in places) else Area(*(value / EMU for value in places))


def _title_size(layout: Any) -> float:
    """Size of a title in units: that of its layout, of its master, or PowerPoint's own."""
    own = _title_of(layout)._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")
    master = layout.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    hundredths = next((int(size) for size in [*own, *master]), _USUAL_TITLE * 100)
    return hundredths / 100 * _POINT
