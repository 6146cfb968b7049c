"""协作 Co-operation: the five tasks, the five aspects of assessment, paired institutions, and the terms of the documents."""

from __future__ import annotations

import streamlit as st

from ui import trouble, view
from ui.cooperation_view import show_dimension
from ui.institutions_view import show_institutions
from ui.opened import opened
from ui.scorecard_view import show_scorecard
from ui.terms_view import show_terms
from views.cooperation import VIEWS, dimension_name, dimensions, figures_of, known
from views.markup import as_plain, element, page_head
from views.params import Param

facts, shapes, book = opened()
t = book.t
ALL = "all"
SHOW = Param("show", "tasks", (*VIEWS, "scorecard", "terms"))
HELPER = Param("helper", ALL, {ALL, *known(facts.cooperation, "helper_id")})
RECIPIENT = Param("recipient", ALL, {ALL, *known(facts.cooperation, "recipient_id")})

title, switch = st.columns([4, 6], vertical_alignment="center")
title.html(page_head(t("cooperation.title"), t("cooperation.subtitle")))
shown = dimensions(view.read(SHOW))
of_sides = figures_of(facts, *(view.read(p).replace(ALL, "") for p in (HELPER, RECIPIENT)))
TASK = Param("task", next((d for d in shown if (of_sides["dimension"] == d).any()), shown[0]), shown)
key, changed = view.bound(SHOW, clears=(TASK,))
switch.segmented_control(
    t("pairings.show"),
    SHOW.allowed,
    format_func=lambda s: t(f"cooperation.show_{s}"),
    key=key,
    on_change=changed,
    label_visibility="collapsed",
    required=True,
)
trouble.show(facts, shapes, t)
show = view.read(SHOW)
if show == "terms":
    show_terms(facts, book)
elif show == "scorecard":
    show_scorecard(facts, book)
else:
    for column, param, label in zip(st.columns(2), (HELPER, RECIPIENT), ("helper", "recipient"), strict=True):
        key, changed = view.bound(param)
        side = "helper_id" if label == "helper" else "recipient_id"
        column.selectbox(
            t("filter.helper") if label == "helper" else t("filter.recipient"),
            [ALL, *known(facts.cooperation, side)],
            format_func=lambda i: t("filter.all") if i == ALL else book.region(i),
            key=key,
            on_change=changed,
        )
    helper, recipient = (view.read(p).replace(ALL, "") for p in (HELPER, RECIPIENT))
    rows = of_sides
    st.html(element("p", t("cooperation.counted", n=len(rows), total=len(facts.cooperation)), cls="counted"))
    if len(shown) > 1:
        key, changed = view.bound(TASK)
        counts = rows["dimension"].value_counts()
        st.segmented_control(
            t(f"cooperation.show_{show}"),
            shown,
            key=key,
            on_change=changed,
            label_visibility="collapsed",
            required=True,
            format_func=lambda d: as_plain(t("filter.option", name=dimension_name(d, book), n=int(counts.get(d, 0)))),
        )
    else:
        show_institutions(rows, book)
    show_dimension(facts, (helper, recipient), view.read(TASK), book)
