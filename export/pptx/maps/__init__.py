"""Maps as shapes of a slide."""
