"""What there is to draw of a trend, sorted out of its frames."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.spec.scale import Kind
from charts.trend.bands import drawn_bands
from charts.trend.events import Event, to_events
from charts.trend.series import Mark, Series, to_marks, to_series
from text.catalogue import Catalogue


@dataclass(frozen=True)
class Trend:
    """What there is to draw, sorted: series, bands, dated events, and the marks that have no place on the axes."""

    series: tuple[Series, ...]
    bands: tuple[Mark, ...]
    events: tuple[Event, ...]
    left_out: tuple[Mark, ...]
    below_zero: tuple[Mark, ...]
    derived: tuple[Mark, ...]

    @property
    def marks(self) -> list[Mark]:
        """All marks that are drawn as points."""
        return [mark for line in self.series for mark in line.marks]


def sort_trend(points: pd.DataFrame, bands: pd.DataFrame, events: pd.DataFrame, t: Catalogue, axis: Kind) -> Trend:
    """Sort what is reported into what is drawn and what is not.

    Parameters
    ----------
    points, bands : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`.
    events : pandas.DataFrame
        Columns :data:`charts.trend.events.COLUMNS`.
    axis : {"log", "linear"}
        A logarithmic one has no place for what is below zero.
    """
    marks, spans = to_marks(points), to_marks(bands)
    below = [mark for mark in marks if axis == "log" and mark.drawable and mark.value < 0]
    drawn = [mark for mark in marks if mark.drawable and mark not in below]
    return Trend(
        tuple(to_series(drawn)),
        tuple(mark for mark in drawn_bands(bands) if mark.status == "reported"),
        tuple(to_events(events, t)),
        tuple(mark for mark in (*marks, *spans) if not mark.drawable),
        tuple(below),
        tuple(mark for mark in spans if mark.drawable and mark.status == "derived"),
    )
