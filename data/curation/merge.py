"""Duplicates: one record for the same statement, with the best of its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from data.curation.decisions import Line
from data.curation.ledger import Entry
from data.curation.raw import RawRow

_TIERS: Final = {"official": 0, "press": 1}
_MIRRORS: Final = {"no": 0, "unknown": 1, "yes": 2}
_STATUSES: Final = {"reported": 0, "target": 1, "derived": 2}

Made = tuple[RawRow, Line]


def merge(
    made: list[Made], sources: Mapping[str, Line], key: str, identity: Callable[[Line], tuple[str, ...]]
) -> tuple[list[Line], list[Entry]]:
    """Keep one record of each identity.

    Parameters
    ----------
    made : list of (RawRow, dict)
        Raw rows with the records made of them.
    sources : mapping of str to dict
        By source id; ``tier`` and ``mirror`` tell the better one: reported before derived, official before press,
        the publisher's own page before a mirror, Chinese words before a translation, the earlier publication, the lower
        key.
    key : str
        Name of the key column.
    identity : callable
        What makes two records the same statement.

    Returns
    -------
    list of dict
        In the order of their keys; a key that two statements would share gets a number.
    list of Entry
        One for each raw row.
    """
    groups: dict[tuple[str, ...], list[Made]] = {}
    for row, record in made:
        groups.setdefault(identity(record), []).append((row, record))
    for group in groups.values():
        group.sort(key=lambda one: _rank(one[0], one[1], sources))
    _number(groups, key)
    entries: list[Entry] = []
    for (_, best), *others in groups.values():
        kept = best[key]
        entries.append(Entry(groups[identity(best)][0][0], "kept", (kept,)))
        for row, record in others:
            entries.append(Entry(row, "merged", (kept,), _why(record, best)))
    records = sorted((group[0][1] for group in groups.values()), key=lambda record: record[key])
    return records, entries


def _rank(row: RawRow, record: Line, sources: Mapping[str, Line]) -> tuple[int, int, int, bool, str, str]:
    source = sources.get(record["source_id"], {})
    return (
        _STATUSES.get(record.get("status", "reported"), 0),
        _TIERS.get(source.get("tier", ""), 2),
        _MIRRORS.get(source.get("mirror", ""), 3),
        re.search("[\u4e00-\u9fff]", record["quote"]) is None,
        source.get("published", "") or "9999",
        row.key,
    )


def _number(groups: Mapping[tuple[str, ...], list[Made]], key: str) -> None:
    """Tell statements apart whose keys came out the same; the order is that of their identities."""
    used: dict[str, int] = {}
    for identity in sorted(groups):
        record = groups[identity][0][1]
        base = record[key]
        used[base] = used.get(base, 0) + 1
        if used[base] > 1:
            record[key] = f"{base}-{used[base]}"


def _why(record: Line, best: Line) -> str:
    if record["source_id"] == best["source_id"]:
        return "the same statement from the same page"
    return "the same statement from another page"
