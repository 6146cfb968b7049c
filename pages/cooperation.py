"""协作 Co-operation: the five tasks, the five aspects of assessment, paired institutions, and the terms of the documents."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.cooperation.figures import show_dimension
from ui.cooperation.institutions import show_institutions
from ui.cooperation.scorecard import show_scorecard
from ui.cooperation.terms import show_terms
from ui.opened import opened
from ui.shared import trouble
from ui.shared.switch import show_switch
from views.cooperation.figures import dimension_name, dimensions, figures_of, headlines
from views.pairings.selection import ALL
from views.parts.markup import element, page_head

facts, shapes, book = opened()
t = book.t
at = view.address("cooperation", facts, book)
SHOW, TASK = at.param("show"), at.param("task")

title, switch = st.columns([4, 6], vertical_alignment="center")
title.html(page_head(t("cooperation.title"), t("cooperation.subtitle")))
shown = dimensions(at["show"])
helper, recipient = (at[side].replace(ALL, "") for side in ("helper", "recipient"))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda s: t(f"cooperation.show_{s}"), clears=(TASK,))
trouble.show(facts, shapes, t)
show = at["show"]
if show == "terms":
    show_terms(facts, book)
elif show == "scorecard":
    show_scorecard(facts, book)
else:
    for column, side in zip(st.columns(2), ("helper", "recipient"), strict=True):
        key, changed = view.bound(at.param(side))
        column.selectbox(
            t("filter.helper") if side == "helper" else t("filter.recipient"),
            at.param(side).allowed,
            format_func=lambda i: t("filter.all") if i == ALL else book.region(i),
            key=key,
            on_change=changed,
        )
    rows = figures_of(facts, helper, recipient)
    st.html(element("p", t("cooperation.counted", n=len(rows), total=len(facts.cooperation)), cls="counted"))
    if large := headlines(rows, shown, book):
        st.html(large)
    if len(shown) > 1:
        counts = rows["dimension"].value_counts()
        show_switch(
            t(f"cooperation.show_{show}"),
            TASK,
            lambda d: t("filter.option", name=dimension_name(d, book), n=int(counts.get(d, 0))),
            values=shown,
        )
    else:
        show_institutions(rows, facts, book)
    show_dimension(facts, (helper, recipient), at["task"], book)
