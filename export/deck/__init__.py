"""A deck: its text, its link, what a stranger may send, and its views made into slides."""
