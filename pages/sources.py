"""来源 Sources: each document with all its quotes, and where the boundaries come from."""

from __future__ import annotations

import streamlit as st

from ui import loaders, trouble, view
from ui.boundaries import boundaries
from ui.markup import as_plain
from ui.source_view import document, summary
from ui.text import catalogue
from ui.words import title_of

t, facts, shapes = catalogue(), loaders.facts(), loaders.shapes()
book = loaders.book(facts, t)
ids = tuple(facts.sources["source_id"])
SOURCE = view.Param("source", ids[0] if ids else "boundaries", (*ids, "boundaries"))
RECORD = view.Param("record", "", set().union(*(set(facts.table(n).iloc[:, 0]) for n in ("pairings", "observations",
                    "cooperation", "events", "terms"))))  # fmt: skip

st.html(f"<div class='page-head'><h1>{t('sources.title')}</h1><p>{t('sources.subtitle')}</p></div>")
trouble.show(facts, shapes, t)


def label(source_id: str) -> str:
    """Name a document in the list."""
    return t("boundaries.title") if source_id == "boundaries" else as_plain(title_of(book.sources[source_id], t))


captions = [summary(facts, i, book) if i != "boundaries" else "" for i in SOURCE.allowed]
left, right = st.columns([3, 7], gap="medium")
with left, st.container(key="document-list"):
    key, changed = view.bound(SOURCE, clears=(RECORD,))
    st.radio(
        t("sources.list"), SOURCE.allowed, format_func=label, captions=captions, key=key, on_change=changed,
        label_visibility="collapsed",
    )  # fmt: skip
with right, st.container(key="document"):
    shown = view.read(SOURCE)
    if shown == "boundaries":
        st.html(boundaries(shapes, t))
    else:
        st.html(document(facts, shown, book, view.read(RECORD)))
