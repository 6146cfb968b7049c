"""地区 Region: everything known of one place, or of one pair."""

from __future__ import annotations

import streamlit as st

from data.pairings.pair import key_of
from ui import unverified, view
from ui.opened import opened
from ui.region.page import show_place
from ui.shared import trouble
from ui.shared.search import region_search
from views import loaders
from views.parts.markup import element, named_head
from views.region.view import region

facts, shapes, book = opened()
t = book.t
pairs = loaders.pairs(facts)
at = view.address("region", facts, book)
REGION, PAIR, RECORD = (at.param(name) for name in ("region", "pair", "record"))


def choose(kind: str, chosen: str) -> None:
    """Go to the place or pair that was clicked on the map; a click beside everything changes nothing."""
    if kind == "region" and chosen in REGION.allowed:
        view.write_all({REGION: chosen, PAIR: "", RECORD: ""})
    elif kind == "flow" and chosen in pairs.values():
        view.write_all({PAIR: key_of(facts, chosen), RECORD: ""})


page_view = region(at, facts, shapes, book)
title, search = st.columns([7, 2.6], vertical_alignment="center")
with search:
    region_search(facts, REGION, t, clears=(PAIR, RECORD))
trouble.show(facts, shapes, t)
if page_view:
    title.html(named_head(page_view.title, page_view.finding, page_view.under(t)))
    unverified.note(page_view.sides, t)
    show_place(page_view, facts, book, RECORD, at["record"], choose)
else:
    title.html(element("p", t("panel.nothing"), cls="panel-nothing"))
