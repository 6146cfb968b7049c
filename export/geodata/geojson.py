"""Layers as GeoJSON, as RFC 7946 wants it: WGS 84, six decimals, outer rings against the clock."""

from __future__ import annotations

import json
from typing import Any, Final

import pandas as pd
import shapely

from export.geodata.geopackage import notes_on
from export.pictures.bundle import pack_files
from geo.projection import LONLAT
from text.catalogue import Catalogue
from views.layers.make import Layer, Layers

#: Of degrees: a tenth of a metre.
_DECIMALS: Final = 6


def write_geojson(layers: Layers, t: Catalogue) -> bytes:
    """Write layers as GeoJSON.

    Parameters
    ----------
    layers : Layers
        With at least one layer.

    Returns
    -------
    bytes
        A ZIP with one FeatureCollection a layer, the same for the same arguments. What the layers are stands beside the
        features, as members that RFC 7946 lets programs pass over.
    """
    about = {name.lower(): text for name, text in notes_on(layers, t).items()}
    return pack_files({f"{layer.name}.geojson": _collection(layer, about) for layer in layers.layers})


def _collection(layer: Layer, about: dict[str, str]) -> bytes:
    frame = layer.frame.to_crs(LONLAT)
    shapes = shapely.orient_polygons(frame.geometry.to_numpy())
    table = pd.DataFrame(frame.drop(columns="geometry"))
    features = [
        {"type": "Feature", "properties": _cells(row), "geometry": _geometry(shape)}
        for row, shape in zip(table.to_dict("records"), shapes, strict=True)
    ]
    whole = {"type": "FeatureCollection", "name": layer.name, **about, "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _cells(row: dict[Any, Any]) -> dict[str, Any]:
    """The cells of a row; JSON knows no NaN."""
    return {str(name): None if isinstance(cell, float) and pd.isna(cell) else cell for name, cell in row.items()}


def _geometry(shape: Any) -> Any:
    return None if shape is None else _rounded(json.loads(shapely.to_geojson(shape)))


def _rounded(part: Any) -> Any:
    if isinstance(part, float | int):
        return round(part, _DECIMALS)
    if isinstance(part, list):
        return [_rounded(item) for item in part]
    if isinstance(part, dict):
        return {name: _rounded(item) if name == "coordinates" else item for name, item in part.items()}
    return part
