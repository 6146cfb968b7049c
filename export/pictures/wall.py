"""A map for the wall as PDF: title, map with legend and inset, bar of the scale, sources, boundaries and approval number."""

from __future__ import annotations

from html import escape
from typing import Final

from export.pictures.still import PER_MM, WALLS, still, words_of
from geo.shapes.geometry import Geometry
from views.slide import Show, Slide

_INCH_MM: Final = 25.4


def wall_page(slide: Slide, show: Show, geometry: Geometry, paper: str) -> str:
    """Lay a map out for a sheet of paper, as a page to be printed by :func:`export.pictures.browser.to_pdf`.

    Parameters
    ----------
    slide : Slide
        With a map.
    paper : str
        A key of :data:`export.pictures.still.WALLS`.
    """
    svg = still(slide, geometry, words_of(slide, show, slide.provenance), paper)
    width, height = (side / PER_MM for side in WALLS[paper])
    style = (
        f"@page{{size:{width}mm {height}mm;margin:0}}body{{margin:0}}svg{{display:block}}body>svg{{width:100vw;height:auto}}"
    )
    title = escape(slide.title)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    return f'<!doctype html><html lang="{show.lang}" data-ready="1"><head>{head}</head><body>{svg}</body></html>'


def inches(paper: str) -> tuple[float, float]:
    """Return width and height of a sheet in inches."""
    width, height = WALLS[paper]
    return width / PER_MM / _INCH_MM, height / PER_MM / _INCH_MM
