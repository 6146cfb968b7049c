"""Names of the kinds of file, and a view's layers as files for a geographic information system."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from export.geodata.geojson import write_geojson
from export.geodata.geopackage import write_geopackage
from export.jobs.worker import Progress
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
    "sheet": "present.as_sheet",
    "sheets": "present.as_sheets",
    "gpkg": "present.as_gpkg",
    "geojson": "present.as_geojson",
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


def _layers(wish: Wish, boundaries: Shapes, t: Catalogue) -> Layers:
    layers = layers_of(wish.deck.slides[0].view, wish.lang, boundaries.approval)
    if not layers.layers:
        raise NothingToShow(kind=t(NAMES[wish.kind]), instead=t("present.as_xlsx"))
    return layers
