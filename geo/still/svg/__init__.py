"""A still picture as SVG."""
