"""Colours shared by maps, charts, pages and exports, for light and dark. Knows nothing of the other rooms but text."""
