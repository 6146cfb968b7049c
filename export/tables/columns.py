"""The columns of the tables of records: always the same for a kind, so that two exports stack."""

from __future__ import annotations

from typing import Final

#: Column → its heading, in the order in which they stand.
HEADINGS: Final = {
    "id": "export.column_id",
    "region": "export.column_region",
    "region_codes": "export.column_codes",
    "helper": "export.column_helper",
    "helper_code": "export.column_helper_code",
    "recipient": "export.column_recipient",
    "recipient_code": "export.column_recipient_code",
    "province": "export.column_province",
    "province_code": "export.column_province_code",
    "what": "export.column_what",
    "value": "export.column_value",
    "value_high": "export.column_value_high",
    "unit": "export.column_unit",
    "bound": "export.column_bound",
    "period": "export.column_period",
    "year": "export.column_year",
    "period_start": "export.column_start",
    "period_end": "export.column_end",
    "first_day": "export.column_first_day",
    "last_day": "export.column_last_day",
    "point": "export.column_point",
    "basis": "export.column_basis",
    "status": "export.column_status",
    "quote": "export.column_quote",
    "note": "export.column_note",
    "title": "export.column_title",
    "translation": "export.column_translation",
    "publisher": "export.column_publisher",
    "published": "export.column_published",
    "url": "export.column_url",
    "tier": "export.column_tier",
    "citation": "export.column_citation",
}

#: Table → key column, heading of its sheet, what one of its records is called.
KINDS: Final = {
    "observations": ("observation_id", "export.sheet_observations", "export.kind_observation"),
    "cooperation": ("cooperation_id", "export.sheet_cooperation", "export.kind_cooperation"),
    "pairings": ("pairing_id", "export.sheet_pairings", "export.kind_pairing"),
    "arrangements": ("arrangement_id", "export.sheet_arrangements", "export.kind_arrangement"),
    "events": ("event_id", "export.sheet_events", "export.kind_event"),
    "terms": ("term_id", "export.sheet_terms", "export.kind_term"),
}
_SIDES: Final = {"helper", "helper_code", "recipient", "recipient_code", "province", "province_code"}
_VALUE: Final = {"value", "unit", "bound", "point"}
_TIME: Final = {"period", "year", "period_start", "period_end", "first_day", "last_day"}
_REGION: Final = {"region", "region_codes"}
DOCUMENT: Final = {"title", "translation", "publisher", "published", "url", "tier", "citation"}
#: Columns of each table besides those that all have: always the same, so that two exports stack.
COLUMNS: Final = {
    "observations": _REGION | _VALUE | _TIME | {"value_high", "basis", "status"},
    "cooperation": _SIDES | _VALUE | _TIME,
    "pairings": _SIDES | _TIME,
    "arrangements": _TIME,
    "events": _REGION | _TIME | {"status"},
    "terms": set[str](),
}
OF_ALL: Final = {"id", "what", "quote", "note"} | DOCUMENT
