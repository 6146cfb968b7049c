"""What is made of decks beside the pages: the works that a worker process is handed. Nothing here draws on a page."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import pandas as pd

from export.deck.deck import Deck
from export.deck.show import show
from export.html.page import write_html
from export.jobs.worker import Onward, Progress
from export.pictures.browser import to_pdf
from export.pictures.bundle import Picture, lay_out, write_pictures, write_tables
from export.pictures.still import Finish
from export.pptx.base.template import read_template
from export.pptx.deck import write_pptx
from export.tables.cells import numeric
from export.tables.records import facts_tables
from export.tables.sheets import write_xlsx
from export.trouble import NothingToShow
from geo.still.sheet import pictures
from geo.still.svg.sheet import sheet_svg
from look.palette import Theme, palette
from text.catalogue import Catalogue
from ui.opened import shapes
from ui.present.jobs.documents import handout, province_sheets, sheet
from ui.present.jobs.films import FILMS, film
from ui.present.jobs.view_files import NAMES, geojson, geometry, geopackage, wall
from views import loaders
from views.loaders import Shapes
from views.slide import Show
from views.slides.make import slide

#: A sheet of paper of the shape of a wide screen, in inches.
_PAPER: Final = (13.333, 7.5)
#: Size of the small picture of a slide, in px; its smallest text is a quarter of what it is on a slide.
_WIDTH, _HEIGHT, _SMALLEST = 640, 400, 11.0


@dataclass(frozen=True)
class Wish:
    """A file that somebody wants of a deck.

    Attributes
    ----------
    kind : str
        A key of :data:`ui.present.jobs.files.KINDS`.
    theme : {"light", "dark"}
    created : str
        ISO date that stands in the file.
    size : str
        Of pictures, and of slides of PowerPoint: a key of :data:`export.pictures.still.SIZES`.
    finish : Finish
        Of pictures.
    paper : str
        Of a map for the wall: a key of :data:`export.pictures.still.WALLS`.
    template : bytes
        Of PowerPoint: what its slides are put on; empty for our own. It is in memory until the file is made, nowhere else.
    """

    kind: str
    deck: Deck
    lang: str
    theme: Theme
    created: str
    size: str = "16:9"
    finish: Finish = field(default_factory=Finish)
    paper: str = "a3"
    template: bytes = b""


#: Kinds of file that are not of slides alone, to what makes them.
_OTHERS: Final[Mapping[str, Callable[[Progress, Wish, Shapes, Catalogue], bytes | Onward]]] = {
    **dict.fromkeys(("docx", "handout"), handout),
    "sheet": sheet,
    "sheets": province_sheets,
    "wall": wall,
    "gpkg": geopackage,
    "geojson": geojson,
    **dict.fromkeys(FILMS, film),
}


def file(progress: Progress, wish: Wish) -> bytes | Onward:
    """Make a file of a deck; what needs a browser goes on where there is one."""
    total, t = len(wish.deck.slides), Catalogue.load(wish.lang)
    progress.step(0, total, t("present.preparing"))
    drawing = partial(_step, progress, t("present.drawing"))
    boundaries = shapes()
    if wish.kind in _OTHERS:
        return _OTHERS[wish.kind](progress, wish, boundaries, t)
    preparing = partial(_step, progress, t("present.preparing"))
    template = read_template(wish.template) if wish.template and wish.kind == "pptx" else None
    # Paper is white, whatever the screen is.
    theme = template.theme if template else "light" if wish.kind == "pdf" else wish.theme
    # A picture of a chart is the view's, whichever of two slides has it.
    pictured = wish.kind in ("png", "svg")
    ready = show(wish.deck, wish.lang, theme, wish.created, preparing, boundaries.approval, whole=pictured)
    if wish.kind == "xlsx":
        return _sheets(ready, t)
    if wish.kind == "csv":
        tables = _tables(ready, t)
        if not any(len(table) for table in tables.values()):
            raise NothingToShow(kind=t("present.as_csv"), instead=t("present.as_pptx"))
        return write_tables(tables)
    outlines, look = geometry(boundaries.version), palette(theme)
    if pictured:
        pictures = lay_out(ready, outlines, wish.size, drawing, wish.finish)
        if not pictures:
            raise NothingToShow(kind=t(NAMES[wish.kind]), instead=t("present.without_pictures"))
        write = partial(draw_pictures, pictures=pictures, wish=wish, saying=t("present.drawing"))
        return Onward("browser", write) if any(picture.chart for picture in pictures) else write(progress)
    if wish.kind == "pptx":
        return write_pptx(ready, outlines, t, look, drawing, shape=wish.size, template=template)
    page = write_html(ready, outlines, t, look, progress=drawing)
    if wish.kind == "html":
        return page.encode()
    if wish.kind == "pdf":
        return Onward("browser", partial(print_page, page=page, wish=wish, saying=t("present.printing")))
    raise ValueError(f"no file of the kind {wish.kind!r} is made of slides")


def print_page(progress: Progress, page: str, wish: Wish, saying: str) -> bytes:
    """Print a page as PDF, with a browser."""
    progress.step(0, 0, saying)
    return to_pdf(page, width_in=_PAPER[0], height_in=_PAPER[1], created=wish.created, author=wish.deck.author)


def draw_pictures(progress: Progress, pictures: list[Picture], wish: Wish, saying: str) -> bytes:
    """Write pictures that were laid out; with a browser, where there are charts."""
    return write_pictures(pictures, wish.theme, wish.size, wish.kind, partial(_step, progress, saying), wish.finish)


def player(progress: Progress, deck: Deck, lang: str, theme: Theme, created: str, back: str) -> bytes:
    """Make the player of a deck, gzipped.

    Parameters
    ----------
    theme : {"light", "dark"}
    created : str
        ISO date that stands in it.
    back : str
        Where leaving it leads.
    """
    t = Catalogue.load(lang)
    boundaries = shapes()
    ready = show(deck, lang, theme, created, partial(_step, progress, t("present.preparing")), boundaries.approval)
    drawn = partial(_step, progress, t("present.drawing"))
    page = write_html(ready, geometry(boundaries.version), t, palette(theme), progress=drawn, back=back)
    return gzip.compress(page.encode(), 5, mtime=0)


def small_map(_: Progress, view: str, lang: str, theme: Theme) -> bytes:
    """Draw the map of a view as a small SVG, in base64; empty where it has none."""
    boundaries = shapes()
    slide_shown = slide(view, lang, theme, boundaries.approval)
    if not slide_shown.mapped:
        return b""
    room = _WIDTH, _HEIGHT
    shapes_ = geometry(boundaries.version)
    placed = pictures(slide_shown.scene, slide_shown.panels, shapes_, slide_shown.names, *room, smallest=_SMALLEST)
    return base64.b64encode(sheet_svg(placed, *room, title=slide_shown.title).encode())


def _step(progress: Progress, saying: str, step: int, total: int) -> None:
    progress.step(step, total, saying)


def _tables(ready: Show, t: Catalogue) -> dict[str, pd.DataFrame]:
    """What the slides say in tables, then the records behind them, a table a kind."""
    ids = list(dict.fromkeys(str(i) for slide in ready.slides if len(slide.facts.columns) for i in slide.facts.iloc[:, 0]))
    own = {f"{n} {slide.title}": slide.table for n, slide in enumerate(ready.slides, start=1) if len(slide.table)}
    return own | facts_tables(loaders.facts(unverified=True), t, ids)


def _sheets(ready: Show, t: Catalogue) -> bytes:
    about = [
        (t("present.about_title"), ready.title),
        (t("present.about_made"), ready.created),
        (t("present.about_data"), ready.data_version),
        (t("present.about_boundaries"), ready.boundaries),
        *((str(n), slide.title) for n, slide in enumerate(ready.slides, start=1)),
    ]
    sheets = {name: numeric(table) for name, table in _tables(ready, t).items()}
    return write_xlsx(sheets, about=about, created=ready.created, about_name=t("present.about"))
