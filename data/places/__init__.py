"""Places: their names and other names, in what they lie, what kind of area they are."""
