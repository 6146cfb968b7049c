"""地区 Region: everything known of one place, or of one pair."""

from __future__ import annotations

import streamlit as st

from data.pairings.pair import key_of
from ui import unverified, view
from ui.opened import opened
from ui.region.pair import show_pair
from ui.region.place import show_region
from ui.shared import trouble
from ui.shared.search import region_search
from views import loaders
from views.parts.markup import element

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


def cite(record_id: str) -> None:
    """Put the record behind a clicked mark into the URL."""
    if record_id in RECORD.allowed:
        view.write(RECORD, record_id)


pair = view.read(PAIR)
title, search = st.columns([7, 2.6], vertical_alignment="center")
with search:
    region_search(facts, REGION, t, clears=(PAIR, RECORD))
trouble.show(facts, shapes, t)
if pair:
    unverified.note(pair.split("-"), t)
    show_pair(facts, shapes, pair, book, title, choose, view.read(RECORD), cite)
elif region := view.read(REGION):
    unverified.note((region,), t)
    show_region(facts, shapes, region, book, title, choose, view.read(RECORD), cite)
else:
    title.html(element("p", t("panel.nothing"), cls="panel-nothing"))
