"""From raw, gathered rows to records: one script, small tables of decisions, and a report of what became of each row."""
