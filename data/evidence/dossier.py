"""Everything one document is quoted for, gathered by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from data.load import Facts
from data.rows import records

#: Tables whose rows carry a quote, with the column that names the record.
QUOTED: Final = {
    "arrangements": "arrangement_id",
    "pairings": "pairing_id",
    "observations": "observation_id",
    "cooperation": "cooperation_id",
    "events": "event_id",
    "terms": "term_id",
    "area_members": "area_id",
    "outlines": "area_id",
    "delistings": "region_id",
}
#: What a row of ``delistings`` is made of, each with a quote of its own: that the county left the list, in which batch, when
#: that was approved, in which contiguous poor area it lies. Prefixes of columns.
DELISTED: Final = ("", "list_", "date_", "area_")


@dataclass(frozen=True)
class Passage:
    """A quote with the records that rest on it.

    Attributes
    ----------
    records : tuple of (table, row)
        Table name and the row as a dict, in the order of :data:`QUOTED`; that of a delisting once for each part of
        :data:`DELISTED` that the quote says, named by ``part``.
    """

    quote: str
    records: tuple[tuple[str, dict[str, Any]], ...]


def passages(facts: Facts, source_id: str) -> list[Passage]:
    """Return the quotes of a document, each once, with all records that rest on it.

    Returns
    -------
    list of Passage
        In the order in which the quotes first occur; empty for a document that is not quoted.
    """
    records_of_quote: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for table in QUOTED:
        at = facts.rows_by_source[table].get(source_id)
        for row in records(facts.table(table).iloc[at]) if at is not None else ():
            for part in DELISTED if table == "delistings" else ("",):
                if row[f"{part}source_id"] == source_id:
                    record = {**row, "part": part} if table == "delistings" else row
                    records_of_quote.setdefault(row[f"{part}quote"], []).append((table, record))
    return [Passage(quote, tuple(records)) for quote, records in records_of_quote.items()]


def counts(facts: Facts, source_id: str) -> dict[str, int]:
    """Count the records that rest on a document, by table.

    Returns
    -------
    dict of str to int
        Table name to count; tables without a record are left out.
    """
    by_source = facts.rows_by_source
    return {table: len(by_source[table][source_id]) for table in QUOTED if source_id in by_source[table]}
