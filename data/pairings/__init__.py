"""Who helps whom: arrangements, pairs, filters, comparisons, coverage."""
