"""What several pages show: map, charts, tables, panels, search, errors."""
