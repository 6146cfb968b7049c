"""Building the shapes that the browser fetches: ``python -m geo.build``."""
