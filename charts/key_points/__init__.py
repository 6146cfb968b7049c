"""A panel a place, all on one scale: the documents' figures large, or every reported value over time."""
