"""The slides of the deck at hand: their order, and the texts of the one that is being edited."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from export.deck.deck import LONGEST, Deck
from text.catalogue import Catalogue
from ui import theme
from ui.present import decks
from ui.present.jobs.previews import own_words, small_map
from ui.shared.links import carried
from views.parts.markup import Markup, element, join


def slide_list(deck: Deck, t: Catalogue) -> None:
    """List the slides, each with its buttons."""
    at, n = decks.chosen(deck), decks.edits()
    for index, slide in enumerate(deck.slides):
        with st.container(key=f"deck-row-{'now-' if index == at else ''}{index}"):
            words, buttons = st.columns([6, 4], vertical_alignment="center")
            name = slide.title or (own_words(slide.view, t.lang, theme.current()) or ("",))[0] or slide.view
            title = element("p", element("b", str(index + 1)), " ", name, cls="deck-title")
            chapter = element("p", slide.chapter, cls="deck-chapter") if slide.chapter else ""
            passed = element("p", t("present.is_hidden"), cls="deck-hidden") if slide.hidden else ""
            words.html(join(chapter, title, element("p", slide.sentence, cls="deck-sentence"), passed))
            _buttons(buttons, index, deck, n, t)


def _buttons(container: DeltaGenerator, index: int, deck: Deck, n: int, t: Catalogue) -> None:
    total, hidden = len(deck.slides), deck.slides[index].hidden
    with container.container(horizontal=True, gap="small", horizontal_alignment="right"):
        for icon, label, act, args, off in (
            ("edit", t("present.edit"), decks.choose, (index,), False),
            ("arrow_upward", t("present.up"), decks.move, (index, -1, t), index == 0),
            ("arrow_downward", t("present.down"), decks.move, (index, 1, t), index == total - 1),
            (
                "visibility_off" if hidden else "visibility",
                t("present.unhide") if hidden else t("present.hide"),
                decks.hide,
                (index, t),
                False,
            ),
            ("content_copy", t("present.copy"), decks.duplicate, (index, t), False),
            ("delete", t("present.remove"), decks.remove, (index, t), False),
        ):
            st.button(
                "",
                key=f"deck-{icon}-{index}-{n}",
                icon=f":material/{icon}:",
                help=label,
                on_click=decks.only,
                args=(n, act, *args),
                disabled=off,
                type="tertiary",
            )


def slide_editor(deck: Deck, t: Catalogue) -> None:
    """Draw the texts of the chosen slide, the link to its view, and a small picture."""
    at, n = decks.chosen(deck), decks.edits()
    slide = deck.slides[at]
    link = f"./{slide.view}{'&' if '?' in slide.view else '?'}{urlencode(carried())}" if carried() else f"./{slide.view}"
    head = element("h2", t("present.slide", n=at + 1, total=len(deck.slides)), cls="panel-title")
    st.html(element("div", head, cls="panel"))
    derived = own_words(slide.view, t.lang, theme.current()) or ("", t("present.no_slide"))
    for name, label, value, placeholder in (
        ("title", t("present.slide_title"), slide.title, derived[0]),
        ("sentence", t("present.sentence"), slide.sentence, derived[1]),
        ("notes", t("present.notes"), slide.notes, ""),
        ("chapter", t("present.chapter"), slide.chapter, t("present.chapter_none")),
    ):
        key = f"deck-{name}-{at}-{n}"

        def changed(key: str = key, name: str = name) -> None:
            decks.only(n, decks.edit, at, name, str(st.session_state.get(key, "")), t)

        if name in ("title", "chapter"):
            st.text_input(label, value, LONGEST[name], key=key, on_change=changed, placeholder=placeholder[:200])
        else:
            st.text_area(
                label,
                value,
                190 if name == "notes" else 90,
                LONGEST[name],
                key=key,
                on_change=changed,
                placeholder=placeholder[:600],
            )
    st.html(
        element("p", element("a", t("present.open_view"), " ", slide.view, href=link, target="_self"), cls="panel-links")
    )
    st.html(_thumbnail(small_map(slide.view, t.lang, theme.current()), t))


def _thumbnail(picture: str | None, t: Catalogue) -> Markup:
    """A picture in a picture element: what is in it can reach nothing of the page."""
    if not picture:
        return element("p", t("present.picture_late") if picture is None else t("present.no_picture"), cls="panel-nothing")
    return element("img", src=f"data:image/svg+xml;base64,{picture}", alt=t("present.picture"), cls="deck-picture")
