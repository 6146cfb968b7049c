"""The coverage check: a rule, what the recorded pairings support of it, and what they don't."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.load import Facts
from data.pairings.coverage import rules
from data.rows import records
from ui import view
from ui.shared.mapview import show_map
from ui.shared.tables import show_table
from views.book import Book
from views.loaders import Shapes
from views.pairings.coverage import _lists, _summary, check_of, coverage_table, rule_name
from views.parts.cards import quote_block
from views.parts.markup import element, join


def show_coverage(pairings: pd.DataFrame, facts: Facts, shapes: Shapes, book: Book) -> None:
    """Draw the coverage check over the pairings selected.

    Parameters
    ----------
    pairings : DataFrame
        The pairings that count.
    """
    t = book.t
    found = {rule.rule_id: rule for rule in rules(facts)}
    if not found:
        st.html(element("p", t("coverage.no_rules"), cls="panel-nothing"))
        return
    param = view.address("pairings", facts, book).param("rule")
    key, changed = view.bound(param)
    names = {i: rule_name(rule, book) for i, rule in found.items()}
    st.selectbox(t("coverage.rule"), list(found), format_func=lambda i: names[i], key=key, on_change=changed)
    rule = found[view.read(param)]
    result, _, scene = check_of(rule, pairings, facts, shapes, book)
    statuses = {row["region_id"]: row["status"] for row in records(result)}
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_map(scene, "coverage", t, _ignore)
    with right, st.container(key="panel"):
        said = {"quote": rule.quote, "source_id": rule.source_id}
        head = join(element("h3", rule_name(rule, book)), _summary(statuses, book), quote_block(said, (), book))
        st.html(element("div", head, *_lists(result, facts, book), cls="panel fact"))
    show_table(rule_name(rule, book), coverage_table(result, facts, book), (), t)


def _ignore(_kind: str, _chosen: str) -> None:
    """The lists beside the map lead on."""
