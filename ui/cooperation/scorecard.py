"""Which of the five aspects of assessment have a reported figure, pair by pair; never a score."""

from __future__ import annotations

import streamlit as st

from text.catalogue import Catalogue
from ui import view
from ui.shared.chartview import show_plot
from ui.shared.panel import leave, show_panel
from ui.shared.tables import show_view_table
from ui.shared.window import window
from views.params import Param
from views.view import View


def show_scorecard(shown: View, card: Param, t: Catalogue) -> None:
    """Draw the grid of pairs and aspects, with the words of the pair that is chosen.

    Parameters
    ----------
    card : Param
        Names the pair.
    """
    chosen = view.read(card)
    for plot in shown.charts:
        left, right = st.columns([7, 3], gap="small")
        with left:
            height = round(window().scale * (160 + 30 * len(plot.rows)))
            show_plot(plot, 0.7, height, lambda pair: view.write(card, pair), chosen)
        with right:
            if shown.chosen:
                leave(card, t)
            show_panel(shown.panel)
    show_view_table(shown, t)
