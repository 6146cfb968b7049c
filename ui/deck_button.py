"""In the frame of every page: put this view into the deck, present it alone, or take it along as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from export.deck import Deck, DeckSlide
from export.deck_views import VIEWS, refused, view_of
from text.catalogue import Catalogue
from ui import decks, theme
from ui.deck_export import export_buttons, forget
from ui.deck_route import player_href
from ui.markup import element
from ui.serving import failure
from ui.slides import title_of

#: Begins the keys of the dialog's buttons.
_PLACE: Final = "view"


def deck_buttons(page: str, t: Catalogue) -> None:
    """Draw the buttons; a page that is no view, such as that of the deck itself, has none.

    Parameters
    ----------
    page : str
        Address of the page; empty for the landing page.
    t : Catalogue
    """
    name = page or next(iter(VIEWS))
    view = view_of(name, st.query_params.to_dict())
    if name not in VIEWS or refused(view):
        return
    st.button(t("deck.add"), key="deck_add", on_click=_add, args=(view, t), type="tertiary", icon=":material/add:")
    if st.button(t("deck.export"), key="view_export", type="tertiary", icon=":material/download:"):
        forget(_PLACE)
        _dialog(t)(view, t)
    address = player_href(Deck(t(f"page.{name}"), (DeckSlide(view),), t.lang), t.lang, theme.current())
    st.html(element("a", t("deck.present_view"), cls="frame-link", href=address, target="_blank", rel="noopener"))


def _dialog(t: Catalogue) -> Callable[[str, Catalogue], None]:
    """The dialog under its title in the reader's language."""
    return st.dialog(t("deck.export_title"), width="medium", icon=":material/download:")(_export)


def _export(view: str, t: Catalogue) -> None:
    """Offer the files of one view: the same as those of a deck, with this slide alone."""
    title = _title(view, t)
    st.html(element("p", title or view, cls="says"))
    export_buttons(Deck(title or t("deck.export_title"), (DeckSlide(view),), t.lang), t, _PLACE)


def _title(view: str, t: Catalogue) -> str:
    try:
        return title_of(view, t.lang)
    except Exception as error:  # a view can be taken all the same: its title is made when it is shown
        failure.report(error, "a slide's title")
        return ""


def _add(view: str, t: Catalogue) -> None:
    decks.add(view, t, _title(view, t))
