"""The poverty rates of both sides of a pair in one view, with the start of the pairing marked and nothing concluded."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.base import SMALL_PX
from charts.escaping import escape
from charts.events import COLUMNS as EVENT_COLUMNS
from charts.events import event_notes
from charts.lettering import wrap
from charts.trend import TrendOptions, trend_figure
from data.dates import parse_date
from look.palette import Palette
from text.catalogue import Catalogue

START_ID: Final = "pairing-start"
"""``customdata`` of the flag, where no pairing is named."""

_LINE: Final = 1.32


def pair_trend_figure(
    points: pd.DataFrame,
    start_date: str,
    look: Palette,
    t: Catalogue,
    options: TrendOptions,
    pairing_id: str = START_ID,
    bands: pd.DataFrame | None = None,
) -> go.Figure:
    """Draw what is reported of two paired regions over time.

    Parameters
    ----------
    points : pandas.DataFrame
        Columns :data:`charts.series.COLUMNS`, of both regions and one indicator.
    start_date : str
        When the pairing began, partial ISO date; empty where no source says.
    pairing_id : str
        ``customdata`` of the flag at the start.
    bands : pandas.DataFrame, or None
        As :func:`charts.trend.trend_figure` takes them.

    Returns
    -------
    plotly.graph_objects.Figure
        That of :func:`charts.trend.trend_figure` with the start as its one event, and two more lines of
        subtitle: that the two are shown together and no causal estimate, and when the pairing began or that
        this is not stated. Without any dated value the figure says so.
    """
    title = t("chart.pair_trend.start")
    start = pd.DataFrame([(pairing_id, start_date, title, title, "event")], columns=list(EVENT_COLUMNS), dtype="str")
    known = parse_date(start_date) is not None
    if not known:
        start = start.iloc[:0]
    told = event_notes(start, t) if known else [t("chart.pair_trend.start_unknown")]
    wide = options.width_px / options.px(SMALL_PX) - 1
    lines = [line for note in (t("chart.pair_trend.note"), *told) for line in wrap(note, wide)]
    extra = options.px(len(lines) * SMALL_PX * _LINE)
    figure = trend_figure(points, start, look, t, replace(options, height_px=round(options.height_px - extra)), bands)
    if not figure.data:
        return figure.update_layout(height=options.height_px)
    _make_room(figure, lines, options.height_px - figure.layout.height)
    return figure


def _make_room(figure: go.Figure, lines: list[str], extra_px: float) -> None:
    """Move the plotting area, whose size stays, down by some px, and put lines under the subtitle."""
    figure.update_layout(height=figure.layout.height + extra_px, margin_t=figure.layout.margin.t + extra_px)
    for one in figure.layout.annotations:
        if one.name in ("title", "subtitle"):
            one.yshift += extra_px
        if one.name == "subtitle":
            one.text = "<br>".join([one.text, *(escape(line) for line in lines)])
