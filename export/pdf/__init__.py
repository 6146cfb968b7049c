"""Pages printed as PDF: typefaces that can be embedded, and what is mended in a file once it is printed."""
