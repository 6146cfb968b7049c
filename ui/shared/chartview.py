"""A chart on a page: plotly without anything from off the host; a click on a mark leads to its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from charts.base import PLOTLY_CONFIG
from charts.plotly.figure import Finished, plotly_figure
from charts.spec import ringed
from ui.shared.window import window
from views.memo import memoized
from views.view import Plot


def show_plot(plot: Plot, share: float, height_px: int, on_choose: Callable[[str], None], chosen: str = "") -> None:
    """Draw a chart of a view.

    Parameters
    ----------
    share : float
        Of the page's width.
    height_px : int
        In px of the window; the type grows with it.
    on_choose : callable
        Called with the id of the record whose mark was clicked, before the page runs again.
    chosen : str
        Record whose marks are ringed; empty for none.

    Raises
    ------
    ValueError
        If the room is too small for the chart.
    """
    key, now = plot.key, window()
    room = (now.wide(share), height_px, now.scale)

    def clicked() -> None:
        state: Any = st.session_state.get(key)
        marks = state["selection"]["points"] if state else []
        data = marks[0].get("customdata") if marks else None
        record = data[0] if isinstance(data, list | tuple) and data else data
        if isinstance(record, str):
            on_choose(record)

    def draw() -> Finished:
        spec = memoized("chart", lambda: plot.spec(*room), plot, *room)
        return Finished(plotly_figure(ringed(spec, chosen)).update_layout(clickmode="event+select"))

    st.plotly_chart(
        memoized("figure", draw, plot, *room, chosen),
        key=key,
        on_select=clicked,
        selection_mode="points",
        theme=None,
        config=PLOTLY_CONFIG,
        alt=plot.alt,
    )
