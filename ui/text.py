"""The catalogue in the reader's language, and the switch between languages."""

from __future__ import annotations

import streamlit as st

from text.catalogue import LANGUAGES, Catalogue
from ui import view
from views.params import LANG


def catalogue() -> Catalogue:
    """Return the catalogue of the language in the URL."""
    return Catalogue.load(view.read(LANG))


def language_switch(t: Catalogue) -> None:
    """Draw the switch between languages."""
    key, changed = view.bound(LANG)
    st.segmented_control(
        t("switch.language"),
        LANGUAGES,
        format_func=lambda lang: t(f"switch.{lang}"),
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )
