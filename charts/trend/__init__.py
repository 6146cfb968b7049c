"""Rates over time: every reported value, its marks, labels and events; ends side by side; both sides of a pair."""
