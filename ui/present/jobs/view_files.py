"""Files that are of one view: its fact sheet, and its layers for a geographic information system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from export.document.sheet import write_sheet
from export.geodata.geojson import write_geojson
from export.geodata.geopackage import write_geopackage
from export.trouble import NothingToShow
from geo.shapes.geometry import Geometry, load_geometry
from text.catalogue import Catalogue
from views import loaders
from views.layers.make import Layers, layers_of
from views.loaders import Shapes, shapes_dir
from views.overview.national import credit
from views.sheets.make import fact_sheet
from views.slide import Show

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
    "sheet": "present.as_sheet",
    "gpkg": "present.as_gpkg",
    "geojson": "present.as_geojson",
}


@lru_cache(maxsize=1)
def geometry(_version: str) -> Geometry:
    """Return the shapes for still pictures, read once for a version of them."""
    return load_geometry(shapes_dir())


def _sheet(wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes:
    sheet = fact_sheet(wish.deck.slides[0].view, wish.lang, boundaries.approval)
    if sheet is None:
        raise NothingToShow(kind=t("present.as_sheet"), instead=t("present.as_csv"))
    about = Show(wish.deck.title, wish.lang, "light", (), credit(boundaries, t), loaders.facts().version, wish.created)
    return write_sheet(sheet, about, geometry(boundaries.version), t)


def _geopackage(wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes:
    return write_geopackage(_layers(wish, boundaries, t), t, wish.created)


def _geojson(wish: Wish, boundaries: Shapes, t: Catalogue) -> bytes:
    return write_geojson(_layers(wish, boundaries, t), t)


def _layers(wish: Wish, boundaries: Shapes, t: Catalogue) -> Layers:
    layers = layers_of(wish.deck.slides[0].view, wish.lang, boundaries.approval)
    if not layers.layers:
        raise NothingToShow(kind=t(NAMES[wish.kind]), instead=t("present.as_xlsx"))
    return layers


#: Kind of file to its maker; the first slide of the deck names the view.
OF_A_VIEW: Final[Mapping[str, Callable[[Wish, Shapes, Catalogue], bytes]]] = {
    "sheet": _sheet,
    "gpkg": _geopackage,
    "geojson": _geojson,
}
