"""The views of the pairings page. All follow one selection."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.grids.matrix import matrix_spec
from charts.sankey.bands import chosen_pairing, sankey_height, sankey_option
from ui.shared.chartview import show_chart
from ui.shared.mapview import show_map
from ui.shared.window import window
from views.book import Book
from views.pairings.rows import links_of
from views.pairings.selection import kind_names
from views.parts.markup import element
from views.view import View

Choose = Callable[[str, str], None]


def show_picture(show: str, shown: View, book: Book, choose: Choose) -> None:
    """Draw what the page shows, as it is asked for.

    Parameters
    ----------
    show : {"map", "coverage", "compare", "sankey", "matrix"}
    """
    if show == "sankey":
        show_sankey(shown.pairings, book, choose)
    elif show == "matrix":
        show_matrix(shown.pairings, book, choose)
    elif shown.scene:
        show_map(shown.scene, "coverage" if show == "coverage" else "pairings", book.t, choose)


def show_sankey(pairings: pd.DataFrame, book: Book, choose: Choose) -> None:
    """Draw the Sankey diagram of some pairings; a band leads to its pair.

    Notes
    -----
    Without a pairing a sentence stands in its place.
    """
    t, links = book.t, links_of(pairings, book)
    if links.empty:  # a chart without a series is a fault to the library
        st.html(element("p", t("describe.no_pairings"), cls="panel-nothing"))
        return
    now = window()
    options = ChartOptions(now.wide(0.7), now.high(330, 380, 620), now.scale)

    def clicked() -> None:
        pairing = chosen_pairing(st.session_state.get("sankey"), links)
        if pairing:
            choose("flow", pairing)

    st.echarts_chart(
        sankey_option(links, book.look, t, options),
        theme=None,
        height=sankey_height(links, t, options),
        key="sankey",
        on_select=clicked,
        alt=t("pairings.sankey_alt", n=len(pairings)),
    )


def show_matrix(pairings: pd.DataFrame, book: Book, choose: Choose) -> None:
    """Draw the helper × recipient matrix of some pairings; a mark leads to its pair."""
    t, frame, now = book.t, links_of(pairings, book), window()
    kinds = kind_names(t)
    frame["kind"] = pd.Categorical([kinds[str(kind)] for kind in pairings["kind"]], list(kinds.values()))
    figure = matrix_spec(frame, book.look, t, ChartOptions(now.wide(0.7), now.high(290, 420, 620), now.scale))
    show_chart(figure, "matrix", t("pairings.matrix_alt", n=len(pairings)), lambda record: choose("flow", record))
