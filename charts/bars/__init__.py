"""Bars that lie across: co-operation, counts of two sides, delisting, ranking."""
