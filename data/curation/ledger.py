"""What became of each raw row: kept as a record, merged into one, or dropped for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.curation.raw import RawRow

OUTCOMES: Final = ("kept", "merged", "dropped")


@dataclass(frozen=True)
class Entry:
    """The outcome of one raw row.

    Parameters
    ----------
    row : RawRow
    outcome : str
        One of :data:`OUTCOMES`.
    records : tuple of str
        Ids of the records it became or was merged into.
    reason : str
        Why it was merged or dropped; empty for a kept row.
    """

    row: RawRow
    outcome: str
    records: tuple[str, ...] = ()
    reason: str = ""


class Refused(Exception):
    """A raw row that cannot become a record; the message is the reason given in the report."""


def dropped(row: RawRow, reason: str) -> Entry:
    """Enter a row as dropped.

    Parameters
    ----------
    row : RawRow
    reason : str

    Returns
    -------
    Entry
    """
    return Entry(row, "dropped", (), reason)
