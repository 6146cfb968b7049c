"""结对 Pairings: filters, flow map, Sankey, matrix, table, before and after, coverage; all of one selection."""

from __future__ import annotations

import streamlit as st

from data.pairings.pair import key_of
from ui import view
from ui.opened import opened
from ui.pairings.comparison import show_comparison
from ui.pairings.controls import selection
from ui.pairings.coverage import show_coverage
from ui.pairings.diagrams import show_flow_map, show_matrix, show_sankey
from ui.shared import trouble
from ui.shared.links import page_link
from ui.shared.panel import show_panel
from ui.shared.table_files import table_buttons
from ui.shared.tables import html_table, show_table
from views.memo import memoized
from views.overview.national import unplaced_notes
from views.pairings.rows import choice_of, pairing_rows, panel_of_region
from views.pairings.selection import recorded_in_part
from views.parts import pairing_links, panel
from views.parts.markup import element, page_head

facts, shapes, book = opened()
t = book.t
at = view.address("pairings", facts, book)
SHOW, PAIR, REGION = (at.param(name) for name in ("show", "pair", "region"))


def choose(kind: str, chosen: str) -> None:
    """Put a chosen pairing or region into the URL; a click beside everything, or on the region again, clears it."""
    place = chosen if kind == "region" and chosen in REGION.allowed and chosen != view.read(REGION) else ""
    view.write_all({PAIR: key_of(facts, chosen) if kind == "flow" else "", REGION: place})


title, switch = st.columns([5, 5], vertical_alignment="center")
title.html(page_head(t("pairings.title")))
key, changed = view.bound(SHOW)
switch.segmented_control(
    t("pairings.show"),
    SHOW.allowed,
    format_func=lambda s: t(f"pairings.show_{s}"),
    key=key,
    on_change=changed,
    label_visibility="collapsed",
    required=True,
)
trouble.show(facts, shapes, t)
show, pair, region = at["show"], at["pair"], at["region"]
if show == "compare":
    show_comparison(facts, shapes, book, pair, choose)
else:
    chosen = selection(facts, book)
    counted, rule = st.columns([5, 2], vertical_alignment="center")
    counted.html(element("p", t("pairings.counted", n=len(chosen.pairings), total=chosen.total), cls="counted"))
    for sentence in recorded_in_part(chosen.pairings, facts, t):
        counted.html(element("p", sentence, cls="counted"))
    rule.popover(t("pairings.rule"), type="tertiary", icon=":material/help:").html(element("p", t("arrangement.rule")))
    if show == "coverage":
        show_coverage(chosen.pairings, facts, shapes, book)
    elif show == "table":
        rows = pairing_rows(chosen.pairings, book)
        table_buttons(t("pairings.says", n=len(rows)), rows, "pairs", t)
        st.html(html_table(rows) or element("p", t("describe.no_pairings"), cls="panel-nothing"))
    else:
        mark, left_out = choice_of(pair, region, chosen.pairings, facts), []
        pairing = mark[1] if pair and mark else ""
        left, right = st.columns([7, 3], gap="small")
        with left:
            if show == "map":
                left_out = show_flow_map(chosen.pairings, facts, shapes, book, mark, choose)
            elif show == "sankey":
                show_sankey(chosen.pairings, book, choose)
            else:
                show_matrix(chosen.pairings, book, choose)
        with right:
            if pairing:
                page_link("region", t("pairings.open_pair"), ":material/open_in_new:", pair=pair)
                show_panel(memoized("pair", lambda: panel.pair_panel(facts, pairing, book), facts, book, pairing))
            elif region:
                page_link("region", t("pairings.open_region"), ":material/open_in_new:", region=region)
                show_panel(panel_of_region(chosen.pairings, region, facts, book))
            else:
                show_panel(pairing_links.by_helper(chosen.pairings, book))
        notes = unplaced_notes(left_out, facts, book)
        show_table(t("pairings.says", n=len(chosen.pairings)), pairing_rows(chosen.pairings, book), notes, t)
