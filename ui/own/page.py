"""The section of own figures: what is stored, and for editors the way in."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.load import Facts
from data.store.database import StoreTrouble, store_url
from data.store.ledger import Ledger
from data.store.revision import Revision
from text.dates import format_date
from ui.own import editors
from ui.own.intake import show_intake
from ui.shared.tables import html_table
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
    except StoreTrouble as error:
        st.html(element("p", error.message(t), cls="notice", role="alert"))
        return
    st.html(element("h3", t("own.revisions", n=len(revisions))))
    if ledger is None or not revisions:
        st.html(element("p", t("own.none"), cls="panel-nothing"))
        return
    st.html(html_table(_table(revisions, book)))
    if editor:
        _take_back(ledger, revisions, book, editor)
    ledger.engine.dispose()


def _table(revisions: list[Revision], book: Book) -> pd.DataFrame:
    t = book.t
    return pd.DataFrame(
        {
            t("own.number"): [revision.revision_id for revision in revisions],
            t("own.made"): [format_date(revision.made[:10], t.lang) for revision in revisions],
            t("own.who"): [revision.who for revision in revisions],
            t("own.table"): [revision.file_name for revision in revisions],
            t("own.reason"): [revision.why for revision in revisions],
            t("own.rows"): [revision.rows for revision in revisions],
            t("own.state"): [t("own.live") if revision.live else t("own.withdrawn") for revision in revisions],
        }
    )


def _take_back(ledger: Ledger, revisions: list[Revision], book: Book, editor: str) -> None:
    t = book.t
    by_number = {revision.revision_id: revision for revision in revisions}
    left, middle, right = st.columns([2, 5, 2], vertical_alignment="bottom")
    number = left.selectbox(t("own.number"), list(by_number), key="own_number")
    why = middle.text_input(t("own.why"), key="own_why_act", max_chars=300)
    live = by_number[number].live
    if right.button(t("own.withdraw") if live else t("own.restore"), key="own_act", width="stretch"):
        try:
            (ledger.withdraw if live else ledger.restore)(number, author=editor, why=why)
        except StoreTrouble as error:
            st.html(element("p", error.message(t), cls="notice", role="alert"))
            return
        STORE.look_again()
        st.rerun()
