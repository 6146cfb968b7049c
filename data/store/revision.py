"""What the ledger says of an import, and of how two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Revision:
    """An import that was stored.

    Attributes
    ----------
    made : str
        When, UTC, ISO 8601.
    answers : mapping of str to str
        What the keeper said, by key of the decision.
    rows : int
        How many records it has, its document and own indicators not counted.
    live : bool
        Whether it is shown: stored or restored, and not withdrawn since.
    """

    revision_id: int
    who: str
    made: str
    why: str
    file_name: str
    file_digest: str
    answers: Mapping[str, str]
    rows: int
    live: bool


@dataclass(frozen=True)
class Difference:
    """How two revisions differ: keys of records that only one has, and of those that say something else.

    Attributes
    ----------
    added, removed, changed : tuple of (str, str)
        Table and key.
    """

    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
