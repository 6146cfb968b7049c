"""A file or pasted cells become plain sheets: what stands in which cell, and nothing of what it means."""
