"""What rests on unverified pages alone: left out unless a reader asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from data.load import Facts

#: The tier of sources whose records are left out.
UNVERIFIED: Final = "unverified"
#: Tables of records. A county's delisting stays: the batches agree with the totals that officials printed.
TABLES: Final = ("pairings", "observations", "cooperation", "events")


def verified(facts: Facts) -> Facts:
    """Leave out the records whose source is an unverified page.

    Returns
    -------
    Facts
        An arrangement that lost a pair is not complete; sources and all other tables stay.
    """
    less = {name: facts.table(name)[~_rests_on_unverified(facts, name)] for name in TABLES}
    if all(len(frame) == len(facts.table(name)) for name, frame in less.items()):
        return facts
    arrangements = facts.arrangements.copy()
    short = set(unverified(facts)["pairings"]["arrangement_id"])
    arrangements.loc[arrangements["arrangement_id"].isin(short), "complete"] = "no"
    return replace(
        facts,
        pairings=less["pairings"],
        observations=less["observations"],
        cooperation=less["cooperation"],
        events=less["events"],
        arrangements=arrangements,
    )


def with_unverified(facts: Facts) -> Facts:
    """Return all records, with a ``version`` that says so where :func:`verified` leaves anything out."""
    if all(frame.empty for frame in unverified(facts).values()):
        return facts
    return replace(facts, version=f"{facts.version}-with-unverified")


def unverified(facts: Facts) -> Mapping[str, pd.DataFrame]:
    """Return what :func:`verified` leaves out.

    Returns
    -------
    mapping of str to DataFrame
        A frame for each of :data:`TABLES`, in the order of the file; empty where nothing is left out.
    """
    return {name: facts.table(name)[_rests_on_unverified(facts, name)] for name in TABLES}


def _rests_on_unverified(facts: Facts, name: str) -> pd.Series[bool]:
    pages = set(facts.sources.loc[facts.sources["tier"] == UNVERIFIED, "source_id"])
    return facts.table(name)["source_id"].isin(pages)
