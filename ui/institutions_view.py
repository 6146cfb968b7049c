"""Paired institutions: one helper's schools or hospitals against those of several recipients, which need not add up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.matched import matched_figure
from ui import theme
from ui.cards import Book
from ui.chartview import show_chart
from ui.cooperation_view import points_of

#: Measures that count the helper's side, with the measure of the recipients' side.
_SIDES = {"schools_helper": "schools_recipient", "hospitals_helper": "hospitals_recipient"}


def show_institutions(rows: pd.DataFrame, book: Book) -> None:
    """Draw each helper's count beside its recipients' counts, where one document reports both.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.
    book : Book
    """
    t, drawn = book.t, 0
    columns = st.columns(2, gap="medium")
    for ours, theirs in _SIDES.items():
        for (helper, source), total in rows[rows["measure_id"] == ours].groupby(["helper_id", "source_id"]):
            other = (rows["measure_id"] == theirs) & (rows["helper_id"] == helper) & (rows["source_id"] == source)
            matched = pd.concat([total, rows[other]])
            if len(matched) > len(total):
                figure = matched_figure(points_of(matched, book), theme.look(), t, ChartOptions(620, 380))
                with columns[drawn % 2]:
                    alt = t("cooperation.matched_alt", name=book.region(str(helper)))
                    show_chart(figure, f"matched-{drawn}", alt, lambda _: None)
                drawn += 1
