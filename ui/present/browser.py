"""The component that reaches the browser's storage: without anything to see, and only where something is to be said."""

from __future__ import annotations

from typing import Final

import streamlit as st

from text.catalogue import Catalogue
from ui.present import decks
from ui.shared.components import element_of
from views.parts.markup import as_plain

_KEY: Final = "deck_store"


def keep(t: Catalogue, *, live: bool, arrived: bool) -> None:
    """Keep the deck in the browser; called once a run, before the page is drawn.

    Parameters
    ----------
    live : bool
        Whether the page shows the deck: it asks when it is opened, and is told what other windows do.
    arrived : bool
        Whether the reader has just come to this page.
    """
    if live and (arrived or not decks.sync().loaded):
        decks.sync().ask()
    decks.sync().events.discard("changed")  # the page is about to be drawn anew
    if live or decks.sync().busy() or decks.sync().events:
        _keep(t, live)


@st.fragment
def _keep(t: Catalogue, live: bool) -> None:
    """What an answer of the browser runs: this alone, unless the page shows what has changed."""
    sync = decks.sync()
    events = sync.events
    redraw = live and "changed" in events
    _tell(t)
    if redraw:
        st.rerun()
    if live or sync.busy():
        with st.container(key="deck-store"):
            element_of("store")(key=_KEY, data=sync.payload(live=live), on_answer_change=_answered)


def _answered() -> None:
    answer = st.session_state[_KEY].get("answer")
    if isinstance(answer, dict):
        decks.sync().answer(answer)


def _tell(t: Catalogue) -> None:
    sync = decks.sync()
    events = sync.events
    if "added" in events and sync.own:
        # A toast is read as Markdown, and the title may be a stranger's.
        words = t("deck.added", title=as_plain(sync.own.title), n=len(sync.own.slides))
        st.toast(f"{words} {t(f'store.{sync.trouble}')}" if sync.trouble else words, icon=":material/slideshow:")
    if "full" in events:
        st.toast(t("deck.full"), icon=":material/slideshow:")
    events.clear()
