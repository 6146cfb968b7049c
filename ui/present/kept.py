"""Decks that the server keeps: opened by whoever may, kept and taken away by owner is known."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from sqlalchemy import Engine

from data.store.database import StoreTrouble, store_url
from data.store.decks import StoredDeck, decks_for, keep_deck, remove_deck
from data.store.ledger import Ledger
from export.deck.deck import Deck, dump, parse
from text.catalogue import Catalogue
from text.dates import format_date
from ui.own import editors
from ui.present import decks
from views.parts.markup import element

_NOTICE = "deck_kept_said"


def show_kept(deck: Deck, t: Catalogue) -> None:
    """Offer the decks of the server, and to keep this stored_deck there.

    Parameters
    ----------
    deck : Deck
        The one at hand.
    """
    fold = st.expander(t("kept.title"), icon=":material/dns:", key="deck-kept", on_change="rerun")
    # The database is asked only where somebody wants to know.
    if not fold.open:
        return
    with fold:
        owner = editors.reader_name()
        try:
            ledger = Ledger.of(store_url())
            stored = decks_for(ledger.engine, owner) if ledger is not None else []
        except StoreTrouble as error:
            st.html(element("p", error.message(t), cls="notice", role="alert"))
            return
        if notice := st.session_state.pop(_NOTICE, ""):
            st.html(element("p", notice, cls="notice", role="status"))
        _open(stored, owner, t)
        if owner:
            _keep(deck, owner, t)
        elif not stored:
            st.html(element("p", t("kept.unknown"), cls="panel-note"))
        if ledger is not None:
            ledger.engine.dispose()


def _open(stored: list[StoredDeck], owner: str, t: Catalogue) -> None:
    if not stored:
        st.html(element("p", t("kept.none"), cls="panel-nothing"))
        return

    def name(n: int) -> str:
        stored_deck = stored[n]
        key = "kept.shared_option" if stored_deck.shared else "kept.own_option"
        return t(key, name=stored_deck.name, owner=stored_deck.owner, date=format_date(stored_deck.stored_at[:10], t.lang))

    number = st.selectbox(t("kept.choose"), range(len(stored)), format_func=name, key=f"kept-choice-{len(stored)}")
    chosen = stored[number]
    with st.container(horizontal=True, gap="small"):
        st.button(t("kept.open"), key="kept-open", on_click=_take, args=(chosen, t))
        if owner == chosen.owner:
            remove = _doing(
                lambda engine: remove_deck(engine, chosen.name, owner=owner), t("kept.removed", name=chosen.name), t
            )
            st.button(t("kept.remove"), key="kept-remove", on_click=remove, type="tertiary")


def _take(stored: StoredDeck, t: Catalogue) -> None:
    deck, faults = parse(stored.text.encode(), stored.name)
    if deck is None:
        st.session_state[_NOTICE] = " ".join(fault.message(t) for fault in faults)
        return
    decks.hold(deck)


def _keep(deck: Deck, owner: str, t: Catalogue) -> None:
    # Who may store figures for everybody may show everybody a deck.
    shared = st.checkbox(t("kept.share"), key="kept-shared") if editors.editor() else False
    keep = _doing(
        lambda engine: keep_deck(engine, deck.title, dump(deck), owner=owner, shared=shared),
        t("kept.stored", name=deck.title),
        t,
    )
    st.button(t("kept.keep"), key="kept-keep", on_click=keep, disabled=not deck.slides)


def _doing(act: Callable[[Engine], None], message: str, t: Catalogue) -> Callable[[], None]:
    """What a button does with the store, and what is told afterwards."""

    def do() -> None:
        try:
            ledger = Ledger.open(store_url())
            act(ledger.engine)
            ledger.engine.dispose()
            st.session_state[_NOTICE] = message
        except StoreTrouble as error:
            st.session_state[_NOTICE] = error.message(t)

    return do
