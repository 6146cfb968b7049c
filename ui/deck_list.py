"""The slides of the deck at hand: their order, and the texts of the one that is being edited."""

from __future__ import annotations

import base64
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from export.deck import LONGEST, Deck
from geo.drawing import draw
from geo.svg import to_svg
from text.catalogue import Catalogue
from ui import decks, loaders, theme
from ui.deck_route import geometry
from ui.links import carried
from ui.loaders import kept
from ui.markup import Markup, element, join
from ui.serving import failure
from ui.slides import slide

#: Size of the small picture, in px; its smallest text is a quarter of what it is on a slide.
_WIDTH, _HEIGHT, _SMALLEST = 640, 400, 11.0


def slide_list(deck: Deck, t: Catalogue) -> None:
    """List the slides, each with its buttons.

    Parameters
    ----------
    deck : Deck
    t : Catalogue
    """
    at, n = decks.chosen(deck), decks.edits()
    for index, one in enumerate(deck.slides):
        with st.container(key=f"deck-row-{'now-' if index == at else ''}{index}"):
            words, buttons = st.columns([6, 4], vertical_alignment="center")
            title = element("p", element("b", str(index + 1)), " ", one.title or one.view, cls="deck-title")
            words.html(join(title, element("p", one.sentence, cls="deck-sentence")))
            _buttons(buttons, index, len(deck.slides), n, t)


def _buttons(room: DeltaGenerator, index: int, total: int, n: int, t: Catalogue) -> None:
    with room.container(horizontal=True, gap="small", horizontal_alignment="right"):
        for icon, label, act, args, off in (
            ("edit", t("present.edit"), decks.choose, (index,), False),
            ("arrow_upward", t("present.up"), decks.move, (index, -1, t), index == 0),
            ("arrow_downward", t("present.down"), decks.move, (index, 1, t), index == total - 1),
            ("content_copy", t("present.copy"), decks.duplicate, (index, t), False),
            ("delete", t("present.remove"), decks.remove, (index, t), False),
        ):
            st.button(
                "", key=f"deck-{icon}-{index}-{n}", icon=f":material/{icon}:", help=label, on_click=act, args=args,
                disabled=off, type="tertiary",
            )  # fmt: skip


def slide_editor(deck: Deck, t: Catalogue) -> None:
    """Draw the texts of the chosen slide, the link to its view, and a small picture.

    Parameters
    ----------
    deck : Deck
    t : Catalogue
    """
    at, n = decks.chosen(deck), decks.edits()
    one = deck.slides[at]
    link = f"./{one.view}{'&' if '?' in one.view else '?'}{urlencode(carried())}" if carried() else f"./{one.view}"
    head = element("h2", t("present.slide", n=at + 1, total=len(deck.slides)), cls="panel-title")
    st.html(element("div", head, cls="panel"))
    own = _of_view(one.view, t)
    for name, label, value, placeholder in (
        ("title", t("present.slide_title"), one.title, own[0]),
        ("sentence", t("present.sentence"), one.sentence, own[1]),
        ("notes", t("present.notes"), one.notes, ""),
    ):
        key = f"deck-{name}-{at}-{n}"

        def changed(key: str = key, name: str = name) -> None:
            decks.edit(at, name, str(st.session_state.get(key, "")), t)

        if name == "title":
            st.text_input(label, value, LONGEST[name], key=key, on_change=changed, placeholder=placeholder[:200])
        else:
            st.text_area(
                label, value, 190 if name == "notes" else 90, LONGEST[name], key=key, on_change=changed,
                placeholder=placeholder[:600],
            )  # fmt: skip
    st.html(element("p", element("a", t("present.open_view"), " ", one.view, href=link, target="_self"), cls="panel-links"))
    st.html(_thumbnail(one.view, t))


def _of_view(view: str, t: Catalogue) -> tuple[str, str]:
    try:
        made = slide(view, t.lang, theme.current())
    except Exception as error:
        failure.report(error, "a slide")
        return "", t("present.no_slide")
    return made.title, made.sentence


def _thumbnail(view: str, t: Catalogue) -> Markup:
    """A picture in a picture element: what is in it can reach nothing of the page."""
    facts, shapes = loaders.facts(), loaders.shapes()

    def make() -> str:
        made = slide(view, t.lang, theme.current())
        if made.scene is None:
            return ""
        picture = draw(made.scene, geometry(shapes.version), made.names, _WIDTH, _HEIGHT, smallest=_SMALLEST)
        return base64.b64encode(to_svg(picture, title=picture.alt).encode()).decode()

    try:
        code = kept(("thumbnail", facts.version, shapes.version, t.lang, theme.current(), view), make)
    except Exception as error:
        failure.report(error, "a slide's picture")
        code = ""
    if not code:
        return element("p", t("present.no_picture"), cls="panel-nothing")
    return element("img", src=f"data:image/svg+xml;base64,{code}", alt=t("present.picture"), cls="deck-picture")
