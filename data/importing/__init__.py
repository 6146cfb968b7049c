"""A table that somebody keeps becomes records: read, understood, asked about, shown, and only then stored."""
