"""Observations, ranking and delisting by year."""
