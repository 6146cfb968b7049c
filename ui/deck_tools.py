"""What can be done with a deck as a whole: present it, rename it, begin another, copy it, write it to a file, read one."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from export.deck import LONGEST, MOST_PACKED, Deck, dump, pack, parse
from export.deck_views import cleaned
from export.story import NAME
from text.catalogue import Catalogue
from ui import decks, theme
from ui.deck_route import player_href
from ui.markup import element

#: Faults of an imported file that are told at once.
_MOST = 12
_TOLD = "deck_faults"


def deck_head(deck: Deck, t: Catalogue) -> None:
    """Draw the heading: the deck's title, which can be changed, and the link that presents it.

    Parameters
    ----------
    deck : Deck
    t : Catalogue
    """
    title, start = st.columns([7, 3], vertical_alignment="bottom")
    with title:
        st.html(element("div", element("h1", t("page.present")), element("p", t("present.subtitle")), cls="page-head"))
        key = f"deck-name-{decks.edits()}"
        st.text_input(
            t("present.name"), deck.title, LONGEST["title"], key=key, label_visibility="collapsed",
            on_change=lambda: decks.rename(str(st.session_state.get(key, "")), t),
        )  # fmt: skip
    packed = NAME if decks.is_story() else pack(deck)
    if deck.slides and len(packed) <= MOST_PACKED:
        address = player_href(packed, t.lang, theme.current())
        link = element("a", t("present.start"), cls="deck-start", href=address, target="_blank", rel="noopener")
        start.html(element("p", link, element("small", t("present.keys"))))


def deck_tools(deck: Deck, t: Catalogue) -> None:
    """Draw the buttons for the deck as a whole.

    Parameters
    ----------
    deck : Deck
    t : Catalogue
    """
    with st.container(key="deck-tools", horizontal=True, gap="small"):
        st.button(t("present.new"), key="deck-new", on_click=decks.hold, args=(Deck(t("present.untitled"), (), t.lang),))
        st.button(t("present.story"), key="deck-story", on_click=decks.hold, args=(None,), disabled=decks.is_story())
        copy = replace(deck, title=cleaned(t("present.copy_of", title=deck.title), LONGEST["title"]))
        st.button(t("present.copy_deck"), key="deck-copy", on_click=decks.hold, args=(copy,))
        st.download_button(
            t("present.save"), dump(deck).encode(), "deck.toml", "text/plain", key="deck-save", on_click="ignore"
        )
    with st.expander(t("present.read"), icon=":material/upload:", key="deck-read"):
        key = f"deck-file-{st.session_state.get('deck_files', 0)}"
        st.file_uploader(
            t("present.file"), ["toml", "txt"], key=key, on_change=_read, args=(key,), label_visibility="collapsed",
            max_upload_size=1,
        )  # fmt: skip
        told = st.session_state.get(_TOLD, ())
        if told:
            lines = [element("li", fault.message(t)) for fault in told[:_MOST]]
            more = element("p", t("trouble.more", n=len(told) - _MOST)) if len(told) > _MOST else ""
            st.html(
                element("div", element("p", t("present.refused", n=len(told))), element("ul", *lines), more, cls="trouble")
            )


def _read(key: str) -> None:
    file = st.session_state.get(key)
    st.session_state[_TOLD] = ()
    if file is None:
        return
    deck, faults = parse(file.getvalue(), cleaned(file.name, 60) or "deck.toml")
    if deck is None:
        st.session_state[_TOLD] = faults
        return
    # The next reading gets a box of its own: one that keeps its file would read it again at every change.
    st.session_state["deck_files"] = st.session_state.get("deck_files", 0) + 1
    decks.choose(0)
    decks.hold(deck)
