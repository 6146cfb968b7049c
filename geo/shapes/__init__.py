"""The built shapes, read: regions, outlines, borders, places."""
