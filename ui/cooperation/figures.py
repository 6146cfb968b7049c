"""Co-operation figures for the reader: charted where they compare, listed where not, each with its words."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui import view
from ui.shared.chartview import show_plot
from ui.shared.panel import leave
from ui.shared.tables import show_view_table
from ui.shared.window import window
from views.book import Book
from views.cooperation.view import TaskView
from views.params import Param
from views.parts.cards import cooperation_card
from views.parts.markup import Markup, as_plain, element
from views.view import Plot

#: Charts drawn at once, those of most figures; the others are named, and sent when opened.
_AT_ONCE: Final = 4
#: So many figures that do not compare are listed at once; more are sent when opened.
_LISTED: Final = 8


def show_task(shown: TaskView, record: Param, book: Book) -> None:
    """Draw the figures of one task or aspect.

    Parameters
    ----------
    record : Param
        Names the figure whose words are shown below its chart.
    """
    columns = st.columns(2, gap="medium") if shown.matched else []
    for n, plot in enumerate(shown.matched):
        with columns[n % 2]:
            _show(plot, 0.5, round(380 * window().scale), record, book)
    st.html(element("h2", shown.description, cls="dimension"))
    for n, plot in enumerate(shown.charts):
        (_chart if n < _AT_ONCE else _further)(plot, record, book)
    if shown.n_unlike > _LISTED:
        _lists(shown, book)
    elif shown.unlike:
        st.html(_text(shown))
    for said in shown.incomplete:
        st.html(element("p", said, cls="panel-nothing"))
    if shown.cooperation:
        _table(shown, book)


@st.fragment  # opening it sends the table and nothing else of the page again
def _table(shown: TaskView, book: Book) -> None:
    show_view_table(shown, book.t, f"co-{shown.task}-table")


def _chart(plot: Plot, record: Param, book: Book) -> None:
    left, right = st.columns([7, 3], gap="small")
    with left:
        _show(plot, 0.7, _height(plot), record, book)
    with right:
        _words(plot, book)


def _height(plot: Plot) -> int:
    return round(window().scale * (120 + 34 * len(plot.rows)))


def _show(plot: Plot, share: float, height_px: int, record: Param, book: Book) -> None:
    chosen = view.read(record)
    show_plot(plot, share, height_px, lambda clicked: view.write(record, clicked), chosen)
    cards = [cooperation_card(row, book, is_open=True) for row in plot.rows if row["cooperation_id"] == chosen]
    if cards:  # the words behind the bar that was clicked
        leave(record, book.t, plot.key)
        st.html(element("div", *cards, cls="panel"))


@st.fragment
def _words(plot: Plot, book: Book) -> None:
    label = book.t("cooperation.words", n=len(plot.rows))
    expander = st.expander(label, key=f"{plot.key}-words", on_change="rerun")
    if expander.open:
        expander.html(_cards(plot, book))


@st.fragment
def _further(plot: Plot, record: Param, book: Book) -> None:
    expander = st.expander(as_plain(plot.alt), icon=":material/bar_chart:", key=f"{plot.key}-chart", on_change="rerun")
    if expander.open:
        with expander:
            _show(plot, 1.0, _height(plot), record, book)
            st.html(_cards(plot, book))


@st.fragment
def _lists(shown: TaskView, book: Book) -> None:
    label = book.t("cooperation.others", n=shown.n_unlike)
    expander = st.expander(label, icon=":material/list:", key=f"co-{shown.task}-lists", on_change="rerun")
    if expander.open:
        expander.html(_text(shown))


def _text(shown: TaskView) -> Markup:
    return element("div", *shown.unlike, cls="text-equivalent")


def _cards(plot: Plot, book: Book) -> Markup:
    return element("div", *(cooperation_card(row, book) for row in plot.rows), cls="panel")
