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


def show_key_points(shown: PlaceView, cite: Callable[[str], None]) -> None:
    """Draw what leads of a place with all else that is reported of it; nothing where it has no rate."""
    with suppress(ValueError):  # on a small screen the figure above says it, and the chart of all rates below
        if shown.leading:
            show_plot(shown.leading, 0.3, round(_KEY_PX * window().scale), cite)


def show_charts(shown: PlaceView, t: Catalogue, cite: Callable[[str], None]) -> None:
    """Draw the rates of a place with those of the areas it belongs to, and its pairings over time, side by side."""
    both = bool(shown.rates and shown.timeline) and window().width_px >= _BESIDE_PX
    left, right = st.columns(2, gap="small") if both else (st.container(), st.container())
    with left:
        show_rates(shown, 0.5 if both else 1.0, t, cite)
    with right:
        show_timeline(shown, 0.5 if both else 1.0, t, cite)


def show_rates(shown: PlaceView, share: float, t: Catalogue, cite: Callable[[str], None]) -> None:
    """Draw all rates of a place or of both sides of a pair, with the words of the events on them and a table.

    Parameters
    ----------
    share : float
        Of the page's width.
    """
    if shown.rates is None:
        if shown.pair:
            st.html(element("p", t("pair.no_rates"), cls="panel-nothing"))
        return
    show_plot(shown.rates, share, round(_RATES_PX * window().scale), cite)
    if shown.below:
        st.html(shown.below)
    show_table(shown.rates.alt, shown.rates.table, (), t)


def show_timeline(shown: PlaceView, share: float, t: Catalogue, cite: Callable[[str], None]) -> None:
    """Draw the pairings of a place, or the records of a pair, over time; arguments as for :func:`show_rates`."""
    if shown.timeline:
        high = (150 if shown.pair else 120) + 30 * len(shown.timeline.rows)
        show_plot(shown.timeline, share, round(window().scale * high), cite)
    elif shown.pair:
        st.html(element("p", t("pair.no_dates"), cls="panel-nothing"))
