"""The region page's two views: a place, and a pair of places."""
