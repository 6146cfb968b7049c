"""结对 Pairings: filters, flow map, Sankey, matrix, table, before and after, coverage; all of one selection."""

from __future__ import annotations

import streamlit as st

from data.pairings.pair import key_of
from ui import view
from ui.opened import opened
from ui.pairings.controls import arrangements, filters, rule
from ui.shared import trouble
from ui.shared.chartview import show_plot
from ui.shared.links import page_link
from ui.shared.mapview import show_map
from ui.shared.panel import show_panel
from ui.shared.switch import show_switch
from ui.shared.table_files import table_buttons
from ui.shared.tables import html_table, show_left_out, show_table
from ui.shared.window import window
from views.pairings.view import pairings
from views.parts.markup import answered_head, element

facts, shapes, book = opened()
t = book.t
at = view.address("pairings", facts, book)
SHOW, PAIR, REGION = (at.param(name) for name in ("show", "pair", "region"))


def choose(kind: str, chosen: str) -> None:
    """Put a chosen pairing or region into the URL; a click beside everything, or on the region again, clears it."""
    place = chosen if kind == "region" and chosen in REGION.allowed and chosen != view.read(REGION) else ""
    view.write_all({PAIR: key_of(facts, chosen) if kind == "flow" else "", REGION: place})


show, page_view = at["show"], pairings(at, facts, shapes, book)
title, switch = st.columns([5, 5], vertical_alignment="center")
title.html(answered_head(page_view.title, page_view.finding, page_view.qualifier))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda name: t(f"pairings.show_{name}"))
trouble.show(facts, shapes, t)
if show == "compare":
    arrangements(at, facts, book)
else:
    filters(at, facts, book)
if show == "coverage":
    rule(at, facts, book)
if show == "table":
    table_buttons(page_view.title, page_view.table, "pairs", t, page_view.period, page_view.basis)
    st.html(html_table(page_view.table) or element("p", t("describe.no_pairings"), cls="panel-nothing"))
    show_left_out(page_view.incomplete)
elif not (page_view.scene or page_view.charts):
    st.html(element("p", t("describe.no_pairings"), cls="panel-nothing"))
else:
    left, right = st.columns([7, 3], gap="small")
    with left:
        if page_view.scene:
            show_map(page_view.scene, "coverage" if show == "coverage" else "pairings", t, choose)
        for plot in page_view.charts:
            marked = page_view.chosen[1] if page_view.chosen else ""
            show_plot(plot, 0.7, window().high(330, 380, 620), lambda record: choose("flow", record), marked)
    with right:
        if page_view.chosen and show != "compare":
            label = t("pairings.open_pair") if at["pair"] else t("pairings.open_region")
            page_link("region", label, ":material/open_in_new:", pair=at["pair"], region="" if at["pair"] else at["region"])
        show_panel(page_view.panel)
    notes = (*page_view.incomplete, *(page_view.left_out if show == "map" else ()))
    show_table(page_view.description, page_view.table, notes, t, of=page_view)
