"""Co-operation figures: the five tasks, the five aspects of assessment, and which figures may share a chart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import pandas as pd

from data.dates import parse_date
from data.load import Facts
from data.pairings.pair import pair_id
from data.rows import Row, records

#: 产业合作, 劳务协作, 人才支援, 资金支持, 社会参与: the guideline of December 2016, part 3.
TASKS: Final = ("industry", "labour", "talent", "funds", "society")
#: 减贫成效, 劳务协作, 产业合作, 人才支援, 资金支持: what the guideline has assessed, in its order.
ASPECTS: Final = ("outcome", "labour", "industry", "talent", "funds")

PERIODS: Final = ("year", "same_period", "cumulative")

_PAIR: Final = ["helper_id", "recipient_id"]
#: Of people who go both ways, or to the helper.
_OTHERWISE: Final = frozenset(
    {
        "officials_back",
        "officials_back_times",
        "officials_exchanged",
        "officials_exchanged_times",
        "specialists_exchanged",
        "specialists_exchanged_times",
        "staff_exchanged_times",
    }
)
#: What ids of areas begin with.
GROUP: Final = "A-"


@dataclass(frozen=True, eq=False)
class Group:
    """Figures of one measure that may share a chart, or that may not for one reason.

    Attributes
    ----------
    point : str
        How the values stand in their period, see :mod:`data.schema.model`; "" in a group with a reason.
    party : str
        ``pair``, ``aggregate`` (sums over many pairs), ``helper_total`` or ``recipient_total``; "" in a group with a reason.
    period : str
        ``year``: one calendar year for all. ``same_period``: another period or date for all.
        ``cumulative``: until one date for all, with no start given. "" with a reason.
    rows : DataFrame
        Rows of ``cooperation``, in their order.
    reason : str
        "" where the figures may share a chart, else the message that says why not.
    """

    measure_id: str
    unit: str
    point: str
    party: str
    period: str
    rows: pd.DataFrame
    reason: str = ""


def comparable_groups(rows: pd.DataFrame) -> list[Group]:
    """Sort figures into those that may be charted together and those that may not.

    Figures share a chart when they have the measure, the unit, the way they stand in their period, the kind of party
    (figures of pairs, sums over many pairs, or one side's totals over all its partners) and the period in common, and
    are two or more. Nothing is converted, summed up or spread over years to make them fit.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``; empty gives an empty list.

    Returns
    -------
    list of Group
        Measures in the order of first occurrence; of a measure the chartable groups come first, then the others by
        reason. Each row is in exactly one group. Two sources on the same pair and period stay two rows.
    """
    groups = []
    for _, figures in rows.groupby("measure_id", sort=False):
        charted, left = _charted(figures)
        all_rows = records(figures)
        by_reason: dict[str, list[int]] = {}
        for place in left:
            by_reason.setdefault(_reason(all_rows, place), []).append(place)
        groups += charted
        groups += [_group(figures.iloc[places], reason=reason) for reason, places in by_reason.items()]
    return groups


def scorecard(facts: Facts, pairs: pd.DataFrame) -> pd.DataFrame:
    """Count for each pair how many figures are reported on each aspect of assessment. It scores nobody.

    Parameters
    ----------
    pairs : DataFrame
        With ``helper_id`` and ``recipient_id``, such as some pairings; a pair named twice counts once.

    Returns
    -------
    DataFrame
        Columns ``pair_id``, ``helper_id``, ``recipient_id`` and one of :data:`ASPECTS` each (int, number of records of
        ``cooperation`` for exactly this pair), in the order of ``pairs``. 0 means that none is recorded, not that
        nothing was done.
    """
    distinct = pairs[_PAIR].drop_duplicates().reset_index(drop=True)
    counts = facts.cooperation.groupby([*_PAIR, "dimension"]).size()
    table = distinct.assign(pair_id=pd.Series(map(pair_id, distinct["helper_id"], distinct["recipient_id"]), dtype="str"))
    for aspect in ASPECTS:
        keys = zip(distinct["helper_id"], distinct["recipient_id"], strict=True)
        table[aspect] = pd.Series([counts.get((*key, aspect), 0) for key in keys], dtype="int64")
    return table[["pair_id", *_PAIR, *ASPECTS]]


def _charted(figures: pd.DataFrame) -> tuple[list[Group], list[int]]:
    together, alone = _gathered(figures, range(len(figures)), _period_key)
    return [_group(figures.iloc[places], _period(figures.iloc[places])) for places in together], alone


def _gathered(
    figures: pd.DataFrame, places: Iterable[int], key: Callable[[Row], Hashable]
) -> tuple[list[list[int]], list[int]]:
    """Gather positions of rows that agree in everything and in a key; None keeps a row apart from all others."""
    rows = records(figures)
    members: dict[Hashable, list[int]] = {}
    for place in places:
        row = rows[place]
        own = key(row)
        apart = (row["unit"], row["point"], _party(row), place if own is None else None, own)
        members.setdefault(apart, []).append(place)
    together = [group for group in members.values() if len(group) > 1]
    return together, sorted(group[0] for group in members.values() if len(group) == 1)


def _group(rows: pd.DataFrame, period: str = "", reason: str = "") -> Group:
    first = records(rows.head(1))[0]
    point, party = ("", "") if reason else (first["point"], _party(first))
    return Group(first["measure_id"], first["unit"], point, party, period, rows, reason)


def _period(rows: pd.DataFrame) -> str:
    first = records(rows.head(1))[0]
    length = _class(first)
    if length == "cumulative" and not first["period_start"]:
        return "cumulative"
    return "year" if length == "year" else "same_period"


def _period_key(row: Row) -> Hashable:
    if not (row["period_start"] or row["period_end"]):
        return None
    return single_year(row) or (row["period_start"], row["period_end"], row.get("span", ""))


def single_year(row: Row) -> int:
    """Return the calendar year that a figure is of, however its period is written; 0 for any other period."""
    end = parse_date(row["period_end"])
    return end.year if end is not None and _class(row) == "year" else 0


def goes_to_recipient(row: Row) -> bool:
    """Say whether what a figure counts goes from the helper to the recipient, as money and companies do.

    Workers come from the recipient; officials and specialists are exchanged, or go to the helper. A record in the making may
    not say yet of which task it is.
    """
    return row.get("dimension") != "labour" and row["measure_id"] not in _OTHERWISE


def is_aggregate(row: Row) -> bool:
    """Whether a figure sums up many pairs: one of its sides is a group of places."""
    return any(str(row[side]).startswith(GROUP) for side in _PAIR)


def _party(row: Row) -> str:
    if is_aggregate(row):
        return "aggregate"
    if row["helper_id"] and row["recipient_id"]:
        return "pair"
    return "helper_total" if row["helper_id"] else "recipient_total"


def _class(row: Row) -> str:
    if row.get("span", "") not in ("", "since"):
        return "other"
    return _length(row["period_start"], row["period_end"], row["point"])


@cache
def _length(period_start: str, period_end: str, point: str) -> str:
    """Name the length of a period: a calendar year, a total over more than one (or since nobody says when), another."""
    start, end = parse_date(period_start), parse_date(period_end)
    if start is None or end is None:
        return "cumulative" if point == "over" and end is not None else "other"
    first, last = start.first_day, end.last_day
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return "year"
    return "cumulative" if point == "over" and first.year < last.year else "other"


def _reason(rows: list[Row], place: int) -> str:
    """Say why a figure stands alone: the first thing that sets it apart from all others of its measure."""
    row, rest_rows = rows[place], rows[:place] + rows[place + 1 :]
    steps: tuple[tuple[str, Callable[[Row], str]], ...] = (
        ("reason.unit", lambda other: str(other["unit"])),
        ("reason.total_and_pair", _party),
        ("reason.level_and_total", lambda other: str(other["point"])),
    )
    if not rest_rows:
        return "reason.only_one"
    if not (row["period_start"] or row["period_end"]):
        return "reason.undated"
    for reason, feature in steps:
        rest_rows = [other for other in rest_rows if feature(other) == feature(row)]
        if not rest_rows:
            return reason
    classes = {_class(row), *map(_class, rest_rows)}
    return "reason.cumulative_and_yearly" if _is_mixed(row, classes) else "reason.different_period"


def _is_mixed(row: Row, classes: set[str]) -> bool:
    own = _class(row)
    return (own == "cumulative" and "year" in classes) or (own == "year" and "cumulative" in classes)
