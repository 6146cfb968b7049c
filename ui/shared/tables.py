"""The text equivalent of a map or chart: a sentence and a table that keyboard and screen reader reach."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from text.catalogue import Catalogue
from ui.shared.table_files import table_buttons
from views.parts.markup import as_plain, element, join
from views.view import View


def show_view_table(shown: View, t: Catalogue, key: str = "table", title: str = "") -> None:
    """Show the table of a view with what its picture leaves out; arguments as for :func:`show_table`."""
    show_table(shown.description or shown.finding, shown.table, shown.left_out, t, key, title, shown)


def show_table(
    sentence: str,
    table: pd.DataFrame,
    notes: Sequence[str],
    t: Catalogue,
    key: str = "table",
    title: str = "",
    of: View | None = None,
) -> None:
    """Show the sentence and the table under a map or chart, and the table as a file.

    Parameters
    ----------
    table : DataFrame
        Headings in the reader's language; empty shows the sentence alone.
    notes : sequence of str
        Sentences naming what could not be drawn.
    key : str
        Identity of the table on its page.
    title : str
        What stands on the fold; that it says the same as the picture above, if not given.
    of : View, optional
        Of which it is the table: then the file has its title, its period and its basis.
    """
    show_left_out(notes)
    label = as_plain(title) if title else t("table.title", n=len(table))
    expander = st.expander(label, icon=":material/table_rows:", key=key, on_change="rerun")
    # Sent only once it is opened: an update of the map must stay small.
    if expander.open:
        with expander:
            if of:
                table_buttons(of.title, table, key, t, of.period, of.basis)
            else:
                table_buttons(sentence, table, key, t)
            st.html(element("div", element("p", sentence, cls="says"), html_table(table), cls="text-equivalent"))


def show_left_out(notes: Sequence[str]) -> None:
    """Show the sentences that name what could not be drawn: never behind a click."""
    if notes:
        st.html(join(*(element("p", note, cls="left-out") for note in notes)))


def html_table(table: pd.DataFrame) -> str:
    """Write a frame as an HTML table with escaped cells and real headings.

    Returns
    -------
    str
        Empty for an empty frame.
    """
    if table.empty:
        return ""
    head = element("tr", *(element("th", str(c), scope="col") for c in table.columns))
    body = [element("tr", *(element("td", str(v)) for v in row)) for row in table.itertuples(index=False)]
    rows = element("table", element("thead", head), element("tbody", join(*body)))
    return element("div", rows, cls="table-room", tabindex="0")
