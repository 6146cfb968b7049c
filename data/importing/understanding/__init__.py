"""What the cells of a sheet mean: heads, units, numbers, dates, places, and what is left to ask."""
