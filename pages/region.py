"""地区 Region: everything known of one place, or of one pair."""

from __future__ import annotations

import streamlit as st

from ui import trouble, unverified, view
from ui.opened import opened
from ui.pair_page import show_pair
from ui.region_page import show_region
from ui.search import region_search
from views import loaders
from views.markup import element
from views.observations import record_ids
from views.params import Param
from views.places_named import NEUTRAL, pair_param, region_param

facts, shapes, book = opened()
t = book.t
pairs = loaders.pairs(facts)
instead = {"region": NEUTRAL} if NEUTRAL in book.regions else {}
REGION = region_param(facts, book, "650000" if "650000" in book.regions else next(iter(book.regions), ""), instead)
PAIR = pair_param(facts, book, pairs.keys(), instead)
RECORD = Param("record", "", record_ids(facts))


def choose(kind: str, chosen: str) -> None:
    """Go to the place or pair that was clicked on the map; a click beside everything changes nothing."""
    if kind == "region" and chosen in REGION.allowed:
        view.write_all({REGION: chosen, PAIR: "", RECORD: ""})
    elif kind == "flow" and chosen in pairs.values():
        view.write_all({PAIR: next(key for key, pairing in pairs.items() if pairing == chosen), RECORD: ""})


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
