"""In the frame of every page: put this view into the deck, present it alone, or take it along as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from export.deck.deck import Deck, DeckSlide
from text.catalogue import Catalogue
from ui import theme
from ui.present import decks
from ui.present.jobs.files import export_buttons, forget
from ui.present.jobs.previews import own_words
from ui.present.route import awaited, player_href
from views.addresses import VIEWS, refused, view_of
from views.parts.markup import element

#: Begins the keys of the dialog's buttons.
_PLACE: Final = "view"
#: The view whose files the dialog offers; a page that is drawn anew keeps the dialog open.
_OFFERED: Final = "view_offered"


def deck_buttons(page: str, t: Catalogue) -> None:
    """Draw the buttons; a page that is no view, such as that of the deck itself, has none.

    Parameters
    ----------
    page : str
        Address of the page; empty for the landing page.
    """
    name = page or next(iter(VIEWS))
    view = view_of(name, st.query_params.to_dict())
    if name not in VIEWS or refused(view):
        return
    st.button(t("deck.add"), key="deck_add", on_click=_add, args=(view, t), type="tertiary", icon=":material/add:")
    st.button(t("deck.export"), key="view_export", on_click=_open, args=(view,), type="tertiary", icon=":material/download:")
    offered = st.session_state.get(_OFFERED)
    if offered == view:
        _dialog(t)(view, t)
    elif offered is not None:
        _close()
    address = player_href(Deck(t(f"page.{name}"), (DeckSlide(view),), t.lang), t.lang, theme.current())
    st.html(element("a", t("deck.present_view"), cls="frame-link", href=awaited(address), target="_blank", rel="noopener"))


def _dialog(t: Catalogue) -> Callable[[str, Catalogue], None]:
    """The dialog under its title in the reader's language."""
    return st.dialog(t("deck.export_title"), width="medium", icon=":material/download:", on_dismiss=_close)(_export)


def _open(view: str) -> None:
    forget(_PLACE)
    st.session_state[_OFFERED] = view


def _close() -> None:
    forget(_PLACE)
    st.session_state.pop(_OFFERED, None)


def _export(view: str, t: Catalogue) -> None:
    """Offer the files of one view: the same as those of a deck, with this slide alone."""
    title = _title(view, t)
    if title:
        st.html(element("p", title, cls="says"))
    export_buttons(Deck(title or t("deck.export_title"), (DeckSlide(view),), t.lang), t, _PLACE)


def _title(view: str, t: Catalogue) -> str:
    words = own_words(view, t.lang, theme.current())
    return words[0] if words else ""


def _add(view: str, t: Catalogue) -> None:
    decks.add(view, t, _title(view, t))
