"""What moves, as a film: the years of a map, the steps of a slide, a deck from its first slide to its last."""
