"""Word documents: a fact sheet of a place or a pair, and a handout of a deck."""
