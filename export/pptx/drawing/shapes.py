"""Native shapes of a slide as XML: freeforms, curves with arrowheads, boxes, text boxes and groups of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from export.pptx.drawing.paint import Pen, emu, line
from export.pptx.drawing.text import Paragraph, body, quoted
from geo.still.picture import Point

NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# Points of a path are whole numbers: tenths of a unit.
_FINE: Final = 10
_NO_FILL: Final = "<a:noFill/>"
_POINT: Final = '<a:pt x="%d" y="%d"/>'
_MOVE: Final = f"<a:moveTo>{_POINT}</a:moveTo>"
_STEP: Final = f"<a:lnTo>{_POINT}</a:lnTo>"
_CURVE: Final = f"<a:cubicBezTo>{_POINT}{_POINT}{_POINT}</a:cubicBezTo>"
_BEND: Final = f"{_MOVE}<a:quadBezTo>{_POINT}{_POINT}</a:quadBezTo>"

#: Numbers of the shapes of a slide, none given twice.
Ids = Iterator[int]
#: Points, x and y.
Path = Sequence[Point] | NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """A shape as XML, and the rectangle it takes, in units of the slide.

    Attributes
    ----------
    number : int
        Of a group, on its slide; else 0.
    step : int
        With which click it appears, from 1; 0 if it is there from the beginning.
    """

    xml: str
    left: float
    top: float
    right: float
    bottom: float
    number: int = 0
    step: int = 0


def numbers(first: int) -> Ids:
    """Return the numbers for the shapes of a slide.

    Parameters
    ----------
    first : int
        Greater than that of every shape that is there.
    """
    return count(first)


def freeform(ids: Ids, name: str, paths: Sequence[Path], fill: str, pen: Pen | None, tip: str = "") -> Drawn:
    """Draw closed outlines as one shape: where they overlap there is a hole.

    Parameters
    ----------
    paths : sequence of paths
        Units of the slide; the last point joins the first. At least one point.
    fill : str
        XML of a fill.
    tip : str
        Alternative text.
    """
    bounds = _frame_of([np.asarray(path, dtype=np.float64) for path in paths])
    return _custom(ids, name, "".join(_lines(path, bounds, True) for path in paths), bounds, fill, pen, tip)


def ribbon(ids: Ids, name: str, there: Path, back: Path, fill: str, pen: Pen | None) -> Drawn:
    """Draw what lies between two cubic curves, joined at their ends.

    Parameters
    ----------
    there, back : (start, control, control, end)
        No curve leaves the rectangle of its ends.
    """
    room = _frame_of([np.asarray([*there[::3], *back[::3]], dtype=np.float64)])
    edges = [*there, *back]
    steps = f"{_MOVE}{_CURVE}{_STEP}{_CURVE}<a:close/>" % tuple(_fine(edges, room))
    return _custom(ids, name, steps, room, fill, pen, "")


def polyline(ids: Ids, name: str, paths: Sequence[Path], pen: Pen) -> Drawn:
    """Draw open lines as one shape."""
    bounds = _frame_of([np.asarray(path, dtype=np.float64) for path in paths])
    return _custom(ids, name, "".join(_lines(path, bounds, False) for path in paths), bounds, "", pen, "")


def curve(ids: Ids, name: str, start: Point, control: Point, end: Point, pen: Pen, tip: str = "") -> Drawn:
    """Draw a quadratic curve.

    Parameters
    ----------
    start, control, end : (x, y)
    pen : Pen
        Its arrowhead stands at ``end``.
    """
    # The shape's frame is that of the line, not of its control point.
    turns = [_turn(start[axis], control[axis], end[axis]) for axis in (0, 1)]
    bounds = _frame_of([np.asarray([start, end, *(_along(start, control, end, t) for t in turns)])])
    return _custom(ids, name, _BEND % tuple(_fine([start, control, end], bounds)), bounds, "", pen, tip)


def _turn(a: float, c: float, b: float) -> float:
    bend = a - 2 * c + b
    return min(1.0, max(0.0, (a - c) / bend)) if bend else 0.0


def _along(a: Point, c: Point, b: Point, t: float) -> Point:
    u = 1 - t
    return u * u * a[0] + 2 * u * t * c[0] + t * t * b[0], u * u * a[1] + 2 * u * t * c[1] + t * t * b[1]


def _frame_of(paths: Sequence[NDArray[np.float64]]) -> Drawn:
    """The rectangle of some points, widened to whole units."""
    low, high = np.min([p.min(axis=0) for p in paths], axis=0), np.max([p.max(axis=0) for p in paths], axis=0)
    return Drawn(
        "", floor(low[0]), floor(low[1]), max(ceil(high[0]), floor(low[0]) + 1), max(ceil(high[1]), floor(low[1]) + 1)
    )


def _fine(path: Path, bounds: Drawn) -> list[int]:
    """X and y in turn, in tenths of a unit from the corner of the shape."""
    points = np.asarray(path, dtype=np.float64) - (bounds.left, bounds.top)
    return [int(value) for value in np.rint(points * _FINE).ravel()]


def _lines(path: Path, bounds: Drawn, closed: bool) -> str:
    values = _fine(path, bounds)
    steps = _MOVE + _STEP * (len(values) // 2 - 1) + ("<a:close/>" if closed else "")
    return steps % tuple(values)


def _custom(ids: Ids, name: str, steps: str, bounds: Drawn, fill: str, pen: Pen | None, tip: str) -> Drawn:
    wide, high = round((bounds.right - bounds.left) * _FINE), round((bounds.bottom - bounds.top) * _FINE)
    unfilled = "" if fill else ' fill="none"'
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}"{unfilled}>{steps}</a:path></a:pathLst></a:custGeom>'
    )
    return _shape(ids, name, bounds, geometry + (fill or _NO_FILL) + line(pen), tip)


def box(ids: Ids, name: str, bounds: Drawn, fill: str, pen: Pen | None, form: str = "rect", tip: str = "") -> Drawn:
    """Draw a rectangle or an ellipse.

    Parameters
    ----------
    bounds : Drawn
        Where; its XML does not count.
    fill : str
        XML of a fill.
    form : str
        ``rect`` or ``ellipse``.
    """
    return _shape(ids, name, bounds, f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{fill}{line(pen)}', tip)


def place(x: float, y: float, w: float, h: float) -> Drawn:
    """Return a rectangle by its upper left corner and its size.

    Parameters
    ----------
    x, y, w, h : float
        Units.

    Returns
    -------
    Drawn
        Without XML.
    """
    return Drawn("", x, y, x + w, y + h)


def words(
    ids: Ids,
    name: str,
    bounds: Drawn,
    paragraphs: Sequence[Paragraph],
    lang: str,
    anchor: str = "t",
    wrapped: bool = True,
    fill: str = _NO_FILL,
    holder: str = "",
) -> Drawn:
    """Draw a text box without margins, or fill a placeholder.

    Parameters
    ----------
    lang : {"zh", "en"}
    anchor : str
        t, ctr or b.
    fill : str
        XML of a fill; of a placeholder empty, where it stands as its layout says.
    holder : str
        XML of the placeholder that it is in.
    """
    outline = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}' if fill else ""
    return _shape(ids, name, bounds, outline, "", body(paragraphs, lang, anchor, wrapped), holder)


def _shape(ids: Ids, name: str, bounds: Drawn, properties: str, tip: str, text: str = "", holder: str = "") -> Drawn:
    kind = '<p:cNvSpPr txBox="1"/>' if text else "<p:cNvSpPr/>"
    if holder:
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    placed = f"<a:xfrm>{_frame(bounds)}</a:xfrm>{properties}" if properties else ""
    xml = (
        f"<p:sp><p:nvSpPr>{_named(ids, name, tip)}{kind}<p:nvPr>{holder}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{placed}</p:spPr>{text}</p:sp>"
    )
    return Drawn(xml, bounds.left, bounds.top, bounds.right, bounds.bottom)


def _named(ids: Ids, name: str, tip: str) -> str:
    description = f' descr="{quoted(tip)}"' if tip else ""
    return f'<p:cNvPr id="{next(ids)}" name="{quoted(name)}"{description}/>'


def _frame(bounds: Drawn, names: tuple[str, str] = ("off", "ext")) -> str:
    wide, high = max(1, emu(bounds.right - bounds.left)), max(1, emu(bounds.bottom - bounds.top))
    return f'<a:{names[0]} x="{emu(bounds.left)}" y="{emu(bounds.top)}"/><a:{names[1]} cx="{wide}" cy="{high}"/>'


def group(ids: Ids, name: str, parts: Sequence[Drawn], tip: str = "", step: int = 0) -> Drawn:
    """Put shapes into a group.

    Parameters
    ----------
    parts : sequence of Drawn
        At least one.
    step : int
        With which click it appears, from 1; 0 if it is there from the beginning.
    """
    number = next(ids)
    bounds = Drawn(
        "", min(p.left for p in parts), min(p.top for p in parts), max(p.right for p in parts), max(p.bottom for p in parts)
    )
    frame = _frame(bounds) + _frame(bounds, ("chOff", "chExt"))
    xml = (
        f"<p:grpSp><p:nvGrpSpPr>{_named(iter((number,)), name, tip)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{frame}</a:xfrm></p:grpSpPr>{''.join(part.xml for part in parts)}</p:grpSp>"
    )
    return Drawn(xml, bounds.left, bounds.top, bounds.right, bounds.bottom, number, step)


def rooted(xml: str) -> str:
    """Return the XML of a shape with the namespaces it needs to stand alone."""
    tag, tail = xml.split(">", 1)
    return f"{tag} {NAMESPACES}>{tail}"
