"""A deck as a handout on paper: the page that a browser prints, with what the Word document has."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from export.document.handout import (
    WHOLE_PX,
    ChartPictures,
    caption_of,
    heading_of,
    period_and_basis,
    sources_of,
    subtitle_of,
    title_of,
)
from export.document.parts import QUOTES
from export.html.templates import render
from geo.still.picture import FONTS
from text.catalogue import Catalogue
from text.citation import introduces
from views.slide import Chart, Show

#: A4, in inches.
PAPER_IN: Final = (210 / 25.4, 297 / 25.4)
_TEMPLATE: Final = Path(__file__).parent / "handout.html"


def handout_page(show: Show, maps: Mapping[int, bytes], charts: ChartPictures, t: Catalogue) -> str:
    """Lay a deck out as a handout, to be printed by :func:`export.pictures.browser.to_pdf`.

    Parameters
    ----------
    show : Show
        In the colours of paper.
    maps, charts : mapping to bytes
        PNGs, as in :func:`export.document.handout.write_handout`; a chart that is not among them stands as its table.
    """
    slides = [
        {
            "heading": heading_of(number, show, t),
            "slide": slide,
            "map": _inside(maps[number]) if number in maps else "",
            "alt": t("sheet.alt", what=slide.scenes[0].legend.title, finding=slide.sentence, boundaries=show.boundaries)
            if number in maps
            else "",
            "charts": [
                (chart, _inside(charts[number, n]) if (number, n) in charts else "", _share(chart))
                for n, chart in enumerate(slide.charts)
            ],
            "about": period_and_basis(slide, t),
            "notes": [line for line in slide.notes.splitlines() if line.strip()],
            "sources": sources_of(slide),
        }
        for number, slide in enumerate(show.slides)
    ]
    return render(
        _TEMPLATE,
        show=show,
        title=title_of(show),
        slides=slides,
        subtitle=subtitle_of(show, t),
        quotes=QUOTES,
        caption_of=caption_of,
        introduces=introduces,
        faces=", ".join(FONTS),
        t=t,
    )


def _share(chart: Chart) -> int:
    """How much of the paper's width a chart takes, in percent."""
    return round(100 * min(1.0, chart.spec.options.width_px / WHOLE_PX))


def _inside(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
