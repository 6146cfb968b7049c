"""The pairings page: arrangements, comparison, coverage."""
