"""Documents, boundaries and what checks found."""
