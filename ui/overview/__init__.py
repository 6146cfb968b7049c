"""The overview's list of helpers."""
