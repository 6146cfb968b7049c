"""In the frame of every page: put this view into the deck, or present it alone."""

from __future__ import annotations

import logging

import streamlit as st

from export.deck import Deck, DeckSlide, pack
from export.deck_views import VIEWS, refused, view_of
from text.catalogue import Catalogue
from ui import decks, theme
from ui.deck_route import player_href
from ui.markup import element
from ui.slides import title_of


def deck_buttons(page: str, t: Catalogue) -> None:
    """Draw both buttons; a page that is no view, such as that of the deck itself, has none.

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
    alone = pack(Deck(t(f"page.{name}"), (DeckSlide(view),), t.lang))
    address = player_href(alone, t.lang, theme.current())
    st.html(element("a", t("deck.present_view"), cls="frame-link", href=address, target="_blank", rel="noopener"))


def _add(view: str, t: Catalogue) -> None:
    try:
        title = title_of(view, t.lang)
    except Exception:  # the view can be added all the same: its title is made when it is shown
        logging.getLogger("atlas").exception("no title for %s", view)
        title = ""
    n = decks.add(view, t, title)
    st.toast(t("deck.added", title=decks.held(t).title, n=n) if n else t("deck.full"), icon=":material/slideshow:")
