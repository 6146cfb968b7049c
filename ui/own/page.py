"""The section of own figures: what is stored, and for editors the way in."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from data.store.database import StoreTrouble, store_url
from data.store.ledger import Ledger
from ui.own import editors
from ui.own.intake import show_intake
from ui.own.revisions import show_revisions
from views.book import Book
from views.loaders import STORE
from views.parts.markup import element


def show_own(facts: Facts, book: Book) -> None:
    """Show what was imported, and to an editor how to import, withdraw and restore."""
    t, editor = book.t, editors.editor()
    if STORE.trouble is not None:
        st.html(element("p", STORE.trouble.message(t), cls="notice", role="alert"))
    st.html(element("p", t("own.intro"), cls="says"))
    if editor:
        show_intake(facts, book, editor)
    else:
        st.html(element("p", t("own.viewer"), cls="panel-note"))
    try:
        ledger = Ledger.of(store_url())
        revisions = ledger.revisions() if ledger is not None else []
        st.html(element("h3", t("own.revisions", n=len(revisions))))
        if ledger is None or not revisions:
            st.html(element("p", t("own.none"), cls="panel-nothing"))
            return
        show_revisions(ledger, revisions, book, editor)
        ledger.engine.dispose()
    except StoreTrouble as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))
