"""The map in the browser: its scripts, what it fetches, and the folium map that carries it."""
