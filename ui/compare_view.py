"""Before and after: two arrangements beside one another, pair by pair."""

from __future__ import annotations

import streamlit as st

from data.arrangements import choices
from data.comparison import comparable, possible_changes
from data.load import Facts
from data.rows import Row, records
from geo.compose import Setting
from geo.compose_pairs import comparison_scene
from ui import view
from ui.mapview import show_map
from ui.pairing_views import Choose
from ui.tables import show_table
from views.book import Book
from views.comparison import _lists, _option, comparison_table, incomplete, pairs_of
from views.loaders import Shapes, gazetteer
from views.markup import element
from views.national import credit, curves_of
from views.panel import pair_panel
from views.params import Param


def show_comparison(facts: Facts, shapes: Shapes, book: Book, pair: str, choose: Choose) -> None:
    """Draw the comparison of two arrangements.

    Parameters
    ----------
    pair : str
        Pairing whose words are shown; empty for the lists.
    """
    t = book.t
    known = {row["arrangement_id"]: row for row in records(choices(facts)) if row["pairs"]}
    opened = comparable(choices(facts))
    if opened is None:
        st.html(element("p", t("compare.too_few"), cls="panel-nothing"))
        return
    before, after = _pick(known, opened, book)
    pairs, possible = pairs_of(facts, before, after), possible_changes(before, after)
    title = t("compare.title", before=t.name(before), after=t.name(after))
    mark = ("flow", pair) if pair else None
    setting = Setting(book.look, t, credit(shapes, t), title, title=title, chosen=mark)
    left, right = st.columns([7, 3], gap="small")
    with left:
        scene = comparison_scene(pairs, curves_of(pairs, facts, shapes), gazetteer(facts, shapes, t.lang), setting, possible)
        show_map(scene, "pairings", t, choose)
    with right, st.container(key="panel"):
        if pair:
            st.html(element("div", pair_panel(facts, pair, book), cls="panel"))
        notes = [element("p", text, cls="panel-note") for text in incomplete(before, after, t)]
        st.html(element("div", element("h3", title), *notes, *_lists(pairs, possible, book), cls="panel"))
    show_table(t("compare.says", title=title, n=len(pairs)), comparison_table(pairs, book), (), t)


def _pick(known: dict[str, Row], opened: tuple[str, str], book: Book) -> tuple[Row, Row]:
    ids, chosen = list(known), []
    for column, name, default in zip(st.columns(2), ("before", "after"), opened, strict=True):
        param = Param(name, default, set(ids))
        key, changed = view.bound(param)
        label = book.t("compare.before") if name == "before" else book.t("compare.after")
        column.selectbox(label, ids, format_func=lambda i: _option(known[i], book), key=key, on_change=changed)
        chosen.append(known[view.read(param)])
    return chosen[0], chosen[1]
