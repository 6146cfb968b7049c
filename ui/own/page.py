"""The section of own figures: what is stored, and for editors the way in."""

from __future__ import annotations

import streamlit as st

from data.load import Facts
from data.store.database import StoreTrouble, store_url
from data.store.ledger import Ledger
from text.catalogue import Catalogue
from ui import deployment
from ui.own import editors
from ui.own.corrections import show_corrections
from ui.own.intake import show_intake
from ui.own.revisions import show_revisions
from views.book import Book
from views.loaders import STORE
from views.parts.markup import as_plain, element


def show_own(facts: Facts, book: Book) -> None:
    """Show what was imported, and to an editor how to import, withdraw and restore."""
    t, editor = book.t, editors.editor()
    if STORE.trouble is not None:
        st.html(element("p", STORE.trouble.message(t), cls="notice", role="alert"))
    st.html(element("p", t("own.intro"), cls="says"))
    if deployment.signs_in():
        _sign_in(t)
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
        if editor:
            show_corrections(ledger, facts, book, editor)
        ledger.engine.dispose()
    except StoreTrouble as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))


def _sign_in(t: Catalogue) -> None:
    """The way in and out where the deployment signs readers in; whoever is in is told under which name."""
    name, column = editors.reader_name(), st.container(horizontal=True, vertical_alignment="center")
    if st.user.is_logged_in:
        column.html(
            element("p", t("own.signed_in", name=name) if name else t("own.no_address"), cls="panel-note"), width="content"
        )
        column.button(t("own.sign_out"), key="own_sign_out", on_click=st.logout)
        return
    for provider in deployment.providers():
        text = t("own.sign_in_with", name=provider) if provider else t("own.sign_in")
        column.button(as_plain(text), key=f"own_sign_in_{provider}", on_click=st.login, args=(provider or None,))
