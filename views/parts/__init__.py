"""Cards, tables, panels and words that several pages share."""
