"""The package of the facts, unpacked and read as somebody reads it who has only the package."""
