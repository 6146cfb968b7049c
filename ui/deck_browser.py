"""The component that reaches the browser's storage: without anything to see, and only where something is to be said.

It is a file that Streamlit serves, not a text that the browser would have to turn into a script, so that the content
security policy need not allow that. Streamlit knows such files only of installed packages; the atlas is none, and says by
itself what a package would say in its manifest (written for streamlit 1.67).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from text.catalogue import Catalogue
from ui import decks
from ui.markup import as_plain

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_PACKAGE, _STORE, _KEY = "atlas", "store", "deck_store"
_NAME: Final = f"{_PACKAGE}.{_STORE}"


def keep(t: Catalogue, *, live: bool, arrived: bool) -> None:
    """Keep the deck in the browser; called once a run, before the page is drawn.

    Parameters
    ----------
    t : Catalogue
    live : bool
        Whether the page shows the deck: it asks when it is opened, and is told what other windows do.
    arrived : bool
        Whether the reader has just come to this page.
    """
    if live and (arrived or not decks.sync().known):
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
            _component()(key=_KEY, data=sync.payload(live=live), on_answer_change=_answered)


def _answered() -> None:
    said = st.session_state[_KEY].get("answer")
    if isinstance(said, dict):
        decks.sync().answer(said)


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


def _component() -> ComponentRenderer:
    manager: Any = get_bidi_component_manager()
    if manager.get_component_asset_root(_NAME) is None:
        manifest = ComponentManifest(_PACKAGE, "1", [ComponentConfig(_STORE, "component")])
        manager.register_from_manifest(manifest, Path(__file__).parent)
    return _renderer()


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component(_NAME, js="store.js")
