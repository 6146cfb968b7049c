"""A deck as PowerPoint, everything native."""
