"""Word documents, opened as a reader's program opens them."""
