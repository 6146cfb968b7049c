"""From facts to a scene: what a map shows, as plain values."""
