"""Whether the slides of a template are dark: the colour of their ground, looked up in the theme."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from look.color import contrast

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def is_dark(layout: Any) -> bool:
    """Say whether white letters show better on the ground of a layout than black ones.

    Parameters
    ----------
    layout : pptx.slide.SlideLayout

    Returns
    -------
    bool
        For a picture or a gradient by the theme's ground, on which the master writes its own text.
    """
    color = next((c for holder in (layout, layout.slide_master) if (c := _plain(holder)) is not None), None)
    name = color.get("val") if color is not None and color.tag == f"{_A}schemeClr" else "bg1"
    digits = color.get("val") if color is not None and color.tag == f"{_A}srgbClr" else _of_theme(layout.slide_master, name)
    return contrast(f"#{digits}", "#ffffff") > contrast(f"#{digits}", "#000000")


def _plain(holder: Any) -> Any:
    found = holder._element.xpath("./p:cSld/p:bg/p:bgPr/a:solidFill/*") or holder._element.xpath("./p:cSld/p:bg/p:bgRef/*")
    return found[0] if found else None


def _of_theme(master: Any, name: str) -> str:
    mapped = master._element.find("{*}clrMap").get(name, name)
    scheme = etree.fromstring(master.part.part_related_by(RT.THEME).blob).find(f".//{_A}clrScheme/{_A}{mapped}")
    color = scheme[0] if scheme is not None and len(scheme) else None
    return "FFFFFF" if color is None else str(color.get("lastClr") or color.get("val") or "FFFFFF")
