"""What the views of rates are asked for: places, the scale of the value axis, events."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from text.catalogue import Catalogue
from ui import view
from ui.shared.switch import show_switch
from views.book import Book
from views.declared import Address
from views.trends.ranking import group_name, groups


def pick_places(at: Address, book: Book) -> None:
    """Draw the choice of places, and that of the axis where all points are drawn: key points always stand on an even one."""
    t, regions = book.t, at.param("regions")
    both = at["show"] == "rates"
    pick, beside = st.columns([8, 2], vertical_alignment="center") if both else (st.container(), None)
    key, changed = view.bound_list(regions)
    pick.multiselect(
        t("trends.regions"),
        regions.allowed,
        format_func=book.short,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )
    if beside is None:
        return
    with beside:
        show_switch(t("trends.axis"), at.param("axis"), lambda a: t(f"trends.axis_{a}"))


def switch_events(at: Address, t: Catalogue) -> None:
    """Draw the switch of events and goals: they are off until they are asked for."""
    param = at.param("events")
    key, on = f"w_{param.name}", bool(view.read(param))
    if st.session_state.get(key) != on:
        st.session_state[key] = on
    st.toggle(
        t("trends.events_switch"), key=key, on_change=lambda: view.write(param, "1" if st.session_state.get(key) else "")
    )


def pick_group(at: Address, facts: Facts, book: Book) -> None:
    """Draw the choice of values that stand together; nothing where there are none."""
    known = groups(facts)
    if known:
        key, changed = view.bound(at.param("rank"))
        label = book.t("ranking.choose")
        st.selectbox(label, list(known), format_func=lambda k: group_name(known[k], book), key=key, on_change=changed)
