"""The table under a map or chart as a file: XLSX with a sheet that says what it is, CSV for whatever reads it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from export.tables.cells import numeric
from export.tables.records import about
from export.tables.sheets import XLSX, write_csv, write_xlsx
from text.catalogue import Catalogue
from ui.opened import shapes
from views import loaders
from views.addresses import view_of
from views.file_names import view_file_name
from views.overview.national import credit
from views.reader import Reader

_TYPES: Final = {"xlsx": XLSX, "csv": "text/csv"}


def table_buttons(title: str, table: pd.DataFrame, key: str, t: Catalogue, period: str = "", basis: str = "") -> None:
    """Draw the two buttons; a file is made when its button is clicked, and the page does not run again for it.

    Parameters
    ----------
    title : str
        Of the view whose table it is; else what the table says, in a sentence.
    table : DataFrame
        Headings in the reader's language; empty draws nothing.
    key : str
        Identity of the table on its page.
    period, basis : str
        What its figures speak of; empty is said to be each record's own.
    """
    if table.empty:
        return
    today, version = date.today().isoformat(), loaders.facts().version
    boundaries, page = credit(shapes(), t), str(st.session_state.get("page", "")) or "overview"
    name = view_file_name(
        view_of(page, st.query_params.to_dict()), title, today, loaders.book(loaders.facts(), Reader(t.lang))
    )
    words = {"xlsx": t("table.as_xlsx"), "csv": t("table.as_csv")}

    def make(kind: str) -> bytes:
        if kind == "csv":
            return write_csv(table)
        return table_workbook(title, table, boundaries, version, today, t, period, basis)

    with st.container(horizontal=True, gap="small", key=f"{key}-files"):
        for kind, media in _TYPES.items():
            st.download_button(
                words[kind],
                partial(make, kind),
                f"{name}.{kind}",
                media,
                key=f"{key}-{kind}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )


def table_workbook(
    title: str,
    table: pd.DataFrame,
    boundaries: str,
    version: str,
    created: str,
    t: Catalogue,
    period: str = "",
    basis: str = "",
) -> bytes:
    """Write a table as a workbook of two sheets: what it is, and the table.

    Parameters
    ----------
    boundaries : str
        Source and version of the boundaries.
    version : str
        Of the data.
    created : str
        ISO date.
    period, basis : str
        As :func:`table_buttons` takes them.

    Returns
    -------
    bytes
        The same for the same arguments.
    """
    lines = about(t, title=title, period=period, basis=basis, boundaries=boundaries, data_version=version, created=created)
    return write_xlsx({t("table.sheet"): numeric(table)}, about=lines, created=created, about_name=t("present.about"))
