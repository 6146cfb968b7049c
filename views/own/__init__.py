"""Figures of one's own before they are stored."""
