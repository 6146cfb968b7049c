"""Pairings as spans of time in rows."""
