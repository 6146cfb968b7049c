"""What the published site is made of: its pages, the keys they stand on, and the places that are searched."""
