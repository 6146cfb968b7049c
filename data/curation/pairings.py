"""Raw pairing rows → pairings, arrangements and the members of areas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from data.curation.clauses import shorten, without_remark
from data.curation.decisions import Line
from data.curation.ledger import Entry, Refused, dropped
from data.curation.merge import merge
from data.curation.names import Gazetteer
from data.curation.observations import Desk, span_key
from data.curation.raw import RawRow
from data.curation.sources import is_seed, source_id

_SHORT: Final = {"east_west": "ew", "xinjiang_aid": "xj", "tibet_aid": "xz", "qinghai_aid": "qh"}
_CUTS: Final = re.compile(r"…|\.\.\.|(?<=[。;;])")


def curate_pairings(rows: list[RawRow], desk: Desk) -> tuple[list[Line], list[Entry]]:
    """Turn raw rows into pairings, one for each helper and recipient that a row names.

    Parameters
    ----------
    rows : list of RawRow
        Of ``pairings.csv``.
    desk : Desk

    Returns
    -------
    list of dict
        Records in the order of their ids; a pair attested without a date is merged into the dated one.
    list of Entry
        What became of each row.
    """
    drops = desk.decisions.by("drops", "row_key")
    grouped = {line["row_key"]: line["arrangement_id"] for line in desk.decisions.lines("arrangements")}
    made: list[tuple[RawRow, Line]] = []
    entries: list[Entry] = []
    for row in rows:
        try:
            if row.key in drops:
                raise Refused(drops[row.key]["reason"])
            if is_seed(row):
                entries.append(_seed(row, desk))
            elif row.key in grouped and not desk.decisions.many("pairs", "row_key").get(row.key):
                entries.append(Entry(row, "kept", (grouped[row.key],)))
            else:
                made += [(row, record) for record in _pairs(row, desk)]
        except Refused as refused:
            entries.append(dropped(row, str(refused)))
    records, merged = merge(made, desk.sources, "pairing_id", _identity)
    records, joined = _join_undated(records, desk.by_hand)
    return records, entries + _one_each(merged, joined)


def pairing_key(record: Line) -> str:
    """Name a pairing by what it says.

    Parameters
    ----------
    record : dict

    Returns
    -------
    str
        ``p-<programme>-<helper>-<recipient>-<arrangement or start>``.
    """
    programme = _SHORT.get(record["programme_id"], record["programme_id"]).replace("_", "-")
    when, start = record["arrangement_id"], record["start"]
    if not when:
        when = span_key(start, record["end"] or start)
    elif start and not when.endswith(start):
        when += f"-{start.replace('-', '')}"
    return f"p-{programme}-{record['helper_id']}-{record['recipient_id']}-{when}".lower()


def _identity(record: Line) -> tuple[str, ...]:
    names = ("programme_id", "helper_id", "recipient_id", "start", "end", "arrangement_id")
    return tuple(record[name] for name in names)


def _pairs(row: RawRow, desk: Desk) -> list[Line]:
    decided = desk.decisions.many("pairs", "row_key").get(row.key)
    if decided:
        return [
            _pair(row, helper, recipient, line, line["quote"], desk)
            for line in decided
            for helper in line["helper_ids"].split(";")
            for recipient in line["recipient_ids"].split(";")
        ]
    programme = next(
        (
            line
            for line in desk.decisions.many("programmes", "raw_programme").get(row["programme"], [])
            if line["raw_start"] in ("", row["start_year"])
        ),
        None,
    )
    if programme is None:
        raise Refused(f"the programme '{row['programme']}' is not decided on")
    start = re.match(r"\d{4}(?:-\d{2})?", row["start_year"])
    known = start[0] if start and start[0][:4] in row["quote"] else ""
    line = programme | {"start": "" if programme["arrangement_id"] and not known else known, "end": ""}
    helpers, recipients = desk.places.find(row["helper"]), desk.places.find(row["recipient"])
    return [_pair(row, helper, recipient, line, "", desk) for helper in helpers for recipient in recipients]


def _pair(row: RawRow, helper: str, recipient: str, line: Line, quote: str, desk: Desk) -> Line:
    if quote and quote not in row["quote"] and quote not in row["source_title"]:
        raise Refused("the decided quote is not in the row")
    record = {
        "pairing_id": "",
        "programme_id": line["programme_id"],
        "helper_id": helper,
        "recipient_id": recipient,
        "start": line["start"],
        "end": line["end"],
        "source_id": source_id(row),
        "quote": quote or _naming(row["quote"], helper, recipient, desk.places),
        "arrangement_id": line["arrangement_id"],
    }
    record["pairing_id"] = pairing_key(record)
    return record


def _naming(quote: str, helper: str, recipient: str, places: Gazetteer) -> str:
    """Take the piece of a quote that names both sides; else as much of the quote as there is room for."""
    text = without_remark(quote)
    for piece in _CUTS.split(text):
        if all(any(name and name in piece for name in places.spellings(side)) for side in (helper, recipient)):
            return shorten(piece)
    return shorten(text)


def _seed(row: RawRow, desk: Desk) -> Entry:
    helper, recipient = desk.places.one(row["helper"]), desk.places.one(row["recipient"])
    found = [
        record["pairing_id"]
        for record in desk.by_hand
        if (record["helper_id"], record["recipient_id"], record["start"]) == (helper, recipient, row["start_year"])
    ]
    if not found:
        raise Refused("repeats a seed document, which is recorded by hand")
    return Entry(row, "merged", tuple(found), "repeats a seed document, recorded by hand")


def _join_undated(records: list[Line], by_hand: list[Line]) -> tuple[list[Line], Mapping[str, str]]:
    """Leave out pairs that say no more than another record of the same pair; return what each was merged into."""
    joined: dict[str, str] = {}
    for record in records:
        others = [other for other in by_hand if _says_as_much(other, record)]
        others += [other for other in records if _says_as_much(other, record) and _identity(other) != _identity(record)]
        if others:
            joined[record["pairing_id"]] = others[0]["pairing_id"]
    return [record for record in records if record["pairing_id"] not in joined], joined


def _says_as_much(other: Line, record: Line) -> bool:
    same = all(other[name] == record[name] for name in ("programme_id", "helper_id", "recipient_id"))
    compatible = all(
        not record[name] or other[name] == record[name] or (name == "start" and other[name].startswith(record[name]))
        for name in ("start", "end", "arrangement_id")
    )
    return same and compatible


def _one_each(merged: list[Entry], joined: Mapping[str, str]) -> list[Entry]:
    """Gather the entries of a raw row that gave several pairs: kept where any was."""
    found: dict[str, list[Entry]] = {}
    for entry in merged:
        target = joined.get(entry.records[0])
        if target:
            while target in joined:
                target = joined[target]
            entry = Entry(entry.row, "merged", (target,), "attests a pair recorded with its date or arrangement")
        found.setdefault(entry.row.key + str(entry.row.line), []).append(entry)
    result = []
    for entries in found.values():
        kept = [entry for entry in entries if entry.outcome == "kept"]
        records = tuple(dict.fromkeys(key for entry in kept or entries for key in entry.records))
        result.append(Entry(entries[0].row, (kept or entries)[0].outcome, records, (kept or entries)[0].reason))
    return result
