"""来源 Sources: each document with all its quotes, conflicts, consistency checks, what is recorded, boundaries."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.opened import opened
from ui.own.page import show_own
from ui.shared import trouble
from ui.shared.switch import show_switch
from ui.shared.tables import show_view_table
from ui.sources.documents import show_documents
from ui.sources.quality import show_checks, show_recorded
from views.sources.view import head_of, sources

facts, shapes, book = opened()
t = book.t
at = view.address("sources", facts, book)
SHOW = at.param("show")

head, switch = st.columns([5, 5], vertical_alignment="center")
show, shown = at["show"], sources(at, facts, shapes, book)
head.html(head_of(shown, at, facts, book))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda s: t(f"sources.show_{s}"))
trouble.show(facts, shapes, t)
if show == "conflicts":
    st.html(shown.panel)
    show_view_table(shown, t)
elif show == "checks":
    show_checks(shown, at, facts, book)
elif show == "recorded":
    show_recorded(shown, at, book)
elif show == "own":
    show_own(facts, book)
else:
    show_documents(shown, at, facts, book)
