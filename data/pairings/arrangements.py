"""Which pairs stood when: arrangements, the pairs they list, and the pairs in force on a date.

The rule, as a page shows it (message ``arrangement.rule``): on a date, the pairs in force are, for each programme,
those of its latest complete list not later than the date, and those of later lists that are not complete, which add to
it: no such source says which of the earlier pairs it replaced. Pairs recorded without an arrangement count from their own
start, or, where the source gives none, from the date of the source, until their recorded end; a complete list of a
programme also ends those at the levels that such lists name, provinces and prefectures.
A date that is a year or a month means its last day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.dates import parse_date
from data.load import Facts
from data.rows import Row, records

#: Why a pair counts: an arrangement lists it, it has a start of its own, its source attests it; or no date is known.
GROUNDS: Final = ("listed", "dated", "attested", "undated")
_PAIR: Final = ["helper_id", "recipient_id"]


def choices(facts: Facts) -> pd.DataFrame:
    """Return the arrangements, earliest first, with how many of their pairs are recorded.

    Returns
    -------
    DataFrame
        Columns of ``arrangements`` and ``pairs`` (int, distinct helper × recipient); arrangements of one day stand in
        the order of their file. An arrangement without a recorded pair has 0.
    """
    pairs = facts.pairings.drop_duplicates(["arrangement_id", *_PAIR])["arrangement_id"].value_counts()
    frame = facts.arrangements
    days = pd.Series([_first_day(date) for date in frame["date"]], index=frame.index, dtype="str")
    counted = frame.assign(pairs=frame["arrangement_id"].map(pairs).fillna(0).astype("int64"))
    return counted.loc[days.sort_values(kind="stable").index]


def listed(pairings: pd.DataFrame, arrangement_id: str) -> pd.DataFrame:
    """Return the pairings of an arrangement.

    Parameters
    ----------
    pairings : DataFrame
        As in :class:`data.load.Facts`.
    arrangement_id : str
        "" gives the pairings that are recorded without an arrangement.

    Returns
    -------
    DataFrame
        The rows, in their order; empty for an unknown arrangement.
    """
    return pairings[pairings["arrangement_id"] == arrangement_id]


def in_force(
    pairings: pd.DataFrame,
    arrangements: pd.DataFrame,
    date: str,
    programmes: Collection[str] | None = None,
    *,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    """Return the pairings in force on a date, by the rule of this module.

    Parameters
    ----------
    pairings, arrangements, sources : DataFrame
        As in :class:`data.load.Facts`; of ``sources`` the date of publication is used.
    date : str
        Partial ISO date; ``2016`` asks for the last day of 2016, so that an arrangement of 2016-12 is in force.
    programmes : collection of str, optional
        Only these; None means all.

    Returns
    -------
    DataFrame
        Rows of ``pairings`` in their order, with the columns of :func:`spans`. A pair stands here once a record, so
        twice when two programmes have it.

    Raises
    ------
    ValueError
        Where ``date`` is no partial ISO date.
    """
    in_force_now = standing(spans(pairings, arrangements, sources), date)
    return in_force_now if programmes is None else in_force_now[in_force_now["programme_id"].isin(set(programmes))]


def dated_by_list(pairings: pd.DataFrame, arrangements: pd.DataFrame) -> frozenset[str]:
    """Return the pairings whose start is only the date of the complete list that has them.

    Parameters
    ----------
    pairings, arrangements : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    frozenset of str
        Pairing ids. The words are those of the list itself, which says nothing of before: a pair may have begun earlier.
    """
    lists = {row["arrangement_id"]: row for row in records(arrangements) if row["complete"] == "yes"}
    return frozenset(
        row["pairing_id"]
        for row in records(pairings)
        if (own := lists.get(row["arrangement_id"]))
        and row["start"]
        and row["source_id"] == own["source_id"]
        and own["date"].startswith(row["start"])
    )


def standing(spans: pd.DataFrame, date: str) -> pd.DataFrame:
    """Return those of some spans that hold a date.

    Parameters
    ----------
    spans : DataFrame
        From :func:`spans`, which a page that steps through dates computes once.
    date : str
        Partial ISO date; its last day counts.

    Returns
    -------
    DataFrame
        Rows of ``spans``, in their order.

    Raises
    ------
    ValueError
        Where ``date`` is no partial ISO date.
    """
    asked_date = parse_date(date)
    if asked_date is None:
        raise ValueError(f"{date!r} is no date — write 2016, 2016-12 or 2016-12-07")
    day = asked_date.last_day.isoformat()
    begun = (spans["first_day"] != "") & (spans["first_day"] <= day)
    return spans[begun & ((spans["until_day"] == "") | (day < spans["until_day"]))]


def spans(pairings: pd.DataFrame, arrangements: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return for each pairing the days on which it counts as in force.

    Parameters
    ----------
    pairings, arrangements, sources : DataFrame
        As in :class:`data.load.Facts`.

    Returns
    -------
    DataFrame
        ``pairings`` with the columns ``first_day`` (ISO day, "" where no date is known), ``until_day`` (ISO day on
        which it no longer counts, "" for open) and ``ground``, one of :data:`GROUNDS`. A start counts from the first
        day it can mean, an end up to the last. ``undated`` pairs are in force on no date: name them.
    """
    lists = _Lists.of(arrangements)
    published = dict(zip(sources["source_id"], sources["published"], strict=True))
    rows = [_span(row, lists, published.get(row["source_id"], "")) for row in records(pairings)]
    columns = ("first_day", "until_day", "ground")
    frame = pd.DataFrame(rows, columns=list(columns), index=pairings.index, dtype="str")
    return pairings.assign(**{name: frame[name] for name in columns})


