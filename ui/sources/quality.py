"""What the figures are worth: the consistency checks, and the grid of what is recorded."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.consistency.result import VERDICTS
from data.consistency.run import run
from data.load import Facts
from ui import view
from ui.shared.chartview import show_plot
from ui.shared.panel import show_panel
from ui.shared.switch import show_switch
from ui.shared.tables import show_view_table
from ui.shared.window import window
from views.book import Book
from views.declared import Address
from views.pairings.selection import ALL
from views.parts.markup import as_plain, element
from views.sources.checks import checks_view
from views.sources.recorded import RecordedView
from views.view import View

_AGAIN = "rerun_checks"


def show_checks(matching: View, at: Address, facts: Facts, book: Book) -> None:
    """Draw the choice of a verdict, and every check that has it; on request they are run again."""
    t, param = book.t, at.param("verdict")
    again = st.session_state.pop(_AGAIN, False)
    if again:
        matching = checks_view(at["verdict"], run(facts), facts, book)
    named = dict(zip(map(str, VERDICTS), matching.counts, strict=True))
    left, right = st.columns([7, 2], vertical_alignment="center")
    with left:
        show_switch(
            t("consistency.verdict"),
            param,
            lambda v: t("filter.option", name=named[v][0], n=named[v][1]),
            values=tuple(named),
        )
    right.button(t("consistency.again"), key="rerun_checks_button", on_click=_again, icon=":material/refresh:")
    if again:  # the head says what was worked out before
        st.html(element("p", matching.finding, cls="says", role="status"))
    st.html(matching.panel)
    show_view_table(matching, t)


def _again() -> None:
    st.session_state[_AGAIN] = True


def show_recorded(shown: View, at: Address, book: Book) -> None:
    """Draw the choice of an indicator, a basis and a level, and the grid of what is recorded of it."""
    t, cell = book.t, at.param("cell")
    said: dict[str, tuple[str, Callable[[str], str]]] = {
        "indicator": (t("recorded.indicator"), lambda i: t.name(book.indicators[i])),
        "basis": (t("table.basis"), lambda b: t("filter.all") if b == ALL else t.name(book.bases[b])),
        "level": (t("filter.kind"), lambda v: t("filter.all") if v == ALL else t(f"level.{v}")),
    }
    for column, (name, (label, words)) in zip(st.container(key="filters").columns(3), said.items(), strict=True):
        key, changed = view.bound(at.param(name))
        column.selectbox(as_plain(label), at.param(name).allowed, format_func=words, key=key, on_change=changed)
    if not isinstance(shown, RecordedView) or not shown.charts:  # the head says so
        return
    by_records = {joined: key for key, joined in shown.cells.items()}
    left, right = st.columns([7, 3], gap="small")
    with left:
        chosen = shown.cells.get(view.read(cell), "")
        height = round(560 * window().scale)
        show_plot(shown.charts[0], 0.7, height, lambda joined: view.write(cell, by_records.get(joined, "")), chosen)
    with right:
        show_panel(shown.panel)
    show_view_table(shown, t, "recorded-table")
