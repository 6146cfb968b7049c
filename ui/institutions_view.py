"""Paired institutions: one helper's schools or hospitals against those of several recipients, which need not add up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.matched import matched_figure
from data.rows import records
from ui import theme, view
from ui.cards import Book, cooperation_card
from ui.chartview import show_chart
from ui.cooperation_view import points_of
from ui.markup import element

#: Measures that count the helper's side, with the measure of the recipients' side.
_SIDES = {"schools_helper": "schools_recipient", "hospitals_helper": "hospitals_recipient"}


def show_institutions(rows: pd.DataFrame, book: Book) -> None:
    """Draw each helper's count beside its recipients' counts, where one document reports both.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.
    """
    t = book.t
    record = view.Param("record", "", set(rows["cooperation_id"]))
    columns = st.columns(2, gap="medium")
    for drawn, (helper, group) in enumerate(matched_groups(rows)):
        figure = matched_figure(points_of(group, book), theme.look(), t, ChartOptions(620, 380))
        with columns[drawn % 2]:
            alt = t("cooperation.matched_alt", name=book.region(helper))
            show_chart(figure, f"matched-{drawn}", alt, lambda clicked: view.write(record, clicked))
            here = records(group[group["cooperation_id"] == view.read(record)])
            if here:
                st.html(element("div", *(cooperation_card(row, book, is_open=True) for row in here), cls="panel"))


def matched_groups(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return each helper's count of schools or hospitals with its recipients' counts from the same document.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.

    Returns
    -------
    list of (helper_id, DataFrame)
        Only where a document reports both sides.
    """
    found = []
    for ours, theirs in _SIDES.items():
        for (helper, source), total in rows[rows["measure_id"] == ours].groupby(["helper_id", "source_id"]):
            other = (rows["measure_id"] == theirs) & (rows["helper_id"] == helper) & (rows["source_id"] == source)
            matched = pd.concat([total, rows[other]])
            if len(matched) > len(total):
                found.append((str(helper), matched))
    return found