def governing(arrangements: pd.DataFrame, date: str) -> pd.DataFrame:
    """Return the arrangements that decide on a date: the latest of each programme.

    Parameters
    ----------
    arrangements : DataFrame
        As in :class:`data.load.Facts`.
    date : str
        Partial ISO date; its last day counts, and an unreadable one gives none.

    Returns
    -------
    DataFrame
        The rows, in their order; several of one programme where they begin on the same day. ``complete`` says
        whether the pairs they list are all there were.
    """
    asked_date = parse_date(date)
    if asked_date is None:
        return arrangements.head(0)
    days = pd.Series([_first_day(text) for text in arrangements["date"]], index=arrangements.index, dtype="str")
    begun = days[days <= asked_date.last_day.isoformat()]
    latest = begun.groupby(arrangements.loc[begun.index, "programme_id"]).transform("max")
    return arrangements.loc[begun.index[begun == latest]]


@dataclass(frozen=True)
class _Lists:
    """When arrangements begin: by key, and of the complete ones by programme in order."""

    begins: Mapping[str, str]
    complete_days: Mapping[str, list[str]]

    @classmethod
    def of(cls, arrangements: pd.DataFrame) -> _Lists:
        begins: dict[str, str] = {}
        complete: dict[str, list[str]] = {}
        for row in records(arrangements):
            day = begins[row["arrangement_id"]] = _first_day(row["date"])
            if row["complete"] == "yes":
                complete.setdefault(row["programme_id"], []).append(day)
        for days in complete.values():
            days.sort()
        return cls(begins, complete)


def _span(row: Row, lists: _Lists, published: str) -> tuple[str, str, str]:
    start, programme = _first_day(row["start"]), row["programme_id"]
    ended = parse_date(row["end"])
    if row["arrangement_id"] in lists.begins:
        begun = lists.begins[row["arrangement_id"]]
        first, ground = max(begun, start), "listed"
        replaced = _next(lists.complete_days.get(programme, []), begun)
    else:
        first = start or _first_day(published)
        ground = ("dated" if start else "attested") if first else "undated"
        replaced = _next(lists.complete_days.get(programme, []), first) if first and _is_listable(row) else ""
    ends = [day for day in (replaced, ended.last_day.isoformat() if ended else "") if day]
    return first, min(ends, default=""), ground


def _is_listable(row: Row) -> bool:
    """Lists of arrangements name provinces and prefectures: GB/T 2260 codes that end in 00. A pair of counties that
    began before is no business of theirs.
    """
    return all(row[side].isdigit() and row[side].endswith("00") for side in _PAIR)


def _next(days: list[str], after: str) -> str:
    place = bisect_right(days, after)
    return days[place] if place < len(days) else ""


def _first_day(text: str) -> str:
    date = parse_date(text)
    return date.first_day.isoformat() if date else ""
