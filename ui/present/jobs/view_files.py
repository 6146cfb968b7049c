"""Names of the kinds of file, and those of one view: its map for a wall, its layers for a geographic information system."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from export.deck.show import show
from export.geodata.geojson import write_geojson
from export.geodata.geopackage import write_geopackage
from export.jobs.worker import Onward, Progress
from export.pictures.browser import to_pdf
from export.pictures.wall import inches, wall_page
from export.trouble import NothingToShow
from geo.shapes.geometry import Geometry, load_geometry
from text.catalogue import Catalogue
from views.layers.make import Layers, layers_of
from views.loaders import Shapes, shapes_dir

if TYPE_CHECKING:
    from ui.present.jobs.making import Wish

#: Kind of file to the message that names it.
NAMES: Final = {
    "pptx": "present.as_pptx",
    "html": "present.as_html",
    "pdf": "present.as_pdf",
    "xlsx": "present.as_xlsx",
    "png": "present.as_png",
    "svg": "present.as_svg",
    "csv": "present.as_csv",
    "docx": "present.as_docx",
    "handout": "present.as_handout",
    "sheet": "present.as_sheet",
    "sheets": "present.as_sheets",
    "wall": "present.as_wall",
    "gpkg": "present.as_gpkg",
    "geojson": "present.as_geojson",
    "webp": "present.as_webp",
    "gif": "present.as_gif",
    "mp4": "present.as_mp4",
}


@lru_cache(maxsize=1)
def geometry(_version: str) -> Geometry:
    """Return the shapes for still pictures, read once for a version of them."""
    return load_geometry(shapes_dir())


def geopackage(_: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes:
    """Make the layers of the view that the deck's first slide names, as a GeoPackage."""
    return write_geopackage(_layers(wish, boundaries, t), t, wish.created)


def geojson(_: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes:
    """Make them as GeoJSON."""
    return write_geojson(_layers(wish, boundaries, t), t)


def wall(progress: Progress, wish: Wish, boundaries: Shapes, t: Catalogue) -> Onward:
    """Lay the map of the view that the deck's first slide names out for a wall; a browser prints it."""
    progress.step(0, 0, t("present.drawing"))
    # Paper is white, whatever the screen is.
    ready = show(wish.deck, wish.lang, "light", wish.created, approval=boundaries.approval)
    if not ready.slides[0].mapped:
        raise NothingToShow(kind=t("present.as_wall"), instead=t("present.as_png"))
    page = wall_page(ready.slides[0], ready, geometry(boundaries.version), wish.paper)
    return Onward("browser", partial(print_wall, page=page, paper=wish.paper, created=wish.created))


def print_wall(_: Progress, page: str, paper: str, created: str) -> bytes:
    """Print a map for the wall as PDF, with a browser."""
    width_in, height_in = inches(paper)
    return to_pdf(page, width_in=width_in, height_in=height_in, created=created)


def _layers(wish: Wish, boundaries: Shapes, t: Catalogue) -> Layers:
    layers = layers_of(wish.deck.slides[0].view, wish.lang, boundaries.approval)
    if not layers.layers:
        raise NothingToShow(kind=t(NAMES[wish.kind]), instead=t("present.as_xlsx"))
    return layers
