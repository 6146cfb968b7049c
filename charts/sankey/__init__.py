"""Who helps whom, as bands."""
