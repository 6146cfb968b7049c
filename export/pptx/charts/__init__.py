"""A chart as PowerPoint's own, with the sheet of its data."""
