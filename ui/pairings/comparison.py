"""Before and after: two arrangements beside one another, pair by pair."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from data.pairings.arrangements import choices
from data.pairings.comparison import comparable, possible_changes
from data.rows import Row, records
from ui import view
from ui.pairings.diagrams import Choose
from ui.shared.mapview import show_map
from ui.shared.tables import show_table
from views.book import Book
from views.loaders import Shapes
from views.pairings.comparison import _lists, _option, comparison_of, comparison_table, comparison_title, incomplete
from views.parts.markup import element
from views.parts.panel import pair_panel


def show_comparison(facts: Facts, shapes: Shapes, book: Book, pair: str, choose: Choose) -> None:
    """Draw the comparison of two arrangements.

    Parameters
    ----------
    pair : str
        Key of the pair whose words are shown; empty for the lists.
    """
    t = book.t
    known = {row["arrangement_id"]: row for row in records(choices(facts)) if row["pairs"]}
    if comparable(choices(facts)) is None:
        st.html(element("p", t("compare.too_few"), cls="panel-nothing"))
        return
    before, after = _pick(known, facts, book)
    pairs, scene = comparison_of(before, after, pair, facts, shapes, book)
    possible, title, mark = possible_changes(before, after), comparison_title(before, after, t), scene.chosen
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(scene, "pairings", t, choose)
    with right, st.container(key="panel"):
        if mark:
            st.html(element("div", pair_panel(facts, mark[1], book), cls="panel"))
        notes = [element("p", text, cls="panel-note") for text in incomplete(before, after, t)]
        st.html(element("div", element("h3", title), *notes, *_lists(pairs, possible, book), cls="panel"))
    show_table(t("compare.says", title=title, n=len(pairs)), comparison_table(pairs, book), (), t)


def _pick(known: dict[str, Row], facts: Facts, book: Book) -> tuple[Row, Row]:
    at, ids, chosen = view.address("pairings", facts, book), list(known), []
    for column, name in zip(st.columns(2), ("before", "after"), strict=True):
        param = at.param(name)
        key, changed = view.bound(param)
        label = book.t("compare.before") if name == "before" else book.t("compare.after")
        column.selectbox(label, ids, format_func=lambda i: _option(known[i], book), key=key, on_change=changed)
        chosen.append(known[at[name]])
    return chosen[0], chosen[1]
