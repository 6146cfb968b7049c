"""Reported values as series: one for each region and basis, and which of their points may be joined.

Nothing is joined across bases, and nothing is made up between two points: a join says only that two values were
reported together, or one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Final, Literal

import pandas as pd

from data.dates import day_of
from data.rows import records

COLUMNS: Final = (
    "observation_id",
    "region_id",
    "name",
    "short",
    "value",
    "value_high",
    "bound",
    "basis_id",
    "basis",
    "status",
    "period_start",
    "period_end",
    "point",
    "period",
    "source",
    "span",
)
"""Columns of a frame of points. ``name``, ``short`` (the name on labels), ``basis``, ``period`` and ``source`` are in the
reader's language; ``value_high`` is the upper end of a band, NaN for anything else; ``span`` is that of the observation."""

#: Bounds whose true value lies above, or below, what is reported.
RISING: Final = (">=", ">")
FALLING: Final = ("<=", "<")

JoinKind = Literal["end_points", "same_source"]


@dataclass(frozen=True)
class Mark:
    """One reported value with the day at which it stands on a time axis; ``day`` is None without a date."""

    observation_id: str
    region_id: str
    name: str
    short: str
    value: float
    value_high: float
    bound: str
    basis_id: str
    basis: str
    status: str
    period_start: str
    period_end: str
    point: str
    period: str
    source: str
    span: str
    day: date | None

    @property
    def drawable(self) -> bool:
        """Whether it has both a day and a value."""
        return self.day is not None and not isnan(self.value)

    @property
    def as_reported(self) -> bool:
        """Whether its source names no period, so that it stands at the date of the report."""
        return self.span == "reported"

    @property
    def on(self) -> date:
        """The day of a mark that has one."""
        assert self.day is not None, f"{self.observation_id} has no day"
        return self.day


@dataclass(frozen=True)
class Series:
    """The marks of one region on one basis, in the order of their days."""

    region_id: str
    name: str
    basis_id: str
    basis: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Join:
    """Two marks joined by a line, and what the line says.

    Parameters
    ----------
    first, second : Mark
        The earlier and the later.
    kind : {"end_points", "same_source"}
        Start and end of one reported period; two dates in one source.
    """

    first: Mark
    second: Mark
    kind: JoinKind


def to_marks(points: pd.DataFrame) -> list[Mark]:
    """Return the rows of a frame as marks.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`COLUMNS`, others are left alone; one row a reported value.

    Returns
    -------
    list of Mark
        In the order of the rows; an empty frame gives none.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    rows = records(points[list(COLUMNS)])
    return [
        Mark(**{str(k): v for k, v in row.items()}, day=day_of(row["period_start"], row["period_end"], row["point"]))
        for row in rows
    ]


def to_series(marks: Sequence[Mark]) -> list[Series]:
    """Group marks by region and basis.

    Parameters
    ----------
    marks : sequence of Mark
        Those without day or value are passed over.

    Returns
    -------
    list of Series
        In the order in which region and basis first come up.
    """
    groups: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        if mark.drawable:
            groups.setdefault((mark.region_id, mark.basis_id), []).append(mark)
    return [
        Series(
            group[0].region_id,
            group[0].name,
            group[0].basis_id,
            group[0].basis,
            tuple(sorted(group, key=lambda mark: mark.on)),
        )
        for group in groups.values()
    ]


def end_points(series: Series) -> list[Join]:
    """Return the pairs 'from … to …': the start and the end of one period in one source.

    Returns
    -------
    list of Join
        All of kind ``end_points``.
    """
    starts = {_statement_key(mark): mark for mark in series.marks if mark.point == "start"}
    return [
        Join(starts[_statement_key(mark)], mark, "end_points")
        for mark in series.marks
        if mark.point == "end" and _statement_key(mark) in starts
    ]


def _statement_key(mark: Mark) -> tuple[str, str, str, str]:
    return mark.period_start, mark.period_end, mark.source, mark.status


def joins(series: Series) -> list[Join]:
    """Say which marks of a series are joined, and how.

    Returns
    -------
    list of Join
        The end points of reported periods, then for each reported level (``point`` ``at``) the join to the
        level its own source gave before. Two sources are never joined, nor targets, nor bounds, since the true value
        lies elsewhere, nor two values for the same day: those are a conflict.
    """
    links = end_points(series)
    levels = [m for m in series.marks if m.point == "at" and m.status != "target" and m.bound not in RISING + FALLING]
    for mark in levels:
        own = [other for other in levels if other.on < mark.on and other.source == mark.source]
        if own:
            links.append(Join(own[-1], mark, "same_source"))
    return links
