"""趋势 Trends: the key points of poverty rates, all points, a fair ranking, counties delisted; each with its source."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.opened import opened
from ui.shared import trouble
from ui.shared.switch import show_switch
from ui.trends.charts import show_key_points, show_ranking, show_rates
from ui.trends.controls import pick_group, pick_places
from ui.trends.delisting import show_delisting
from views.parts.markup import answered_head
from views.trends.view import trends

facts, shapes, book = opened()
t = book.t
at = view.address("trends", facts, book)
SHOW, RECORD = at.param("show"), at.param("record")


def choose(record_id: str) -> None:
    """Put the record behind a clicked mark into the URL."""
    if record_id in RECORD.allowed:
        view.write(RECORD, record_id)


title, switch = st.columns([5, 5], vertical_alignment="center")
show, shown = at["show"], trends(at, facts, shapes, book)
title.html(answered_head(shown.title, shown.finding, shown.qualifier))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda s: t(f"trends.show_{s}"), clears=(RECORD,))
trouble.show(facts, shapes, t)
if show in ("points", "rates"):
    pick_places(at, book)
    (show_key_points if show == "points" else show_rates)(shown, at, t, choose)
elif show == "delisted":
    show_delisting(shown, at, facts, t, choose)
else:
    pick_group(at, facts, book)
    show_ranking(shown, at, t, choose)
