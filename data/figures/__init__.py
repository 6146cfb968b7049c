"""What is reported: which figures compare, rank, conflict, and what is recorded at all."""
