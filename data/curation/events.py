"""Raw timeline rows → events; and what the decisions take from raw rows besides: arrangements, members of areas."""

from __future__ import annotations

from collections.abc import Iterable

from data.columns import QUOTE_LENGTH
from data.curation.clauses import shorten
from data.curation.decisions import Decisions, Line
from data.curation.ledger import Entry, Refused, dropped
from data.curation.observations import Desk
from data.curation.raw import RawRow
from data.curation.sources import is_seed, source_id


def curate_events(rows: list[RawRow], desk: Desk) -> tuple[list[Line], list[Entry]]:
    """Turn raw rows into events, as the table ``events`` has decided them.

    Parameters
    ----------
    rows : list of RawRow
        Of ``timeline.csv``.
    desk : Desk

    Returns
    -------
    list of dict
        Records in the order of their dates.
    list of Entry
        What became of each row: merged where the table names the record it tells again.
    """
    drops = desk.decisions.by("drops", "row_key")
    decided = desk.decisions.many("events", "row_key")
    records: list[Line] = []
    entries: list[Entry] = []
    for row in rows:
        try:
            if row.key in drops:
                raise Refused(drops[row.key]["reason"])
            lines = decided.get(row.key, [])
            if not lines:
                raise Refused("the event is not decided on")
            told = [line["event_id"] for line in lines if not line["date"]]
            if told:
                reason = "repeats a seed document, recorded by hand" if is_seed(row) else "tells a recorded event again"
                entries.append(Entry(row, "merged", tuple(told), reason))
                continue
            records += [_event(row, line) for line in lines]
            entries.append(Entry(row, "kept", tuple(line["event_id"] for line in lines)))
        except Refused as refused:
            entries.append(dropped(row, str(refused)))
    return sorted(records, key=lambda record: (record["date"], record["event_id"])), entries


def _event(row: RawRow, line: Line) -> Line:
    return {
        "event_id": line["event_id"],
        "date": line["date"],
        "title_zh": line["title_zh"],
        "title_en": line["title_en"],
        "region_ids": line["region_ids"],
        "source_id": source_id(row),
        "quote": quoted(row, line["quote"]),
        "kind": line["kind"],
    }


def quoted(row: RawRow, decided: str) -> str:
    """Return a decided quote, or the raw row's own, cut to length.

    Parameters
    ----------
    row : RawRow
    decided : str
        Empty takes the row's.

    Returns
    -------
    str

    Raises
    ------
    Refused
        Where the decided quote is not among the raw row's words, or too long.
    """
    if decided and decided not in row["quote"] and decided not in row["source_title"]:
        raise Refused("the decided quote is not in the row")
    quote = decided or shorten(row["quote"])
    if len(quote) > QUOTE_LENGTH:
        raise Refused("the decided quote is too long")
    return quote


def make_arrangements(rows: Iterable[RawRow], decisions: Decisions) -> list[Line]:
    """Make the arrangements that the decisions take from raw rows.

    Parameters
    ----------
    rows : iterable of RawRow
        Of all files.
    decisions : Decisions
        Table ``arrangements``: the columns of the fact file, with ``row_key`` in the place of the source.

    Returns
    -------
    list of dict
        In the order of the table; a line whose raw row is not there is left out.
    """
    by_key = {row.key: row for row in rows}
    return [
        {name: cell for name, cell in line.items() if name != "row_key"}
        | {"source_id": source_id(by_key[line["row_key"]]), "quote": quoted(by_key[line["row_key"]], line["quote"])}
        for line in decisions.lines("arrangements")
        if line["row_key"] in by_key
    ]


def make_members(rows: Iterable[RawRow], decisions: Decisions) -> list[Line]:
    """Make the members of areas that a raw row's quote lists.

    Parameters
    ----------
    rows : iterable of RawRow
        Of all files.
    decisions : Decisions
        Table ``members``: ``area_id``, ``region_ids``, ``row_key``, ``quote``.

    Returns
    -------
    list of dict
        One line a member.
    """
    by_key = {row.key: row for row in rows}
    return [
        {
            "area_id": line["area_id"],
            "region_id": region,
            "source_id": source_id(by_key[line["row_key"]]),
            "quote": quoted(by_key[line["row_key"]], line["quote"]),
        }
        for line in decisions.lines("members")
        if line["row_key"] in by_key
        for region in line["region_ids"].split(";")
    ]
