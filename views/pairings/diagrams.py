"""Pairings as a diagram: bands from helper to recipient, or a mark for each in a grid; on a slide perhaps by province."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

import pandas as pd

from charts.base import SMALL_PX, ChartOptions
from charts.grids.matrix import matrix_spec
from charts.sankey.chart import is_crowded, sankey_spec
from charts.spec import ChartSpec
from views.book import Book
from views.pairings.rows import links_by_province, links_of
from views.pairings.selection import kind_names
from views.view import Plot

DIAGRAMS: Final = ("sankey", "matrix")
#: Of what is drawn by province, where its type comes out too small: shares of the scale it was asked for.
_SMALLER: Final = (1.0, 0.86, 0.75)


def diagram(show: str, pairings: pd.DataFrame, chosen: Collection[str], table: pd.DataFrame, book: Book) -> Plot:
    """Return some pairings as a diagram.

    Parameters
    ----------
    show : {"sankey", "matrix"}
    pairings : DataFrame
        Rows of ``pairings``; of none the chart says so.
    chosen : collection of str
        Pairings that stand out; empty for none.
    table : DataFrame
        The same in a table.

    Returns
    -------
    Plot
        By province where the names of all places would run into one another or, on a slide, be too small to read.
    """
    t, links, kinds = book.t, links_of(pairings, book, chosen), kind_names(book.t)
    links["kind"] = pd.Categorical([kinds[str(kind)] for kind in pairings["kind"]], list(kinds.values()))

    def draw(rows: pd.DataFrame, options: ChartOptions) -> ChartSpec:
        if show == "sankey":
            return sankey_spec(rows, book.look, t, options)
        # Of what is drawn together the kind is no one's.
        return matrix_spec(rows if "kind" in rows else rows.assign(kind=t("chart.sankey.pairing")), book.look, t, options)

    alt = t("pairings.sankey_alt" if show == "sankey" else "pairings.matrix_alt", n=len(pairings))
    still = Plot(show, lambda options: _readable(draw, links, options, book), ChartOptions(), alt, table)

    def on_page(options: ChartOptions) -> ChartSpec:
        narrow = show == "sankey" and is_crowded(links, book.look, t, options)
        return draw(links_by_province(links, book) if narrow else links, options)

    return Plot(show, on_page, ChartOptions(), alt, table, still=still)


def _readable(
    draw: Callable[[pd.DataFrame, ChartOptions], ChartSpec], links: pd.DataFrame, options: ChartOptions, book: Book
) -> ChartSpec:
    whole = draw(links, options)
    if links.empty or (_type_of(whole) >= SMALL_PX and len(whole.panels) == 1):
        return whole
    merged = links_by_province(links, book)
    drawn = [draw(merged, replace(options, scale=options.scale * share)) for share in _SMALLER]
    return max(drawn, key=_type_of)


def _type_of(spec: ChartSpec) -> float:
    """The size of its smallest type: a chart that outgrows a slide is drawn smaller."""
    return spec.options.px(SMALL_PX) * min(1.0, spec.options.height_px / spec.height_px)
