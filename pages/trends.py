"""趋势 Trends: the key points of poverty rates, all points, a fair ranking, counties delisted; each with its source."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.opened import opened
from ui.shared import trouble
from ui.shared.switch import show_switch
from ui.trends.controls import pick_places
from ui.trends.delisting import show_delisting
from ui.trends.key_points import show_key_points
from ui.trends.ranking import show_ranking
from ui.trends.rates import show_rates
from views.parts.markup import page_head

facts, shapes, book = opened()
t = book.t
at = view.address("trends", facts, book)
SHOW, RECORD = at.param("show"), at.param("record")


def choose(record_id: str) -> None:
    """Put the record behind a clicked mark into the URL."""
    if record_id in RECORD.allowed:
        view.write(RECORD, record_id)


title, switch = st.columns([5, 5], vertical_alignment="center")
# The map of counties says what it shows in its finding and its legend.
subtitle = "" if (at["show"], at["as"]) == ("delisted", "map") else t(f"trends.subtitle_{at['show']}")
title.html(page_head(t(f"trends.title_{at['show']}"), subtitle))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda s: t(f"trends.show_{s}"), clears=(RECORD,))
trouble.show(facts, shapes, t)
show, record = at["show"], at["record"]
if show in ("points", "rates"):
    pick_places(at, book)
    if show == "points":
        show_key_points(facts, at.several("regions"), record, book, choose)
    else:
        show_rates(facts, at.several("regions"), at["axis"], record, book, choose)
elif show == "delisted":
    show_delisting(facts, shapes, record, book, choose)
else:
    show_ranking(facts, record, book, choose)
