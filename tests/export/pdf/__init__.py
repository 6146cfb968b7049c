"""PDF files: what is printed, and what is mended in it."""
