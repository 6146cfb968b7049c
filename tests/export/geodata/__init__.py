"""Layers in files, opened by geopandas as a geographer opens them."""
