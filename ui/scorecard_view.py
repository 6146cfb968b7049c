"""Which of the five aspects of assessment have a reported figure, pair by pair; never a score."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts.base import ChartOptions
from charts.scorecard import scorecard_figure
from data.cooperation_view import ASPECTS, scorecard
from data.load import Facts
from data.rows import Row, records
from ui import theme
from ui.cards import Book
from ui.chartview import show_chart
from ui.cooperation_view import dimension_name
from ui.markup import element
from ui.tables import show_table


def show_scorecard(facts: Facts, book: Book) -> None:
    """Draw the grid of pairs and aspects: pairs with a figure first, the rest counted and tabled.

    Parameters
    ----------
    facts : Facts
    book : Book
    """
    t = book.t
    work = facts.cooperation[(facts.cooperation["helper_id"] != "") & (facts.cooperation["recipient_id"] != "")]
    both = pd.concat([facts.pairings[["helper_id", "recipient_id"]], work[["helper_id", "recipient_id"]]])
    rows = records(scorecard(facts, both))
    some = [row for row in rows if any(row[a] for a in ASPECTS)]
    st.html(element("p", t("scorecard.counted", n=len(some), total=len(rows)), cls="counted"))
    if some:
        card = pd.DataFrame(
            {
                "pairing_id": row["pair_id"], "helper": book.region(row["helper_id"]),
                "recipient": book.region(row["recipient_id"]), "aspect_id": a, "aspect": dimension_name(a, book),
                "count": row[a],
            }
            for row in some for a in ASPECTS
        )  # fmt: skip
        figure = scorecard_figure(card, theme.look(), t, ChartOptions(980, 160 + 30 * len(some)))
        show_chart(figure, "scorecard", t("scorecard.alt", n=len(some)), lambda _: None)
    show_table(t("scorecard.says", n=len(some), total=len(rows)), _table(rows, book), (), t)


def _table(rows: list[Row], book: Book) -> pd.DataFrame:
    t = book.t
    return pd.DataFrame(
        [
            {t("table.helper"): book.region(row["helper_id"]), t("table.recipient"): book.region(row["recipient_id"])}
            | {dimension_name(a, book): row[a] or t("scorecard.no_figure") for a in ASPECTS}
            for row in rows
        ]
    )
