"""What the ledger says of an import, and of how two of them differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.rows import Row


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
    """How two revisions differ, by what their records are about (:data:`data.schema.statements.ABOUT`).

    Attributes
    ----------
    added, removed : tuple of (str, dict)
        Table and record that only the second, or only the first, has.
    changed : tuple of (str, dict, dict)
        Table, and records of the first and of the second that are about the same and say something else.
    """

    added: tuple[tuple[str, Row], ...]
    removed: tuple[tuple[str, Row], ...]
    changed: tuple[tuple[str, Row, Row], ...]
