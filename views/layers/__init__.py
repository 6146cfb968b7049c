"""What a view shows as layers for a geographic information system."""
