"""What proves a record: quotes, the figures in them, the documents they are from, and hosts that may be printed."""
