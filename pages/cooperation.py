"""协作 Co-operation: the five tasks, the five aspects of assessment, paired institutions, and the terms of the documents."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.cooperation.figures import show_task
from ui.cooperation.scorecard import show_scorecard
from ui.opened import opened
from ui.shared import trouble
from ui.shared.switch import show_switch
from ui.shared.tables import show_view_table
from views.cooperation.figures import dimensions
from views.cooperation.view import TaskView, cooperation
from views.pairings.selection import ALL
from views.parts.markup import answered_head, element, join

facts, shapes, book = opened()
t = book.t
at = view.address("cooperation", facts, book)
SHOW, TASK = at.param("show"), at.param("task")

title, switch = st.columns([4, 6], vertical_alignment="center")
shown = cooperation(at, facts, book)
title.html(answered_head(shown.title, shown.finding, shown.qualifier))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda s: t(f"cooperation.show_{s}"), clears=(TASK,))
trouble.show(facts, shapes, t)
if at["show"] == "terms":
    st.html(shown.panel)
    show_view_table(shown, t)
elif not isinstance(shown, TaskView):
    show_scorecard(shown, at.param("card"), t)
else:
    # Its place stays where a choice leaves no such figure: what stands below it would else be another element.
    large = st.container(key="task-figures")
    if shown.large:
        several = element("h2", t("cooperation.large"), cls="finding") if len(shown.counts) > 1 else ""
        large.html(join(several, shown.large))
    for column, side in zip(st.container(key="filters").columns(2), ("helper", "recipient"), strict=True):
        key, changed = view.bound(at.param(side))
        column.selectbox(
            t("filter.helper") if side == "helper" else t("filter.recipient"),
            at.param(side).allowed,
            format_func=lambda i: t("filter.all") if i == ALL else book.region(i),
            key=key,
            on_change=changed,
        )
    if len(shown.counts) > 1:
        named = dict(zip(dimensions(at["show"]), shown.counts, strict=True))
        show_switch(
            t(f"cooperation.show_{at['show']}"),
            TASK,
            lambda d: t("filter.option", name=named[d][0], n=named[d][1]),
            values=tuple(named),
        )
    st.html(element("p", shown.counted, cls="counted"))
    show_task(shown, at.param("record"), book)
