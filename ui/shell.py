"""The frame around every page: navigation, switches, notices."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from ui import theme, unverified, version, view
from ui.client import CLIENT_DIR
from ui.navigation import PAGES
from ui.present import browser
from ui.present.buttons import deck_buttons
from ui.serving import metrics, ready
from ui.shared import window
from ui.text import catalogue, language_switch
from views.parts.markup import element

_ROOT: Final = Path(__file__).resolve().parent.parent
#: Addresses of pages that lay out charts for the reader's window.
CHARTED: Final = frozenset(page.address for page in PAGES if page.has_charts)


def run() -> None:
    """Draw the frame, then the page the reader asked for; how long that takes is counted."""
    with metrics.updates.measured():
        _draw()


def _draw() -> None:
    t = catalogue()
    st.set_page_config(page_title=t("app.title"), page_icon=str(CLIENT_DIR / "icon.svg"), layout="wide")
    pages = [
        st.Page(
            _ROOT / "pages" / f"{each.name}.py",
            title=t(f"page.{each.name}"),
            icon=each.icon,
            url_path=each.name,
            default=not each.address,
        )
        for each in PAGES
    ]
    page = st.navigation(pages, position="top")
    st.session_state["page_changed"] = st.session_state.get("page") != page.url_path
    st.session_state["page"] = page.url_path
    view.carry()
    theme.apply()
    browser.keep(t, live=page.url_path == "present", arrived=st.session_state["page_changed"])
    with st.container(key="switches", horizontal=True, gap="small"):
        deck_buttons(page.url_path, t)
        language_switch(t)
        theme.switch(t)
    above = st.container()
    page.run()
    if page.url_path in CHARTED:
        window.watch()
    unverified.switch(t)
    st.html(version.line(t))
    known = (("←↑↓→", "keys.arrows"), ("Enter", "keys.enter"), ("F", "keys.f"), ("S", "keys.s"), ("?", "keys.help"))
    keys = [element("p", element("kbd", key), " ", t(words)) for key, words in known]
    st.html(
        element(
            "div",
            element("h4", t("keys.title")),
            *keys,
            id="keys-help",
            cls="keys-help",
            hidden="hidden",
            data_lang=t.lang,
            data_gbt=t("card.cite_gbt"),
            data_plain=t("card.cite_plain"),
            data_process=ready.NAME,
        )
    )
    # Only now has the page read its parameters. The value is a stranger's: it is put in as text, never as Markdown.
    with above:
        for key, fields in view.notices():
            st.html(element("p", t(key, **fields), cls="notice", role="status"))
