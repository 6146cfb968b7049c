"""A place, and what happened there year by year."""
