"""Paired institutions: one helper's schools or hospitals against those of several recipients, which need not add up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.bars.matched import matched_spec
from charts.base import ChartOptions
from data.load import Facts
from data.rows import records
from ui import view
from ui.shared.chartview import show_chart
from ui.shared.panel import leave
from ui.shared.window import window
from views.book import Book
from views.cooperation.figures import points_of
from views.cooperation.institutions import matched_groups
from views.parts.cards import cooperation_card
from views.parts.markup import element


def show_institutions(rows: pd.DataFrame, facts: Facts, book: Book) -> None:
    """Draw each helper's count beside its recipients' counts, where one document reports both.

    Parameters
    ----------
    rows : DataFrame
        Rows of ``cooperation``.
    """
    t, now = book.t, window()
    record = view.address("cooperation", facts, book).param("record")
    columns = st.columns(2, gap="medium")
    for drawn, (helper, group) in enumerate(matched_groups(rows)):
        figure = matched_spec(
            points_of(group, book), book.look, t, ChartOptions(now.wide(0.5), round(380 * now.scale), now.scale)
        )
        with columns[drawn % 2]:
            alt = t("cooperation.matched_alt", name=book.region(helper))
            show_chart(figure, f"matched-{drawn}", alt, lambda clicked: view.write(record, clicked), view.read(record))
            here = records(group[group["cooperation_id"] == view.read(record)])
            if here:
                leave(record, t, f"matched-{drawn}")
                st.html(element("div", *(cooperation_card(row, book, is_open=True) for row in here), cls="panel"))
