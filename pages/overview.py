"""总览 Overview: who helps whom, and where poverty stood."""

from __future__ import annotations

import streamlit as st

from data.pairings.pair import key_of
from ui import unverified, view
from ui.opened import opened
from ui.overview.controls import show_controls
from ui.overview.helper_list import show_helpers
from ui.overview.panels import show_panels
from ui.shared import trouble
from ui.shared.mapview import show_map
from ui.shared.panel import show_panel
from ui.shared.search import region_search
from ui.shared.switch import show_switch
from ui.shared.tables import show_view_table
from views.overview.helpers import helpers, is_below
from views.overview.view import overview
from views.parts.markup import answered_head

facts, shapes, book = opened()
t = book.t
at = view.address("overview", facts, book)
FILL, WHEN, REGION, PAIR = map(at.param, ("fill", "when", "region", "pair"))


def choose(kind: str, chosen: str) -> None:
    """Put what was clicked on the map into the URL; a click beside everything clears the choice."""
    if kind == "year":
        view.write(WHEN, chosen if chosen in WHEN.allowed else "")
        return
    region = chosen if kind in ("region", "helper") and chosen in REGION.allowed else ""
    pair = key_of(facts, chosen) if kind == "flow" else ""
    view.write_all(({FILL: "role"} if kind == "helper" else {}) | {REGION: region, PAIR: pair})


page_view = overview(at, facts, shapes, book)
title, switch, search = st.columns([5, 2.1, 2.4], vertical_alignment="center")
title.html(answered_head(page_view.title, page_view.finding, page_view.qualifier))
with switch:
    show_switch(t("overview.fill"), FILL, lambda fill: t(f"overview.fill_{fill}"))
trouble.show(facts, shapes, t)
left, right = (st.container(), st.container()) if at["fill"] == "nine" else st.columns([7, 3], gap="small")
with left:
    if page_view.scene:
        show_map(page_view.scene, "national", t, choose)
    else:
        show_panels(page_view, at, facts, shapes, book, choose)
with search:  # after the map: its hundreds of names keep a browser busy, and the map is what one came for
    region_search(facts, REGION, t, clears=(PAIR,))
with right:
    show_controls(at, page_view, facts, book)
    listed = helpers(page_view.pairings, facts, shapes, book) if at["fill"] == "role" else ()
    below = is_below(at["region"], bool(page_view.chosen), listed)
    if listed and not below:
        show_helpers(listed, at["region"], choose, t)
    if page_view.chosen:
        st.button(t("panel.back"), on_click=choose, args=("", ""), type="tertiary", icon=":material/arrow_back:")
    show_panel(page_view.panel)
    if at["region"]:
        unverified.note([at["region"]], t)
    if listed and below:
        show_helpers(listed, at["region"], choose, t)
show_view_table(page_view, t)
