"""Links between pages that keep the reader's language, theme and choice of sources."""

from __future__ import annotations

import streamlit as st

from ui import view
from views.params import READER_PARAMS
from views.parts.markup import as_plain


def carried() -> dict[str, str]:
    """Return the parameters that every link keeps.

    Returns
    -------
    dict of str to str
        Only what differs from the default.
    """
    return {p.name: view.read(p) for p in READER_PARAMS if view.read(p) != p.default}


def page_link(page: str, label: str, icon: str | None = None, **query: str) -> None:
    """Draw a link that changes the page without loading everything anew.

    Parameters
    ----------
    page : str
        Name of the page's file.
    label : str
        Plain text.
    **query : str
        Parameters of the view; empty ones are left out.
    """
    st.page_link(
        f"pages/{page}.py",
        label=as_plain(label),
        icon=icon,
        query_params=carried() | {name: value for name, value in query.items() if value},
    )
