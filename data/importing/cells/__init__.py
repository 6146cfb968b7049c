"""What one cell says: a date, a figure, a unit, a sign for none."""
