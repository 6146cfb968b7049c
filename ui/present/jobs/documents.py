"""Documents: the handout of a deck, in Word or as PDF, the fact sheet of a place or pair, and those of all provinces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from charts.plotly.figure import plotly_figure
from export.deck.show import show
from export.document.handout import WHOLE_PX, draw_maps, write_handout
from export.document.handout_page import PAPER_IN, handout_page
from export.document.sheet import write_sheet
from export.jobs.machine import find_browser
from export.jobs.worker import Onward, Progress
from export.pictures.browser import Pictures, to_pdf
from export.pictures.bundle import pack_files
from export.pictures.png import to_png
from export.trouble import MissingBrowser, NothingToShow
from text.catalogue import Catalogue
from ui.opened import shapes
from ui.present.jobs.view_files import geometry
from views import loaders
from views.file_names import safe_name
from views.loaders import Shapes
from views.overview.national import credit
from views.sheets.make import fact_sheet
from views.slide import Chart, Show

if TYPE_CHECKING:
    from ui.present.jobs.making import Wish

#: Provinces whose sheets are made in one go: even a busy machine has time for these.
_IN_ONE_GO: Final = 9
#: Pixels across a chart.
_PIXELS: Final = 1672
#: Of a chart beside a map the most width, and the height on paper, in units of a slide.
_NARROW, _HIGH = 700, 440


def sheet(_: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes:
    """Make the fact sheet of the view that the deck's first slide names."""
    return _sheet(wish.deck.slides[0].view, wish, boundaries, t)[1]


def province_sheets(progress: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes | Onward:
    """Make the fact sheets of all provinces, in the order of their codes, as a ZIP."""
    return sheets_from(progress, wish, boundaries, t, {})


def sheets_from(
    progress: Progress, wish: Wish, boundaries: Shapes, t: Catalogue, files: Mapping[str, bytes]
) -> bytes | Onward:
    """Go on with the sheets of the provinces, a few in one go: the time that a work may take is for these.

    Parameters
    ----------
    files : mapping of str to bytes
        What is made already: as many of the first provinces.
    """
    codes, made_files = _provinces(), dict(files)
    for code in codes[len(files) :][:_IN_ONE_GO]:
        progress.step(len(made_files), len(codes), t("present.drawing"))
        title, content = _sheet(f"region?region={code}", wish, boundaries, t)
        made_files[f"{safe_name(code, title, wish.created)}.docx"] = content
    progress.step(len(made_files), len(codes), t("present.drawing"))
    if len(made_files) < len(codes):
        return Onward("making", partial(_further_sheets, wish=wish, files=made_files))
    return pack_files(made_files)


def _further_sheets(progress: Progress, wish: Wish, files: Mapping[str, bytes]) -> bytes | Onward:
    return sheets_from(progress, wish, shapes(), Catalogue.load(wish.lang), files)


def _provinces() -> list[str]:
    regions = loaders.facts().regions
    return sorted(regions.loc[regions["level"] == "province", "region_id"])


def _sheet(view: str, wish: Wish, boundaries: Shapes, t: Catalogue) -> tuple[str, bytes]:
    """The title and the file of one sheet."""
    content = fact_sheet(view, wish.lang, boundaries.approval)
    if content is None:
        raise NothingToShow(kind=t("present.as_sheet"), instead=t("present.as_csv"))
    title = content.slide.title
    about = Show(title, wish.lang, "light", (), credit(boundaries, t), loaders.facts().version, wish.created)
    return title, write_sheet(content, about, geometry(boundaries.version), t)


def handout(progress: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes | Onward:
    """Make the handout of a deck; a browser draws its charts and prints it.

    In Word charts stand as tables where the machine has no browser.
    """

    def step(saying: str, number: int, total: int) -> None:
        progress.step(number, total, saying)

    preparing = partial(step, t("present.preparing"))
    # Paper is white, whatever the screen is.
    ready = show(wish.deck, wish.lang, "light", wish.created, preparing, boundaries.approval, whole=True)
    maps = draw_maps(ready, geometry(boundaries.version), partial(step, t("present.drawing")))
    ready = replace(
        ready, slides=tuple(replace(slide, charts=tuple(map(_for_paper, slide.charts))) for slide in ready.slides)
    )
    on_paper = wish.kind == "handout"
    if on_paper or (any(slide.charts for slide in ready.slides) and _has_browser()):
        author = wish.deck.author if on_paper else None
        return Onward("browser", partial(handout_with_charts, ready=ready, maps=maps, author=author))
    return write_handout(ready, maps, {}, t)


def _for_paper(chart: Chart) -> Chart:
    """A chart that has half a slide has the whole width of the paper: as it is on the slide its plot would be the lower."""
    narrow = chart.spec.options.width_px < _NARROW
    return chart.laid_out(WHOLE_PX, _HIGH) if narrow else replace(chart, tall=None, alone=None)


def handout_with_charts(progress: Progress, ready: Show, maps: dict[int, bytes], author: str | None) -> bytes:
    """Draw the charts of a handout, and write it.

    Parameters
    ----------
    author : str or None
        Of the PDF; None for Word.
    """
    t = Catalogue.load(ready.lang)
    charts = {(number, n): chart for number, slide in enumerate(ready.slides) for n, chart in enumerate(slide.charts)}
    drawn = {}
    with Pictures() as browser:
        for done, (place, chart) in enumerate(charts.items()):
            progress.step(done, len(charts), t("present.drawing"))
            svg = browser.svg(plotly_figure(chart.spec), chart.spec.options.width_px, round(chart.spec.height_px))
            drawn[place] = to_png(svg, _PIXELS)
    if author is None:
        return write_handout(ready, maps, drawn, t)
    progress.step(0, 0, t("present.printing"))
    page, (width_in, height_in) = handout_page(ready, maps, drawn, t), PAPER_IN
    return to_pdf(page, width_in=width_in, height_in=height_in, created=ready.created, author=author)


def _has_browser() -> bool:
    try:
        find_browser()
    except MissingBrowser:
        return False
    return True
