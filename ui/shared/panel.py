"""The panel beside a map or a chart, on a page."""

from __future__ import annotations

import streamlit as st

from text.catalogue import Catalogue
from ui import view
from views.params import Param
from views.parts.markup import Markup, element


def show_panel(markup: Markup) -> None:
    """Put a panel on the page, in a box that scrolls by itself; an empty one takes no room."""
    if not markup:
        return
    with st.container(key="panel"):
        st.html(element("div", markup, cls="panel"))


def show_record(markup: Markup, record: Param, t: Catalogue) -> None:
    """Put the words behind a chosen mark on the page, with a way back.

    Parameters
    ----------
    record : Param
        Names what is chosen; the way back clears it.
    """
    leave(record, t)
    show_panel(markup)


def leave(record: Param, t: Catalogue, where: str = "") -> None:
    """Draw the way back from a chosen mark: a button, and Esc.

    Parameters
    ----------
    record : Param
        Names what is chosen; it is cleared.
    where : str
        Sets apart the buttons of a page on which several charts show one record.
    """
    st.button(
        t("panel.leave"),
        key=f"leave-{record.name}{where}",
        icon=":material/arrow_back:",
        type="tertiary",
        shortcut="Escape",
        on_click=view.write,
        args=(record, ""),
    )
