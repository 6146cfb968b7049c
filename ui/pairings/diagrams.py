"""The views of the pairings page. All follow one selection."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from charts.base import ChartOptions
from charts.grids.matrix import matrix_spec
from charts.sankey.chart import sankey_spec
from ui.shared.chartview import show_chart
from ui.shared.mapview import show_map
from ui.shared.window import window
from views.book import Book
from views.pairings.rows import links_of
from views.pairings.selection import kind_names
from views.view import View

Choose = Callable[[str, str], None]


def show_picture(show: str, view: View, book: Book, choose: Choose) -> None:
    """Draw what the page shows, as it is asked for.

    Parameters
    ----------
    show : {"map", "coverage", "compare", "sankey", "matrix"}
    """
    if show == "sankey":
        show_sankey(view, book, choose)
    elif show == "matrix":
        show_matrix(view.pairings, book, choose)
    elif view.scene:
        show_map(view.scene, "coverage" if show == "coverage" else "pairings", book.t, choose)


def show_sankey(shown: View, book: Book, choose: Choose) -> None:
    """Draw the Sankey diagram of some pairings; the end of a band leads to its pair."""
    t, now = book.t, window()
    options = ChartOptions(now.wide(0.7), now.high(330, 380, 620), now.scale)
    chosen = shown.chosen[1] if shown.chosen and shown.chosen[0] == "flow" else ""
    spec = sankey_spec(links_of(shown.pairings, book), book.look, t, options, chosen=chosen)
    show_chart(
        spec, "sankey", t("pairings.sankey_alt", n=len(shown.pairings)), lambda record: choose("flow", record), chosen
    )


def show_matrix(pairings: pd.DataFrame, book: Book, choose: Choose) -> None:
    """Draw the helper × recipient matrix of some pairings; a mark leads to its pair."""
    t, frame, now = book.t, links_of(pairings, book), window()
    kinds = kind_names(t)
    frame["kind"] = pd.Categorical([kinds[str(kind)] for kind in pairings["kind"]], list(kinds.values()))
    figure = matrix_spec(frame, book.look, t, ChartOptions(now.wide(0.7), now.high(290, 420, 620), now.scale))
    show_chart(figure, "matrix", t("pairings.matrix_alt", n=len(pairings)), lambda record: choose("flow", record))
