"""Layers as a GeoPackage, each in WGS 84 and in the projection of the map."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import pyogrio
from geopandas import GeoDataFrame

from geo.projection import LONLAT
from text.catalogue import Catalogue
from views.layers.make import Layer, Layers

#: The map's own projection in metres: programs of all kinds know no kilometres.
METRES: Final = (
    'PROJCS["Albers China (WGS 84)",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Albers_Conic_Equal_Area"],'
    'PARAMETER["latitude_of_center",0],PARAMETER["longitude_of_center",105],PARAMETER["standard_parallel_1",25],'
    'PARAMETER["standard_parallel_2",47],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1]]'
)
#: Of the format: what programs of the last years all read without a word; nothing of a later one is used.
VERSION: Final = "1.2"
#: What comes after the name of a layer that is in the map's projection.
ALBERS_SUFFIX: Final = "_albers"
_KINDS: Final = {"flows": "LineString", "cooperation": "LineString"}


def write_geopackage(layers: Layers, t: Catalogue, created: str) -> bytes:
    """Write layers as a GeoPackage.

    Parameters
    ----------
    layers : Layers
        With at least one layer.
    created : str
        ISO date that stands in the file.

    Returns
    -------
    bytes
        The same for the same arguments. Each layer twice: in WGS 84 (EPSG:4326) and, with ``_albers`` after its name, in
        the map's projection in metres. Codes and dates are text. Title, period, basis, boundaries and version of the data
        are the layer's description and its metadata.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{created}T00:00:00.000Z"})
        try:
            for layer in layers.layers:
                _write(path, layer, layer.frame.to_crs(LONLAT), layer.name, layers, t)
            for layer in layers.layers:
                _write(path, layer, layer.frame.to_crs(METRES), f"{layer.name}{ALBERS_SUFFIX}", layers, t)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def notes_on(layers: Layers, t: Catalogue) -> dict[str, str]:
    """Say what a file of layers is, as names and texts; what is empty is left out.

    Returns
    -------
    dict of str to str
        ``TITLE``, ``FINDING``, ``PERIOD``, ``BASIS``, ``BOUNDARIES``, ``DATA_VERSION``, ``SOURCES``.
    """
    notes = {
        "TITLE": layers.title,
        "FINDING": layers.finding,
        "PERIOD": layers.period,
        "BASIS": layers.basis,
        "BOUNDARIES": layers.boundaries,
        "DATA_VERSION": layers.data_version,
        "SOURCES": t("layers.sources"),
    }
    return {name: text for name, text in notes.items() if text}


def _write(path: Path, layer: Layer, frame: GeoDataFrame, name: str, layers: Layers, t: Catalogue) -> None:
    notes = notes_on(layers, t)
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        geometry_type=_KINDS.get(layer.name, "MultiPolygon"),
        promote_to_multi=layer.name not in _KINDS,
        append=path.exists(),
        dataset_options={"VERSION": VERSION},
        layer_options={"IDENTIFIER": name, "DESCRIPTION": " · ".join(notes.values())},
        layer_metadata=notes,
    )
