"""Our own base of a deck: a theme with the palette's colours, a master, and a layout for each kind of slide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu

from export.deck.layout import Area, Layout
from export.pptx.base import holders as hold
from export.pptx.base.holders import Holder, holder_shape
from export.pptx.drawing.paint import emu
from export.pptx.drawing.shapes import NAMESPACES
from export.pptx.drawing.text import TYPEFACE, points, quoted
from export.pptx.drawing.theme import mapping, parts
from look.color import rgb
from look.palette import Palette
from text.catalogue import Catalogue

#: Layouts in the order that PowerPoint shows them, each with the parts that it has besides title, footer and number.
LAYOUTS: Final = ("title", "map", "map_chart", "chart", "table", "text")
#: Width of the number of a slide at the end of its last line, in units.
NUMBER_WIDTH: Final = 64.0
_LEVELS: Final = 5
_EMPTY_TREE: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def blank(plan: Layout, look: Palette, t: Catalogue) -> Any:
    """Return an empty deck of our own.

    Parameters
    ----------
    plan : Layout
        Its size and rooms.
    t : Catalogue
        Names of the layouts and what their placeholders ask for.

    Returns
    -------
    pptx.presentation.Presentation
        Its layouts are :data:`LAYOUTS`, in that order.
    """
    prs = Presentation()
    prs.slide_width, prs.slide_height = Emu(emu(plan.width)), Emu(emu(plan.height))
    # The size of the library's own template is called 'screen 4:3'.
    prs.element.find("{*}sldSz").attrib.pop("type", None)
    for other in list(prs.slide_layouts)[len(LAYOUTS) :]:
        prs.slide_layouts.remove(other)
    _theme(prs.slide_master.part, look)
    _master(prs.slide_master._element, plan, look, t)
    for kind, layout in zip(LAYOUTS, prs.slide_layouts, strict=True):
        _layout(layout._element, kind, plan, t)
    return prs


def _theme(master: Any, look: Palette) -> None:
    """Give the theme our colours and typefaces."""
    part = master.part_related_by(RT.THEME)
    xml = part.blob.decode("utf-8")
    colors = "".join(f'<a:{name}><a:srgbClr val="{rgb(color)[0]}"/></a:{name}>' for name, color in parts(look).items())
    name = f"Pairing Atlas {look.theme}"
    xml = re.sub(r'(<a:theme [^>]*name=)"[^"]*"', rf'\g<1>"{name}"', xml, count=1)
    xml = re.sub(
        r"<a:clrScheme.*?</a:clrScheme>", f'<a:clrScheme name="{name}">{colors}</a:clrScheme>', xml, count=1, flags=re.S
    )
    for kind in ("majorFont", "minorFont"):
        faces = f'<a:latin typeface="{TYPEFACE}"/><a:ea typeface="{TYPEFACE}"/>'
        xml = re.sub(rf"(<a:{kind}>\s*)<a:latin[^>]*/>\s*<a:ea[^>]*/>", rf"\g<1>{faces}", xml, count=1)
    part._blob = xml.encode("utf-8")


# --- master


def _master(element: Any, plan: Layout, look: Palette, t: Catalogue) -> None:
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    shapes = [
        holder_shape(2, hold.TITLE, t("pptx.title"), t("pptx.prompt_title"), plan.title, _inside("ctr")),
        holder_shape(3, Holder("body", 1), t("pptx.points"), t("pptx.prompt_text"), plan.body, _inside("t")),
        *_foot(4, plan, t, dated=True),
    ]
    _replace(element, "cSld", f"<p:cSld>{ground}<p:spTree>{_EMPTY_TREE}{''.join(shapes)}</p:spTree></p:cSld>")
    for slot, name in mapping(look).items():
        element.find("{*}clrMap").set(slot, name)
    title = _level(1, plan.title_size, "mj", 'b="1" ', "<a:buNone/>")
    body = "".join(
        _level(n, plan.text_size if n == 1 else plan.small_size, "mn", "", _bullet(), plan.text_size * 0.9)
        for n in range(1, _LEVELS + 1)
    )
    other = "".join(_level(n, plan.text_size, "mn", "", "") for n in range(1, _LEVELS + 1))
    _replace(
        element,
        "txStyles",
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>",
    )


def _replace(element: Any, name: str, xml: str) -> None:
    old = element.find(f"{{*}}{name}")
    old.getparent().replace(old, parse_xml(xml.replace(f"<p:{name}", f"<p:{name} {NAMESPACES}", 1)))


def _inside(anchor: str, size: float = 0.0, color: str = "", align: str = "") -> str:
    """Body properties without margins, and a first level of its own where a size is given."""
    level = ""
    if size:
        fill = f'<a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'
        letters = f'<a:defRPr sz="{points(size)}">{fill}</a:defRPr>'
        level = f'<a:lvl1pPr marL="0" indent="0" algn="{align or "l"}"><a:buNone/>{letters}</a:lvl1pPr>'
    return (
        f'<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{level}</a:lstStyle>"
    )


def _bullet() -> str:
    return '<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>'


def _level(n: int, size: float, faces: str, marks: str, bullet: str, step: float = 0.0) -> str:
    indent = f'marL="{emu(n * step)}" indent="-{emu(step)}" ' if step else 'marL="0" '
    return (
        f'<a:lvl{n}pPr {indent}algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">{bullet}'
        f'<a:defRPr sz="{points(size)}" {marks}kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+{faces}-lt"/><a:ea typeface="+{faces}-ea"/><a:cs typeface="+{faces}-cs"/>'
        f"</a:defRPr></a:lvl{n}pPr>"
    )


# --- layouts


def _layout(element: Any, kind: str, plan: Layout, t: Catalogue) -> None:
    shapes = list(_title_page(plan, t) if kind == "title" else _content(kind, plan, t))
    name = {
        "title": t("pptx.layout_title"),
        "map": t("pptx.layout_map"),
        "map_chart": t("pptx.layout_map_chart"),
        "chart": t("pptx.layout_chart"),
        "table": t("pptx.layout_table"),
        "text": t("pptx.layout_text"),
    }[kind]
    tree = f"<p:spTree>{_EMPTY_TREE}{''.join(shapes)}</p:spTree>"
    _replace(element, "cSld", f'<p:cSld name="{quoted(name)}">{tree}</p:cSld>')
    element.set("preserve", "1")
    if kind == "title":
        element.set("type", "title")
    else:
        element.attrib.pop("type", None)
        element.set("userDrawn", "1")


def _title_page(plan: Layout, t: Catalogue) -> Iterator[str]:
    w, h = plan.width, plan.height
    title, under = Area(w * 0.08, h * 0.28, w * 0.84, h * 0.24), Area(w * 0.08, h * 0.56, w * 0.84, h * 0.16)
    big = _inside("b", plan.title_size * 1.7, "tx1")
    yield holder_shape(2, Holder("ctrTitle", 0), t("pptx.title"), t("pptx.prompt_title"), title, big)
    small = _inside("t", plan.text_size * 1.15, "tx2")
    yield holder_shape(3, Holder("subTitle", 1), t("pptx.sentence"), t("pptx.prompt_sentence"), under, small)
    yield from _foot(4, plan, t, dated=True)


def _content(kind: str, plan: Layout, t: Catalogue) -> Iterator[str]:
    yield holder_shape(2, hold.TITLE, t("pptx.title"), t("pptx.prompt_title"), None)
    sentence = _inside("t", plan.sentence_size, "tx2")
    yield holder_shape(3, hold.SENTENCE, t("pptx.sentence"), t("pptx.prompt_sentence"), plan.sentence, sentence)
    left, right = plan.rooms(2, even=kind == "map_chart", mapped=kind == "map")
    (whole,) = plan.rooms(1)
    plain, words = _inside("t"), t("pptx.prompt_text")
    rooms = {
        "map": [(hold.PICTURE, t("pptx.layout_map"), "", left), (hold.POINTS, t("pptx.points"), words, right)],
        "map_chart": [(hold.PICTURE, t("pptx.layout_map"), "", left), (hold.CHART, t("pptx.chart"), "", right)],
        "chart": [(hold.CHART, t("pptx.chart"), "", left), (hold.POINTS, t("pptx.points"), words, right)],
        "table": [(hold.TABLE, t("pptx.table"), "", whole)],
        "text": [(hold.POINTS, t("pptx.points"), words, whole)],
    }[kind]
    for number, (holder, name, prompt, area) in enumerate(rooms, start=4):
        yield holder_shape(number, holder, name, prompt, area, plain)
    sources = _inside("t", plan.small_size, "tx2")
    yield holder_shape(6, hold.SOURCES, t("pptx.sources"), t("pptx.sources"), plan.sources(), sources)
    yield from _foot(7, plan, t)


def last_line(plan: Layout, rows: int = 1) -> Area:
    """Return where the last line of a slide stands, as high as some rows; its number stands at its right."""
    high = rows * plan.foot_line
    return Area(plan.foot.x, plan.foot.y + plan.foot.h - high, plan.foot.w - NUMBER_WIDTH, high)


def number_room(plan: Layout) -> Area:
    """Return where the number of a slide stands."""
    line = last_line(plan)
    return Area(line.x + line.w, line.y, NUMBER_WIDTH, line.h)


def _foot(first: int, plan: Layout, t: Catalogue, dated: bool = False) -> Iterator[str]:
    line, small = last_line(plan), plan.small_size
    left = _inside("b", small, "tx2")
    if dated:
        day = Area(line.x, line.y - 2 * line.h, line.w / 3, line.h)
        yield holder_shape(first + 2, hold.DATE, t("pptx.date"), "", day, left)
    yield holder_shape(first, hold.FOOTER, t("pptx.last_line"), "", line, left)
    right = _inside("b", small, "tx2", "r")
    yield holder_shape(first + 1, hold.NUMBER, t("pptx.number"), "", number_room(plan), right)
