"""The charts of the trends page: key points, all points, a ranking, counties delisted; a mark leads to its words."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from charts.key_points.all_points import MOST
from text.catalogue import Catalogue
from ui.shared.chartview import show_plot
from ui.shared.panel import leave, show_panel
from ui.shared.tables import show_table, show_view_table
from ui.shared.window import window
from ui.trends.controls import switch_events
from views.declared import Address
from views.parts.markup import element
from views.view import View

#: What stands above and below the panels, in px of a page; narrower panels than this stand in two rows or more.
_TAKEN_PX, _ROW_PX = 408, 250

Choose = Callable[[str], None]


def show_key_points(shown: View, at: Address, t: Catalogue, choose: Choose) -> None:
    """Draw what leads of each place; words of a mark stand beside it.

    Parameters
    ----------
    choose : callable
        Called with the id of a clicked record.
    """
    left, right = st.columns([7, 3], gap="small") if at["record"] else (st.container(), None)
    if right:
        with right:
            _words(shown, at, t)
    with left:
        share = 0.7 if right else 1.0
        show_plot(shown.charts[0], share, _high(len(shown.leads), share), choose, at["record"])
        st.html(element("p", " ".join((shown.subtitle, *shown.left_out)), cls="counted"))
        switch_events(at, t)
        if shown.below:
            st.html(shown.below)
    show_table(shown.description, shown.table, (), t, of=shown)


def _high(places: int, share: float) -> int:
    now = window()
    rows = -(-places // max(1, min(4, now.wide(share) // round(194 * now.scale))))
    return now.high(_TAKEN_PX, _ROW_PX + 40, 560) if rows == 1 else round(rows * _ROW_PX * now.scale + 40)


def show_rates(shown: View, at: Address, t: Catalogue, choose: Choose) -> None:
    """Draw rates over time, below them their end points and people lifted; arguments as for :func:`show_key_points`."""
    record, high = at["record"], round(380 * window().scale)
    rates, slope, lifted = shown.charts
    # Panels side by side, unless events are to stand on one time axis.
    places = 1 if at["events"] else min(MOST, len(at.several("regions")))
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_plot(rates, 0.7, max(window().high(230, 480, 620), _high(places, 0.7)), choose, record)
        narrow, two = st.columns([2, 3], gap="small")
        with narrow:
            show_plot(slope, 0.28, high, choose, record)
        with two:
            show_plot(lifted, 0.42, high, choose, record)
    with right:
        switch_events(at, t)
        _words(shown, at, t)
    show_view_table(shown, t)


def show_ranking(shown: View, at: Address, t: Catalogue, choose: Choose) -> None:
    """Draw the values that stand together, or say that none do; arguments as for :func:`show_key_points`."""
    if not shown.charts:  # the head says so
        return
    left, right = st.columns([7, 3], gap="small")
    with left:
        high = round(window().scale * (160 + 24 * len(shown.observations)))
        show_plot(shown.charts[0], 0.7, high, choose, at["record"])
        st.html(element("p", shown.subtitle, cls="counted"))
    with right:
        _words(shown, at, t)
    show_view_table(shown, t)


def show_delisted(shown: View, at: Address, t: Catalogue, choose: Choose) -> None:
    """Draw counties delisted by province and year; arguments as for :func:`show_key_points`."""
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_plot(shown.charts[0], 0.7, round(160 * window().scale), choose, at["record"])
        show_view_table(shown, t)
    with right:
        _words(shown, at, t)


def _words(shown: View, at: Address, t: Catalogue) -> None:
    """The words behind the mark that was clicked, with a way back; else how to get at some."""
    if shown.chosen:
        leave(at.param("record"), t)
    show_panel(shown.panel)
