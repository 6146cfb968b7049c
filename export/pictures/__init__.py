"""Pictures: SVG, PNG, PDF by the machine's browser, many in one ZIP."""
