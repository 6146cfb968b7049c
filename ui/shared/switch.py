"""A switch between the views of a page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui import view
from views.params import Param
from views.parts.markup import as_plain


def show_switch(label: str, param: Param, name: Callable[[str], str]) -> None:
    """Draw a row of choices of which one is always chosen.

    Parameters
    ----------
    label : str
        For who hears the page; it is not seen.
    name : callable
        Names a value of the parameter.
    """
    key, changed = view.bound(param)
    st.segmented_control(
        as_plain(label),
        param.allowed,
        format_func=lambda value: as_plain(name(value)),
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )
