"""Tidy frames to plotly figures, one question a file. Frames are given, never loaded; no streamlit."""
