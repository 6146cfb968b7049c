"""Names on a still picture: where each may stand, and how many find no room."""
