"""趋势 Trends: poverty rates over time, a fair ranking, counties delisted; every point with its source."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.opened import opened
from ui.shared import trouble
from ui.shared.panel import show_panel
from ui.trends.delisting import show_delisting
from ui.trends.ranking import show_ranking
from ui.trends.rates import show_rates
from views.parts import panel
from views.parts.markup import page_head
from views.parts.record_panel import record_panel

facts, shapes, book = opened()
t = book.t
at = view.address("trends", facts, book)
SHOW, AXIS, REGIONS, RECORD = (at.param(name) for name in ("show", "axis", "regions", "record"))


def choose(record_id: str) -> None:
    """Put the record behind a clicked mark into the URL."""
    if record_id in RECORD.allowed:
        view.write(RECORD, record_id)


title, switch = st.columns([5, 5], vertical_alignment="center")
title.html(page_head(t("trends.title"), t("trends.subtitle")))
key, changed = view.bound(SHOW, clears=(RECORD,))
switch.segmented_control(
    t("pairings.show"),
    SHOW.allowed,
    format_func=lambda s: t(f"trends.show_{s}"),
    key=key,
    on_change=changed,
    label_visibility="collapsed",
    required=True,
)
trouble.show(facts, shapes, t)
show, record = at["show"], at["record"]
if show == "rates":
    pick, axis = st.columns([8, 2], vertical_alignment="center")
    key, changed = view.bound_list(REGIONS)
    pick.multiselect(
        t("trends.regions"),
        REGIONS.allowed,
        format_func=book.short,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )
    key, changed = view.bound(AXIS)
    axis.segmented_control(
        t("trends.axis"),
        AXIS.allowed,
        format_func=lambda a: t(f"trends.axis_{a}"),
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )
    show_rates(facts, at.several("regions"), at["axis"], record, book, choose)
elif show == "delisted":
    show_delisting(facts, shapes, record, book, choose)
else:
    left, right = st.columns([7, 3], gap="small")
    with left:
        show_ranking(facts, book, choose)
    with right:
        show_panel(record_panel(facts, record, book) if record else panel.hint(t("trends.hint")))
