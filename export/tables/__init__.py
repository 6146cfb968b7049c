"""Records and tables for a spreadsheet."""
