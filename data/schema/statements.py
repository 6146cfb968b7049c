"""What a record is about, and what it says of it: two that are about the same may agree, or contradict one another."""

from __future__ import annotations

from typing import Final

ABOUT: Final[dict[str, tuple[str, ...]]] = {
    "observations": ("region_id", "indicator_id", "period_start", "period_end", "point", "basis_id"),
    "cooperation": ("helper_id", "recipient_id", "measure_id", "period_start", "period_end", "point"),
    "pairings": ("programme_id", "helper_id", "recipient_id"),
    "delistings": ("region_id",),
    "events": ("date", "title_zh", "region_ids"),
}
"""Table to the columns that say what a record is about."""

BESIDE: Final = ("sources", "indicators", "measures")
"""Tables whose rows come along with an import, and are not counted among its records."""

SAYS: Final[dict[str, tuple[str, ...]]] = {
    "observations": ("value", "value_high", "bound"),
    "cooperation": ("value", "bound"),
    "pairings": ("start",),
    "delistings": ("batch",),
    "events": (),
}
"""Table to the columns that say something of it; of an event nothing beyond what it is about."""
