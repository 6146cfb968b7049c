"""Which facts an address asks for: those that rest on unverified pages alone only where it says so or names one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.evidence.verified import unverified
from data.load import Facts
from data.pairings.pair import pair_id
from data.rows import records
from views import loaders
from views.memo import memoized
from views.params import UNVERIFIED


def facts_of(values: Mapping[str, str]) -> Facts:
    """Return the facts that an address asks for.

    Parameters
    ----------
    values : mapping of str to str
        Its parameters.

    Returns
    -------
    Facts
        All of them where it asks for unverified pages, or names a record of one; without those records else.
    """
    value = values.get(UNVERIFIED.name, "")
    unverified = value in UNVERIFIED.allowed and value != UNVERIFIED.default
    return loaders.facts(unverified=unverified or _named(values.values()))


def _named(values: Iterable[str]) -> bool:
    """Say whether a value of an address is the id of a record, of its source, or of a pair, that is left out."""
    everything = loaders.facts(unverified=True)
    left_out = memoized("unverified", lambda: _ids(everything), everything)
    return any(value in left_out for value in values)


def _ids(everything: Facts) -> frozenset[str]:
    left_out = unverified(everything)
    ids = {str(row_id) for frame in left_out.values() for row_id in frame.iloc[:, 0]}
    ids |= {str(source_id) for frame in left_out.values() for source_id in frame["source_id"]}
    sides = [row for name in ("pairings", "cooperation") for row in records(left_out[name])]
    pairs = {pair_id(row["helper_id"], row["recipient_id"]) for row in sides if row["helper_id"] and row["recipient_id"]}
    return frozenset(ids | (pairs - loaders.pairs(loaders.facts()).keys()))
