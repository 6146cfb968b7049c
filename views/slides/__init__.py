"""Views as slides: one module a page."""
