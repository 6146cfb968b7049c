"""来源 Sources: each document with all its quotes, conflicts, consistency checks, what is recorded, boundaries."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.opened import opened
from ui.own.page import show_own
from ui.shared import trouble
from ui.shared.switch import show_switch
from ui.sources.documents import show_documents
from ui.sources.quality import show_checks, show_conflicts, show_recorded
from views.parts.markup import page_head

facts, shapes, book = opened()
t = book.t
SHOW = view.address("sources", facts, book).param("show")

head, switch = st.columns([5, 5], vertical_alignment="center")
own = view.read(SHOW) == "own"
head.html(page_head(t("sources.show_own")) if own else page_head(t("sources.title"), t("sources.subtitle")))
with switch:
    show_switch(t("pairings.show"), SHOW, lambda s: t(f"sources.show_{s}"))
trouble.show(facts, shapes, t)
show = view.read(SHOW)
if show == "conflicts":
    show_conflicts(facts, book)
elif show == "checks":
    show_checks(facts, book)
elif show == "recorded":
    show_recorded(facts, book)
elif show == "own":
    show_own(facts, book)
else:
    show_documents(facts, shapes, book)
