"""Where sources disagree: two values for one thing at one time. They are listed, never settled.

A value is a range (:func:`data.interval.stated`): '77万多' and '77.5万' agree, '15 %' and '12.4 %' do not, and 约
and 近 reach 5 % to either side. A disagreement that the printed digits explain (33万 and 33.1万) is listed too and
marked as one that may be none.

*One time* is the same day for levels (the end of 2011–2015 and the year 2015 both mean the end of 2015) and the
same two dates for anything else. What has no date cannot be said to be of one time and is left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Final, Literal

import pandas as pd

from data.dates import day_of, parse_date
from data.interval import Interval, all_meet, printed, stated
from data.load import Facts
from data.rows import Row, records

Kind = Literal["same_basis", "across_bases"]

#: The kinds and the messages that name them, in the order in which they are listed.
KINDS: Final[dict[Kind, str]] = {"same_basis": "conflict.same_basis", "across_bases": "conflict.across_bases"}

When = tuple[Hashable, ...]


@dataclass(frozen=True, eq=False)
class Conflict:
    """Observations of one region, indicator and time that do not agree.

    Attributes
    ----------
    period_start, period_end, point : str
        Of the first row.
    rows : DataFrame
        Rows of ``observations``, in their order: all that are reported of it, those that agree included.
    spread : float
        Largest less smallest value, in the indicator's unit.
    kind : {"same_basis", "across_bases"}
        Two values on one statistical basis; or the same thing on different bases, which need not be a conflict.
    may_agree : bool
        Whether rounding to the digits printed explains the difference.
    """

    region_id: str
    indicator_id: str
    period_start: str
    period_end: str
    point: str
    rows: pd.DataFrame
    spread: float
    kind: Kind
    may_agree: bool


@dataclass(frozen=True, eq=False)
class CooperationConflict:
    """Co-operation figures of one pair (or one side's total), measure and time that do not agree.

    Attributes
    ----------
    helper_id, recipient_id : str
        One of them is empty where the figure is the other side's total.
    rows : DataFrame
        Rows of ``cooperation``.
    """

    helper_id: str
    recipient_id: str
    measure_id: str
    period_start: str
    period_end: str
    point: str
    rows: pd.DataFrame
    spread: float
    may_agree: bool


def conflicts(facts: Facts) -> list[Conflict]:
    """Find the reported observations that do not agree.

    Parameters
    ----------
    facts : Facts
        Targets and derived values take no part.

    Returns
    -------
    list of Conflict
        Those on one basis first; then by region and indicator in the order of their files, and by date.
    """
    units = dict(zip(facts.indicators["indicator_id"], facts.indicators["unit"], strict=True))
    reported = facts.observations[facts.observations["status"] == "reported"]
    found_conflicts = []
    for rows in _together(reported, ["region_id", "indicator_id"]):
        unit = units.get(str(rows["indicator_id"].iloc[0]), "")
        bases = [records(group) for _, group in rows.groupby("basis_id", sort=False)]
        for group in bases:
            if _disagree([group]):
                matching = rows[rows["basis_id"] == group[0]["basis_id"]]
                found_conflicts.append(_conflict(matching, "same_basis", _may_agree([group], unit)))
        if len(bases) > 1 and _disagree(bases):
            found_conflicts.append(_conflict(rows, "across_bases", _may_agree(bases, unit)))
    regions, indicators = _order(facts.regions["region_id"]), _order(facts.indicators["indicator_id"])
    kinds = list(KINDS)
    return sorted(
        found_conflicts,
        key=lambda conflict: (
            kinds.index(conflict.kind),
            regions[conflict.region_id],
            indicators[conflict.indicator_id],
            conflict.period_end,
            conflict.period_start,
        ),
    )


def cooperation_conflicts(facts: Facts) -> list[CooperationConflict]:
    """Find the co-operation figures that do not agree.

    Returns
    -------
    list of CooperationConflict
        By measure in the order of its file, then helper and recipient in the order of theirs, then by date.
    """
    found_conflicts = []
    for rows in _together(facts.cooperation, ["helper_id", "recipient_id", "measure_id"]):
        group = records(rows)
        if _disagree([group]):
            names = ("helper_id", "recipient_id", "measure_id", "period_start", "period_end", "point")
            first = {name: str(group[0][name]) for name in names}
            may_agree = _may_agree([group], group[0]["unit"])
            found_conflicts.append(CooperationConflict(**first, rows=rows, spread=_spread(rows), may_agree=may_agree))
    regions = {"": -1} | _order(facts.regions["region_id"])
    measures = _order(facts.measures["measure_id"])
    return sorted(
        found_conflicts,
        key=lambda conflict: (
            measures[conflict.measure_id],
            regions[conflict.helper_id],
            regions[conflict.recipient_id],
            conflict.period_end,
            conflict.period_start,
        ),
    )


def when(row: Row) -> When | None:
    """Say at which time a record stands, so that two records can be asked whether theirs is one.

    Parameters
    ----------
    row : dict
        ``period_start``, ``period_end``, ``point``.

    Returns
    -------
    tuple or None
        Equal for one time; None without the date that counts.
    """
    start, end, point = row["period_start"], row["period_end"], row["point"]
    day = day_of(start, end, point)
    if day is None:
        return None
    span = row.get("span", "")
    if span:
        # 'In the past three years' is no total up to that day.
        return f"{point} {span}", _first_day(start), parse_last(end)
    if point == "end" or (point == "at" and start in ("", end)):
        return "level", day
    return point, _first_day(start), parse_last(end)


def parse_last(text: str) -> date | None:
    """Return the last day a partial ISO date can mean.

    Returns
    -------
    datetime.date or None
        None where there is no date.
    """
    parsed = parse_date(text)
    return None if parsed is None else parsed.last_day


def _first_day(text: str) -> date | None:
    parsed = parse_date(text)
    return None if parsed is None else parsed.first_day


def _together(frame: pd.DataFrame, keys: list[str]) -> Iterator[pd.DataFrame]:
    """The rows of each thing and time of which there are several."""
    groups: dict[tuple[Hashable, ...], list[int]] = {}
    for place, row in enumerate(records(frame)):
        time = when(row)
        if time is not None and not isnan(row["value"]):
            groups.setdefault((*(row[key] for key in keys), *time), []).append(place)
    for places in groups.values():
        if len(places) > 1:
            yield frame.iloc[places]


def _disagree(bases: Sequence[Sequence[Row]]) -> bool:
    return not _agree([[stated(row) for row in rows] for rows in bases])


def _may_agree(bases: Sequence[Sequence[Row]], unit: str) -> bool:
    return _agree([[printed(row, unit) for row in rows] for rows in bases])


def _agree(bases: Sequence[Sequence[Interval]]) -> bool:
    """Of one basis: every two of its ranges meet. Of several: every two of different bases."""
    if len(bases) == 1:
        return all_meet(bases[0])
    return all(
        interval.meets(other)
        for place, ranges in enumerate(bases)
        for later in bases[place + 1 :]
        for interval in ranges
        for other in later
    )


def _conflict(rows: pd.DataFrame, kind: Kind, may_agree: bool) -> Conflict:
    first = records(rows.head(1))[0]
    names = ("region_id", "indicator_id", "period_start", "period_end", "point")
    return Conflict(
        **{name: str(first[name]) for name in names}, rows=rows, spread=_spread(rows), kind=kind, may_agree=may_agree
    )


def _spread(rows: pd.DataFrame) -> float:
    # 25.32 less 25.2 is 0.12, not 0.11999999999999744.
    return float(f"{rows['value'].max() - rows['value'].min():.12g}")


def _order(ids: pd.Series) -> dict[str, int]:
    return {str(record_id): place for place, record_id in enumerate(ids)}
