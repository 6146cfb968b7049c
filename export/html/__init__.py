"""A deck as one HTML file, with the player in it."""
