"""The overview: the nation's map, its fills and years."""
