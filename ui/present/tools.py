"""What can be done with a deck as a whole: present it, rename it, begin another, copy it, write it to a file, read one."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from export.deck.deck import LONGEST, MOST_BYTES, Deck, dump, parse
from export.deck.link import LONGEST_ADDRESS, notes_of, packed_for_link
from text.catalogue import Catalogue
from ui import theme
from ui.opened import reader
from ui.present import decks
from ui.present.kept import show_kept
from ui.present.route import awaited, player_href
from views.addresses import cleaned
from views.parts.markup import Markup, element, join

_FAULTS = "deck_faults"


def deck_head(deck: Deck, t: Catalogue) -> None:
    """Draw the heading: the deck's title, which can be changed, and the link that presents it."""
    title, start = st.columns([7, 3], vertical_alignment="bottom")
    with title:
        st.html(element("div", element("h1", t("page.present")), element("p", t("present.subtitle")), cls="page-head"))
        n = decks.edits()
        key = f"deck-name-{n}"
        st.text_input(
            t("present.name"),
            deck.title,
            LONGEST["title"],
            key=key,
            label_visibility="collapsed",
            on_change=lambda: decks.only(n, decks.rename, str(st.session_state.get(key, "")), t),
        )
    if deck.slides and (decks.is_story() or not decks.sync().large):
        address = player_href(None if decks.is_story() else deck, t.lang, theme.current())
        link = element("a", t("present.start"), cls="deck-start", href=awaited(address), target="_blank", rel="noopener")
        start.html(element("div", link, element("small", t("present.keys")), cls="deck-begin"))


def deck_tools(deck: Deck, t: Catalogue) -> None:
    """Draw the buttons for the deck as a whole."""
    with st.container(key="deck-tools", horizontal=True, gap="small"):
        st.button(t("present.new"), key="deck-new", on_click=decks.hold, args=(Deck(t("present.untitled"), (), t.lang),))
        st.button(t("present.story"), key="deck-story", on_click=decks.show, args=("story",), disabled=decks.is_story())
        copy = replace(deck, title=cleaned(t("present.copy_of", title=deck.title), LONGEST["title"]))
        st.button(t("present.copy_deck"), key="deck-copy", on_click=decks.hold, args=(copy,))
        st.download_button(
            t("present.save"), dump(deck).encode(), "deck.toml", "text/plain", key="deck-save", on_click="ignore"
        )
        if decks.sync().before:
            st.button(t("present.before"), key="deck-before", on_click=decks.take_back)
    _ends(deck, t)
    with st.expander(t("present.share"), icon=":material/share:", key="deck-share"):
        st.html(_shared(deck, t))
        if decks.sync().own:
            st.button(t("present.forget"), key="deck-forget", on_click=decks.forget, type="tertiary")
    show_kept(deck, t)
    with st.expander(t("present.read"), icon=":material/upload:", key="deck-read"):
        key = f"deck-file-{st.session_state.get('deck_files', 0)}"
        st.file_uploader(
            t("present.file"),
            ["toml", "txt"],
            key=key,
            on_change=_read,
            args=(key,),
            label_visibility="collapsed",
            max_upload_size=1,
        )
        faults = st.session_state.get(_FAULTS, ())
        if faults:
            lines = [element("li", fault.message(t)) for fault in faults]
            st.html(element("div", element("p", t("present.refused")), element("ul", *lines), cls="trouble"))


def _ends(deck: Deck, t: Catalogue) -> None:
    """What the cover says, and whether there is one."""
    n = decks.edits()
    with st.expander(t("present.cover_of"), icon=":material/first_page:", key="deck-ends"):
        for name, label in (("subtitle", t("present.subtitle_own")), ("author", t("present.author"))):
            key = f"deck-{name}-{n}"

            def changed(key: str = key, name: str = name) -> None:
                decks.only(n, decks.describe, name, str(st.session_state.get(key, "")), t)

            st.text_input(label, getattr(deck, name), LONGEST[name], key=key, on_change=changed)
        key = f"deck-cover-{n}"
        st.checkbox(
            t("present.with_cover"),
            deck.cover,
            key=key,
            on_change=lambda: decks.only(n, decks.cover, bool(st.session_state.get(key)), t),
        )


def _read(key: str) -> None:
    file = st.session_state.get(key)
    st.session_state[_FAULTS] = ()
    if file is None:
        return
    deck, faults = parse(file.getvalue(), cleaned(file.name, 60) or "deck.toml")
    if deck is None:
        st.session_state[_FAULTS] = faults
        return
    # The next reading gets a box of its own: one that keeps its file would read it again at every change.
    st.session_state["deck_files"] = st.session_state.get("deck_files", 0) + 1
    decks.hold(deck)


def _shared(deck: Deck, t: Catalogue) -> Markup:
    """A link to the deck, and what it carries; or why there is none."""
    packed = "" if decks.is_story() else packed_for_link(deck)
    address = reader().href("present", **({decks.PARAM: packed} if packed else {}))
    if not decks.is_story() and (not packed or len(address) > LONGEST_ADDRESS):
        return element("p", t("present.link_long", most=LONGEST_ADDRESS), cls="panel-nothing")
    without = t("present.link_notes", n=notes_of(deck)) if notes_of(deck) and packed else ""
    explanation = t("present.link_carries", n=len(deck.slides)) if packed else t("present.link_story")
    copied = t("present.link_copied")
    link = element("a", t("present.link_copy"), cls="deck-copy", href=address, target="_self", data_copied=copied)
    return join(element("p", explanation, without), element("p", link, cls="panel-links"))


def deck_notices(deck: Deck, t: Catalogue) -> None:
    """Say where the deck at hand is from and whether it is kept, where a reader would not expect it."""
    sync = decks.sync()
    messages = [fault.message(t) for fault in sync.unread]
    messages += [t("present.unread")] if sync.unread else []
    messages += [t(f"store.{sync.trouble}")] if sync.trouble and not decks.is_story() else []
    messages += [t("store.large", most=MOST_BYTES // 1024)] if sync.large and not decks.is_story() else []
    messages += [t("present.overwrote")] if sync.overwrote else []
    messages += [t("present.linked")] if decks.is_linked() else []
    messages += [t("present.loose")] if decks.is_loose() else []
    for words in messages:
        st.html(element("p", words, cls="notice", role="status"))
    if decks.is_linked() or (decks.is_story() and sync.own):
        with st.container(key="deck-mine", horizontal=True, gap="small"):
            if decks.is_linked():
                st.button(t("present.take"), key="deck-take", on_click=decks.hold, args=(deck,))
            if sync.own:
                st.button(t("present.mine"), key="deck-own", on_click=decks.show, args=("own",))


def deck_awaited(t: Catalogue) -> None:
    """Say that the deck is being read from the browser; where it does not answer, the reader can go on without."""
    st.html(element("div", element("h1", t("page.present")), element("p", t("present.awaited")), cls="page-head"))
    with st.container(key="deck-late"):
        st.button(t("present.go_on"), key="deck-go-on", on_click=decks.go_on, type="tertiary")
