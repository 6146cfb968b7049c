"""Before and after: what two arrangements tell of each pair, and what they cannot."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from data.rows import Row, records

#: What may become of a pair; ``unclear`` where one list has it and the other does not list all.
CHANGES: Final = ("kept", "added", "ended", "unclear")
_PAIR: Final = ["helper_id", "recipient_id"]


def compare(
    before: pd.DataFrame, after: pd.DataFrame, possible: Collection[str] = ("kept", "added", "ended")
) -> pd.DataFrame:
    """Compare two sets of pairings, pair by pair.

    Parameters
    ----------
    before, after : DataFrame
        Pairings, from :func:`data.pairings.arrangements.listed` or :func:`~data.pairings.arrangements.in_force`; either may
        be empty.
    possible : collection of str
        What can be told of them, from :func:`possible_changes`; without more, both sets are taken for complete.

    Returns
    -------
    DataFrame
        Columns ``helper_id``, ``recipient_id``, ``change`` (of :data:`CHANGES`), ``before_id``, ``after_id`` (the
        pair's first record on that side, "" where there is none), sorted by helper and recipient. A change that is
        not possible is ``unclear``.
    """
    sides = [
        frame.drop_duplicates(_PAIR)[[*_PAIR, "pairing_id"]].rename(columns={"pairing_id": name})
        for frame, name in ((before, "before_id"), (after, "after_id"))
    ]
    both = sides[0].merge(sides[1], on=_PAIR, how="outer").fillna("")
    changes = [_change(old, new) for old, new in zip(both["before_id"], both["after_id"], strict=True)]
    both["change"] = [change if change in possible else "unclear" for change in changes]
    both = both.astype("str").sort_values(_PAIR, kind="stable", ignore_index=True)
    return both[[*_PAIR, "change", "before_id", "after_id"]]


def possible_changes(before: Row, after: Row) -> tuple[str, ...]:
    """Say what a comparison of two arrangements can tell.

    Parameters
    ----------
    before, after : mapping
        Rows of ``arrangements``.

    Returns
    -------
    tuple of str
        Of :data:`CHANGES`, in their order. Only a complete list tells that a pair is new since, or is listed no more.
    """
    whole = (before["complete"] == "yes", after["complete"] == "yes")
    kinds = ("kept", *(["added"] if whole[0] else []), *(["ended"] if whole[1] else []))
    return kinds if all(whole) else (*kinds, "unclear")


def comparable(arrangements: pd.DataFrame) -> tuple[str, str] | None:
    """Choose the two arrangements that a comparison opens with.

    Parameters
    ----------
    arrangements : DataFrame
        From :func:`data.pairings.arrangements.choices`, earliest first; those without a pair are passed over.

    Returns
    -------
    tuple of (str, str) or None
        The latest complete list that follows a complete one of its programme, and that one, earlier first. Where there
        is none, the last arrangement and the one before it, of its programme if possible; None with fewer than two.
    """
    rows = [row for row in records(arrangements) if row["pairs"]]
    if len(rows) < 2:
        return None
    whole = [row for row in rows if row["complete"] == "yes"]
    for side in (whole, rows):
        for place in range(len(side) - 1, 0, -1):
            same = [row for row in side[:place] if row["programme_id"] == side[place]["programme_id"]]
            if same:
                return str(same[-1]["arrangement_id"]), str(side[place]["arrangement_id"])
    return str(rows[-2]["arrangement_id"]), str(rows[-1]["arrangement_id"])


def comparison_notes(before: Row, after: Row) -> tuple[str, ...]:
    """Say what a comparison of two arrangements cannot tell, because a document names only some of the pairs.

    Parameters
    ----------
    before, after : mapping
        Rows of ``arrangements``.

    Returns
    -------
    tuple of str
        Message keys; empty where both lists are complete.
    """
    notes = (
        ("compare.before_incomplete", before["complete"] != "yes"),
        ("compare.after_incomplete", after["complete"] != "yes"),
    )
    return tuple(key for key, holds in notes if holds)


def _change(before_id: str, after_id: str) -> str:
    if before_id and after_id:
        return "kept"
    return "added" if after_id else "ended"
