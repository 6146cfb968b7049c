"""Words and figures as a reader sees them: message catalogue, numbers, dates. Knows nothing of the other rooms."""
