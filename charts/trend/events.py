"""Dated events beside a trend: numbered flags in rows that never collide, and their captions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from charts.trend.series import to_marks
from data.dates import parse_date
from data.rows import records
from text.catalogue import Catalogue
from text.dates import format_date

COLUMNS: Final = ("event_id", "date", "title_zh", "title_en", "kind")
"""Columns of a frame of events: those of ``events.csv``; others are left alone."""

_LANES: Final = 3
# Runs of circled numbers in Unicode: how many there are up to the end of the run, and its first sign.
_CIRCLED: Final = ((20, 0x2460), (35, 0x3251), (50, 0x32B1))


@dataclass(frozen=True)
class Event:
    """One dated event with the number it carries in the figure.

    Parameters
    ----------
    number : int
        From 1, by date.
    title : str
        In the reader's language, plain text.
    when : str
        Partial ISO date as recorded.
    target : bool
        Whether it is a goal to be reached by that date.
    first, last : datetime.date
        The days it can mean.
    """

    event_id: str
    number: int
    title: str
    when: str
    target: bool
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether a line can mark it: a goal has its last day, an event needs to be known to the day."""
        return self.target or self.first == self.last

    @property
    def day(self) -> date:
        """Where its flag stands: a goal at the last day it names, an event in the middle of what it can mean."""
        return self.last if self.target else self.first + (self.last - self.first) / 2


@dataclass(frozen=True)
class Flag:
    """An event's flag: its row from below, and how far it is moved to the right of its day."""

    event: Event
    lane: int
    shift_px: float


def to_events(events: pd.DataFrame, t: Catalogue) -> list[Event]:
    """Return the dated rows of a frame of events by date.

    Parameters
    ----------
    events : pandas.DataFrame
        Columns :data:`COLUMNS`.
    t : Catalogue
        Says which title is read.

    Returns
    -------
    list of Event
        Numbered from 1 by their first day, then by the order of the rows; rows without a date are left out.
    """
    rows = records(events[list(COLUMNS)])
    dated = [(parsed, row) for row in rows if (parsed := parse_date(row["date"])) is not None]
    dated.sort(key=lambda dated_row: dated_row[0].last_day if dated_row[1]["kind"] == "target" else dated_row[0].first_day)
    return [
        Event(
            row["event_id"],
            number,
            row[f"title_{t.lang}"],
            row["date"],
            row["kind"] == "target",
            parsed.first_day,
            parsed.last_day,
        )
        for number, (parsed, row) in enumerate(dated, start=1)
    ]


def event_notes(events: pd.DataFrame, t: Catalogue) -> list[str]:
    """Return the captions of the flags, one an event.

    Parameters
    ----------
    events : pandas.DataFrame
        Columns :data:`COLUMNS`.

    Returns
    -------
    list of str
        '① 20 Jul 2016: title', by number; events without a date follow without one. Plain text, not escaped.
        No events give an empty list.
    """
    notes = [
        t("chart.event.note", number=circled(event.number), date=format_date(event.when, t.lang), title=event.title)
        for event in to_events(events, t)
    ]
    undated = [row for row in records(events[list(COLUMNS)]) if parse_date(row["date"]) is None]
    return notes + [t("chart.event.undated_note", title=row[f"title_{t.lang}"]) for row in undated]


def circled(number: int) -> str:
    """Return a number in a circle.

    Parameters
    ----------
    number : int
        From 1.

    Returns
    -------
    str
        One sign up to 50, else the number in parentheses.

    Examples
    --------
    >>> circled(1), circled(20), circled(51)
    ('①', '⑳', '(51)')
    """
    before = 0
    for upto, sign in _CIRCLED:
        if number <= upto:
            return chr(sign + number - before - 1)
        before = upto
    return f"({number})"


def events_within(events: pd.DataFrame, points: pd.DataFrame, years: int = 1) -> pd.DataFrame:
    """Return the events that belong on the time axis of some points, so that old ones do not squeeze it.

    Parameters
    ----------
    events : pandas.DataFrame
        Columns :data:`COLUMNS`.
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`.
    years : int
        How many years before the first and after the last point still belong to it.

    Returns
    -------
    pandas.DataFrame
        Rows of ``events``: those in that span, and every target after its beginning. All rows when no point has
        a date.
    """
    days = [mark.on for mark in to_marks(points) if mark.drawable]
    if not days:
        return events
    first, last = min(days).year - years, max(days).year + years
    keep = [
        parsed is not None and first <= parsed.year and (parsed.year <= last or kind == "target")
        for parsed, kind in zip(map(parse_date, events["date"]), events["kind"], strict=True)
    ]
    return events[pd.Series(keep, index=events.index, dtype=bool)]


def arrange(
    events: Sequence[Event], x_px: Callable[[date], float], flag_px: float, ends_px: tuple[float, float]
) -> list[Flag]:
    """Give each flag a row, and where three rows are full a place beside its day.

    Parameters
    ----------
    events : sequence of Event
        By date.
    x_px : callable
        Where a day stands.
    flag_px : float
        Width of a flag and the gap beside it.
    ends_px : tuple of float
        How far left and right the middle of a flag may go.

    Returns
    -------
    list of Flag
        In the order given; no two flags of a row are nearer than ``flag_px``.
    """
    lanes: list[set[float]] = [set() for _ in range(_LANES)]
    flags: list[Flag] = []
    for event in events:
        shift, lane = next(_free_places(x_px(event.day), lanes, flag_px, ends_px))
        lanes[lane].add(x_px(event.day) + shift)
        flags.append(Flag(event, lane, shift))
    return flags


def _free_places(
    want: float, lanes: Sequence[set[float]], flag_px: float, ends_px: tuple[float, float]
) -> Iterator[tuple[float, int]]:
    """Yield shift and row of free places, nearest first; the last ones lie beyond the ends, for want of room."""
    within = [0.0, *(sign * flag_px / 2 * n for n in range(1, 400) for sign in (1, -1))]
    inside = [shift for shift in within if shift == 0 or ends_px[0] <= want + shift <= ends_px[1]]
    for shift in (*inside, *within):
        for lane, places in enumerate(lanes):
            if all(abs(want + shift - place) >= flag_px - 1e-6 for place in places):
                yield shift, lane
