"""A chart as plotly draws it."""
