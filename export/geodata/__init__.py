"""A view's layers as files for a geographic information system: GeoPackage and GeoJSON."""
