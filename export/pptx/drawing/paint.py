"""Paint in DrawingML: colours, fills and lines, with their parts in the order that PowerPoint asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from look.color import rgb

#: English metric units in a unit of a slide: 1280 of them are 13⅓ inches.
EMU: Final = 9525


def emu(units: float) -> int:
    """Return a length of a slide in English metric units."""
    return round(units * EMU)


def color_xml(color: str, opacity: float = 1.0) -> str:
    """Return a colour as XML.

    Parameters
    ----------
    color : str
        CSS colour.
    opacity : float
        Times that of the colour itself.
    """
    digits, own = rgb(color)
    alpha = own * opacity
    inner = f'<a:alpha val="{round(alpha * 100000)}"/>' if alpha < 1 else ""
    return f'<a:srgbClr val="{digits}">{inner}</a:srgbClr>'


def solid(color: str, opacity: float = 1.0) -> str:
    """Return a plain fill; none at all for a colour that cannot be seen."""
    if rgb(color)[1] * opacity <= 0:
        return "<a:noFill/>"
    return f"<a:solidFill>{color_xml(color, opacity)}</a:solidFill>"


def hatched(ground: str, lines: str) -> str:
    """Return a fill of thin diagonal lines.

    Parameters
    ----------
    ground, lines : str
        CSS colours.
    """
    colors = f"<a:fgClr>{color_xml(lines)}</a:fgClr><a:bgClr>{color_xml(ground)}</a:bgClr>"
    return f'<a:pattFill prst="wdUpDiag">{colors}</a:pattFill>'


@dataclass(frozen=True)
class Pen:
    """A line: colour, width in units, dashes in units, and what stands at its ends.

    Attributes
    ----------
    dash : tuple of float
        On and off in turn; empty for a plain line.
    color_to : str
        Colour at the end, where it changes along the line; empty or equal for one colour.
    angle_deg : float
        Direction of that change, clockwise from the right.
    head : str
        ``triangle`` for an arrowhead at the end; empty for none.
    head_size : str
        sm, med or lg: twice, three or five times the width.
    dot : bool
        A round dot at the start.
    """

    color: str
    width: float
    dash: tuple[float, ...] = ()
    color_to: str = ""
    angle_deg: float = 0.0
    head: str = ""
    head_size: str = "med"
    dot: bool = False
    opacity: float = 1.0


def line(pen: Pen | None) -> str:
    """Return an outline as XML.

    Parameters
    ----------
    pen : Pen or None
        None for no outline.
    """
    if pen is None or pen.width <= 0:
        return "<a:ln><a:noFill/></a:ln>"
    ends = ""
    if pen.dot:
        ends += '<a:headEnd type="oval" w="med" len="med"/>'
    if pen.head:
        ends += f'<a:tailEnd type="{pen.head}" w="{pen.head_size}" len="{pen.head_size}"/>'
    return f'<a:ln w="{max(1, emu(pen.width))}">{_stroke(pen)}{_dashes(pen)}<a:round/>{ends}</a:ln>'


def _stroke(pen: Pen) -> str:
    if not pen.color_to or rgb(pen.color_to) == rgb(pen.color):
        return solid(pen.color, pen.opacity)
    stops = "".join(
        f'<a:gs pos="{place}">{color_xml(color, pen.opacity)}</a:gs>'
        for place, color in ((0, pen.color), (100000, pen.color_to))
    )
    angle = round(pen.angle_deg % 360 * 60000) % 21600000
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="{angle}" scaled="0"/></a:gradFill>'


def _dashes(pen: Pen) -> str:
    if not pen.dash:
        return ""
    dash: Sequence[float] = pen.dash if len(pen.dash) % 2 == 0 else pen.dash * 2
    share = [max(1000, round(length / pen.width * 100000)) for length in dash]
    pairs = "".join(f'<a:ds d="{on}" sp="{off}"/>' for on, off in zip(share[::2], share[1::2], strict=True))
    return f"<a:custDash>{pairs}</a:custDash>"
