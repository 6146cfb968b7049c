"""What a record is: the columns of every file, what a cell may be, and what is wrong where it is not."""
