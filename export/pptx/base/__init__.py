"""What a deck stands on: theme, master and layouts, ours or those of a template."""
