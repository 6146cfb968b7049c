"""The page of a place or a pair: map and leading rate, the pairs, the charts, then all that is known."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.load import Facts
from ui import view
from ui.region.charts import show_charts, show_key_points, show_rates, show_timeline
from ui.shared.links import page_link
from ui.shared.mapview import show_map
from ui.shared.panel import leave, show_panel
from ui.shared.tables import show_table
from views.book import Book
from views.memo import Same, memoized
from views.params import Param
from views.parts.markup import element
from views.parts.panel import headline_cards
from views.parts.record_panel import record_panel
from views.parts.record_tables import observations_table
from views.region.pairs import rows_markup
from views.region.view import PlaceView


def show_place(
    place_view: PlaceView, facts: Facts, book: Book, record: Param, at: str, choose: Callable[[str, str], None]
) -> None:
    """Draw what stands below the heading.

    Parameters
    ----------
    record : Param
        Names the record whose words are shown.
    at : str
        That record; empty for none.
    choose : callable
        As :func:`ui.shared.mapview.show_map` takes it.
    """
    t = book.t

    def cite(record_id: str) -> None:
        if record_id in record.allowed:
            view.write(record, record_id)

    left, right = st.columns([6, 4] if place_view.pair else [7, 3], gap="small")
    # The map of a place stays in sight while one goes through the rows beside it.
    with left, st.container(key="place-pair" if place_view.pair else "place-standing"):
        if place_view.scene:
            show_map(place_view.scene, "place", t, choose)
        if place_view.pair:
            show_timeline(place_view, 0.6, t, cite)
    with right, st.container(key="leading"):
        _show_leading(place_view, facts, book, record, at, cite)
    # Of a place without rate and pairs it is all there is: then it stands beside the map.
    alone = not (place_view.pair or place_view.leads or place_view.rows or at)
    if not place_view.pair:
        show_charts(place_view, t, cite)
    with right if alone else st.container(), st.container(key="known-beside" if alone else "known"):
        if not place_view.pair:
            page_link("overview", t("region.on_overview"), ":material/map:", region=place_view.key)
        show_panel(place_view.panel)
    if len(place_view.pairings):
        label = t("region.table", n=len(place_view.table))
        show_table(place_view.finding, place_view.table, place_view.left_out, t, "pairs", label, place_view)
    if not place_view.pair:
        _show_figures(place_view, book)


def _show_leading(
    place_view: PlaceView, facts: Facts, book: Book, record: Param, at: str, cite: Callable[[str], None]
) -> None:
    """What stands beside the map: the leading rate, the words of a chosen mark, the rates of a pair, the rows of pairs."""
    leads = memoized("leads", lambda: headline_cards(place_view.leads, book), Same(place_view), book)
    st.html(element("div", leads, cls="headline"))
    if at:
        leave(record, book.t)
        st.html(element("div", record_panel(facts, at, book), cls="panel"))
    if place_view.pair:
        show_rates(place_view, 0.4, book.t, cite)
    elif not at:
        show_key_points(place_view, cite)
    if place_view.rows:
        st.html(memoized("pair rows", lambda: rows_markup(place_view.rows, book), Same(place_view), book))


@st.fragment  # opening it sends the table and nothing else of the page again
def _show_figures(place_view: PlaceView, book: Book) -> None:
    """Every figure of a region in one table, with the words of each: what a reader takes along."""
    if place_view.observations:
        title = book.t("region.all_figures", name=place_view.title, n=len(place_view.observations))
        table = memoized("figures", lambda: observations_table(place_view.observations, book), Same(place_view), book)
        show_table(title, table, (), book.t, "figures", title)
