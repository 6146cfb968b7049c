"""Fair rankings: regions of one level by what is reported of one year on one basis.

'Not stated' is no basis: such values may come from different ones. They are put side by side and get no rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isnan
from typing import Final

import pandas as pd

from data.figures.comparability import EACH_ITS_OWN, EXACT, LEVEL_WORDS, UNSTATED, is_band, kind_of, levels_of
from data.figures.conflicts import When, when
from data.interval import Interval, stated
from data.load import Facts
from data.rows import Row, records

#: Fewer regions than this make no ranking.
FEWEST: Final = 3


def rankable(facts: Facts, indicator_id: str) -> pd.DataFrame:
    """List the groups of an indicator's values that can be ranked, and those that can only be put side by side.

    Returns
    -------
    DataFrame
        Columns ``basis_id``, ``level``, ``year`` (int) and ``n``, the regions with a value, at least :data:`FEWEST`;
        groups on a stated basis first (:func:`is_ranked`), then most regions, then later years. Empty, with its columns,
        where there are none; for bands always, since a band has no place in an order.
    """
    levels = levels_of(facts.regions)
    groups: dict[tuple[str, str, int], set[str]] = {}
    for row in _rankable_rows(facts, indicator_id):
        if kind_of(row, levels) is not None and levels[row["region_id"]] != "nation":
            groups.setdefault((row["basis_id"], levels[row["region_id"]], _year(row)), set()).add(row["region_id"])
    ranked_groups = [(*key, len(regions)) for key, regions in groups.items() if len(regions) >= FEWEST]
    ranked_groups.sort(key=lambda row: (not is_ranked(row[0]), -row[3], -row[2], list(LEVEL_WORDS).index(row[1])))
    frame = pd.DataFrame(ranked_groups, columns=["basis_id", "level", "year", "n"])
    return frame.astype({"basis_id": "str", "level": "str", "year": "int64", "n": "int64"})


def is_ranked(basis_id: str) -> bool:
    """Say whether values on a basis are ranked.

    Returns
    -------
    bool
        False where the sources do not state their basis.
    """
    return basis_id != UNSTATED


def ranking(facts: Facts, indicator_id: str, basis_id: str, level: str, year: int) -> pd.DataFrame:
    """Rank the regions of one level by what is reported of one year on one basis.

    Parameters
    ----------
    year : int
        A level counts at the end of the year, anything else over the whole of it: a figure of April is not ranked with
        figures of December.

    Returns
    -------
    DataFrame
        Rows of ``observations`` and the columns ``rank_first`` and ``rank_last`` (float), highest value first; equal
        values share a rank. The two differ where a region has several values, or 'about' one, that another's lies
        between. Bounds (``>=``, ``<`` …) follow at the end, ranks NaN: they tell only to one side where a region stands.
        On a basis that is not ranked the rows stand in the order of the regions, bounds at the end, and no row has a rank.
    """
    levels = levels_of(facts.regions)
    rows = [
        row
        for row in _rankable_rows(facts, indicator_id)
        if row["basis_id"] == basis_id and levels.get(row["region_id"]) == level and _year(row) == year
    ]
    exact = [row for row in rows if kind_of(row, levels) is not None]
    ranges = _ranges(exact)
    order = {str(region): place for place, region in enumerate(facts.regions["region_id"])}
    ranked = is_ranked(basis_id)
    rows.sort(key=lambda row: (row["bound"] not in EXACT, -row["value"] if ranked else 0, order[row["region_id"]]))
    line_of = dict(zip(facts.observations["observation_id"], facts.observations.index, strict=True))
    frame = facts.observations.loc[[line_of[row["observation_id"]] for row in rows]]
    ranks = [_ranks(row["region_id"], ranges) if ranked and row["bound"] in EXACT else (float("nan"),) * 2 for row in rows]
    return frame.assign(
        rank_first=pd.Series([first for first, _ in ranks], index=frame.index, dtype="float64"),
        rank_last=pd.Series([last for _, last in ranks], index=frame.index, dtype="float64"),
    )


def _rankable_rows(facts: Facts, indicator_id: str) -> list[Row]:
    frame = facts.observations
    frame = frame[(frame["indicator_id"] == indicator_id) & (frame["status"] == "reported")]
    rows = [row for row in records(frame) if not is_band(row) and not isnan(row["value"])]
    return [row for row in rows if _year(row) and row["basis_id"] not in EACH_ITS_OWN]


def _year(row: Row) -> int:
    """The year a figure is of; 0 where it is of another date or of a longer period."""
    time: When | None = when(row)
    if time is None:
        return 0
    day = time[-1]
    assert isinstance(day, date)
    whole = time[0] == "level" or (time[0] == "over" and time[1] == date(day.year, 1, 1))
    return day.year if whole and (day.month, day.day) == (12, 31) else 0


def _ranges(rows: Sequence[Row]) -> dict[str, Interval]:
    """From the lowest to the highest that each region's figures allow."""
    intervals: dict[str, Interval] = {}
    for row in rows:
        interval, earlier = stated(row), intervals.get(row["region_id"])
        low, high = (
            (interval.low, interval.high)
            if earlier is None
            else (min(interval.low, earlier.low), max(interval.high, earlier.high))
        )
        intervals[row["region_id"]] = Interval(low, high)
    return intervals


def _ranks(region_id: str, ranges: Mapping[str, Interval]) -> tuple[float, float]:
    own = ranges[region_id]
    competitors = [interval for region, interval in ranges.items() if region != region_id]
    first = 1 + sum(interval.low > own.high for interval in competitors)
    return float(first), float(max(first, 1 + sum(interval.high > own.low for interval in competitors)))
