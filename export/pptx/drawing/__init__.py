"""DrawingML: paint, shapes, text."""
