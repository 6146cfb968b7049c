"""Placeholders: which a layout has, and which a part of a slide goes into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from export.deck.layout import Area
from export.pptx.drawing.paint import emu
from export.pptx.drawing.text import quoted


@dataclass(frozen=True)
class Holder:
    """A placeholder: its kind and number as a slide names them, and its size as PowerPoint calls it, if it does."""

    kind: str
    idx: int
    size: str = ""

    @property
    def xml(self) -> str:
        """The element by which a shape is in it."""
        size, idx = (f' sz="{self.size}"' if self.size else ""), (f' idx="{self.idx}"' if self.idx else "")
        return f'<p:ph type="{self.kind}"{size}{idx}/>'


TITLE: Final = Holder("title", 0)
DATE: Final = Holder("dt", 10, "quarter")
FOOTER: Final = Holder("ftr", 11, "quarter")
NUMBER: Final = Holder("sldNum", 12, "quarter")
SENTENCE: Final = Holder("body", 13, "quarter")
POINTS: Final = Holder("body", 14, "quarter")
SOURCES: Final = Holder("body", 15, "quarter")
PICTURE: Final = Holder("pic", 20)
CHART: Final = Holder("chart", 21)
TABLE: Final = Holder("tbl", 22)


def holder_shape(
    number: int, holder: Holder, name: str, text: str, area: Area | None, style: str = "", lang: str = ""
) -> str:
    """Return the shape of a placeholder as XML: of a master or a layout, or one on a slide that only inherits.

    Parameters
    ----------
    number : int
        Of the shape, among those beside it.
    text : str
        What stands in it: on a master or a layout what it asks for; a slide's number, until PowerPoint counts.
    area : Area or None
        In units; None for that of the master.
    style : str
        XML of its body properties and list styles; empty for those of the master.
    lang : str
        Tag of the language of its text; empty for that of the master.
    """
    where = ""
    if area:
        where = (
            f'<a:xfrm><a:off x="{emu(area.x)}" y="{emu(area.y)}"/><a:ext cx="{emu(area.w)}" cy="{emu(area.h)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{quoted(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{holder.xml}</p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>"
        f"<p:txBody>{style or '<a:bodyPr/><a:lstStyle/>'}<a:p>{_said(holder, text, lang)}</a:p></p:txBody></p:sp>"
    )


def _said(holder: Holder, text: str, lang: str) -> str:
    properties = f'<a:rPr lang="{lang}"/>' if lang else "<a:rPr/>"
    if holder.kind == "sldNum":
        field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        return f"{field}{properties}<a:t>{text or '‹#›'}</a:t></a:fld>"
    return f"<a:r>{properties}<a:t>{quoted(text)}</a:t></a:r>" if text else "<a:endParaRPr/>"
