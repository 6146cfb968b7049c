"""汇报 Present: the deck at hand, its slides and their words, presenting it, and files to leave behind."""

from __future__ import annotations

import streamlit as st

from ui.opened import opened
from ui.present import decks
from ui.present.jobs.files import export_buttons
from ui.present.slide_list import slide_editor, slide_list
from ui.present.tools import deck_awaited, deck_head, deck_notices, deck_tools
from ui.shared import trouble
from views.parts.markup import element

facts, shapes, book = opened()
t = book.t
faults = decks.from_address()


def show() -> None:
    """Draw the page of the deck at hand."""
    deck = decks.held(t)
    deck_head(deck, t)
    trouble.show(facts, shapes, t)
    for fault in faults:
        st.html(element("p", fault.message(t), cls="notice", role="status"))
    deck_notices(deck, t)
    left, right = st.columns([6, 4], gap="medium")
    with left:
        if deck.slides:
            slide_list(deck, t)
        else:
            st.html(element("p", t("present.empty"), cls="panel-nothing"))
    with right:
        deck_tools(deck, t)
        st.html(element("div", element("h2", t("present.files"), cls="panel-title"), cls="panel"))
        export_buttons(deck, t)
        if deck.slides:
            slide_editor(deck, t)


if decks.awaited():
    deck_awaited(t)
else:
    show()
