"""Pairings as spans of time in rows: what is recorded of a beginning and an end, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Final

import pandas as pd

from data.dates import PartialDate, parse_date
from text.catalogue import Catalogue
from text.dates import format_date, format_period

COLUMNS: Final = ("pairing_id", "partner_id", "partner", "programme_id", "programme", "start", "end", "attested")
"""Columns of a frame of spans; the three dates are partial ISO dates, empty where nothing is recorded."""


@dataclass(frozen=True)
class Span:
    """One recorded pairing with its dates."""

    pairing_id: str
    partner_id: str
    partner: str
    programme_id: str
    programme: str
    start: str
    end: str
    attested: str

    @property
    def dates(self) -> tuple[PartialDate | None, PartialDate | None, PartialDate | None]:
        """Start, end, and when it is attested."""
        return parse_date(self.start), parse_date(self.end), parse_date(self.attested)

    @property
    def days(self) -> tuple[date, date]:
        """First and last day that it names, of a pairing with a date."""
        dates = [day for day in self.dates if day is not None]
        return min(day.first_day for day in dates), max(day.last_day for day in dates)

    def pieces(self, begin: date, finish: date) -> Iterator[tuple[str, date, date]]:
        """Yield the stretches of the span.

        Parameters
        ----------
        begin, finish : datetime.date
            Ends of the time axis.

        Yields
        ------
        tuple of str, datetime.date, datetime.date
            ``unknown_start`` from the beginning of the axis; ``within`` the year or month of a start or end;
            ``span`` where it is recorded to have been in force; ``onward`` to the end of the axis.
        """
        start, end, attested = self.dates
        if start is None:
            first = attested or end
            assert first is not None, f"{self.pairing_id} has no date"
            yield "unknown_start", begin, first.first_day
            if end is None and first.first_day != first.last_day:
                yield "within", first.first_day, first.last_day
            solid_from = first.first_day if end is not None else first.last_day
        else:
            if start.first_day != start.last_day:
                yield "within", start.first_day, start.last_day
            solid_from = start.last_day
        if end is not None:
            solid_to = end.first_day
            if end.first_day != end.last_day:
                yield "within", end.first_day, end.last_day
        else:
            solid_to = max(solid_from, attested.last_day) if attested else solid_from
            yield "onward", solid_to, finish
        if solid_from < solid_to:
            yield "span", solid_from, solid_to


@dataclass(frozen=True)
class Row:
    """All spans with one partner under one programme; overlapping ones in lanes of their own.

    Attributes
    ----------
    wide_em : float
        How wide its names may be.
    """

    partner: str
    programme: str
    spans: tuple[tuple[int, Span], ...]
    wide_em: float = inf

    @property
    def lanes(self) -> int:
        """How many bars stand below one another."""
        return 1 + max(lane for lane, _ in self.spans)


def to_rows(spans: pd.DataFrame, t: Catalogue) -> tuple[list[Row], list[str]]:
    """Sort pairings into rows.

    Parameters
    ----------
    spans : pandas.DataFrame
        Columns :data:`COLUMNS`.

    Returns
    -------
    rows : list of Row
        By the first day they name, then by code of the partner.
    undated : list of str
        Ids of pairings without any date.
    """
    every = [Span(*row) for row in spans[list(COLUMNS)].itertuples(index=False)]
    dated = [span for span in every if any(span.dates)]
    groups: dict[tuple[str, str], list[Span]] = {}
    for span in sorted(dated, key=lambda span: (span.days[0], span.partner_id, span.pairing_id)):
        groups.setdefault((span.partner_id, span.programme_id), []).append(span)
    rows = [Row(group[0].partner, group[0].programme, tuple(_lanes(group))) for group in groups.values()]
    return rows, [span.pairing_id for span in every if not any(span.dates)]


def _lanes(group: list[Span]) -> Iterator[tuple[int, Span]]:
    """Give each span the first lane that is free; one without an end, or a start, keeps its lane to itself."""
    lanes: list[list[tuple[date, date]]] = []
    for span in group:
        start, end, _ = span.dates
        first = span.days[0] if start else date.min
        last = span.days[1] if end else date.max
        lane = next(
            (i for i, used in enumerate(lanes) if all(last < start or other < first for start, other in used)), len(lanes)
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((first, last))
        yield lane, span


def span_text(span: Span, t: Catalogue) -> str:
    """Say since when and until when, no more exactly than recorded.

    Returns
    -------
    str
        Plain text: 'since Dec 2016', '1996–2016', 'start not stated; recorded 2019'.
    """
    if span.start and span.end:
        return format_period(span.start, span.end, t.lang)
    if span.start:
        return t("chart.timeline.since", start=format_date(span.start, t.lang))
    if span.end:
        return t("chart.timeline.until", end=format_date(span.end, t.lang))
    return t("chart.timeline.attested", date=format_date(span.attested, t.lang))
