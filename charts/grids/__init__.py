"""Rows and columns: who helps whom, what is recorded, what is reported of each aspect."""
