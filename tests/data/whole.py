"""The facts as they are committed, read once for all tests of a process; no test changes a frame of them."""

from __future__ import annotations

from functools import cache

from data.load import Facts, load_facts


@cache
def whole_facts() -> Facts:
    """Return every record that is committed."""
    return load_facts()
