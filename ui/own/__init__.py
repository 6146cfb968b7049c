"""Figures of one's own: taken in from a table, asked about, shown, stored, taken back."""
