"""来源 Sources: each document with all its quotes, conflicts, consistency checks, what is recorded, boundaries."""

from __future__ import annotations

import streamlit as st

from ui import view
from ui.opened import opened
from ui.own.page import show_own
from ui.shared import trouble
from ui.sources.documents import show_documents
from ui.sources.quality import show_checks, show_conflicts, show_recorded
from views.parts.markup import page_head

facts, shapes, book = opened()
t = book.t
SHOW = view.address("sources", facts, book).param("show")

head, switch = st.columns([5, 5], vertical_alignment="center")
head.html(page_head(t("sources.title"), t("sources.subtitle")))
key, changed = view.bound(SHOW)
switch.segmented_control(
    t("pairings.show"),
    SHOW.allowed,
    format_func=lambda s: t(f"sources.show_{s}"),
    key=key,
    on_change=changed,
    label_visibility="collapsed",
    required=True,
)
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
