"""The poverty rates of both sides of a pair in one view, with the start of the pairing marked and nothing concluded."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from charts.spec import ChartSpec
from charts.trend.events import COLUMNS as EVENT_COLUMNS
from charts.trend.events import event_notes
from charts.trend.plot import TrendOptions, trend_spec
from data.dates import parse_date
from look.palette import Palette
from text.catalogue import Catalogue

START_ID: Final = "pairing-start"
"""Record of the flag, where no pairing is named."""


def pair_trend_spec(
    points: pd.DataFrame,
    start_date: str,
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
    pairing_id: str = START_ID,
    bands: pd.DataFrame | None = None,
    *,
    by_list: bool = False,
) -> ChartSpec:
    """Draw what is reported of two paired regions over time.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.trend.series.COLUMNS`, of both regions and one indicator.
    start_date : str
        When the pairing began, partial ISO date; empty where no source says.
    pairing_id : str
        Record of the flag at the start.
    bands : pandas.DataFrame, or None
        As :func:`charts.trend.plot.trend_spec` takes them.
    by_list : bool
        Whether ``start_date`` is only the date of a list that has the pair.

    Returns
    -------
    ChartSpec
        That of :func:`charts.trend.plot.trend_spec` with the start as its one event, and two more lines of
        subtitle: that the two are shown together and no causal estimate, and when the pairing began or that
        this is not stated. Without any dated value the chart says so.
    """
    title = t("chart.pair_trend.listed" if by_list else "chart.pair_trend.start")
    start = pd.DataFrame([(pairing_id, start_date, title, title, "event")], columns=list(EVENT_COLUMNS), dtype="str")
    is_dated = parse_date(start_date) is not None
    if not is_dated:
        start = start.iloc[:0]
    start_notes = event_notes(start, t) if is_dated else [t("chart.pair_trend.start_unknown")]
    return trend_spec(points, start, look, t, replace(options, notes=(t("chart.pair_trend.note"), *start_notes)), bands)
