"""The trends page's views: rates, ranking, delisting."""
