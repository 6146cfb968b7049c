"""What a record is about, and what it says of it: two that are about the same may agree, or contradict one another."""

from __future__ import annotations

from typing import Final

ABOUT: Final[dict[str, tuple[str, ...]]] = {
    "observations": ("region_id", "indicator_id", "period_start", "period_end", "point", "basis_id"),
    "cooperation": ("helper_id", "recipient_id", "measure_id", "period_start", "period_end", "point"),
    "pairings": ("programme_id", "helper_id", "recipient_id"),
    "delistings": ("region_id",),
    "events": ("date", "title_zh", "region_ids"),
    "area_members": ("area_id", "region_id"),
    "outlines": ("area_id",),
}
"""Table to the columns that say what a record is about."""

BESIDE: Final = ("sources", "regions", "indicators", "measures")
"""Tables whose rows come along with an import, and are not counted among its records."""

SAYS: Final[dict[str, tuple[str, ...]]] = {
    "observations": ("value", "value_high", "bound"),
    "cooperation": ("value", "bound"),
    "pairings": ("start",),
    "delistings": ("batch", "date"),
    "events": (),
    "area_members": (),
    "outlines": ("outline",),
}
"""Table to the columns that say something of it; of an event or a member nothing beyond what it is about."""
