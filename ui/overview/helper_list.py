"""The list of helpers beside the map, each row a button that shows its flows; arrow keys walk it (``ui/client/page.js``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from text.catalogue import Catalogue
from views.overview.helpers import Helper
from views.parts.markup import as_plain, element


def show_helpers(rows: Iterable[Helper], chosen: str, choose: Callable[[str, str], None], t: Catalogue) -> None:
    """Draw a button a row; the chosen one chosen again clears the choice.

    Parameters
    ----------
    chosen : str
        Id of the region that is chosen; empty for none.
    choose : callable
        Called with ``region`` and an id, or with two empty texts.
    """
    with st.container(key="helpers"):
        st.html(element("h2", t("overview.helpers"), cls="panel-title"))
        for row in rows:
            mine = row.region_id == chosen
            st.button(
                f"**{as_plain(row.name)}** {as_plain(row.text)}",
                key=f"helper-{row.region_id}",
                type="secondary" if mine else "tertiary",
                on_click=choose,
                args=("", "") if mine else ("region", row.region_id),
                width="stretch",
            )
