"""Everything recorded of one pair: a helper and a recipient, over all arrangements and programmes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.dates import parse_date
from data.load import Facts
from data.pairings.arrangements import dated_by_list
from data.rows import records


@dataclass(frozen=True)
class Years:
    """When a pair is recorded; dates are as the sources give them, nothing is concluded from silence.

    Attributes
    ----------
    since : str
        Earliest start a source gives, partial ISO date; "" where none does.
    until : str
        Latest end, where every record of the pair has one; else "".
    recorded : tuple of str
        The date of each record, earliest first and each once: its start, else when its source was published.
    by_list : bool
        Whether ``since`` is only the date of a list, see :func:`data.pairings.arrangements.dated_by_list`.
    """

    since: str
    until: str
    recorded: tuple[str, ...]
    by_list: bool = False

    @property
    def key(self) -> str:
        """The message that says it; ask it with :attr:`fields`."""
        if self.since:
            if self.by_list:
                return "pair.listed_until" if self.until else "pair.listed"
            return "pair.since_until" if self.until else "pair.since"
        if self.recorded:
            return "pair.attested_until" if self.until else "pair.attested"
        return "pair.undated"

    @property
    def fields(self) -> dict[str, str]:
        """Partial ISO dates for the message, to be printed by :func:`text.dates.format_date`."""
        fields = {"date": self.since or self.recorded[0]} if self.since or self.recorded else {}
        return fields | ({"end": self.until} if fields and self.until else {})


@dataclass(frozen=True, eq=False)
class Pair:
    """A helper and a recipient, with every record of both together.

    Attributes
    ----------
    pairings : DataFrame
        Their rows of ``pairings``, earliest recorded date first; undated ones last.
    cooperation : DataFrame
        Co-operation figures between the two; totals of one side over all its partners are not among them.
    events : DataFrame
        Events that name both.
    """

    helper_id: str
    recipient_id: str
    pairings: pd.DataFrame
    cooperation: pd.DataFrame
    events: pd.DataFrame
    years: Years

    @property
    def key(self) -> str:
        """The pair's stable key, see :func:`pair_id`."""
        return pair_id(self.helper_id, self.recipient_id)

    @property
    def first_start(self) -> str:
        """Earliest start a source gives, partial ISO date; "" where none does."""
        return self.years.since


def pair_id(helper_id: str, recipient_id: str) -> str:
    """Return the key of a pair, for addresses: it outlives records and arrangements.

    Returns
    -------
    str
        No two pairs share one: a region id is six digits, or begins with the only capital letter.

    Examples
    --------
    >>> pair_id("350000", "640000")
    '350000-640000'
    """
    return f"{helper_id}-{recipient_id}"


def key_of(facts: Facts, pairing_id: str) -> str:
    """Return the key of the pair that a pairing belongs to.

    Returns
    -------
    str
        Empty for an unknown pairing.
    """
    rows = records(facts.pairings[facts.pairings["pairing_id"] == pairing_id])
    return pair_id(rows[0]["helper_id"], rows[0]["recipient_id"]) if rows else ""


def find_pair(facts: Facts, key: str) -> Pair | None:
    """Return the pair of a key.

    Parameters
    ----------
    key : str
        As from :func:`pair_id`.

    Returns
    -------
    Pair or None
        None for a pair of which neither a pairing nor a co-operation figure is recorded.
    """
    for frame in (facts.pairings, facts.cooperation):
        matching = frame[(frame["helper_id"] + "-" + frame["recipient_id"]) == key]
        for row in records(matching.head(1)):
            # A figure for one side's total has no second party, and is no pair.
            if row["helper_id"] and row["recipient_id"]:
                return _gather(facts, row["helper_id"], row["recipient_id"])
    return None


def pair_keys(pairings: pd.DataFrame) -> list[str]:
    """Return the pairs of some pairings.

    Parameters
    ----------
    pairings : DataFrame
        With ``helper_id`` and ``recipient_id``.

    Returns
    -------
    list of str
        Keys in the order in which the pairs first occur.
    """
    return list(dict.fromkeys(map(pair_id, pairings["helper_id"], pairings["recipient_id"])))


def beside(pairings: pd.DataFrame, key: str) -> tuple[str, str]:
    """Return the pairs before and after a pair in a list.

    Parameters
    ----------
    pairings : DataFrame
        The list, in its order; a pair stands where it first occurs.

    Returns
    -------
    previous, next : str
        Keys; "" at the ends of the list, and for a pair that is not in it.
    """
    keys = pair_keys(pairings)
    if key not in keys:
        return "", ""
    place = keys.index(key)
    return (keys[place - 1] if place else ""), (keys[place + 1] if place + 1 < len(keys) else "")


def _gather(facts: Facts, helper_id: str, recipient_id: str) -> Pair:
    def both(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[(frame["helper_id"] == helper_id) & (frame["recipient_id"] == recipient_id)]

    pairings = both(facts.pairings)
    published = dict(zip(facts.sources["source_id"], facts.sources["published"], strict=True))
    dates = [row["start"] or published.get(row["source_id"], "") for row in records(pairings)]
    order = sorted(range(len(dates)), key=lambda place: _order(dates[place]))
    named = [{helper_id, recipient_id} <= set(ids.split(";")) for ids in facts.events["region_ids"]]
    return Pair(
        helper_id,
        recipient_id,
        pairings.iloc[order],
        both(facts.cooperation),
        facts.events[pd.Series(named, index=facts.events.index, dtype=bool)],
        _years(pairings, dates, dated_by_list(pairings, facts.arrangements)),
    )


def _years(pairings: pd.DataFrame, dates: list[str], by_list: frozenset[str]) -> Years:
    starts = sorted((start for start in pairings["start"] if start), key=_order)
    ends = sorted(pairings["end"], key=_order)
    recorded = sorted({date for date in dates if date}, key=_order)
    is_over = bool(ends) and all(ends)
    since = starts[0] if starts else ""
    first = pairings[pairings["start"] == since]["pairing_id"]
    return Years(since, ends[-1] if is_over else "", tuple(recorded), bool(since) and set(first) <= by_list)


def _order(text: str) -> tuple[bool, str, str]:
    """Put partial dates in order by their first day, an empty one last."""
    date = parse_date(text)
    return (date is None, date.first_day.isoformat() if date else "", text)
