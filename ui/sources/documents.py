"""The list of documents and the document that is open."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from data.rows import records
from ui import view
from ui.sources.package import package_button
from views.book import Book
from views.declared import BOUNDARIES, Address
from views.params import Param
from views.parts.markup import as_plain
from views.parts.words import title_of
from views.sources.document import summary
from views.sources.view import quoted
from views.view import View


def show_documents(current: View, at: Address, facts: Facts, book: Book) -> None:
    """Draw the seed documents as a list, all other sources as a search, and the one that is open."""
    seeds = [row["source_id"] for row in records(facts.sources) if row["tier"] == "core"]
    # One that no record rests on, as while all that it says is hidden, would open without a word.
    others_ids = [i for i in quoted(facts) if i not in seeds]
    source, record = at.param("source"), at.param("record")
    open_one = view.read(source)
    left, right = st.columns([3, 7], gap="medium")
    with left, st.container(key="document-list"):
        _list(facts, [*seeds, *([] if open_one in (*seeds, BOUNDARIES) else [open_one]), BOUNDARIES], source, record, book)
        if others_ids:
            _search(others_ids, source, record, book)
        package_button(facts.version.partition("-")[0], book.t)
    with right, st.container(key="document"):
        st.html(current.panel)


def _list(facts: Facts, ids: list[str], source: Param, record: Param, book: Book) -> None:
    t = book.t

    def label(source_id: str) -> str:
        return t("boundaries.title") if source_id == BOUNDARIES else as_plain(title_of(book.sources[source_id], t))

    key, changed = view.bound(source, clears=(record,))
    captions = [as_plain(summary(facts, i, book)) if i != BOUNDARIES else "" for i in ids]
    st.radio(
        t("sources.list"),
        ids,
        format_func=label,
        captions=captions,
        key=key,
        on_change=changed,
        label_visibility="collapsed",
    )


def _search(ids: list[str], source: Param, record: Param, book: Book) -> None:
    t = book.t

    def go() -> None:
        if st.session_state.get("other-source"):
            view.write_all({source: st.session_state["other-source"], record: ""})

    st.selectbox(
        t("sources.others", n=len(ids)),
        ids,
        format_func=lambda i: title_of(book.sources[i], t),
        index=None,
        key="other-source",
        on_change=go,
        placeholder=t("sources.find"),
        filter_mode="contains",
    )
