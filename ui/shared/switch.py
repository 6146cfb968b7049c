"""A switch between the values of a parameter: views of a page, a task, a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui import view
from views.params import Param
from views.parts.markup import as_plain


def show_switch(
    label: str,
    param: Param,
    name: Callable[[str], str],
    *,
    values: Sequence[str] | None = None,
    clears: Sequence[Param] = (),
) -> None:
    """Draw a row of choices of which one is always chosen.

    Parameters
    ----------
    label : str
        For who hears the page; it is not seen.
    name : callable
        Names a value, in plain text.
    values : sequence of str, optional
        What is offered, in this order; all that the parameter allows if not given.
    clears : sequence of Param
        Parameters that a change puts back to their defaults.
    """
    key, changed = view.bound(param, clears)
    st.segmented_control(
        as_plain(label),
        param.allowed if values is None else values,
        format_func=lambda value: as_plain(name(value)),
        key=key,
        on_change=changed,
        label_visibility="collapsed",
        required=True,
    )
