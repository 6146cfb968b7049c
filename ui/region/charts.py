"""Charts of a place or a pair: what leads beside the map, then its rates and its pairings over time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from text.catalogue import Catalogue
from ui.shared.chartview import show_plot
from ui.shared.tables import show_table
from ui.shared.window import window
from views.parts.markup import element
from views.region.view import PlaceView

#: Heights of the points that lead and of all rates, in px of a page.
_KEY_PX, _RATES_PX = 270, 400
#: From this width two charts stand side by side, in px.
_BESIDE_PX = 1200


def show_key_points(place_view: PlaceView, cite: Callable[[str], None]) -> None:
    """Draw what leads of a place with all else that is reported of it; nothing where it has no rate."""
    with suppress(ValueError):  # on a small screen the figure above says it, and the chart of all rates below
        if place_view.leading:
            show_plot(place_view.leading, 0.3, round(_KEY_PX * window().scale), cite)


def show_charts(place_view: PlaceView, t: Catalogue, cite: Callable[[str], None]) -> None:
    """Draw the rates of a place with those of the areas it belongs to, and its pairings over time, side by side."""
    both = bool(place_view.rates and place_view.timeline) and window().width_px >= _BESIDE_PX
    left, right = st.columns(2, gap="small") if both else (st.container(), st.container())
    with left:
        show_rates(place_view, 0.5 if both else 1.0, t, cite)
    with right:
        show_timeline(place_view, 0.5 if both else 1.0, t, cite)


def show_rates(place_view: PlaceView, share: float, t: Catalogue, cite: Callable[[str], None]) -> None:
    """Draw all rates of a place or of both sides of a pair, with the words of the events on them and a table.

    Parameters
    ----------
    share : float
        Of the page's width.
    """
    if place_view.rates is None:
        if place_view.pair:
            st.html(element("p", t("pair.no_rates"), cls="panel-nothing"))
        return
    show_plot(place_view.rates, share, round(_RATES_PX * window().scale), cite)
    if place_view.below:
        st.html(place_view.below)
    show_table(place_view.rates.alt, place_view.rates.table, (), t)


def show_timeline(place_view: PlaceView, share: float, t: Catalogue, cite: Callable[[str], None]) -> None:
    """Draw the pairings of a place, or the records of a pair, over time; arguments as for :func:`show_rates`."""
    if place_view.timeline:
        high = (150 if place_view.pair else 120) + 30 * len(place_view.timeline.rows)
        show_plot(place_view.timeline, share, round(window().scale * high), cite)
    elif place_view.pair:
        st.html(element("p", t("pair.no_dates"), cls="panel-nothing"))
