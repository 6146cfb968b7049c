"""The published site: pages that any web server or folder can hand out."""
