"""The pairings page's controls and its views: comparison, coverage, Sankey and matrix."""
