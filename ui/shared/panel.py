"""The panel beside a map, on a page."""

from __future__ import annotations

import streamlit as st

from views.parts.markup import Markup, element


def show_panel(markup: Markup) -> None:
    """Put a panel on the page, in a box that scrolls by itself."""
    with st.container(key="panel"):
        st.html(element("div", markup, cls="panel"))
